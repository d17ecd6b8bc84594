package leftover

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// triggers are the bytes at which a sign may begin.
var triggers = [256]bool{
	'\\': true, '*': true, '=': true, '[': true, ']': true, '!': true, '$': true, ':': true, '?': true,
	'{': true, '<': true, '^': true, '-': true, '@': true, '#': true,
}

// scan looks for signs in the text.
func (f *Finder) scan() {
	b := f.text.buf
	start := true // of a line
	f.highlighted, f.pictured = false, -1
	for i := 0; i < len(b); {
		c := b[i]
		if !triggers[c] {
			start = c == '\n' || start && (c == ' ' || c == '\t')
			i++
			continue
		}
		i += max(f.sign(i, start), 1)
		start = false
	}
	clear(f.open)
}

// sign looks at buf[i:] and says how much of it is dealt with, 0 if there is
// no sign. start says that it begins its line.
func (f *Finder) sign(i int, start bool) int {
	b := f.text.buf
	switch b[i] {
	case '\\':
		return f.backslash(i)
	case '*':
		return f.stars(i)
	case '=':
		return f.equals(i, start)
	case '^':
		return f.caret(i)
	case '[':
		return f.bracket(i)
	case ']':
		return f.closing(i)
	case '$':
		return f.dollar(i)
	case '{':
		return f.brace(i, start)
	case '<':
		return f.less(i, start)
	case '!':
		if bytes.HasPrefix(b[i:], []byte("![")) && !bytes.HasPrefix(b[i:], []byte("![[")) && !bytes.HasPrefix(b[i:], []byte("![^")) {
			return f.image(i)
		}
	}
	if start {
		return f.line(i)
	}
	return run(b[i:])
}

// at reports a sign of n bytes with the text up to shown, unless what is around
// it says that it is meant: quotation marks, or a cell that holds nothing else.
func (f *Finder) at(k Kind, i, n, shown int) int {
	if !f.quoted(i, i+n) && (f.paragraph || len(bytes.TrimSpace(f.text.buf)) > n) {
		f.report(k, i, shown)
	}
	return n
}

// report reports buf[i:to].
func (f *Finder) report(k Kind, i, to int) {
	from := f.text.offset(i)
	f.Report(k, from, from+len(f.text.buf[i:min(max(to, i), len(f.text.buf))]))
}

// run is how often the first byte of b is repeated.
func run(b []byte) int {
	n := 1
	for n < len(b) && b[n] == b[0] {
		n++
	}
	return n
}

func (f *Finder) before(i int) rune {
	if i == 0 {
		return '\n'
	}
	if b := f.text.buf; b[i-1] >= picture {
		return utf8.RuneError
	}
	r, _ := utf8.DecodeLastRune(f.text.buf[:i])
	return r
}

func (f *Finder) after(i int) rune {
	if i >= len(f.text.buf) {
		return '\n'
	}
	r, _ := utf8.DecodeRune(f.text.buf[i:])
	return r
}

// quoted says whether quotation marks or brackets stand directly around
// buf[i:to]: the sign itself is spoken of.
func (f *Finder) quoted(i, to int) bool {
	switch before, after := f.before(i), f.after(to); before {
	case '"', '\'', '`':
		return after == before
	case '“', '”':
		return after == '“' || after == '”' // some editors turn them round
	case '‘', '’':
		return after == '‘' || after == '’'
	default:
		return before != utf8.RuneError && after == closers[before]
	}
}

// closers are brackets, by the one that opens.
var closers = map[rune]rune{'(': ')', '（': '）', '「': '」', '『': '』', '《': '》', '〈': '〉', '【': '】'}

// widest is how far a sign looks ahead, in bytes: all of them together look at
// the text a bounded number of times.
const widest = 500

// rest is what is left of the line that begins at i.
func (f *Finder) rest(i int) []byte {
	b := f.text.buf[i:min(len(f.text.buf), i+widest)]
	if end := bytes.IndexByte(b, '\n'); end >= 0 {
		return b[:end]
	}
	return b
}

// shown is the end of that line.
func (f *Finder) shown(i int) int { return i + len(f.rest(i)) }

// stars looks at ** and ***.
func (f *Finder) stars(i int) int {
	n := run(f.text.buf[i:])
	if n != 2 && n != 3 {
		return n
	}
	before, after := f.before(i), f.after(i+n)
	switch {
	case before == '/' || after == '/' || after == '.' || before == '.' && after == '\n': // src/**, **/*.md, **.md
		return n
	case f.operator(i, i+n):
		return n
	}
	return f.at(Bold, i, n, f.shown(i))
}

