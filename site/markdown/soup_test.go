package markdown_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/testkit"
)

// soup is what TestSoup stirs.
var soup = func() []string {
	all := strings.Split(`*a* **b** # c|> d|- e|1. f|[g](h)|![i](j)|[[k]]|![[l]]|![[m.png]]|`+"`n`"+`|==o==|[^1]|[^1]: p|: q|r|s|t|
| u | v |\n|---|---|\n| w | x |\n|> [!note]- y|$z$|&lt;|<!-- a -->|<?b?>|<br>|<hr>|<img src=c>|<img src=d alt=e>|<wbr>`, "|")
	for name := range strings.FieldsSeq(`a b br center code dd details div dl dt em figcaption figure font h1 h2 i kbd li
		main ol p picture pre rp rt ruby s small span strong sub summary sup table tbody td tfoot th thead tr u ul video
		audio caption script style iframe svg math form input textarea title listing T`) {
		all = append(all, "<"+name+">", "</"+name+">")
		if strings.Contains("a video audio", name) {
			all = append(all, "<"+name+" href=x src=y>")
		}
	}
	return append(all, "\n", "\n\n", "\n\n", "\n\n", " ", "text", "  ", "    ", "\n> ", "\n- ", "\n  ", "| a | b |\n|---|---|\n| ")
}()

// However raw HTML and Markdown are mixed, a page is what a browser reads.
func TestSoup(t *testing.T) {
	p := parserFor(markdown.Options{UI: "en"})
	random := rand.New(rand.NewPCG(1, 2))
	for range testkit.Times(1_000, 3_000, 20_000) {
		var b strings.Builder
		for range 1 + random.IntN(25) {
			b.WriteString(soup[random.IntN(len(soup))])
		}
		d, _ := p.Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(b.String())})
		page(t, d, 0, d.Outline().Blocks, markdown.Hooks{})
		page(t, d, 0, d.Outline().Blocks, every(d))
		if t.Failed() {
			t.Fatalf("in %q", b.String())
		}
	}
}
