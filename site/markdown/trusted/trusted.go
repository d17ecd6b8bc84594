// Package trusted holds HTML whose author is trusted: it passes as written. It
// is read here as a browser reads it, so that whatever is in it can neither
// swallow nor close what stands around it, and so that it is known what the
// page must be allowed to load and run.
package trusted

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site"
)

// mostRounds is how often HTML is read and written until it stays the same.
// Once is enough for nearly all.
const mostRounds = 4

// Settle reads a part of a page and writes it as browsers read it. The result
// means the same wherever it stands in a page, because nothing in it is left
// open. sources are what it loads and runs.
//
// ok is false for HTML that browsers read in another way each time it is
// written; no note is known to hold such HTML.
func Settle(part []byte) (settled []byte, sources site.Sources, ok bool) {
	settled = part
	for range mostRounds {
		nodes, err := read(settled)
		if err != nil {
			return nil, nil, false
		}
		again, err := write(nodes)
		if err != nil {
			return nil, nil, false
		}
		if bytes.Equal(again, settled) {
			return settled, sourcesOf(nodes), true
		}
		settled = again
	}
	return nil, nil, false
}

// read parses as if the HTML stood in a <main>, in a browser that runs scripts.
func read(part []byte) ([]*html.Node, error) {
	main := &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main}
	return html.ParseFragment(bytes.NewReader(part), main)
}

func write(nodes []*html.Node) ([]byte, error) {
	var b bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// textOf is the text directly in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
