package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// Every kind of problem has its heading in the guide, below its severity, with
// something to read under it, and a row in the English page.
func TestGuideKinds(t *testing.T) {
	notes := guide(t)
	chapters := map[site.Severity]string{site.SeverityError: "错误", site.SeverityWarning: "警告", site.SeverityNote: "提示"}
	var rows []string
	for severity, chapter := range chapters {
		sections := testkit.Sections(testkit.Sections(notes["problems.md"], 2)[chapter], 3)
		delete(sections, "")
		delete(sections, chapter)
		for _, k := range site.Kinds() {
			if k.Severity != severity {
				continue
			}
			_, text, _ := strings.Cut(sections[string(k.Kind)], "\n")
			if len(strings.TrimSpace(text)) < 30 {
				t.Errorf("problems.md does not explain %s under %s", k.Kind, chapter)
			}
			delete(sections, string(k.Kind))
			rows = append(rows, "`"+string(k.Kind)+"` | "+severity.String()+" | "+k.English)
		}
		for name := range sections {
			t.Errorf("problems.md: there is no kind %q under %s", name, chapter)
		}
	}
	var listed []string
	for _, m := range regexp.MustCompile("(?m)^\\| (`[a-z-]+` \\| (?:error|warning|note) \\| .*) \\|$").FindAllStringSubmatch(notes["problems.en.md"], -1) {
		listed = append(listed, m[1])
	}
	slices.Sort(rows)
	slices.Sort(listed)
	if !slices.Equal(rows, listed) {
		t.Errorf("problems.en.md lists the kinds\n%s\nnot\n%s", strings.Join(listed, "\n"), strings.Join(rows, "\n"))
	}
}
