package sanitize

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/markdown/trusted"
)

// All HTML of a trusted author passes, except pieces that would break the page
// or hide what follows: these are treated like anybody's.

// ofThePage elements make a page, and do nothing in it but harm. It is never
// changed.
var ofThePage = set("html head body frameset frame base title plaintext")

// passes says whether a piece is kept as its author wrote it.
func (p *piece) passes() bool {
	name := p.token.Data
	switch {
	case p.form == whole, p.form == hidden && strings.HasPrefix(p.raw, "<!--"):
		return true
	case p.form != tag, trusted.IsText(name):
		return false
	case p.foreign:
		return true
	case ofThePage[name]:
		return false
	case p.pair >= 0 || p.far:
		return allowed[name] || forbidden[name] || strings.Contains(name, "-")
	case isPlayer(name):
		return false
	}
	return allowed[name] || empty[name] || endless[name]
}

// asWritten makes a token of a tag, or of an element that is whole.
func asWritten(p *piece) Token {
	if p.form == hidden {
		return Token{Kind: Text, Attrs: p.raw, AsWritten: true}
	}
	t := p.token
	k := Token{Name: t.Data, Element: t.Data, Offset: p.offset, AsWritten: true}
	switch {
	case p.form == whole:
		k.Kind, k.Tail = Whole, content(p.raw)
		if t.Data == "textarea" {
			k.Text = html.UnescapeString(k.Tail[:strings.LastIndex(k.Tail, "</")])
		}
	case t.Type == html.EndTagToken && t.Data != "br":
		k.Kind = End
		return k
	case t.Type == html.SelfClosingTagToken && p.foreign:
		k.Kind, k.Tail = Void, "/"
	case empty[t.Data]:
		k.Kind = Void
	default:
		k.Kind = Start
	}
	k.attributes(t)
	return k
}

// content is what follows the start tag of an element.
func content(element string) string {
	z := html.NewTokenizer(strings.NewReader(element))
	z.Next()
	return element[len(z.Raw()):]
}

func (k *Token) attributes(t html.Token) {
	var b strings.Builder
	known := make(map[string]bool)
	for _, a := range t.Attr {
		if known[a.Key] { // browsers take the first
			continue
		}
		known[a.Key] = true
		switch {
		case a.Key == "id", a.Key == "name" && t.Data == "a":
			k.ID = goodID(a.Val)
		case leads(t, a.Key) && strings.TrimSpace(a.Val) != "":
			k.lead(a)
		default:
			if a.Key == "alt" {
				k.Text = a.Val
			}
			b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
	}
	k.Attrs = b.String()
}

// leads says whether an attribute of a tag holds an address that the site
// resolves.
func leads(t html.Token, key string) bool {
	if key != "href" || t.Data == "image" || t.Data == "feimage" || t.Data == "script" {
		return trusted.Loads(t.Data, key)
	}
	switch t.Data {
	case "a", "area":
		return true
	case "link":
		for _, a := range t.Attr {
			if a.Key == "rel" {
				return trusted.IsStyleSheet(a.Val)
			}
		}
	}
	return false
}

func (k *Token) lead(a html.Attribute) {
	if a.Key != "srcset" {
		k.Leads = append(k.Leads, Lead{Attribute: a.Key, URL: a.Val})
		return
	}
	for _, c := range trusted.Candidates(a.Val) {
		k.Leads = append(k.Leads, Lead{a.Key, c.Address, c.Descriptor})
	}
}