// operator says whether operands stand on both sides of buf[i:to], both with
// spaces before them or both without.
func (f *Finder) operator(i, to int) bool {
	b := f.text.buf
	left, right := bytes.TrimRight(b[:i], " \t"), bytes.TrimLeft(b[to:], " \t")
	if len(left) == 0 || len(right) == 0 || (len(left) == i) != (len(right) == len(b)-to) {
		return false
	}
	return operands(left, right)
}

// operands says whether one operand may end where left does, and another
// begin where right does.
func operands(left, right []byte) bool {
	return operand(left[len(left)-1], `_)]"'.`) && operand(right[0], `_(["'.-+$`)
}

func operand(c byte, signs string) bool {
	return util.IsAlphaNumeric(c) || c == atom || strings.IndexByte(signs, c) >= 0
}

// equals looks at ==, and at === "Tab".
func (f *Finder) equals(i int, start bool) int {
	b := f.text.buf
	n := run(b[i:])
	if n == 3 && start && tab(f.rest(i+n)) {
		f.report(Tabs, i, f.shown(i))
		return n
	}
	if n != 2 {
		return n
	}
	before, after := f.before(i), f.after(i+n)
	begins, ends := unicode.IsSpace(before), unicode.IsSpace(after)
	switch {
	case comparing(before) || comparing(after): // !==, ==>, <==
		return n
	case begins == ends || f.compares(i, i+n): // a == b, 甲==乙
		return n
	case !begins && !f.highlighted, begins && !cjk.Is(after) && !paired(f.rest(i+n)): // ，== 判断, ，==1
		return n
	}
	f.highlighted = true
	return f.at(Highlight, i, n, f.shown(i))
}

// paired says whether another == follows.
func paired(s []byte) bool { return bytes.Contains(s, []byte("==")) }

// compares is operator with any spaces: a== b.
func (f *Finder) compares(i, to int) bool {
	left, right := bytes.TrimRight(f.text.buf[:i], " \t"), bytes.TrimLeft(f.text.buf[to:], " \t")
	return len(left) > 0 && len(right) > 0 && operands(left, right)
}

func comparing(r rune) bool {
	return r < utf8.RuneSelf && bytes.IndexByte([]byte("<>!+-*/|&%~:"), byte(r)) >= 0
}

// tab says whether what follows === is the title of a tab.
func tab(rest []byte) bool {
	rest = bytes.TrimLeft(rest, "!+")
	return len(rest) > 1 && rest[0] == ' ' && (rest[1] == '"' || rest[1] == '\'')
}

// caret looks at ^[ and at ^^text^^.
func (f *Finder) caret(i int) int {
	b := f.text.buf
	rest := f.rest(i)
	if len(rest) > 2 && rest[1] == '[' {
		end := closes(rest[1:])
		if before := f.before(i); end > 1 && before != '[' && before != '(' && !regular(rest[2:1+end], rest[2+end:]) {
			return f.at(InlineFootnote, i, 2, i+end+2)
		}
		return 1
	}
	n := run(rest)
	if n != 2 || len(rest) <= 4 || rest[2] == ' ' {
		return n
	}
	if end := bytes.Index(rest[2:], []byte("^^")); end > 0 && b[i+2+end-1] != ' ' && !bytes.Contains(rest[2:2+end], []byte("^")) {
		f.at(Highlight, i, end+4, i+end+4)
		return end + 4
	}
	return n
}

