package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Level is that of a heading, 1 to 6; 0 of everything else.
func Level(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

// Children are the nodes right below n.
func Children(n *html.Node) (all []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all = append(all, c)
	}
	return all
}

// Walk visits the nodes below n in their order; those below one for which visit says
// false are passed over.
func Walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if visit(c) {
			Walk(c, visit)
		}
	}
}

// Find is the first node below n that is wanted, nil if none is.
func Find(n *html.Node, wanted func(*html.Node) bool) (found *html.Node) {
	Walk(n, func(c *html.Node) bool {
		if found == nil && wanted(c) {
			found = c
		}
		return found == nil
	})
	return found
}

// Text is the text of a node as it stands, without the numbers of lines of code.
func Text(n *html.Node) string {
	var b strings.Builder
	Walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		return !HasClass(c, "ln")
	})
	return b.String()
}

// Attr is the value of an attribute, "" if n has none of that name.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Has says whether n has an attribute.
func Has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// Classes are the classes of n.
func Classes(n *html.Node) []string { return strings.Fields(Attr(n, "class")) }

// HasClass says whether n has a class.
func HasClass(n *html.Node, name string) bool { return slices.Contains(Classes(n), name) }
