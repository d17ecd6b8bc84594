package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	east "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/span"
	"github.com/biji-notes/biji/site/markdown/tex"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// A reader takes the plain text out of inline nodes: what a reader of the
// page sees, in order, without any markup.
type reader struct {
	d   *Doc
	buf []byte
	// link is told of each link when its text is complete, and where that
	// begins in buf. It may be nil.
	link func(n ast.Node, start int)
	// raw is handed raw HTML; without it, its text is appended.
	raw func(n *ast.RawHTML)
	// span is told of each span before its text. It may be nil.
	span func(*span.Node)
	// footnote is told of each reference to a footnote. It may be nil.
	footnote func(*footnote.Definition)
	noAlt    bool // the alt texts of images are left out
	noTeX    bool // formulas are as people read them, if that is known
}

// formula appends a formula, whose source is in TeX.
func (r *reader) formula(n ast.Node, source string) {
	if r.noTeX {
		if line := tex.Line(r.d.formula(n)); line != "" {
			source = line
		}
	}
	r.buf = append(r.buf, source...)
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
			alt, _, _ := wikilink.AltSize(r.buf[start:])
			r.buf = r.buf[:start+len(alt)]
		}
		r.told(n, start)
	case *ast.RawHTML:
		if r.raw != nil {
			r.raw(n)
		} else if f := r.d.facts[n]; f.raw != nil {
			r.html(f.raw)
		}
	case *footnote.Ref:
		if r.footnote != nil {
			r.footnote(n.To)
		}
	case *east.Emoji:
		r.buf = append(r.buf, emojiText(n)...)
	case *math.Inline:
		r.formula(n, n.TeX)
	case *wikilink.Node:
		if _, ref := site.BlockOf(n.Dest); ref {
			r.buf = append(r.buf, n.Alias...)
		} else if !n.Embed || !r.noAlt {
			r.buf = append(r.buf, n.Shown()...)
		}
		r.told(n, start)
	case *hashtag.Node:
		r.children(n)
		r.told(n, start)
	case *span.Node:
		if r.span != nil {
			r.span(n)
		}
		r.children(n)
	case *span.Keys:
		r.buf = append(r.buf, strings.Join(n.Labels, "+")...)
	case *span.Icon:
		r.buf = append(r.buf, n.Text(r.d.src)...)
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
	value := valueOf(n, r.d.src)
	if n.IsRaw() {
		r.buf = append(r.buf, value...)
	} else {
		r.buf = decode(r.buf, value)
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && r.d.parser.options.Breaks:
		r.buf = append(r.buf, '\n')
	case n.SoftLineBreak():
		r.buf = append(r.buf, ' ')
	}
}

// valueOf is the source of a text, without the spaces before a hard line
// break; goldmark leaves them there where a link might have begun at one.
func valueOf(n *ast.Text, src []byte) []byte {
	value := n.Value(src)
	last := n.HardLineBreak()
	if next, ok := n.NextSibling().(*ast.Text); ok && next.HardLineBreak() {
		last = last || len(bytes.TrimRight(next.Value(src), " ")) == 0
	}
	if last {
		return bytes.TrimRight(value, " ")
	}
	return value
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

// html appends the text of raw HTML.
func (r *reader) html(f *sanitize.Fragment) {
	for i := range f.Tokens {
		r.token(&f.Tokens[i])
	}
}

func (r *reader) token(t *sanitize.Token) {
	if t.Kind == sanitize.Badge { // no part of what a heading is called
		return
	}
	switch t.Name {
	case "", "textarea":
		r.flowing(t.Text)
	case "img":
		if !r.noAlt {
			r.buf = append(r.buf, t.Text...)
		}
	case "br", "hr":
		r.buf = append(r.buf, '\n')
	case "td", "th":
		if t.Kind == sanitize.End {
			r.space('\t')
		}
	default:
		if flow[t.Element] || t.Kind == sanitize.End && flow[t.Name] {
			r.space('\n')
		}
	}
}

// space appends white space in place of what there is, unless that is the end
// of a line.
func (r *reader) space(c byte) {
	n := len(r.buf)
	if n == 0 || r.buf[n-1] == '\n' {
		return
	}
	if r.buf[n-1] == ' ' || r.buf[n-1] == '\t' {
		r.buf = r.buf[:n-1]
	}
	r.buf = append(r.buf, c)
}

// flowing appends the text of HTML, in which any run of white space is one
// space, or nothing between two characters that are written without.
func (r *reader) flowing(s string) {
	gap, line := false, false
	for _, c := range s {
		if unicode.IsSpace(c) && c != '\u3000' && c != '\u00A0' {
			gap, line = true, line || c == '\n'
			continue
		}
		if gap && len(r.buf) > 0 {
			before, _ := utf8.DecodeLastRune(r.buf)
			if before != ' ' && before != '\t' && before != '\n' && !(line && cjk.Joins(before, c)) {
				r.buf = append(r.buf, ' ')
			}
		}
		gap, line = false, false
		r.buf = utf8.AppendRune(r.buf, c)
	}
	if gap && len(r.buf) > 0 {
		if before := r.buf[len(r.buf)-1]; before != ' ' && before != '\t' && before != '\n' {
			r.buf = append(r.buf, ' ')
		}
	}
}
