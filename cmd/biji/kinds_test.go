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
// something to read under it.
func TestGuideKinds(t *testing.T) { inEachEdition(t, "problems", testKinds) }

func testKinds(t *testing.T, e edition, page string) {
	for i, chapter := range e.severities {
		severity := site.SeverityNote + site.Severity(i)
		sections := testkit.Sections(testkit.Sections(page, 2)[chapter], 3)
		delete(sections, "")
		delete(sections, chapter)
		for _, k := range site.Kinds() {
			if k.Severity != severity {
				continue
			}
			_, text, _ := strings.Cut(sections[string(k.Kind)], "\n")
			if len(strings.TrimSpace(text)) < 30 {
				t.Errorf("%s is not explained under %s", k.Kind, chapter)
			}
			delete(sections, string(k.Kind))
		}
		for name := range sections {
			t.Errorf("there is no kind %q under %s", name, chapter)
		}
	}
}

// The English page has a table of all kinds, as programs are told of them.
func TestGuideListOfKinds(t *testing.T) {
	var rows, listed []string
	for _, k := range site.Kinds() {
		rows = append(rows, "`"+string(k.Kind)+"` | "+k.Severity.String()+" | "+k.English)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| (`[a-z-]+` \\| (?:error|warning|note) \\| .*) \\|$").FindAllStringSubmatch(guide(t)["problems.en.md"], -1) {
		listed = append(listed, m[1])
	}
	slices.Sort(rows)
	slices.Sort(listed)
	if len(rows) < 20 || !slices.Equal(rows, listed) {
		t.Errorf("problems.en.md lists the kinds\n%s\nnot\n%s", strings.Join(listed, "\n"), strings.Join(rows, "\n"))
	}
}
