package math

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// mathFences makes formulas of the fenced code blocks whose language is math,
// as GitHub does.
type mathFences struct{}

// Transform implements parser.ASTTransformer.
func (mathFences) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var found []*ast.FencedCodeBlock
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if code, ok := n.(*ast.FencedCodeBlock); ok && entering && string(code.Language(reader.Source())) == "math" {
			found = append(found, code)
		}
		if n.Type() == ast.TypeInline || n.IsRaw() {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, code := range found {
		n := &Block{closed: true, end: display}
		n.SetPos(code.Pos())
		n.SetLines(code.Lines())
		n.SetBlankPreviousLines(code.HasBlankPreviousLines())
		code.Parent().ReplaceChild(code.Parent(), code, n)
	}
}
