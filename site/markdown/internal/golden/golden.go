// Package golden holds what the tests of the extension packages share: notes
// with the HTML they must give, and a check that HTML nests.
package golden

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// Markdown is goldmark with the given extensions.
func Markdown(extensions ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extensions...))
}

var update = flag.Bool("update", false, "write the golden files anew")

// Run converts every testdata/*.md and compares with the .html beside it.
func Run(t *testing.T, md goldmark.Markdown) {
	t.Helper()
	notes := glob(t, "*.md")
	if len(notes) == 0 {
		t.Fatal("no testdata/*.md")
	}
	for _, note := range notes {
		want := strings.TrimSuffix(note, ".md") + ".html"
		t.Run(filepath.Base(note), func(t *testing.T) {
			source, err := os.ReadFile(note)
			if err != nil {
				t.Fatal(err)
			}
			got := Convert(t, md, source)
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(expected), got); diff != "" {
				t.Errorf("%s (-want +got)\n%s", note, diff)
			}
		})
	}
	for _, page := range glob(t, "*.html") {
		if _, err := os.Stat(strings.TrimSuffix(page, ".html") + ".md"); err != nil {
			t.Errorf("%s belongs to no note", page)
		}
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Convert renders source. It fails the test if the HTML does not nest, or a
// node of ours does not know its place in the source.
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
	if err := nests(b.Bytes()); err != nil {
		t.Errorf("%v\nnote: %q\nhtml: %q", err, source, b.String())
	}
	if utf8.Valid(source) && !utf8.Valid(b.Bytes()) {
		t.Errorf("HTML is not UTF-8\nnote: %q", source)
	}
	return b.String()
}

// nests checks that every element is closed inside the one it began in.
func nests(page []byte) error {
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("never closed: %v", open)
			}
			return nil
		case html.StartTagToken:
			name, _ := z.TagName()
			if !void(string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func void(name string) bool {
	switch name {
	case "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr":
		return true
	}
	return false
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
