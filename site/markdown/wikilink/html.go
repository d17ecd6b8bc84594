package wikilink

import (
	"fmt"
	"net/url"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

type html struct{}

func (html) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) { r.Register(Kind, render) }

// render writes the link as it stands; whoever knows the notes of the site
// replaces it.
func render(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*Node)
	if !entering {
		return ast.WalkContinue, nil
	}
	shown := util.EscapeHTML([]byte(n.Shown()))
	if n.InLink() {
		_, err := w.Write(shown)
		return ast.WalkContinue, err
	}
	address := url.URL{Path: n.Dest, Fragment: n.Fragment}
	href := util.EscapeHTML([]byte(address.String()))
	if !n.Embed {
		_, err := fmt.Fprintf(w, `<a class="wikilink" href="%s">%s</a>`, href, shown)
		return ast.WalkContinue, err
	}
	_, _ = fmt.Fprintf(w, `<a class="embed" href="%s"`, href)
	if n.Width > 0 {
		_, _ = fmt.Fprintf(w, ` data-width="%d"`, n.Width)
	}
	if n.Height > 0 {
		_, _ = fmt.Fprintf(w, ` data-height="%d"`, n.Height)
	}
	_, err := fmt.Fprintf(w, `>%s</a>`, shown)
	return ast.WalkContinue, err
}
