package footnote_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/footnote"
)

var md = goldmark.New(goldmark.WithExtensions(footnote.Extension))

// outline shows a note's blocks and references: "p(1) q" …
func outline(src string) string {
	var b strings.Builder
	seen := make(map[*footnote.Definition]bool)
	var show func(n ast.Node)
	show = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				b.Write(c.Value([]byte(src)))
			case *footnote.Ref:
				b.WriteString("(" + c.To.Label + ")")
				if !seen[c.To] {
					seen[c.To] = true
					b.WriteString("{")
					show(c.To)
					b.WriteString("}")
				}
			case *footnote.Definition:
				b.WriteString("DEFINITION")
			default:
				show(c)
				if c.Type() == ast.TypeBlock {
					b.WriteString("|")
				}
			}
		}
	}
	show(md.Parser().Parse(text.NewReader([]byte(src))))
	return b.String()
}

func TestFootnotes(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a[^1]\n\n[^1]: b\n", "a(1){b|}|"},
		{"[^1]: b\n\na[^1]\n", "a(1){b|}|"},
		{"a[^1]\n[^1]: b\n    c\n\n    d\n\ne\n", "a(1){bc|d|}|e|"},
		{"a![^x]\n\n[^x]: b\n", "a!(x){b|}|"},
		{"a[^X y]\n\n[^x  Y]: b\n", "a(x y){b|}|"},
		{"a[^1] b[^1]\n\n[^1]: c\n[^1]: d\n", "a(1){c|} b(1)|"},
		{"a[^1]\n\n[^1]: b[^2] [^1]\n[^2]: c\n", "a(1){b(2){c|} (1)|}|"},
		{"> - a[^1]\n>\n>   [^1]: b\n", "a(1){b|}||||"},
		{"a[^2]\n\n[^1]: b\n", "a[^2]|"},
		{"a[^] [^ ] [^a[b]\n\n[^a[b]: c\n", "a[^] [^ ] [^a[b]|[^a[b]: c|"},
		{"`[^1]`\n\n[^1]: b\n", "[^1]|"},
		{"a[^1]\n\n[^1]:\n", "a(1){}|"},
		{"a^[b *c*] d\n", "a(^1){b c|} d|"},
		{"a^[b `c]d` e] f\n", "a(^1){b c]d e|} f|"},
		{"a^[b `c] d\n", "a(^1){b `c|} d|"},
		{"a ^[a-z]+$ ^[0-9_]{3} ^[^b]* ^[b A-B]\n", "a ^[a-z]+$ ^[0-9_]{3} ^[^b]* (^1){b A-B|}|"},
		{"a^[b [c](d)] ^[e]\n\nf", "a(^1){b c|} (^2){e|}|f|"},
		{"- a^[b[^1]]\n\n[^1]: c^[d]\n", "a(^2){b(1){c(^3){d|}|}|}|||"},
		{"a^[] ^[b `^[c]` \\^[d]\n", `a^[] ^[b ^[c] \^[d]|`},
	} {
		if got := outline(c.src); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func FuzzFootnotes(f *testing.F) {
	f.Add("a[^1] ![^2]\n\n[^1]: b\n\n    c[^2]\n> [^2]:\td\n")
	f.Fuzz(func(t *testing.T, src string) {
		if strings.Contains(outline(src), "DEFINITION") && !strings.Contains(src, "DEFINITION") {
			t.Error("a definition is left in the text")
		}
	})
}
