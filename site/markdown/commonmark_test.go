package markdown_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/markdown"
)

type example struct {
	Markdown, HTML, Section string
	Example                 int
}

// specification reads the examples of CommonMark 0.31.2, as goldmark brings
// them along.
func specification(t *testing.T) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test/spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 650 {
		t.Fatalf("only %d examples", len(all))
	}
	return all
}

func TestCommonMark(t *testing.T) {
	for _, e := range specification(t) {
		got := show(t, markdown.Options{CommonMark: true}, e.Markdown)
		if normal(got) != normal(e.HTML) {
			t.Errorf("example %d (%s)\n%s\ngives\n%s\nnot\n%s", e.Example, e.Section, e.Markdown, got, e.HTML)
		}
	}
}

// departures are the examples that read differently with our syntax, and why.
var departures = map[string][]int{
	"links in raw HTML are encoded like others":         {21, 31, 630, 631, 642, 643},
	"raw HTML is balanced, and tables are completed":    {148, 149, 150, 151, 155, 160, 165, 174, 175, 184, 187, 190, 191, 344, 476, 477, 494},
	"an unknown tag was meant as text":                  {156, 157, 158, 163, 201, 491, 524, 536, 617},
	"raw HTML keeps allowed elements and attributes":    {169, 170, 171, 172, 173, 176, 178, 475, 613, 614, 615, 616, 623},
	"comments, declarations and instructions vanish":    {177, 179, 180, 181, 182, 183, 308, 309, 625, 626, 627, 628, 629},
	"double brackets are a wikilink":                    {548, 559, 590},
	"an image alone with a title is a figure":           {572, 573, 576, 577, 584, 585, 586, 588, 589, 591},
	"only a few schemes are linked":                     {596, 598, 599, 601},
	"bare addresses are links, as in GitHub's Markdown": {602, 608, 611, 612},
}

func TestDepartures(t *testing.T) {
	why := make(map[int]string)
	for reason, numbers := range departures {
		for _, n := range numbers {
			why[n] = reason
		}
	}
	for _, e := range specification(t) {
		got := show(t, markdown.Options{UI: "en"}, e.Markdown)
		same := plainer(got) == plainer(e.HTML)
		switch {
		case same && why[e.Example] != "":
			t.Errorf("example %d is as CommonMark has it, and listed: %s", e.Example, why[e.Example])
		case !same && why[e.Example] == "":
			t.Errorf("example %d (%s)\n%s\ngives\n%s\nnot\n%s", e.Example, e.Section, e.Markdown, got, e.HTML)
		}
	}
}

// normal writes HTML in one way: it sorts attributes and drops the slash of
// void elements.
func normal(page string) string { return rewrite(page, func(string) bool { return true }) }

// plainer is normal without what biji adds to every page: heading ids, sizes
// and the like; and without the levels of headings, which are those of the page.
func plainer(page string) string {
	page = rewrite(levelless(page), func(attribute string) bool {
		switch attribute {
		case "id", "loading", "decoding", "class", "rel":
			return false
		}
		return true
	})
	for strings.Contains(page, "\n\n") {
		page = strings.ReplaceAll(page, "\n\n", "\n")
	}
	return page
}

var headingTag = regexp.MustCompile(`<(/?)h[1-6]\b`)

func levelless(page string) string { return headingTag.ReplaceAllString(page, "<${1}h") }

func rewrite(page string, keep func(attribute string) bool) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			slices.SortFunc(t.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
			fmt.Fprintf(&b, "<%s", t.Data)
			for _, a := range t.Attr {
				if keep(a.Key) {
					fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
				}
			}
			b.WriteString(">")
		default:
			b.WriteString(z.Token().String())
		}
	}
}
