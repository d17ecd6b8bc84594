package markdown_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/testkit"
)

// costly are texts that made a Markdown parser or its page slow or huge. Each
// is made of a head once and a piece again and again.
var costly = []struct{ head, piece, tail string }{
	{"", "- ", "x"},
	{"", "* ", "x"},
	{"", "+ ", "x"},
	{"", "1. ", "x"},
	{"", "- 1. ", "x"},
	{"", "> - ", "x"},
	{"", ">", "x"},
	{"", "> ", "x"},
	{"", ">\n", ""},
	{"", "](", ""},
	{"", "[", ""},
	{"", "![", ""},
	{"", "![a](", ""},
	{"", "[](", ""},
	{"", "![a](b){", ""},
	{"", "^[", ""},
	{"", "a^[b] ", ""},
	{"", "::: a\n", ""},
	{"", "::: tip\n\n- ", "x"},
	{"", "!!! note\n    ", "x"},
	{"", "=== \"a\"\n", ""},
	{"", "{% hint %}\n", ""},
	{"", "{{< figure ", ""},
	{"", "#+BEGIN_A\n", ""},
	{"", "@tab a\n", ""},
	{"::: tabs\n", "@tab a\n", ""},
	{"", "{% tab %}\n", ""},
	{"", "[a](", ""},
	{"", "[a](<b", ""},
	{"", `[a]("b`, ""},
	{"", "[a][", ""},
	{"", "](`[`\n", ""},
	{"", "*a_ ", ""},
	{"", "a**b", strings.Repeat("c* ", 1000)},
	{"", "a*b_", ""},
	{"", "*a **b ", ""},
	{"", "*a", ""},
	{"", "**a*", ""},
	{"", "_", ""},
	{"", "~~a", ""},
	{"", "==a", ""},
	{"", "**中*", ""},
	{"", "\\`", ""},
	{"", "`", "a"},
	{"", "`a", ""},
	{"", "``a`", ""},
	{"", "[[a", ""},
	{"", "![[a|", ""},
	{"", "[[a]]", ""},
	{"", "%%a", ""},
	{"", "%% a\n\n", ""},
	{"", "$a", ""},
	{"", "$$a\n", ""},
	{"$", "{", ""},
	{"$$", `\frac{a}`, "$$"},
	{"", ":a", ""},
	{"", ":smile:", ""},
	{"", "[^a]", ""},
	{"[^a]: b\n\n", "[^a] ", ""},
	{"", "[^a]: b\n", ""},
	{"", "[^a]:", " b"},
	{"", "[^a]: b [^a]\n\n", ""},
	{"[a]: /" + strings.Repeat("u", 1000) + "\n\n", "[a] ", ""},
	{"[a]: /" + strings.Repeat("u", 1000) + "\n\n", "[a]\n\n", ""},
	{"", "[a]: b\n", ""},
	{"", "[a]: <b\n", ""},
	{"|" + strings.Repeat("a|", 1000) + "\n|" + strings.Repeat("-|", 1000) + "\n", "|\n", ""},
	{"", "|a", "\n" + strings.Repeat("|-", 1000)},
	{"|a|\n|-|\n", "|a|\n", ""},
	{"", "<div>", ""},
	{"", "<div>\n\n", ""},
	{"", "<table><tr><td>", ""},
	{"", "<a href=x>", ""},
	{"", "<p>a<p>", ""},
	{"", "<b>a", ""},
	{"", "a <b>", ""},
	{"", "a <script>", ""},
	{"", "<!--", ""},
	{"", "<?", ""},
	{"", "<video>\n\n", ""},
	{"", "<video>\n\n", strings.Repeat("</video>\n\n", 2000)},
	{"", "<audio>\n\n<source src=a>\n\n</video>\n\n", ""},
	{"<!--\n\n", "<!-- ", "-->"},
	{"", "a <a ", ""},
	{"", "</a", ""},
	{"", "<a b=\"", ""},
	{"", "<![CDATA[", ""},
	{"", "&", ""},
	{"", "&#x", ""},
	{"", "&amp", ""},
	{"", "# a\n", ""},
	{"", "# a {#b}\n", ""},
	{"", "# {", "}"},
	{"# a\n", "[TOC]\n\n", ""},
	{"# a\n", "<!-- toc -->\n", ""},
	{"", "> [!note]\n> ", ""},
	{"", "> [!note]\n\n", ""},
	{"", "a\n\n: b\n\n", ""},
	{"", "a\n: ", "b"},
	{"", "- [ ] a\n", ""},
	{"", "a ^b\n\n", ""},
	{"", "http://a ", ""},
	{"", "http://a", ""},
	{"", "ftp://a", ""},
	{"", "://", ""},
	{"", "www.a.b(", ""},
	{"", "a@b.c ", ""},
	{"", "a@", ""},
	{"", "a\n\n", ""},
	{"", "- a\n", ""},
	{"", "\n", ""},
	{"", " ", "a"},
	{"", "\t", "a"},
	{"", "    a\n", ""},
	{"", "```\n", ""},
	{"```", "a=1 ", ""},
	{"", "a\\\n", ""},
	{"", "a  \n", ""},
	{"", "中\n文", ""},
	{"", "a\n===\n", ""},
	{"", "\u00a0", "x"},
}

