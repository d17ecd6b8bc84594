package leftover

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// brace looks at {% %}, {{< >}}, {{% %}}, {{#include}}, {{ }} and {…} behind
// images and links.
func (f *Finder) brace(i int, start bool) int {
	b, rest := f.text.buf, f.rest(i)
	switch {
	case bytes.HasPrefix(rest, []byte("{{<")), bytes.HasPrefix(rest, []byte("{{%")):
		return f.at(Shortcode, i, 3, f.to(i, "}}"))
	case included(rest):
		return f.at(Include, i, 3, f.to(i, "}}"))
	case bytes.HasPrefix(rest, []byte("{%")) && len(rest) > 2 && tagged(rest[2]):
		return f.at(Template, i, 2, f.to(i, "%}"))
	case i > 0 && (b[i-1] == picture || b[i-1] == linked), start && len(rest) > 2 && rest[1] == ':':
		if n := f.attributes(i); n > 0 {
			return n
		}
	}
	switch {
	case bytes.HasPrefix(rest, []byte("{{")):
		return f.variable(i)
	case onlyAttributes(rest):
		f.report(Attributes, i, f.shown(i))
		return len(rest)
	}
	return 1
}

// variable looks at {{ name }}, which Jekyll, Vue and Logseq replace.
func (f *Finder) variable(i int) int {
	rest := f.rest(i)
	n, end := run(rest), bytes.Index(rest, []byte("}}"))
	if n != 2 || end < 3 {
		return 1
	}
	if inner := bytes.TrimLeft(rest[2:end], " -$"); len(inner) == 0 || !letter(inner[0]) {
		return n
	}
	f.at(Template, i, end+2, i+end+2)
	return end + 2
}

// onlyAttributes says whether the line ends in { .class #id name="value" }.
func onlyAttributes(rest []byte) bool {
	rest = bytes.TrimRight(rest, " \t")
	if len(rest) < 4 || len(rest) > longestAttributes || rest[len(rest)-1] != '}' {
		return false
	}
	words := bytes.Fields(rest[1 : len(rest)-1])
	for _, word := range words {
		switch {
		case len(word) > 1 && (word[0] == '.' || word[0] == '#') && letter(word[1]) && !bytes.ContainsAny(word, "=(){};,"):
		case assignment(word) && bytes.HasSuffix(word, []byte(`"`)) && bytes.Contains(word, []byte(`="`)):
		default:
			return false
		}
	}
	return len(words) > 0
}

// to is the end of what closing closes on the line of i.
func (f *Finder) to(i int, closing string) int {
	if end := bytes.Index(f.rest(i), []byte(closing)); end >= 0 {
		return i + end + len(closing)
	}
	return f.shown(i)
}

// tagged says whether c may follow {%.
func tagged(c byte) bool { return c == ' ' || c == '-' || c == '\n' || 'a' <= c && c <= 'z' }

// included says whether s begins with a helper of mdBook.
func included(s []byte) bool {
	for _, name := range []string{"{{#include", "{{#rustdoc_include", "{{#playground", "{{#title"} {
		if bytes.HasPrefix(s, []byte(name)) {
			return true
		}
	}
	return false
}

// longestAttributes is how long the attributes of an image may be.
const longestAttributes = 120

// attributes looks at {width=50%}, {:height 100}, {.class} and {#id}, and says how
// long they are.
func (f *Finder) attributes(i int) int {
	rest := f.rest(i)
	end := bytes.IndexByte(rest[:min(len(rest), longestAttributes)], '}')
	if end < 2 {
		return 0
	}
	inner := bytes.TrimSpace(rest[1:end])
	if len(inner) < 2 {
		return 0
	}
	c, next := inner[0], inner[1]
	if c == ':' && next == ' ' {
		c, next = '.', 'a'
	}
	named := bytes.IndexByte([]byte(".#:"), c) >= 0 && (util.IsAlphaNumeric(next) || next == '.' || next == '#')
	if !named && !assignment(inner) {
		return 0
	}
	f.report(Attributes, i, i+end+1)
	return end + 1
}

// assignment says whether s begins like name=value.
func assignment(s []byte) bool {
	name, _, ok := bytes.Cut(s, []byte("="))
	for _, c := range name {
		if !util.IsAlphaNumeric(c) && c != '-' {
			return false
		}
	}
	return ok && len(name) > 0
}

