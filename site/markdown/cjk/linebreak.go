package cjk

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// LineBreaks removes the soft line breaks that Joins says are none.
//
// goldmark's own option looks at a text and the text right after it only, so
// a break beside bold text keeps its space; and in its CSS3 style it joins
// "a,\nb" too.
var LineBreaks goldmark.Extender = lineBreaks{}

type lineBreaks struct{}

func (lineBreaks) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(lineBreaks{}, 900)))
}

func (lineBreaks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || !t.SoftLineBreak() {
			return ast.WalkContinue, nil
		}
		if Joins(runeBefore(t, source), runeAfter(t, source)) {
			t.SetSoftLineBreak(false)
		}
		return ast.WalkContinue, nil
	})
}

// Joins says whether a line that ends with before and the next, which begins
// with after, belong together without a space: both Han, Kana, or full-width
// punctuation. Hangul sets words apart by spaces and keeps them. Quotation
// marks, dashes and ellipses belong to whichever text they stand in.
func Joins(before, after rune) bool {
	b, a := joining(before), joining(after)
	return b && a || b && shared(after) || a && shared(before)
}

func joining(r rune) bool {
	return r >= 0x1100 && Is(r) && !unicode.Is(unicode.Hangul, r)
}

func shared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·':
		return true
	}
	return false
}

// runeBefore is the last character of the text that ends at the break t ends
// with, or 0 if something else than text stands there.
func runeBefore(t *ast.Text, source []byte) rune {
	for n := ast.Node(t); n != nil; {
		switch n := n.(type) {
		case *ast.Text:
			if value := n.Value(source); len(value) > 0 {
				r, _ := utf8.DecodeLastRune(value)
				return r
			}
			if n != t && (n.SoftLineBreak() || n.HardLineBreak()) {
				return 0
			}
		case *ast.CodeSpan, *ast.Image:
			return 0
		}
		if n.LastChild() != nil {
			n = n.LastChild()
			continue
		}
		for n.PreviousSibling() == nil {
			if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
				return 0
			}
		}
		n = n.PreviousSibling()
	}
	return 0
}

// runeAfter is the first character of the text that follows t.
func runeAfter(t *ast.Text, source []byte) rune {
	for n := ast.Node(t); ; {
		for n.NextSibling() == nil {
			if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
				return 0
			}
		}
		n = n.NextSibling()
		for {
			switch n := n.(type) {
			case *ast.Text:
				if value := n.Value(source); len(value) > 0 {
					r, _ := utf8.DecodeRune(value)
					return r
				}
			case *ast.CodeSpan, *ast.Image:
				return 0
			}
			if n.FirstChild() == nil {
				break
			}
			n = n.FirstChild()
		}
	}
}
