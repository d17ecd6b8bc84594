package search_test

import (
	"path"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// corpusOrNone is a corpus, or a single section if the corpora are not there.
func corpusOrNone(t *testing.T, name string) (sections []site.Section) {
	sections = threeSections
	t.Run(name, func(t *testing.T) { sections = corpus(t, name) })
	return sections
}

// corpus reads the notes of a corpus as sections, cut at headings of level 1
// to 4: roughly what package markdown makes of them. It skips the test if the
// corpora are not there.
func corpus(t testing.TB, name string) []site.Section {
	t.Helper()
	return notes(t, testkit.CorpusDir(t, name))
}

// notes reads the notes in a folder as sections.
func notes(t testing.TB, dir string) []site.Section {
	t.Helper()
	var all []site.Section
	for _, n := range testkit.Notes(t, dir) {
		if strings.HasSuffix(n.Path, ".en.md") {
			continue // says the same again
		}
		all = append(all, sectionsOf(n.Path, string(n.Text))...)
	}
	return all
}

// sectionsOf cuts a note at its headings.
func sectionsOf(p, note string) []site.Section {
	base := strings.TrimSuffix(p, ".md")
	s := site.Section{Page: base + ".html", Title: path.Base(base), Dir: strings.TrimPrefix(path.Dir(p), ".")}
	for line := range strings.Lines(note) {
		if level, text := heading(line); level == 1 || level == 2 && strings.HasPrefix(strings.TrimSpace(note), line) {
			s.Title = text
			break
		}
	}
	var all []site.Section
	var trail [5]string
	fence := "" // the mark that ends the code block we are in
	for line := range strings.Lines(note) {
		mark := strings.TrimSpace(line)[:min(3, len(strings.TrimSpace(line)))]
		switch {
		case fence != "" && mark == fence:
			fence = ""
			continue
		case fence != "":
			s.Code += line
			continue
		case mark == "```" || mark == "~~~":
			fence = mark
			continue
		}
		if level, text := heading(line); level > 0 && level <= 4 {
			all = append(all, s)
			trail[level] = text
			clear(trail[level+1:])
			s.ID, s.Body, s.Code, s.Trail = strings.ReplaceAll(text, " ", "-"), "", "", nil
			for _, h := range trail {
				if h != "" && h != s.Title {
					s.Trail = append(s.Trail, h)
				}
			}
			continue
		}
		s.Body += line
	}
	return append(all, s)
}

func heading(line string) (level int, text string) {
	text = strings.TrimLeft(line, "#")
	level = len(line) - len(text)
	if level > 6 || !strings.HasPrefix(text, " ") {
		return 0, ""
	}
	return level, strings.TrimSpace(text)
}
