package templates_test

import (
	"path"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// corpusNames are the collections that are read.
func corpusNames(t testing.TB) (names []string) {
	t.Helper()
	for _, c := range testkit.Corpora(t) {
		names = append(names, c.Name)
	}
	return names
}

// corpus is the notes of a collection, or a sample of them, as sections, cut at
// their headings: not just as a build would cut them, but as much text. It skips
// the test if the collection is not here.
func corpus(t testing.TB, name string) []site.Section {
	t.Helper()
	var all []site.Section
	for _, n := range testkit.Some(testkit.Notes(t, testkit.CorpusDir(t, name)), 30, 30) {
		all = append(all, sectionsOf(n.Path, string(n.Text))...)
	}
	if len(all) < 20 {
		t.Fatalf("%d sections", len(all))
	}
	return all
}

func sectionsOf(p, note string) []site.Section {
	base := strings.TrimSuffix(p, ".md")
	s := site.Section{Page: base + ".html", Title: path.Base(base), Dir: path.Join("notes", path.Dir(p))}
	var all []site.Section
	code := false
	for line := range strings.Lines(note) {
		text := strings.TrimLeft(line, "#")
		level := len(line) - len(text)
		switch {
		case strings.HasPrefix(line, "```"):
			code = !code
		case code:
			s.Code += line
		case level == 0 || level > 4 || !strings.HasPrefix(text, " "):
			s.Body += line
		default:
			all = append(all, s)
			heading := strings.TrimSpace(text)
			s.ID, s.Body, s.Code = strings.ReplaceAll(heading, " ", "-"), "", ""
			s.Trail = append(s.Trail[:min(level-1, len(s.Trail)):min(level-1, len(s.Trail))], heading)
			s.Tags = strings.Fields(heading)[:min(level, len(strings.Fields(heading)))]
		}
	}
	return append(all, s)
}
