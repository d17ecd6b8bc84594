package callout

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

type html struct{ name func(string) string }

func (h html) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(Kind, h.render)
	r.Register(KindTitle, h.renderTitle)
}

func (h html) render(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*Node)
	switch class := `class="callout callout-` + n.Style + `"`; {
	case n.Fold == 0 && entering:
		_, _ = w.WriteString("<div " + class + " role=\"note\">\n")
	case n.Fold == 0:
		_, _ = w.WriteString("</div>\n")
	case entering && n.Fold == '+':
		_, _ = w.WriteString("<details " + class + " open>\n")
	case entering:
		_, _ = w.WriteString("<details " + class + ">\n")
	default:
		_, _ = w.WriteString("</details>\n")
	}
	return ast.WalkContinue, nil
}

func (h html) renderTitle(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, ok := node.Parent().(*Node)
	if !ok {
		return ast.WalkContinue, nil
	}
	tag := "p"
	if n.Fold != 0 {
		tag = "summary"
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag + ` class="callout-title">`)
	if !node.HasChildren() {
		_, _ = w.Write(util.EscapeHTML([]byte(n.DefaultTitle(h.name))))
	}
	return ast.WalkContinue, nil
}

// DefaultTitle is the title of a callout that has none of its own: what name
// says of its type, or the type as written if it is not one of Styles.
func (n *Node) DefaultTitle(name func(style string) string) string {
	if !n.Known || name == nil {
		return n.Written
	}
	return name(n.Style)
}
