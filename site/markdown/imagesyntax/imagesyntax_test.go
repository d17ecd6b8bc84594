package imagesyntax_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/imagesyntax"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, imagesyntax.Extension)

// goldmark's own renderer writes the attributes as they are.
func TestImages(t *testing.T) {
	for in, want := range map[string]string{
		"![a](my pic.png)":                     `<img src="my%20pic.png" alt="a">`,
		"![](img/Mask R-CNN 01.png)":           `<img src="img/Mask%20R-CNN%2001.png" alt="">`,
		"![a](my pic.png \"b c\")":             `<img src="my%20pic.png" alt="a" title="b c">`,
		"![a](p.png =300x200)":                 `<img src="p.png" alt="a" width="300" height="200">`,
		"![a](p.png =300x)":                    `<img src="p.png" alt="a" width="300">`,
		"![a](p.png =x200)":                    `<img src="p.png" alt="a" height="200">`,
		"![a](p.png =50%x)":                    `<img src="p.png" alt="a" width="50%">`,
		"![a](p.png =50%)":                     `<img src="p.png" alt="a" width="50%">`,
		"![a](p.png \"t\" =300x)":              `<img src="p.png" alt="a" title="t" width="300">`,
		"![a](p.png =300x \"t\")":              `<img src="p.png" alt="a" title="t" width="300">`,
		"![a](<my pic.png> =300x)":             `<img src="my%20pic.png" alt="a" width="300">`,
		"![a](p(1) b.png)":                     `<img src="p(1)%20b.png" alt="a">`,
		"![a](p.png){width=50%}":               `<img src="p.png" alt="a" width="50%">`,
		"![a](p.png){: width=\"300\" }":        `<img src="p.png" alt="a" width="300">`,
		"![a](p.png){width=300px height=20.5}": `<img src="p.png" alt="a" width="300" height="20">`,
		"![a](p.png){:height 100, :width 200}": `<img src="p.png" alt="a" height="100" width="200">`,
		"![a](p.png){#x .y loading=lazy} b":    `<img src="p.png" alt="a"> b`,
		"![a][r]{width=3}\n\n[r]: p.png":       `<img src="p.png" alt="a" width="3">`,
		"[a](b.md){target=_blank}":             `<a href="b.md">a</a>`,
		"[文](my note.md#第一 节)":                 `<a href="my%20note.md#%E7%AC%AC%E4%B8%80%20%E8%8A%82">文</a>`,
		"[![a](my pic.png)](b.md)":             `<a href="b.md"><img src="my%20pic.png" alt="a"></a>`,
		"**![a](my pic.png)**":                 `<strong><img src="my%20pic.png" alt="a"></strong>`,
		`[a]({{< ref "b.md#c" >}})`:            `<a href="b.md#c">a</a>`,
		`[a]({{% relref b %}}#c)`:              `<a href="b#c">a</a>`,
		"![a]({{ site.baseurl }}/b.png)":       `<img src="/b.png" alt="a">`,
		`[a]({{ '/b' | relative_url }})`:       `<a href="/b">a</a>`,
		"[a]({% post_url 2020-01-01-b %})":     `<a href="2020-01-01-b">a</a>`,
		"[a]({{ b }})":                         `[a]({{ b }})`,
		// as CommonMark has them
		"![a](p.png \"b\")":     `<img src="p.png" alt="a" title="b">`,
		"[a](see below)":        `[a](see below)`,
		"[a](b.md) {c=d}":       `<a href="b.md">a</a> {c=d}`,
		"[a](b.md){c}":          `<a href="b.md">a</a>{c}`,
		"a{width=50%}":          `a{width=50%}`,
		"`![a](my pic.png)`":    "<code>![a](my pic.png)</code>",
		`\![a](my pic.png)`:     `!<a href="my%20pic.png">a</a>`,
		"[a *b*](my note.md)":   `[a <em>b</em>](my note.md)`,
		"f[i](x, y) = z":        `f[i](x, y) = z`,
		"[1](a = b.c)":          `[1](a = b.c)`,
		"![a](p.png =x)":        `![a](p.png =x)`,
		"![a](a \"b\" c.png)":   `![a](a &quot;b&quot; c.png)`,
		"[x](y z.md \"t\")":     `<a href="y%20z.md" title="t">x</a>`,
		"![a](my\npic.png)":     "![a](my\npic.png)",
		"![a [b]](my pic.png)":  `<img src="my%20pic.png" alt="a [b]">`,
		"[a](https://b.c d.md)": `<a href="https://b.c%20d.md">a</a>`,
		"![a](p.png =1x2){.c}.": `<img src="p.png" alt="a" width="1" height="2">.`,
	} {
		if got := strings.TrimSpace(syntaxtest.Convert(t, md, []byte(in))); got != "<p>"+want+"</p>" {
			t.Errorf("%s\n got %s\nwant <p>%s</p>", in, got, want)
		}
	}
}

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedBrackets(t *testing.T) {
	syntaxtest.Repeat(t, md, "![", "![a](", "[a](b c ", "![a](b){", "![a](b){a ", "![a](b.c){d=e}", "![a](b c.d)", "[](", "![](a =")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "![a](b c.d =3x4){width=5%}", "[a](b c.d \"e\")", "![a](b.c){:d e, :f g}", "![](<a b> =1x)")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
