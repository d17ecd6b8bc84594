// Package syntaxtest is what the tests of the extension packages share. What
// their notes look like on a page is held by package markdown's golden test.
package syntaxtest

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown is goldmark with the given extensions. Of nodes that it has no
// renderer for it shows what is inside.
func Markdown(extensions ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extensions...),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(highest{}, 0))))
}

// highest is a renderer of a kind above all others: goldmark panics at a node
// whose kind is above those that it has renderers for.
type highest struct{}

func (highest) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.NewNodeKind("Highest"), nil)
}

// Convert parses source and renders it. It fails the test if a node of ours
// does not know its place in the source.
func Convert(t testing.TB, md goldmark.Markdown, source []byte) string {
	t.Helper()
	doc := md.Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		ours := strings.Contains(reflect.TypeOf(n).Elem().PkgPath(), "/site/markdown/")
		if at := n.Pos(); entering && ours && (at < 0 || at > len(source)) {
			t.Errorf("%T stands at %d\nnote: %q", n, at, source)
		}
		return ast.WalkContinue, nil
	})
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, source, doc); err != nil {
		t.Fatalf("render: %v", err)
	}
	if utf8.Valid(source) && !utf8.Valid(b.Bytes()) {
		t.Errorf("HTML is not UTF-8\nnote: %q", source)
	}
	return b.String()
}

// Repeat converts 64 KB of each pattern.
func Repeat(t *testing.T, md goldmark.Markdown, patterns ...string) {
	t.Helper()
	for _, p := range patterns {
		Convert(t, md, bytes.Repeat([]byte(p), 64<<10/len(p)))
	}
}

// Seed gives a fuzz target the notes in testdata and some more.
func Seed(f *testing.F, more ...string) {
	f.Helper()
	notes, err := filepath.Glob(filepath.Join("testdata", "*.md"))
	if err != nil || len(notes) == 0 {
		f.Fatal("no testdata/*.md", err)
	}
	for _, note := range notes {
		source, err := os.ReadFile(note)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	for _, note := range more {
		f.Add([]byte(note))
	}
}
