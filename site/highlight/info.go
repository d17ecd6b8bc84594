package highlight

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// maxMark bounds line numbers, so that adding to them cannot overflow.
const maxMark = 1_000_000

// infoReader walks along an info string.
type infoReader struct {
	s        string
	at       int
	braces   bool // at is between { and }
	fence    fence
	problems []site.Problem
}

// parseInfo reads the info strings of GitHub, Obsidian, VitePress, rustdoc,
// Pandoc, MkDocs, Hugo, Docusaurus, Quarto and Zenn:
//
//	go {1,3-5} title="main.go" linenos=10 hl={1} ins={2} del={3}
//	go{1} · ts:line-numbers · rust,ignore · {.go .numberLines startFrom="10"}
//	go {file="main.go" hl_lines=[3,"5-7"]} · {r, echo=FALSE} · js:app.js
//
// Words that mean nothing here belong to some other program and are passed
// over in silence, unless they look like a slip of the pen.
func parseInfo(info string) (fence, []site.Problem) {
	r := &infoReader{s: info, fence: fence{first: 1}}
	r.space()
	if strings.HasPrefix(r.s[r.at:], "{") {
		r.list(true)
	} else {
		r.language()
	}
	for r.space(); r.at < len(r.s); r.space() {
		if r.myst() {
			r.language()
			continue
		}
		r.attribute()
	}
	return r.fence, r.problems
}

// Title is the title that a code block with such an info string shows; "" if none.
func Title(info string) string {
	if !strings.ContainsAny(info, " \t,:{") {
		return "" // a language, as most
	}
	f, _ := parseInfo(info)
	return f.title
}

// list reads attributes in braces. The first word may be the language, as in
// {python} and {.python}, if there was none before.
func (r *infoReader) list(first bool) {
	start := r.at
	r.at++
	r.braces = true
	for r.space(); r.at < len(r.s) && r.s[r.at] != '}'; r.space() {
		if c := r.s[r.at]; first && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			r.language()
		} else {
			r.attribute()
		}
		first = false
	}
	r.braces = false
	if r.at == len(r.s) {
		r.bad(start, "attributes of the code block lack the closing brace", "")
		return
	}
	r.at++
}

// myst says whether the language is still to come, because the word before only
// says that this is code.
func (r *infoReader) myst() bool {
	switch r.fence.lang {
	case "code-block", "code-cell", "sourcecode":
		r.fence.lang = ""
		return isWord(r.s[r.at:])
	}
	return false
}

func isWord(s string) bool { return strings.IndexAny(s, "{[=\"'.#") != 0 }

// language reads the first word, which ends where attributes can begin.
func (r *infoReader) language() {
	rest := r.s[r.at:]
	end := strings.IndexAny(rest, " \t,{}")
	if end < 0 {
		end = len(rest)
	}
	word := rest[:end]
	if key, _, ok := strings.Cut(word, "="); ok && isKey(key) {
		return // no language, just attributes
	}
	r.at += end
	lang, flag, _ := strings.Cut(word, ":")
	name, start, _ := strings.Cut(flag, "=")
	if name == "line-numbers" { // VitePress
		r.fence.numbers = true
		if n, ok := number(start); ok {
			r.fence.first = n
		}
	} else if isFile(flag) {
		r.fence.title = flag
	}
	r.fence.lang = strings.ToLower(lang)
}

