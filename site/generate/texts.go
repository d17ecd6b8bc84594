package generate

import (
	"context"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/related"
	"github.com/biji-notes/biji/site/render"
)

// summaryRunes is how much of a page stands in lists and descriptions.
const summaryRunes = 120

// A pageText is what a page, or a whole note, says in plain text.
type pageText struct {
	sections []site.Section
	summary  string
}

func textOf(d *markdown.Doc, from, to int) pageText {
	return pageText{d.Sections(from, to), d.Summary(from, to, summaryRunes)}
}

// A texts is the plain text of a site, by page.
type texts struct {
	said     []pages.Text     // what lists say of it
	sections [][]site.Section // what search finds
}

func (t *texts) count() (sections int) {
	for _, some := range t.sections {
		sections += len(some)
	}
	return sections
}

// collect takes the plain text of every page.
func collect(ctx context.Context, in Input, notes []site.Note, parsed *parsed, all []site.Page) (texts, error) {
	pagesOf := make([][]int, len(notes))
	for i := range all {
		if n := all[i].Note; n >= 0 {
			pagesOf[n] = append(pagesOf[n], i)
		}
	}
	t := texts{make([]pages.Text, len(all)), make([][]site.Section, len(all))}
	err := compute(ctx, len(notes), in.Workers, func(n int) error {
		if !in.memory.said(&t, &notes[n], &parsed.notes[n], all, pagesOf[n]) {
			t.note(&notes[n], &parsed.notes[n], parsed.whole[n], all, pagesOf[n])
		}
		return nil
	}, nil)
	if err == nil {
		in.memory.keepTexts(&t, notes, parsed, all, pagesOf)
	}
	return t, err
}

// A noteText is the plain text of a note's pages.
type noteText struct {
	sketch   *markdown.Sketch
	note     site.Note
	pages    []site.Page
	said     []pages.Text
	sections [][]site.Section
}

// said takes the text of a note's pages that was taken before, if it is the same.
func (m *memory) said(into *texts, note *site.Note, parsed *pages.Parsed, all []site.Page, its []int) bool {
	if m == nil {
		return false
	}
	k := m.texts[note.Path]
	if k == nil || k.sketch != parsed.Sketch || len(k.pages) != len(its) || !labelsAs(&k.note, note) {
		return false
	}
	for j, i := range its {
		if a, b := &k.pages[j], &all[i]; a.Kind != b.Kind || a.URL != b.URL || a.Title != b.Title || a.Dir != b.Dir || a.From != b.From || a.To != b.To {
			return false
		}
	}
	for j, i := range its {
		into.said[i], into.sections[i] = k.said[j], k.sections[j]
	}
	return true
}

// labelsAs says whether the sections of two notes have the same from them.
func labelsAs(a, b *site.Note) bool {
	return a.Meta.Searchable == b.Meta.Searchable && a.Meta.Unlisted == b.Meta.Unlisted &&
		a.Meta.Description == b.Meta.Description && slices.Equal(a.Meta.Tags, b.Meta.Tags) && slices.Equal(a.TagsAbove, b.TagsAbove) && slices.Equal(a.Meta.Aliases, b.Meta.Aliases)
}

// keepTexts remembers the text of all pages, and forgets others.
func (m *memory) keepTexts(t *texts, notes []site.Note, parsed *parsed, all []site.Page, pagesOf [][]int) {
	if m == nil {
		return
	}
	m.texts = make(map[string]*noteText, len(notes))
	for n := range notes {
		k := &noteText{sketch: parsed.notes[n].Sketch, note: notes[n]}
		for _, i := range pagesOf[n] {
			k.pages, k.said, k.sections = append(k.pages, all[i]), append(k.said, t.said[i]), append(k.sections, t.sections[i])
		}
		m.texts[notes[n].Path] = k
	}
}

// note takes the plain text of a note's pages.
func (t *texts) note(note *site.Note, parsed *pages.Parsed, whole pageText, all []site.Page, its []int) {
	text := reader(parsed, whole)
	for _, i := range its {
		says := text(&all[i])
		t.sections[i] = nil
		if note.Meta.Searchable != site.No && note.Meta.Unlisted != site.Yes {
			t.sections[i] = labelled(says.sections, &all[i], note)
		}
		t.said[i] = pages.Text{Summary: says.summary, Reading: reading(says.sections), Sections: len(t.sections[i]), Terms: related.TermsOf(t.sections[i]), Lang: load.LangOf(bodies(says.sections))}
	}
}

// bodies gives the prose of sections.
func bodies(sections []site.Section) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range sections {
			if !yield(sections[i].Body) {
				return
			}
		}
	}
}

// reader gives what a page of the note says. A note that is not kept is parsed
// again for all pages that show parts of it.
func reader(n *pages.Parsed, whole pageText) func(*site.Page) pageText {
	doc := n.Kept
	return func(p *site.Page) pageText {
		if n.Kept == nil && p.From == 0 && p.To == n.Outline().Blocks {
			return whole
		}
		if doc == nil {
			doc = n.Doc()
		}
		return textOf(doc, p.From, p.To)
	}
}

// labelled are sections with what they have from their page.
func labelled(sections []site.Section, p *site.Page, n *site.Note) []site.Section {
	sections = slices.Clone(sections) // they are of the note, wherever it stands
	tags := slices.Concat(n.Meta.Tags, n.TagsAbove)
	for k := range sections {
		s := &sections[k]
		s.Page, s.Title = p.URL, p.Title
		s.Tags, s.Dir = tags, p.Dir
		if p.Kind != site.PartPage { // their aliases are the overview's
			s.Aliases = n.Meta.Aliases
		}
		if k == 0 && p.Kind != site.PartPage {
			s.Description = n.Meta.Description
		}
	}
	return sections
}

// Reading speeds: 400 characters a minute for Chinese, about 230 words for
// Latin, as the usual figures go; code is read slower than both and skipped.
const charsPerMinute, wordsPerMinute = 400, 230

func reading(sections []site.Section) render.Reading {
	var chars, words int
	for _, s := range sections {
		c, w := countWords(s.Body)
		chars, words = chars+c, words+w
	}
	return render.Reading{
		Chars:   chars + words,
		Minutes: (chars+charsPerMinute-1)/charsPerMinute + words/wordsPerMinute,
	}
}

// countWords counts the characters of scripts written without spaces, and the
// words of the others.
func countWords(text string) (chars, words int) {
	inWord := false
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if is := r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'; is && !inWord {
				words++
				inWord = true
			} else {
				inWord = is
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			chars++
			inWord = false
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return chars, words
}