// A note of any kind is read and shown within bounds, or shown as source. The
// deadline is generous: what fails here takes minutes.
func TestCostlyNotes(t *testing.T) {
	sizes := []int{testkit.Times(16<<10, 64<<10, 64<<10)}
	if testkit.Long() {
		sizes = append(sizes, 1<<20, 16<<20)
	}
	for _, size := range sizes {
		for _, c := range costly {
			body := strings.Repeat(c.piece, max(1, (size-len(c.head)-len(c.tail))/len(c.piece)))
			within(t, fmt.Sprintf("%d bytes of %q %q %q", size, c.head, c.piece, c.tail), c.head+body+c.tail+"\n")
		}
		within(t, "ever deeper lists", deeper(size, "- a\n"))
		within(t, "ever deeper quotes", deeper(size, "> a\n"))
	}
}

func deeper(size int, item string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("  ", i) + item)
	}
	return b.String()
}

// trustedlyCostly are those whose author is trusted.
var trustedlyCostly = []string{
	"a <script>", "a\n<style>\n", "a <script>b</script>", "<script>b</script>\n\n", "a <script>`", "a <textarea>\\</textarea>", "a <xmp <", "a </script",
	"<svg>\n\n", "<svg><g>", "a <svg><circle/>", "<button><div>", "<select><option>", "<form>\n\n", "<b style=a>c", "<a href=b><div>", "<object data=a>",
	"<iframe srcdoc='", "<iframe srcdoc=\"<iframe srcdoc='a'></iframe>\"></iframe>\n\n", "<img srcset='a,", "<my-a>", "<template>\n\n<tr>", "<table><form>", "<font><p>",
	"<p style='a:url(", "<style>a{b:url(</style>\n\n", "<!-- a --><b>", "> <div>\n", "<col>", "<noscript>",
}

func TestCostlyTrustedNotes(t *testing.T) {
	for _, piece := range trustedlyCostly {
		body := strings.Repeat(piece, testkit.Times(8<<10, 16<<10, 1<<20)/len(piece))
		withinOf(t, markdown.Options{UI: "en", Unsafe: true}, fmt.Sprintf("trusted %q", piece), body+"\n")
	}
}

func within(t *testing.T, name, body string) {
	t.Helper()
	withinOf(t, markdown.Options{UI: "en"}, name, body)
}

func withinOf(t *testing.T, options markdown.Options, name, body string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	done := make(chan string, 1)
	began := time.Now()
	go func() {
		p := parserFor(options)
		d, _ := p.Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(body)})
		var w bytes.Buffer
		d.HTML(&w, 0, d.Outline().Blocks, -1, markdown.Hooks{})
		d.Sections(0, d.Outline().Blocks)
		d.Summary(0, d.Outline().Blocks, 100)
		if limit := max(8<<20, 20*len(body)); w.Len() > limit {
			done <- fmt.Sprintf("gives a page of %d bytes", w.Len())
			return
		}
		done <- ""
	}()
	select {
	case why := <-done:
		if why != "" {
			t.Errorf("%s: %s", name, why)
		}
	case <-ctx.Done():
		t.Fatalf("%s takes more than 30 s", name)
	}
	if took := time.Since(began); took > time.Second {
		t.Logf("%s: %v", name, took)
	}
}
