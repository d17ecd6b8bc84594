package twin

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// blockElements are the elements that stand on lines of their own.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Center: true, atom.Dd: true,
	atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Figcaption: true, atom.Figure: true,
	atom.Footer: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Ul: true,
}

func isBlock(n *html.Node) bool {
	return n.Type == html.ElementNode && (blockElements[n.DataAtom] || n.DataAtom == atom.Math && article.Attr(n, "display") == "block")
}

func firstNumber(list *html.Node) int {
	if n, err := strconv.Atoi(article.Attr(list, "start")); err == nil && n >= 0 {
		return n
	}
	return 1
}

func itoa(n int) string { return strconv.Itoa(n) }

// joined puts a blank line between blocks, those without text left out.
func joined(blocks []string) string {
	return strings.Join(slices.DeleteFunc(blocks, func(s string) bool { return s == "" }), "\n\n")
}

// prefixed puts a prefix before every line.
func prefixed(text, prefix string) string {
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(prefix+lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// indented puts spaces before every line but the first, blank ones excepted.
func indented(text string, by int) string {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = strings.Repeat(" ", by) + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}
