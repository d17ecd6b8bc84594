package markdown_test

import (
	"bytes"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/testkit"
)

// corpora are the notes of the collections, by collection.
func corpora(t testing.TB) map[string][]site.Note {
	t.Helper()
	all := map[string][]site.Note{}
	for _, c := range testkit.Corpora(t) {
		for _, n := range testkit.Some(testkit.Notes(t, c.Dir), 60, 60) {
			all[c.Name] = append(all[c.Name], bare(n))
		}
	}
	return all
}

// bare is the note without its front matter, roughly as package load cuts it.
func bare(n testkit.Note) site.Note {
	body, line := bytes.ReplaceAll(n.Text, []byte("\r\n"), []byte("\n")), 1
	if rest, ok := bytes.CutPrefix(body, []byte("---\n")); ok {
		if matter, after, ok := bytes.Cut(rest, []byte("\n---\n")); ok && bytes.Contains(matter, []byte(": ")) {
			body, line = after, bytes.Count(matter, []byte("\n"))+4
		}
	}
	return site.Note{Path: n.Path, Line: line, Body: body}
}

func TestCorpora(t *testing.T) {
	p := markdown.New(markdown.Options{UI: "zh"})
	for folder, notes := range corpora(t) {
		links, left := 0, 0
		for _, n := range notes {
			d, problems := p.Parse(n)
			for _, problem := range problems {
				if problem.Kind == site.OverBudget {
					t.Errorf("%v", problem)
				}
				left++
				t.Log(problem)
			}
			o := d.Outline()
			links += len(o.Links)
			for _, l := range o.Links {
				if l.At.Line < n.Line || l.At.Col < 1 {
					t.Errorf("link %+v has no place", l)
				}
			}
			var w bytes.Buffer
			d.HTML(&w, 0, o.Blocks, -1, markdown.Hooks{})
			if why := sound(w.String()); why != "" {
				t.Errorf("%s: %s", n.Path, why)
			}
		}
		t.Logf("%s: %d notes, %d links, %d problems", folder, len(notes), links, left)
	}
}

func BenchmarkCorpus(b *testing.B) {
	notes := corpora(b)["cs-notes"]
	p := markdown.New(markdown.Options{UI: "zh"})
	for name, sections := range map[string]bool{"page": false, "sections": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, n := range notes {
					d, _ := p.Parse(n)
					if sections {
						d.Sections(0, d.Outline().Blocks)
						continue
					}
					var w bytes.Buffer
					d.HTML(&w, 0, d.Outline().Blocks, -1, markdown.Hooks{})
				}
			}
		})
	}
}
