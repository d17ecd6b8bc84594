package render

import (
	"html"
	"strings"

	"github.com/biji-notes/biji/site"
)

// A Nav is the sidebar of all pages. It is safe for concurrent use.
type Nav struct {
	tree []*Node
}

// NewNav takes the tree of the site; a Node's URL is an address in the site.
func NewNav(tree []*Node) *Nav { return &Nav{tree} }

// html is the sidebar on the page at address from.
func (n *Nav) html(from string) string {
	var b strings.Builder
	write(&b, n.tree, from)
	return b.String()
}

func write(b *strings.Builder, nodes []*Node, from string) {
	b.WriteString("<ul>")
	for _, n := range nodes {
		b.WriteString("<li>")
		if n.URL != "" {
			b.WriteString(`<a href="` + html.EscapeString(site.Href(from, n.URL, "", "")) + `">`)
		}
		b.WriteString(html.EscapeString(n.Title))
		if n.URL != "" {
			b.WriteString("</a>")
		}
		if len(n.Children) > 0 {
			write(b, n.Children, from)
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
}
