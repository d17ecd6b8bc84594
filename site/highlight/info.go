package highlight

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A fence is what an info string asks for.
type fence struct {
	lang    string // lower-cased, as written: "c++"; "" if none
	title   string
	numbers bool
	first   int // number of the first line, if numbers
	marks   []span
	wraps   bool // long lines may be wrapped
}

// A span marks the lines from to to, both counted from 1 and included.
type span struct {
	from, to int
	mark     mark
	col      int // where it stands in the info string, for problems
}

// A mark is what is special about a line; a line may have several.
type mark uint8

const (
	marked mark = 1 << iota
	inserted
	deleted
)

// byLine says whether the lines of the block need elements of their own.
func (f fence) byLine() bool { return f.numbers || len(f.marks) > 0 }

// at is the marks of line n, from 1.
func (f fence) at(n int) mark {
	var m mark
	for _, s := range f.marks {
		if s.from <= n && n <= s.to {
			m |= s.mark
		}
	}
	return m
}

// beyond reports marks that lie behind the last line of code.
func (f fence) beyond(code []byte) []site.Problem {
	if len(f.marks) == 0 {
		return nil
	}
	lines := bytes.Count(code, []byte{'\n'})
	if len(code) > 0 && code[len(code)-1] != '\n' {
		lines++
	}
	var problems []site.Problem
	for _, s := range f.marks {
		if s.to > lines {
			problems = append(problems, badFence(s.col, fmt.Sprintf("code block has no line %d to mark", s.to),
				fmt.Sprintf("it has %d lines", lines)))
		}
	}
	return problems
}

func badFence(col int, what, hint string) site.Problem {
	return site.Problem{At: site.Pos{Col: col}, Kind: site.BadFence, What: what, Hint: hint}
}

// maxMark bounds line numbers, so that adding to them cannot overflow.
const maxMark = 1_000_000

// infoReader walks along an info string.
type infoReader struct {
	s        string
	at       int
	fence    fence
	problems []site.Problem
}

// parseInfo reads the info strings of GitHub, Obsidian, VitePress, rustdoc,
// Pandoc and MkDocs:
//
//	go {1,3-5} title="main.go" linenos=10 hl={1} ins={2} del={3}
//	go{1} · ts:line-numbers · rust,ignore · {.go .numberLines startFrom="10"}
//
// Words that mean nothing here belong to some other program and are passed
// over in silence, unless they look like a slip of the pen.
func parseInfo(info string) (fence, []site.Problem) {
	r := &infoReader{s: info, fence: fence{first: 1}}
	r.space()
	if !r.pandoc() {
		r.language()
	}
	for r.space(); r.at < len(r.s); r.space() {
		r.attribute()
	}
	return r.fence, r.problems
}

// pandoc reads {.go .numberLines}; false if the info string is not of that kind.
func (r *infoReader) pandoc() bool {
	rest, ok := strings.CutPrefix(r.s[r.at:], "{")
	if !ok || !strings.HasPrefix(strings.TrimLeft(rest, " "), ".") && !strings.HasPrefix(strings.TrimLeft(rest, " "), "#") {
		return false
	}
	r.s = strings.TrimRight(r.s, " \t")
	if !strings.HasSuffix(r.s, "}") {
		r.bad(r.at, "attributes of the code block lack the closing brace", "")
	}
	r.s = strings.TrimSuffix(r.s, "}")
	r.at++
	return true
}

// language reads the first word, which ends where attributes can begin.
func (r *infoReader) language() {
	rest := r.s[r.at:]
	end := strings.IndexAny(rest, " \t,{")
	if end < 0 {
		end = len(rest)
	}
	word := rest[:end]
	if key, _, ok := strings.Cut(word, "="); ok && isKey(key) {
		return // no language, just attributes
	}
	r.at += end
	lang, flag, _ := strings.Cut(word, ":")
	flag, start, _ := strings.Cut(flag, "=")
	if flag == "line-numbers" { // VitePress
		r.fence.numbers = true
		if n, ok := number(start); ok {
			r.fence.first = n
		}
	}
	r.fence.lang = strings.ToLower(lang)
}

func isKey(key string) bool {
	_, ok := attributes[strings.ToLower(key)]
	return ok
}

// attributes are the keys that mean something, by all their names.
var attributes = map[string]func(r *infoReader, col int, value string){
	"title": setTitle, "filename": setTitle, "file": setTitle, "name": setTitle, "caption": setTitle,
	"linenos": setNumbers, "linenums": setNumbers, "numberlines": setNumbers,
	"showlinenumbers": setNumbers, "line-numbers": setNumbers, "startfrom": setNumbers,
	"hl": setMark(marked), "hl_lines": setMark(marked), "highlight": setMark(marked), "mark": setMark(marked),
	"ins": setMark(inserted), "add": setMark(inserted),
	"del": setMark(deleted), "remove": setMark(deleted),
	"lang": setLang, "language": setLang,
}

func setTitle(r *infoReader, col int, value string) { r.fence.title = value }

func setLang(r *infoReader, col int, value string) { r.fence.lang = strings.ToLower(value) }

func setNumbers(r *infoReader, col int, value string) {
	switch value {
	case "", "true", "table", "inline":
		r.fence.numbers = true
	case "false":
		r.fence.numbers = false
	default:
		n, ok := number(value)
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

// attribute reads one of: {1,3-5}, [title], .class, key, key=value, key="value".
func (r *infoReader) attribute() {
	start := r.at
	switch r.s[r.at] {
	case ',', ';':
		r.at++
		return
	case '{':
		r.ranges(start, r.until('}'), marked)
		return
	case '[':
		r.fence.title = r.until(']')
		return
	}
	key := r.word()
	value := ""
	if r.at < len(r.s) && r.s[r.at] == '=' {
		r.at++
		value = r.value()
	} else if lang, ok := strings.CutPrefix(key, "."); ok {
		if r.fence.lang == "" && !isKey(lang) {
			r.fence.lang = strings.ToLower(lang)
			return
		}
		key = lang
	}
	if set, ok := attributes[strings.ToLower(key)]; ok {
		set(r, start, value)
	} else if near := slip(key); near != "" {
		r.bad(start, fmt.Sprintf("code block has the unknown attribute %q", key), fmt.Sprintf("did you mean %q?", near))
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
	for r.at++; r.at < len(r.s) && strings.IndexByte(" \t,={", r.s[r.at]) < 0; r.at++ {
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
	for r.at < len(r.s) && r.s[r.at] != ' ' && r.s[r.at] != '\t' {
		r.at++
	}
	return r.s[start:r.at]
}

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
	for _, part := range strings.FieldsFunc(strings.Trim(list, "{}[]"), func(c rune) bool { return c == ',' || c == ' ' || c == ';' }) {
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
