package leftover

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	east "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/component"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/span"
	"github.com/biji-notes/biji/site/markdown/task"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// Bytes that no source holds, because it is UTF-8, stand in the text of a
// block for what is no text. No sign goes over them.
const (
	atom    = 0xFF // code, formulas and the like
	edge    = 0xFE // the begin or end of an element
	linked  = 0xFD // the end of a link
	picture = 0xFC // an image
)

// A text is the visible text of a block as its source has it, with backslashes
// and entities: neighbouring nodes are joined, so that a sign is seen whole.
type text struct {
	src   []byte
	buf   []byte
	parts []part
	open  []string // elements that raw HTML has opened
}

// A part says that buf goes on at an offset of the source.
type part struct{ at, offset int }

func (t *text) reset() { t.buf, t.parts = t.buf[:0], t.parts[:0] }

// offset is the place in the source of a place in buf.
func (t *text) offset(at int) int {
	i, found := slices.BinarySearchFunc(t.parts, at, func(p part, at int) int { return cmp.Compare(p.at, at) })
	if !found {
		i--
	}
	if i < 0 {
		return 0
	}
	return t.parts[i].offset + at - t.parts[i].at
}

// source appends src[from:to].
func (t *text) source(from, to int) {
	if from >= to {
		return
	}
	t.add(t.src[from:to], from)
}

// add appends s, which stands at the offset in the source.
func (t *text) add(s []byte, offset int) {
	if t.inCode() {
		t.mark(atom)
		return
	}
	if last := len(t.parts) - 1; last < 0 || t.parts[last].offset+len(t.buf)-t.parts[last].at != offset {
		t.parts = append(t.parts, part{len(t.buf), offset})
	}
	t.buf = append(t.buf, s...)
}

func (t *text) mark(c byte) { t.buf = append(t.buf, c) }

// children appends the text of n's children, which close what raw HTML opens
// in them.
func (f *Finder) children(n ast.Node) {
	height := f.Enter()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.inline(c)
	}
	f.Leave(height)
}

func (f *Finder) inline(n ast.Node) {
	t := &f.text
	switch n := n.(type) {
	case *ast.Text:
		t.source(n.Segment.Start, n.Segment.Stop)
		if n.SoftLineBreak() || n.HardLineBreak() {
			t.mark('\n')
		}
	case *component.Value:
		t.mark(atom)
		f.Name(Interactive, n.Pos(), "{{ }}")
	case *ast.CodeSpan, *ast.AutoLink, *ast.String, *east.Emoji, *task.Node, *span.Keys, *span.Icon:
		t.mark(atom)
	case *ast.Image:
		t.mark(picture)
	case *ast.Link:
		t.mark(edge)
		f.children(n)
		t.mark(linked)
	case *ast.RawHTML:
		f.tag(n)
	case *math.Inline:
		t.mark(atom)
		f.formula(n)
	case *wikilink.Node:
		f.wikilink(n)
	case *comment.Node:
	default:
		t.mark(edge)
		f.children(n)
		t.mark(edge)
	}
}

// wikilink appends what a wikilink shows, which is text and no markup.
func (f *Finder) wikilink(n *wikilink.Node) {
	f.text.mark(edge)
	if !n.Embed {
		f.text.add([]byte(n.Shown()), n.Pos())
	}
	f.text.mark(linked)
}

// formula reports a formula that is shown as its source.
func (f *Finder) formula(n ast.Node) {
	if f.Formula == nil {
		return
	}
	if why := f.Formula(n); why != "" {
		f.add(Finding{Kind: Formula, Offset: f.named(n.Pos(), why), Count: 1, Why: []string{why}})
	}
}

// named is the place of the command that why begins with, in a formula at start.
func (f *Finder) named(start int, why string) int {
	name, _, ok := strings.Cut(why, " ")
	if !ok || len(name) < 2 || name[0] != '\\' || start < 0 || start > len(f.src) {
		return start
	}
	near := f.src[start:min(len(f.src), start+budget.FormulaBytes)]
	for from := 0; ; from += len(name) {
		at := bytes.Index(near[from:], []byte(name))
		if at < 0 {
			return start
		}
		from += at
		if end := from + len(name); !letter(name[len(name)-1]) || end == len(near) || !letter(near[end]) {
			return start + from
		}
	}
}

// MathBlock looks at a formula in lines of its own.
func (f *Finder) MathBlock(n *math.Block) { f.formula(n) }

