package epub

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// A tidying makes nodes of HTML such that they are XHTML when they are rendered, and
// finds out what of it an e-reader must be told.
type tidying struct {
	svg, math bool
}

func (t *tidying) properties() string {
	var all []string
	if t.math {
		all = append(all, "mathml")
	}
	if t.svg {
		all = append(all, "svg")
	}
	return strings.Join(all, " ")
}

// node tidies n and what is below it.
func (t *tidying) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		n.Data = strings.Map(inXML, n.Data)
	case n.Type != html.ElementNode:
	case n.Namespace == "":
		t.element(n)
	default:
		t.foreign(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.node(c)
	}
}

// element tidies an element of HTML.
func (t *tidying) element(n *html.Node) {
	if old[n.DataAtom] {
		n.Data, n.DataAtom = "span", atom.Span
	}
	if n.DataAtom == atom.Span && slices.ContainsFunc(article.Children(n), isBlock) {
		n.Data, n.DataAtom = "div", atom.Div // it was a link around blocks
	}
	var style string
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		if a.Key == "align" && (a.Val == "center" || a.Val == "right" || a.Val == "left") {
			style = "text-align: " + a.Val
		}
		return !allowed(n.DataAtom, a)
	})
	if style != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: "style", Val: style})
	}
	for i := range n.Attr {
		n.Attr[i].Val = strings.Map(inXML, n.Attr[i].Val)
	}
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Table, atom.Pre, atom.Blockquote, atom.Figure, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return n.Namespace == ""
	}
	return false
}

// foreign tidies an element of SVG or MathML.
func (t *tidying) foreign(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "xmlns" || a.Namespace == "xmlns" || !isName(a.Key)
	})
	for i := range n.Attr {
		n.Attr[i].Val = strings.Map(inXML, n.Attr[i].Val)
	}
	switch {
	case n.Data == "svg":
		t.svg = true
		n.Attr = append(n.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/2000/svg"}, html.Attribute{Key: "xmlns:xlink", Val: "http://www.w3.org/1999/xlink"})
	case n.Data == "math":
		t.math = true
		n.Attr = append(n.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/1998/Math/MathML"})
	}
}

// old are elements that XHTML has no more.
var old = map[atom.Atom]bool{atom.Center: true, atom.Font: true, atom.Big: true, atom.Tt: true, atom.Strike: true, atom.Nobr: true, atom.Marquee: true, atom.Acronym: true, atom.Dir: true}

// global are the attributes that all elements may have.
var global = map[string]bool{"id": true, "class": true, "lang": true, "dir": true, "title": true, "role": true, "hidden": true, "style": true}

// own are those that some may have.
var own = map[atom.Atom][]string{
	atom.A: {"href", "rel"}, atom.Img: {"src", "alt", "width", "height"}, atom.Ol: {"start", "reversed", "type"}, atom.Li: {"value"},
	atom.Td: {"colspan", "rowspan", "headers"}, atom.Th: {"colspan", "rowspan", "headers", "scope", "abbr"}, atom.Col: {"span"}, atom.Colgroup: {"span"},
	atom.Input: {"type", "checked", "disabled"}, atom.Details: {"open"}, atom.Time: {"datetime"}, atom.Blockquote: {"cite"}, atom.Q: {"cite"},
	atom.Ins: {"cite", "datetime"}, atom.Del: {"cite", "datetime"}, atom.Label: {"for"},
}

func allowed(element atom.Atom, a html.Attribute) bool {
	switch {
	case a.Namespace != "" || !isName(a.Key):
		return false
	case a.Key == "width" || a.Key == "height":
		return slices.Contains(own[element], a.Key) && isNumber(a.Val)
	case a.Key == "rel":
		return element == atom.A && !strings.Contains(a.Val, "tag")
	}
	return global[a.Key] || strings.HasPrefix(a.Key, "aria-") || slices.Contains(own[element], a.Key)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// isName says whether an attribute may be called so in XML.
func isName(key string) bool {
	for i, r := range key {
		if !(r == '_' || unicode.IsLetter(r) || i > 0 && (r == '-' || r == '.' || unicode.IsDigit(r))) {
			return false
		}
	}
	return key != ""
}

// inXML drops what no document of XML 1.0 may hold: section 2.2.
func inXML(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
		return r
	}
	return -1
}

// xmlText is text as it stands in an element or an attribute.
func xmlText(s string) string { return html.EscapeString(strings.Map(inXML, s)) }

// xmlID is an id as XML has them: a name. Different ids give different names.
func xmlID(id string) string {
	var b strings.Builder
	b.WriteString("i-")
	for _, r := range id {
		switch {
		case r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x4E00 && r <= 0x9FFF:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_%x.", r)
		}
	}
	return b.String()
}
