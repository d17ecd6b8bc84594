package trusted

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/idna"

	"github.com/biji-notes/biji/site"
)

// fetched are the attributes from which browsers load something, or to which
// they send something, and the directive that allows it. It is never changed.
var fetched = map[string]string{
	"img src": "img-src", "img srcset": "img-src", "source srcset": "img-src", "input src": "img-src",
	"video poster": "img-src", "image href": "img-src", "feimage href": "img-src",
	"table background": "img-src", "td background": "img-src", "th background": "img-src",
	"video src": "media-src", "audio src": "media-src", "source src": "media-src", "track src": "media-src",
	"iframe src": "frame-src", "embed src": "object-src", "object data": "object-src",
	"script src": "script-src", "script href": "script-src",
	"form action": "form-action", "button formaction": "form-action", "input formaction": "form-action",
}

func directiveOf(element, attribute string) string {
	return fetched[strings.ToLower(element)+" "+attribute]
}

// Loads says whether an attribute holds the address of something that the page
// loads.
func Loads(element, attribute string) bool {
	directive := directiveOf(element, strings.TrimPrefix(attribute, "xlink:"))
	return directive != "" && directive != "form-action"
}

// IsStyleSheet says whether the rel of a <link> makes it a style sheet.
func IsStyleSheet(rel string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(rel)), "stylesheet")
}

// A collector collects what HTML loads and runs.
type collector struct{ site.Sources }

func sourcesOf(nodes []*html.Node) site.Sources {
	c := collector{site.Sources{}}
	for _, n := range nodes {
		c.node(n)
	}
	return c.Sources
}

func (c collector) node(n *html.Node) {
	if n.Type == html.ElementNode {
		c.element(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.node(child)
	}
}

func (c collector) element(n *html.Node) {
	for _, a := range n.Attr {
		c.attribute(n.Data, a.Key, a.Val)
	}
	switch n.Data {
	case "script":
		if text := textOf(n); text != "" && runs(attribute(n, "type")) {
			c.Add("script-src", site.SourceOf(text))
		}
	case "style":
		if text := textOf(n); text != "" {
			c.Add("style-src", site.SourceOf(text))
			c.css(text)
		}
	case "link":
		if IsStyleSheet(attribute(n, "rel")) {
			c.address("style-src", attribute(n, "href"))
		}
	}
}

func (c collector) attribute(element, key, value string) {
	directive := directiveOf(element, key)
	switch {
	case key == "style":
		c.Add("style-src-attr", "'unsafe-hashes'")
		c.Add("style-src-attr", site.SourceOf(value))
		c.css(value)
	case strings.HasPrefix(key, "on"):
		c.Add("script-src-attr", "'unsafe-hashes'")
		c.Add("script-src-attr", site.SourceOf(value))
	case key == "srcdoc" && element == "iframe": // its document is under the page's policy
		if n, err := html.Parse(strings.NewReader(value)); err == nil {
			c.node(n)
		}
	case key == "srcset" && directive != "":
		for _, candidate := range Candidates(value) {
			c.address(directive, candidate.Address)
		}
	case directive != "":
		c.address(directive, value)
	}
}

// address allows what stands at an address: its host, if it has one, or what
// lies beside the page.
func (c collector) address(directive, address string) {
	u, err := url.Parse(strings.Map(withoutBreaks, strings.TrimSpace(address)))
	switch {
	case err != nil || address == "":
	case u.Scheme == "" && u.Host == "":
		c.Add(directive, "'self'")
	case u.Scheme == "data" && directive == "media-src":
		c.Add(directive, "data:")
	default:
		if origin := originOf(u); origin != "" {
			c.Add(directive, origin)
		}
	}
	if directive == "object-src" { // Chromium asks of what it shows there as of a frame, too
		c.address("frame-src", address)
	}
}

// withoutBreaks drops what browsers drop from addresses.
func withoutBreaks(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return -1
	}
	return r
}

// Origin is scheme, host and port of an address of the web, as a policy names
// them, with the host in ASCII; "" for any other address, and for hosts that no
// policy can name, as those of IPv6.
func Origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return originOf(u)
}

func originOf(u *url.URL) string {
	scheme := strings.ToLower(u.Scheme)
	if scheme == "" {
		scheme = "https"
	}
	host, err := u.Hostname(), error(nil)
	if strings.ContainsFunc(host, noHost) { // not asked of others: it minds the underscores that some have
		host, err = idna.Lookup.ToASCII(host)
	}
	if err != nil || host == "" || scheme != "https" && scheme != "http" || strings.ContainsFunc(host, noHost) {
		return ""
	}
	origin := scheme + "://" + strings.ToLower(host)
	if port := u.Port(); port != "" {
		origin += ":" + port
	}
	return origin
}

func noHost(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
}

// css allows the pictures and fonts that a style names.
func (c collector) css(text string) {
	for _, address := range addressesIn(text) {
		directive := "img-src"
		if address.imported {
			directive = "style-src"
		} else if address.font {
			directive = "font-src"
		}
		c.address(directive, address.url)
	}
}

// runs says whether a browser runs a script of that type.
func runs(kind string) bool {
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "" || kind == "module" || kind == "importmap" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