// closes is the place of the bracket that closes the one at the beginning of
// s, or -1. Brackets with backslashes are none.
func closes(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// regular says whether [^set]rest is a part of a regular expression.
func regular(set, rest []byte) bool {
	if len(rest) > 0 && bytes.IndexByte([]byte("*+?{$"), rest[0]) >= 0 && (len(rest) == 1 || rest[1] != rest[0] && rest[1] != '%') {
		return true
	}
	letters := false
	for i, c := range set {
		if c == '\\' || c == '-' && i > 0 && i+1 < len(set) && i <= 2 && util.IsAlphaNumeric(set[i-1]) && util.IsAlphaNumeric(set[i+1]) && oneByOne(set) {
			return true
		}
		letters = letters || c >= utf8.RuneSelf || util.IsAlphaNumeric(c)
	}
	return !letters
}

// oneByOne says whether the set is made of ranges such as a-z and 0-9.
func oneByOne(set []byte) bool {
	for len(set) >= 3 && set[1] == '-' {
		set = set[3:]
	}
	return len(set) < 3
}

// bracket looks at [[ and [^.
func (f *Finder) bracket(i int) int {
	rest := f.rest(i)
	n := run(rest)
	if n == 2 && len(rest) > 2 {
		next := bytes.IndexFunc(rest[2:], bracketOrMark)
		closed := next > 0 && bytes.HasPrefix(rest[2+next:], []byte("]]"))
		open := next < 0 || rest[2+next] >= picture
		if c := rest[2]; c != ' ' && c != ']' && c != '\\' && c != '"' && c != '\'' && c != '^' && c != ':' && (open || closed) {
			to := len(rest)
			if closed {
				to = next + 4
			}
			f.at(Wikilink, i, 2, i+to)
			return 2
		}
	}
	if n != 1 || len(rest) < 3 || rest[1] != '^' {
		return n - 1 // the last may begin [^
	}
	end := closes(rest)
	if end < 3 || bytes.IndexByte(rest[1:end], '[') >= 0 || regular(rest[2:end], rest[end+1:]) {
		return 2
	}
	f.at(Footnote, i, end+1, i+end+1)
	return 2
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func bracketOrMark(r rune) bool { return r == '[' || r == ']' || isMark(r) }

// image looks at ![.
func (f *Finder) image(i int) int {
	rest := f.rest(i)
	if f.before(i) == '<' && bytes.HasPrefix(rest, []byte("![CDATA[")) {
		return len("![CDATA[")
	}
	end := closes(rest[1:])
	if end < 0 {
		f.at(Image, i, 2, i+len(rest))
		return 2
	}
	to := i + end + 2
	if to < len(f.text.buf) && f.text.buf[to] == '(' {
		f.at(Image, i, 2, f.address(to))
		f.pictured = to - 1
		return 2
	}
	if f.before(i) < utf8.RuneSelf && util.IsAlphaNumeric(byte(f.before(i))) {
		return 2 // Hello![1]
	}
	f.at(Image, i, 2, to)
	return 2
}

// address is the end of the (…) that begins at i.
func (f *Finder) address(i int) int {
	if end := bytes.IndexByte(f.rest(i), ')'); end >= 0 {
		return i + end + 1
	}
	return f.shown(i)
}

// closing looks at ]( and at the attributes of [text]{…}.
func (f *Finder) closing(i int) int {
	b := f.text.buf
	if i+1 == len(b) {
		return 1
	}
	switch b[i+1] {
	case '(':
		open, escaped := f.opening(i)
		if escaped || i == f.pictured {
			return 2
		}
		f.at(Link, min(open, i), i+2-min(open, i), f.address(i+1))
		return 2
	case '{':
		if n := f.attributes(i + 1); n > 0 {
			return 1 + n
		}
	}
	return 1
}

// opening finds the bracket that the one at i closes; i if there is none. A
// bracket with a backslash shows that both are meant.
func (f *Finder) opening(i int) (at int, escaped bool) {
	depth := 0
	for at := i - 1; at >= max(0, i-1000); at-- {
		switch f.text.buf[at] {
		case ']':
			depth++
		case '[':
			if depth == 0 {
				return at, at > 0 && f.text.buf[at-1] == '\\'
			}
			depth--
		}
	}
	return i, false
}

// line looks at signs that mean something at the beginning of a line only.
func (f *Finder) line(i int) int {
	rest := f.rest(i)
	n := run(rest)
	switch after := rest[n:]; rest[0] {
	case ':':
		if n >= 3 && container(after) {
			f.report(Container, i, f.shown(i))
		}
	case '!', '?':
		if n == 3 && admonition(after) {
			f.report(Admonition, i, f.shown(i))
		}
	case '-':
		if bytes.HasPrefix(rest, []byte("--8<--")) {
			f.report(Include, i, f.shown(i))
		}
	case '@':
		if after, ok := bytes.CutPrefix(rest, []byte("@include")); ok && len(after) > 0 && bytes.IndexByte([]byte(" :("), after[0]) >= 0 {
			f.report(Include, i, f.shown(i))
		}
	case '#':
		if len(rest) > 8 && bytes.EqualFold(rest[:8], []byte("#+begin_")) {
			f.report(Org, i, f.shown(i))
		}
	}
	return n
}

// container says whether after may stand behind the colons of a container.
func container(after []byte) bool {
	after = bytes.TrimLeft(after, " ")
	if len(after) == 0 || after[0] == '{' {
		return true
	}
	r, _ := utf8.DecodeRune(after)
	return unicode.IsLetter(r)
}

// admonition says whether after is the type, and perhaps the title, of an
// admonition of MkDocs: up to three words in lower case, and text in quotes.
func admonition(after []byte) bool {
	after = bytes.TrimPrefix(bytes.TrimRightFunc(after, isMark), []byte("+"))
	if len(after) == 0 || after[0] != ' ' {
		return false
	}
	title := bytes.IndexByte(after, '"')
	if title < 0 {
		title = len(after)
	}
	words := bytes.Fields(after[:title])
	for _, word := range words {
		if len(bytes.Trim(word, "abcdefghijklmnopqrstuvwxyz-_0123456789")) > 0 {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 3
}
