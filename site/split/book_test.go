package split_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/split"
)

// A table of contents gives the order of the pages and the lines of the sidebar,
// in the forms of mdBook, GitBook and docsify.
func TestBooks(t *testing.T) {
	for _, c := range []struct {
		name  string
		notes map[string]string // the others are empty
		paths string
		books string
		order string
	}{
		{
			name:  "mdBook: nested, numbered, parts, drafts, before and after",
			notes: map[string]string{"SUMMARY.md": "# Summary\n\n[Intro](intro.md)\n\n- [One](a.md)\n  - [`Two` **x**](b.md)\n\t- [Three](d/c.md#x)\n  - [Not yet]()\n\n# Part\n\n- [Four](<my note.md>)\n\n---\n\n[End](end.md)\n"},
			paths: "SUMMARY.md intro.md a.md b.md d/c.md my_note.md end.md extra.md",
			books: "Intro intro.html\n1. One a.html\n  1.1. Two x b.html\n    1.1.1. Three d/c.html\n  1.2. Not yet \nPart \n  2. Four my-note.html\nEnd end.html\n",
			order: "index intro a b d/c my-note end extra d/index",
		},
		{
			name:  "GitBook: stars, no numbers, parts of the second level, a README for a folder",
			notes: map[string]string{"SUMMARY.md": "# Table of contents\n\n* [Hi](README.md)\n\n## Guide\n\n* [A](guide/README.md)\n  * [B](guide/b.md)\n  * [B again](guide/b.md#x)\n  * [Away](https://a.org)\n"},
			paths: "SUMMARY.md README.md guide/README.md guide/a.md guide/b.md",
			books: "Hi index.html\nGuide \n  A guide/index.html\n    B guide/b.html\n",
			order: "index guide/index guide/b summary guide/a",
		},
		{
			name:  "docsify: groups without a page, paths from the root, no extension",
			notes: map[string]string{"_sidebar.md": "- Start\n  - [Quick](/quick)\n  - [Deep](deep/)\n- [Other](other.md \"title\")\n- word\n"},
			paths: "_sidebar.md quick.md deep/README.md other.md README.md",
			books: "Start \n  Quick quick.html\n  Deep deep/index.html\nOther other.html\n",
			order: "index quick deep/index other _sidebar",
		},
		{
			name:  "a book in a folder has what is below it",
			notes: map[string]string{"docs/SUMMARY.md": "- [B](b.md)\n- [A](a.md)\n- [Outside](../x.md)\n"},
			paths: "x.md docs/SUMMARY.md docs/a.md docs/b.md",
			books: "docs:\n1. B docs/b.html\n2. A docs/a.html\n",
			order: "index x docs/index docs/b docs/a",
		},
		{
			name:  "one link is no table of contents",
			notes: map[string]string{"SUMMARY.md": "- [B](b.md)\n"},
			paths: "SUMMARY.md b.md a.md",
			order: "index a b",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var notes []site.Note
			var outlines []*site.Outline
			for p := range strings.FieldsSeq(c.paths) {
				p = strings.ReplaceAll(p, "_note", " note")
				notes = append(notes, site.Note{Path: p, Line: 1, Body: []byte(c.notes[p])})
				outlines = append(outlines, &site.Outline{})
			}
			l, _ := split.Pages(notes, outlines, site.Options{Title: "T"}, "", nil)
			var order []string
			for _, p := range l.Pages {
				order = append(order, strings.TrimSuffix(p.URL, ".html"))
			}
			if diff := cmp.Diff(c.order, strings.Join(order, " ")); diff != "" {
				t.Error(diff)
			}
			var b strings.Builder
			for _, book := range l.Books {
				if book.Dir != "" {
					fmt.Fprintf(&b, "%s:\n", book.Dir)
				}
				writeChapters(&b, book.Chapters, "")
			}
			if diff := cmp.Diff(c.books, b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func writeChapters(b *strings.Builder, all []site.Chapter, indent string) {
	for _, c := range all {
		fmt.Fprintf(b, "%s%s %s\n", indent, c.Title, c.URL)
		writeChapters(b, c.Children, indent+"  ")
	}
}

// A note without a title of its own is called as the table of contents calls it.
func TestBookTitles(t *testing.T) {
	notes := []site.Note{
		{Path: "SUMMARY.md", Body: []byte("- [First things](01.md)\n- [Second things](02.md)\n"), Line: 1},
		{Path: "01.md", Line: 1}, {Path: "02.md", Line: 1, Meta: site.Meta{Title: "Own"}},
	}
	for titles, want := range map[site.Titles]string{site.TitlesAuto: "First things, Own", site.TitlesFile: "01, Own"} {
		l, _ := split.Pages(notes, []*site.Outline{{}, {}, {}}, site.Options{Title: "T", Titles: titles}, "", nil)
		if got := l.Pages[1].Title + ", " + l.Pages[2].Title; got != want {
			t.Errorf("%v: %s", titles, got)
		}
	}
}