// isFile says whether s, which stands behind a colon, is the name of a file, as
// in js:app.js; not so the rest of an address.
func isFile(s string) bool {
	return strings.ContainsAny(s, "./") && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, `\`)
}

func isKey(key string) bool {
	_, ok := attributes[strings.ToLower(key)]
	return ok
}

// attributes are the keys that mean something, by all their names.
var attributes = map[string]func(r *infoReader, col int, value string){
	"title": setTitle, "filename": setTitle, "file": setTitle, "filepath": setTitle, "name": setTitle, "caption": setTitle,
	"linenos": setNumbers, "linenums": setNumbers, "numberlines": setNumbers,
	"showlinenumbers": setNumbers, "line-numbers": setNumbers, "startfrom": setNumbers,
	"linenostart": setNumbers, "startlinenumber": setNumbers,
	"hl": setMark(marked), "hl_lines": setMark(marked), "highlight": setMark(marked), "mark": setMark(marked),
	"highlightlines": setMark(marked), "data-line": setMark(marked),
	"ins": setMark(inserted), "add": setMark(inserted),
	"del": setMark(deleted), "remove": setMark(deleted),
	"lang": setLang, "language": setLang,
}

func setTitle(r *infoReader, col int, value string) { r.fence.title = value }

func setLang(r *infoReader, col int, value string) { r.fence.lang = strings.ToLower(value) }

func setNumbers(r *infoReader, col int, value string) {
	switch strings.ToLower(value) {
	case "", "true", "table", "inline":
		r.fence.numbers = true
	case "false":
		r.fence.numbers = false
	default:
		start, _, _ := strings.Cut(strings.TrimSpace(value), " ") // MkDocs: the step behind it
		n, ok := number(start)
		if !ok {
			r.bad(col, fmt.Sprintf("line numbers of a code block cannot start at %q", value), "linenos=10")
			return
		}
		r.fence.numbers, r.fence.first = true, n
	}
}

func setMark(m mark) func(*infoReader, int, string) {
	return func(r *infoReader, col int, value string) { r.ranges(col, value, m) }
}

// attribute reads one of: {1,3-5}, {key=value}, [title], "text", .class, key,
// key=value, key="value".
func (r *infoReader) attribute() {
	start := r.at
	switch c := r.s[r.at]; c {
	case ',', ';':
		r.at++
		return
	case '{':
		r.braced()
		return
	case '[':
		r.fence.title = r.until(']')
		return
	case '"', '\'', '/': // words to mark, which Shiki knows
		if n := strings.IndexByte(r.s[r.at+1:], c); n >= 0 {
			r.at += n + 2
			return
		}
	}
	key, value := r.pair()
	if class, ok := strings.CutPrefix(key, "."); ok && class != "" && value == "" {
		if r.fence.lang == "" && !isKey(class) {
			r.fence.lang = strings.ToLower(class)
			return
		}
		key = class
	}
	r.set(start, key, value)
}

// pair reads key, key=value, and key: value (Gatsby) and key{value} (Shiki)
// where the key is known.
func (r *infoReader) pair() (key, value string) {
	key = r.word()
	if r.at == len(r.s) {
		return key, ""
	}
	name, colon := strings.CutSuffix(key, ":")
	switch c := r.s[r.at]; {
	case c == '=':
		r.at++
		return key, r.value()
	case c == '{' && strings.EqualFold(key, "showlinenumbers"):
		return key, r.value()
	case c == ' ' && r.braces && colon && isKey(name):
		r.space()
		return name, r.value()
	}
	return key, ""
}

// set does what key says, which stands at start.
func (r *infoReader) set(start int, key, value string) {
	if set, ok := attributes[strings.ToLower(key)]; ok {
		set(r, start, value)
		return
	}
	if r.braces && key[0] >= '0' && key[0] <= '9' {
		r.ranges(start, key, marked)
	} else if lang, file, ok := strings.Cut(key, ":"); ok && lang != "" && isFile(file) {
		r.fence.title = file // diff js:app.js
	} else if near := slip(key); near != "" {
		r.bad(start, fmt.Sprintf("code block has the unknown attribute %q", key), fmt.Sprintf("did you mean %q?", near))
	}
}

// braced reads {1,3-5}, or a list of attributes.
func (r *infoReader) braced() {
	start := r.at
	inside, _, _ := strings.Cut(r.s[r.at+1:], "}")
	word, _, _ := strings.Cut(strings.TrimSpace(inside), " ")
	switch {
	case r.braces:
		r.at++
	case strings.ContainsAny(inside, "=:.#") || isKey(word):
		r.list(false)
	default:
		r.ranges(start, r.until('}'), marked)
	}
}

func (r *infoReader) bad(at int, what, hint string) {
	r.problems = append(r.problems, badFence(utf8.RuneCountInString(r.s[:at])+1, what, hint))
}

func (r *infoReader) space() {
	for r.at < len(r.s) && (r.s[r.at] == ' ' || r.s[r.at] == '\t') {
		r.at++
	}
}

// word reads up to white space, a comma, an equals sign or a brace; always at
// least one byte.
func (r *infoReader) word() string {
	start := r.at
	for r.at++; r.at < len(r.s) && strings.IndexByte(" \t,={", r.s[r.at]) < 0 && !r.closes(); r.at++ {
	}
	return r.s[start:r.at]
}

// value reads what stands behind an equals sign.
func (r *infoReader) value() string {
	if r.at == len(r.s) {
		return ""
	}
	switch c := r.s[r.at]; c {
	case '"', '\'':
		return r.until(c)
	case '{':
		return r.until('}')
	case '[':
		return r.until(']')
	}
	start := r.at
	for r.at < len(r.s) && r.s[r.at] != ' ' && r.s[r.at] != '\t' && !r.closes() && !(r.braces && r.s[r.at] == ',') {
		r.at++
	}
	return r.s[start:r.at]
}

// closes says whether the braces close here.
func (r *infoReader) closes() bool { return r.braces && r.s[r.at] == '}' }

// until reads what stands between the byte at r.at and the closing one.
func (r *infoReader) until(closing byte) string {
	start := r.at
	r.at++
	n := strings.IndexByte(r.s[r.at:], closing)
	if n < 0 {
		r.bad(start, fmt.Sprintf("attribute of the code block lacks the closing %c", closing), "")
		n = len(r.s) - r.at
		defer func() { r.at = len(r.s) }()
	}
	text := r.s[r.at : r.at+n]
	r.at += n + 1
	return text
}

// ranges reads line numbers and ranges, "1, 3-5", as marks of kind m.
func (r *infoReader) ranges(at int, list string, m mark) {
	if strings.TrimSpace(list) == "" {
		r.bad(at, "code block marks no lines", "{1,3-5}")
		return
	}
	for _, part := range strings.FieldsFunc(list, func(c rune) bool { return strings.ContainsRune(", ;{}[]\"'", c) }) {
		lo, hi, ranged := strings.Cut(part, "-")
		from, ok := number(lo)
		to, ok2 := from, true
		if ranged {
			to, ok2 = number(hi)
		}
		if !ok || !ok2 || from < 1 || to < from {
			r.bad(at, fmt.Sprintf("code block cannot mark lines %q", part), "{1,3-5}")
			continue
		}
		col := utf8.RuneCountInString(r.s[:at]) + 1
		r.fence.marks = append(r.fence.marks, span{from: from, to: to, mark: m, col: col})
	}
}

func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= maxMark && s[0] != '+' && s[0] != '-'
}

// slip is the attribute that key is one letter away from: linenso is not, but
// lineno, titel's cousin tittle and hl_line are.
func slip(key string) string {
	key = strings.ToLower(key)
	for _, want := range []string{"title", "linenos", "hl_lines", "highlight"} {
		if len(key) >= 4 && oneEdit(key, want) {
			return want
		}
	}
	return ""
}

// oneEdit says whether one letter inserted, left out, changed or two
// neighbours swapped make b of a.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	return swapped || a[i+1:] == b[i+1:]
}
