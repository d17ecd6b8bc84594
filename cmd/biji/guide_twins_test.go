package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/biji-notes/biji/site/testkit"
)

// Every page of the guide is there in Chinese and in English, with as many
// headings of each level, rows of tables, and the same code where it has no
// Chinese words in it.
func TestGuideTwins(t *testing.T) {
	notes := guide(t)
	pages := 0
	for name, text := range notes {
		page, isTwin := strings.CutSuffix(name, ".en.md")
		if isTwin {
			if notes[page+".md"] == "" {
				t.Errorf("%s is of no page", name)
			}
			continue
		}
		page = strings.TrimSuffix(name, ".md")
		twin := notes[page+".en.md"]
		if twin == "" {
			t.Errorf("%s is not there in English: write %s.en.md", name, page)
			continue
		}
		pages++
		for _, fault := range unlikeTwin(text, twin) {
			t.Errorf("%s.en.md is not as %s: %s", page, name, fault)
		}
		for _, fault := range notEnglish(twin, page == "README") {
			t.Errorf("%s.en.md: %s", page, fault)
		}
	}
	if pages < 15 {
		t.Errorf("only %d pages", pages)
	}
}

// The test of twins sees what is missing.
func TestUnlikeTwins(t *testing.T) {
	page := "---\ntitle: 甲\n---\n\n# 甲\n\n## 乙\n\n| a | b |\n| --- | --- |\n| `c` | 丁 |\n\n```sh\nbiji build\n```\n"
	twin := "---\ntitle: A\nlang: en\n---\n\n# A\n\n## B\n\n| a | b |\n| --- | --- |\n| `c` | d |\n\n```sh\nbiji build\n```\n"
	if faults := append(unlikeTwin(page, twin), notEnglish(twin, false)...); len(faults) > 0 {
		t.Errorf("a good twin: %q", faults)
	}
	for _, spoilt := range []string{
		strings.Replace(twin, "## B", "### B", 1), strings.Replace(twin, "| `c` | d |\n", "", 1), strings.Replace(twin, "biji build", "biji serve", 1),
		strings.Replace(twin, "```sh", "```toml", 1), strings.Replace(twin, "lang: en\n", "", 1), twin + "[x](commands.md#y)\n", twin + "[[Settings]]\n",
	} {
		if len(unlikeTwin(page, spoilt)) == 0 && len(notEnglish(spoilt, false)) == 0 {
			t.Errorf("passes for a twin:\n%s", spoilt)
		}
	}
}

var headingLine = regexp.MustCompile(`(?m)^(#+) .*$`)

// unlikeTwin says how the English page differs from the Chinese one.
func unlikeTwin(page, twin string) []string {
	var faults []string
	outline := func(text string) (levels []string) {
		for _, m := range headingLine.FindAllStringSubmatch(withoutFences(text), -1) {
			levels = append(levels, m[1])
		}
		return levels
	}
	if zh, en := outline(page), outline(twin); !slices.Equal(zh, en) {
		faults = append(faults, fmt.Sprintf("headings of the levels %v, not %v", en, zh))
	}
	if zh, en := rowsOf(page), rowsOf(twin); zh != en {
		faults = append(faults, fmt.Sprintf("%d rows of tables, not %d", en, zh))
	}
	zh, en := testkit.Fences(page), testkit.Fences(twin)
	if len(zh) != len(en) {
		return append(faults, fmt.Sprintf("%d blocks of code, not %d", len(en), len(zh)))
	}
	for i := range zh {
		text := strings.ReplaceAll(en[i].Text, " --lang en", "") // the default is Chinese
		if zh[i].Lang != en[i].Lang || !hasHan(zh[i].Text) && zh[i].Text != text {
			faults = append(faults, fmt.Sprintf("line %d: other code in %s", en[i].Line, en[i].Lang))
		}
	}
	return faults
}

// rowsOf counts the rows of tables, but for the list of kinds that only the
// English page has.
func rowsOf(text string) int {
	kinds := regexp.MustCompile(`(?s)\n\| Kind \| Severity \|.*?\n\n`)
	return strings.Count("\n"+kinds.ReplaceAllString(text, "\n\n"), "\n| ")
}

// notEnglish says what is wrong with a page by itself. Its links are to English
// pages; only the first page leads to the Chinese guide.
func notEnglish(twin string, first bool) []string {
	var faults []string
	text := regexp.MustCompile("``.*?``|`[^`\n]*`").ReplaceAllString(withoutFences(twin), "")
	if !strings.Contains(text, "\nlang: en\n") {
		faults = append(faults, "its front matter does not say lang: en")
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#\s]+\.md)`).FindAllStringSubmatch(text, -1) {
		if !strings.HasSuffix(m[1], ".en.md") && !(first && m[1] == "README.md") {
			faults = append(faults, "it links to "+m[1])
		}
	}
	if strings.Contains(text, "[[") {
		faults = append(faults, "it has a wikilink, which may find a Chinese page")
	}
	for _, heading := range headingLine.FindAllString(text, -1) {
		if hasHan(heading) {
			faults = append(faults, "a heading in Chinese: "+heading)
		}
	}
	return faults
}

// withoutFences is a note without its blocks of code.
func withoutFences(text string) string {
	for _, f := range testkit.Fences(text) {
		text = strings.Replace(text, f.Text, "", 1)
	}
	return text
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