// tag appends what a tag in the text shows of itself.
func (f *Finder) tag(n *ast.RawHTML) {
	if f.HTML == nil || n.Segments.Len() == 0 {
		f.text.mark(edge)
		return
	}
	at := n.Segments.At(0)
	if source := at.Value(f.src); isInclude(source) {
		f.Report(Include, at.Start, at.Stop)
	}
	fragment := f.HTML(n)
	if fragment == nil {
		f.text.mark(edge)
		return
	}
	for i := range fragment.Tokens {
		token := &fragment.Tokens[i]
		if token.Kind == sanitize.Text {
			s := []byte(token.Text)
			if bytes.HasPrefix(f.src[at.Start:], s) {
				f.text.source(at.Start, at.Start+len(s))
			} else {
				f.text.add(s, at.Start)
			}
			continue
		}
		f.text.element(token)
	}
}

// deepest is how many elements of raw HTML are remembered as open.
const deepest = 60

// element marks a tag. One that closes nothing is not there.
func (t *text) element(token *sanitize.Token) {
	switch token.Kind {
	case sanitize.Start:
		if len(t.open) < deepest {
			t.open = append(t.open, token.Name)
		}
	case sanitize.End:
		i := len(t.open) - 1
		for i >= 0 && t.open[i] != token.Name {
			i--
		}
		if i < 0 {
			return
		}
		t.open = t.open[:i]
	}
	switch {
	case token.Name == "br":
		t.mark('\n')
	case token.Name == "img":
		t.mark(picture)
	default:
		t.mark(edge)
	}
}

// inCode says whether an element that holds code is open.
func (t *text) inCode() bool { return slices.ContainsFunc(t.open, isCode) }

func isCode(name string) bool { return code[name] }

// code are the elements that hold code.
var code = map[string]bool{"code": true, "pre": true, "kbd": true, "samp": true, "tt": true, "var": true}

// isInclude says whether raw HTML is the comment by which VuePress and
// VitePress include a file.
func isInclude(html []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(html, " "), []byte("<!--"))
	return ok && bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("@include"))
}

// HTMLBlock looks at the text in a block of raw HTML; offset is the place in
// the note of a place in its source.
func (f *Finder) HTMLBlock(fragment *sanitize.Fragment, source []byte, offset func(int) int) {
	if isInclude(source) {
		f.Report(Include, offset(0), offset(len(bytes.TrimRight(source, "\n"))))
	}
	f.text.reset()
	h := pieces{text: &f.text, source: source, offset: offset}
	for i := range fragment.Tokens {
		token := &fragment.Tokens[i]
		switch token.Kind {
		case sanitize.Text:
			h.add(token.Text)
		case sanitize.Whole:
			f.text.mark(atom)
		default:
			f.text.element(token)
		}
	}
	f.inHTML, f.paragraph = true, true
	f.scan()
	f.inHTML = false
}

// A pieces finds text again in the source of the HTML that it comes from.
type pieces struct {
	text   *text
	source []byte
	at     int // in source, behind the last piece
	offset func(int) int
}

// widestTag is how far a piece is looked for behind the last one.
const widestTag = 4096

// add appends text, which the source may hold with entities: these are marked
// as what they are, so that &lt;T> is no tag.
func (h *pieces) add(s string) {
	for len(s) > 0 {
		n := bytes.IndexAny([]byte(s[:min(len(s), widestTag)]), "\n<>&\"'\u00A0")
		switch {
		case n < 0:
			n = min(len(s), widestTag)
		case n == 0 && len(s) > 1 && (s[0] == '<' || s[0] == 0xC2): // with what follows, or the rest of it
			n = 2
		case n == 0:
			n = 1
		}
		h.piece([]byte(s[:n]))
		s = s[n:]
	}
}

func (h *pieces) piece(s []byte) {
	rest := h.source[h.at:min(len(h.source), h.at+widestTag+len(s))]
	i := bytes.Index(rest, s)
	switch {
	case i < 0 && bytes.IndexByte(rest, '&') < 0: // a comment stands in between
		h.text.add(s, h.offset(h.at))
		return
	case i < 0, i > 0 && len(s) == 1 && s[0] != '\n':
		h.text.mark(atom)
		return
	}
	h.text.add(s, h.offset(h.at+i))
	h.at += i + len(s)
}

// isMark says whether a byte of the text is a mark; as a rune it is no valid one.
func isMark(r rune) bool { return r == utf8.RuneError }
