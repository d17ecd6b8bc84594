// Package leftover finds markup that was not understood and stands in the
// text of the page as it was written, and text that is not shown at all:
// `[文](my note.md)`, `::: tip`, `{{< youtube x >}}`, a formula with an unknown
// command, a footnote that nothing refers to.
//
// It looks at the parsed document: what has become a node is understood, and
// signs in code are meant. So are signs with a backslash or written as
// entities, signs in quotation marks, and what prose and code without marks
// are full of: a == b, 2**3, src/**/*.md, [^a-z]*, $5 and $6.
//
// A Finder is told of each block of a note once, by whoever walks through it.
// Its work is linear in the length of the text.
package leftover

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// A Finding is all leftovers of one kind in a note.
type Finding struct {
	Kind   Kind
	Offset int    // in the source, of the first
	Count  int    // how many there are
	Shown  string // the beginning of the first, as it was written
	// Why names what was not understood, for each sort once: `\boxed is not
	// known`. It is empty for most kinds.
	Why []string
	// HTML says that the first stands in raw HTML, where Markdown has no
	// meaning.
	HTML bool
}

// What is the finding as a problem says it.
func (f Finding) What() string {
	what := kinds[f.Kind].what
	if f.Count > 1 {
		what = fmt.Sprintf("%d × %s", f.Count, what)
	}
	if f.Count > 1 && len(f.Why) == 0 {
		what += ", first"
	}
	if len(f.Why) > 0 {
		what += ": " + strings.Join(f.Why, ", ")
	} else if f.Shown != "" {
		what += ": " + f.Shown
	}
	return what
}

// Hint is what to write instead.
func (f Finding) Hint() string {
	if f.HTML && f.Kind <= InlineFootnote {
		return "Markdown has no meaning inside an HTML block; leave a blank line after the tag"
	}
	return kinds[f.Kind].hint
}

// A Finder collects the leftovers of one note.
type Finder struct {
	// Formula says why a formula (a *math.Inline or *math.Block) is shown as
	// TeX, "" if it is not.
	Formula func(ast.Node) string
	// HTML is what is shown of raw HTML in the text.
	HTML func(*ast.RawHTML) *sanitize.Fragment

	src      []byte
	found    [count]Finding
	text     text
	open     map[string]int // components that were opened, and where
	imported ast.Node       // the last paragraph of imports at the top of the note
	inHTML   bool
	// paragraph says that the block is one: a sign alone in a cell or an item
	// is what the cell is about.
	paragraph bool
	// highlighted says that a == of the block looks like the begin of a highlight.
	highlighted bool
	pictured    int // the ] that ends the text of the last image in the block
}

// New begins with a note.
func New(src []byte) *Finder { return &Finder{src: src, text: text{src: src}} }

// Found are the findings so far, one per kind, in the order of the kinds.
func (f *Finder) Found() []Finding {
	var all []Finding
	for _, found := range f.found {
		if found.Count > 0 {
			all = append(all, found)
		}
	}
	return all
}

// Block looks at a block whose children are text. It says whether the block is
// code for a bundler, which nobody reads.
func (f *Finder) Block(n ast.Node) (code bool) {
	f.text.reset()
	f.children(n)
	f.inHTML, f.paragraph = false, n.Kind() == ast.KindParagraph || n.Kind() == callout.KindTitle
	if cell, ok := n.(*xast.TableCell); ok {
		f.cell(cell)
	}
	if f.imports(n) {
		return true
	}
	if f.paragraph || n.Kind() == ast.KindTextBlock {
		f.table(n)
	}
	f.scan()
	return false
}

// Enter and Leave surround the blocks within a block, which closes what raw
// HTML opens in it. Leave is handed what Enter returned.
func (f *Finder) Enter() int       { return len(f.text.open) }
func (f *Finder) Leave(height int) { f.text.open = f.text.open[:min(height, len(f.text.open))] }

// delimiters is the line below the header of a table.
var delimiters = regexp.MustCompile(`^[ \t]*\|?([ \t]*:?-+:?[ \t]*\|)+([ \t]*:?-+:?[ \t]*)?$`)

// table reports a paragraph that was to be a table: the line below its header
// has more cells or fewer.
func (f *Finder) table(n ast.Node) {
	lines := n.Lines()
	for i := 1; i < lines.Len(); i++ {
		at, header := lines.At(i), lines.At(i-1)
		if delimiters.Match(bytes.TrimSpace(at.Value(f.src))) && bytes.IndexByte(header.Value(f.src), '|') >= 0 {
			f.Report(Table, header.Start, header.Stop)
			return
		}
	}
}

// cell reports a cell for which the table has no column.
func (f *Finder) cell(n *xast.TableCell) {
	if table, ok := n.Parent().Parent().(*xast.Table); ok && n.NextSibling() == nil &&
		n.Parent().ChildCount() > len(table.Alignments) {
		lines := n.Lines()
		f.Report(Cells, lines.At(0).Start, lines.At(lines.Len()-1).Stop)
	}
}

// Report adds a leftover that stands at src[from:to].
func (f *Finder) Report(k Kind, from, to int) {
	f.add(Finding{Kind: k, Offset: from, Count: 1, Shown: excerpt(f.src, from, to), HTML: f.inHTML})
}

// Name reports something that has a name, at an offset of the source.
func (f *Finder) Name(k Kind, offset int, name string) {
	f.add(Finding{Kind: k, Offset: offset, Count: 1, Why: []string{name}})
}

func (f *Finder) add(one Finding) {
	found := &f.found[one.Kind]
	why := found.Why
	for _, w := range one.Why {
		why = appendNew(why, w)
	}
	if n := found.Count; n == 0 || one.Offset < found.Offset {
		*found = one
		found.Count += n
	} else {
		found.Count += one.Count
	}
	found.Why = why
}

// mostReasons is how many reasons a finding names.
const mostReasons = 5

func appendNew(all []string, s string) []string {
	for _, known := range all {
		if known == s {
			return all
		}
	}
	switch {
	case len(all) == mostReasons:
		return append(all, "…")
	case len(all) > mostReasons:
		return all
	}
	return append(all, s)
}

// longestExcerpt is how much of the source a finding shows, in characters.
const longestExcerpt = 40

// excerpt is src[from:to] on one line, shortened.
func excerpt(src []byte, from, to int) string {
	from, to = max(from, 0), min(to, len(src))
	for to < len(src) && to > from && !utf8.RuneStart(src[to]) {
		to-- // in the midst of a letter
	}
	if from >= to {
		return ""
	}
	s := src[from:to]
	if end := bytes.IndexByte(s, '\n'); end >= 0 {
		s = s[:end]
	}
	n := 0
	for i := range string(s[:min(len(s), (longestExcerpt+1)*utf8.UTFMax)]) {
		if n == longestExcerpt {
			return strings.TrimSpace(string(s[:i])) + "…"
		}
		n++
	}
	return strings.TrimSpace(string(s))
}
