package blockref_test

import (
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/blockref"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

var md = syntaxtest.Markdown(extension.GFM, blockref.Extension)

const uuid, sid = "64a1b2c3-0000-4000-8000-000000000001", "20200812220555-lj3enxa"

func TestReferences(t *testing.T) {
	for note, want := range map[string]wikilink.Node{
		"((" + uuid + "))":                        {Dest: "((" + uuid + "))"},
		`((` + sid + ` "文字"))`:                    {Dest: "((" + sid + "))", Alias: "文字"},
		`((` + sid + ` '文字'))`:                    {Dest: "((" + sid + "))", Alias: "文字"},
		"{{embed ((" + uuid + "))}}":              {Dest: "((" + uuid + "))", Embed: true},
		`!((` + sid + ` "x"))`:                    {Dest: "((" + sid + "))", Alias: "x", Embed: true},
		"[a text](((" + uuid + ")))":              {Dest: "((" + uuid + "))", Alias: "a text"},
		"((not an id))":                           {},
		"((" + uuid[1:] + "))":                    {},
		"((" + uuid + "))}}":                      {},
		"`((" + uuid + "))`":                      {},
		"[a](https://example.org/(" + uuid + "))": {},
	} {
		got := wikilink.Node{}
		doc := md.Parser().Parse(text.NewReader([]byte(note)))
		_ = ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
			if n, ok := n.(*wikilink.Node); ok {
				got = *n
			}
			return ast.WalkContinue, nil
		})
		if got.Dest != want.Dest || got.Alias != want.Alias || got.Embed != want.Embed {
			t.Errorf("%s: %q %q %v", note, got.Dest, got.Alias, got.Embed)
		}
	}
}

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "((", "((20200812220555-lj3enxa \"", "{{embed ((", "[a](((", "!((20200812220555-lj3enxa 'x'))")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "((64a1b2c3-0000-4000-8000-000000000001))", `a ((20200812220555-lj3enxa "b")) c`, "[a](((20200812220555-lj3enxa)))")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