// less looks at <Component> and at <<< @/file.
func (f *Finder) less(i int, start bool) int {
	rest := f.rest(i)
	if n := run(rest); n > 1 {
		if after := rest[n:]; n == 3 && start && snippet(after) {
			f.report(Include, i, f.shown(i))
		}
		return n
	}
	closing := len(rest) > 1 && rest[1] == '/'
	name := componentName(rest[1+bit(closing):])
	if name == "" || !closing && util.IsAlphaNumeric(byte(f.before(i))) && f.before(i) < 0x80 {
		return 1
	}
	after := rest[1+bit(closing)+len(name):]
	end := bytes.IndexByte(after, '>')
	switch {
	case closing && len(after) > 0 && after[0] == '>':
		f.closed(name, i)
	case end > 0 && after[end-1] == '/' && !bytes.Contains(after[:end], []byte("<")), end > 0 && after[0] == ' ' && bytes.IndexByte(after[:end], '=') > 0:
		f.report(Component, i, i+1+len(name)+end+1)
	case end == 0:
		f.opened(name, i)
	}
	return 1 + bit(closing) + len(name)
}

// opened remembers <Name>, which is a component only if </Name> follows:
// List<T> and <文件名> are not.
func (f *Finder) opened(name string, i int) {
	if f.open == nil {
		f.open = make(map[string]int)
	}
	if _, ok := f.open[name]; !ok {
		f.open[name] = i
	}
}

func (f *Finder) closed(name string, i int) {
	from, ok := f.open[name]
	if !ok {
		from = i
	}
	delete(f.open, name)
	f.report(Component, from, f.to(from, ">"))
}

// componentName is the name at the beginning of s, if it is one that
// components have and HTML has not: Badge, Tabs.Item, code-group.
func componentName(s []byte) string {
	n, hyphen := 0, false
	for n < len(s) && (util.IsAlphaNumeric(s[n]) || n > 0 && (s[n] == '-' || s[n] == '.')) {
		hyphen = hyphen || s[n] == '-'
		n++
	}
	if n < 2 || !(hyphen || 'A' <= s[0] && s[0] <= 'Z') || '0' <= s[0] && s[0] <= '9' {
		return ""
	}
	return string(s[:n])
}

// snippet says whether what follows <<< names a file.
func snippet(after []byte) bool {
	after = bytes.TrimLeft(after, " ")
	return len(after) > 1 && (after[0] == '@' || after[0] == '.' || after[0] == '/') && !bytes.ContainsAny(after[:2], " <>")
}

// mostHeadings is how many headings may stand above the imports of a note.
const mostHeadings = 3

// imports reports the imports of a note for MDX, which stand at its top.
func (f *Finder) imports(n ast.Node) bool {
	b := f.text.buf
	if !bytes.HasPrefix(b, []byte("import ")) && !bytes.HasPrefix(b, []byte("export ")) ||
		n.Kind() != ast.KindParagraph || n.Parent() == nil || n.Parent().Kind() != ast.KindDocument {
		return false
	}
	before := n.PreviousSibling()
	for range mostHeadings {
		if before == nil || before == f.imported || before.Kind() != ast.KindHeading {
			break
		}
		before = before.PreviousSibling()
	}
	if before != f.imported && before != nil || !module(f.rest(0)) {
		return false
	}
	f.imported = n
	for i := 0; i < len(b); i += len(f.rest(i)) + 1 {
		if module(f.rest(i)) {
			f.report(Import, i, f.shown(i))
		}
	}
	return true
}

// module says whether a line imports or exports a module of JavaScript.
func module(line []byte) bool {
	if rest, ok := bytes.CutPrefix(line, []byte("export ")); ok {
		for _, word := range []string{"const ", "let ", "var ", "default ", "function ", "{"} {
			if bytes.HasPrefix(rest, []byte(word)) {
				return true
			}
		}
		return false
	}
	rest, ok := bytes.CutPrefix(line, []byte("import "))
	if !ok {
		return false
	}
	if i := bytes.Index(rest, []byte(" from ")); i > 0 {
		rest = rest[i+len(" from "):]
	}
	rest = bytes.TrimRight(bytes.TrimSpace(rest), ";")
	return len(rest) > 2 && (rest[0] == '"' || rest[0] == '\'') && rest[len(rest)-1] == rest[0]
}
