package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/bidi"
)

// isolated is inlines for a whole text in which a page that is written from right to
// left may have nothing but what is written from left to right: its numbers and signs
// then stand on the side where they were written, as in 12 MB and C++.
func (p *page) isolated(n ast.Node) {
	if !p.hooks.RightToLeft || !p.isForeign(n) {
		p.inlines(n)
		return
	}
	p.w.WriteString("<bdi>")
	p.inlines(n)
	p.w.WriteString("</bdi>")
}

// isForeign says whether a text has letters that are written from left to right and
// none of the others, and besides what has no direction of its own.
func (p *page) isForeign(n ast.Node) bool {
	r := reader{d: p.d}
	r.children(n)
	letters, others := false, false
	for text := r.buf; len(text) > 0; {
		class, size := bidi.Lookup(text)
		switch class.Class() {
		case bidi.R, bidi.AL, bidi.AN:
			return false
		case bidi.L:
			letters = true
		default:
			others = true
		}
		if size == 0 {
			_, size = utf8.DecodeRune(text)
		}
		text = text[size:]
	}
	return letters && others
}
