package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	east "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/footnote"
)

// A reader takes the plain text out of inline nodes: what a reader of the
// page sees, in order, without any markup.
type reader struct {
	d   *Doc
	buf []byte
	// link is told of each link and where its text begins in buf, and called
	// again with done set when its text is complete. It may be nil.
	link func(n ast.Node, start int)
	// raw is handed raw HTML in the text; without it, only its text counts.
	raw func(n *ast.RawHTML)
	// note is told of each reference to a footnote. It may be nil.
	note  func(*footnote.Definition)
	noAlt bool // the alt texts of images are left out
}

// children appends the text of n's children.
func (r *reader) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.inline(c)
	}
}

func (r *reader) inline(n ast.Node) {
	start := len(r.buf)
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.String:
		r.buf = append(r.buf, n.Value...)
	case *ast.CodeSpan:
		r.buf = appendCode(r.buf, n, r.d.src)
	case *ast.AutoLink:
		r.buf = append(r.buf, n.Label(r.d.src)...)
		r.told(n, start)
	case *ast.Link:
		r.children(n)
		r.told(n, start)
	case *ast.Image:
		if !r.noAlt {
			r.children(n)
		}
		r.told(n, start)
	case *ast.RawHTML:
		if r.raw != nil {
			r.raw(n)
		}
	case *footnote.Ref:
		if r.note != nil {
			r.note(n.To)
		}
	case *east.Emoji:
		r.buf = append(r.buf, emojiText(n)...)
	case *xast.TaskCheckBox:
	default:
		r.children(n)
	}
}

func (r *reader) told(n ast.Node, start int) {
	if r.link != nil {
		r.link(n, start)
	}
}

func (r *reader) text(n *ast.Text) {
	value := n.Value(r.d.src)
	if n.IsRaw() {
		r.buf = append(r.buf, value...)
	} else {
		r.buf = decode(r.buf, value)
	}
	switch {
	case n.HardLineBreak():
		r.buf = append(r.buf, '\n')
	case n.SoftLineBreak() && r.d.spaced(n):
		r.buf = append(r.buf, ' ')
	}
}

// appendCode appends the code of a code span. Line ends count as spaces.
func appendCode(dst []byte, n *ast.CodeSpan, src []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(src)
			dst = append(dst, value...)
			if len(value) > 0 && value[len(value)-1] == '\n' {
				dst[len(dst)-1] = ' '
			}
		}
	}
	return dst
}

func emojiText(n *east.Emoji) []byte {
	var b []byte
	for _, r := range n.Value.Unicode {
		b = utf8.AppendRune(b, r)
	}
	return b
}

// spaced says whether the soft line break after t means a space. Between two
// characters that are written without spaces it means nothing.
func (d *Doc) spaced(t *ast.Text) bool {
	if d.parser.options.CommonMark {
		return true
	}
	value := t.Value(d.src)
	if len(value) == 0 {
		return true
	}
	last, _ := utf8.DecodeLastRune(value)
	if !unspaced(last) {
		return true
	}
	next := t.NextSibling()
	for next != nil && next.FirstChild() != nil {
		next = next.FirstChild()
	}
	following, ok := next.(*ast.Text)
	if !ok {
		return true
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeft(following.Value(d.src), " \t"))
	return !unspaced(first)
}

// unspaced says that r belongs to a script that is written without spaces.
func unspaced(r rune) bool {
	return r >= 0x2E80 && util.IsEastAsianWideRune(r) && !unicode.Is(unicode.Hangul, r)
}
