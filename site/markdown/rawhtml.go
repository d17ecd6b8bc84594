package markdown

import "github.com/yuin/goldmark/ast"

// A fragment is raw HTML as it stands in a note.
type fragment struct{}

func (p *page) htmlBlock(n *ast.HTMLBlock) {}
func (p *page) rawHTML(n *ast.RawHTML)     {}
