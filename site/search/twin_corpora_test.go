package search_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/testkit"
)

// A scribe writes queries from the words of a corpus, and the signs of the
// language of queries.
type scribe struct {
	*rand.Rand
	sections []site.Section
}

// some is a stretch of a section's text, of up to size characters.
func (s scribe) some(size int) string {
	sec := s.sections[s.IntN(len(s.sections))]
	text := sec.Body
	switch s.IntN(6) {
	case 0:
		text = sec.Code
	case 1:
		text = sec.Title + " " + strings.Join(sec.Trail, " ")
	}
	letters := []rune(text)
	if len(letters) == 0 {
		return "锁"
	}
	from := s.IntN(len(letters))
	return string(letters[from:min(len(letters), from+1+s.IntN(size))])
}

// word is a word of a section, or the beginning of one, or one with a typo.
func (s scribe) word() string {
	words := strings.Fields(s.some(60))
	if len(words) == 0 {
		return "lock"
	}
	letters := []rune(words[s.IntN(len(words))])
	letters = letters[:min(len(letters), 24)]
	at := s.IntN(len(letters))
	switch s.IntN(8) {
	case 0:
		letters = letters[:at+1]
	case 1:
		letters = append(letters[:at:at], letters[at+1:]...)
	case 2:
		letters[at], letters[0] = letters[0], letters[at]
	}
	return string(letters)
}

// query is a query as readers type them.
func (s scribe) query() string {
	var parts []string
	for range 1 + s.IntN(3) {
		part := s.word()
		switch s.IntN(12) {
		case 0:
			part = s.some(12)
		case 1:
			part = `"` + s.some(12) + `"`
		case 2:
			part = "-" + part
		case 3:
			part += " OR " + s.word()
		case 4:
			part = "(" + part + " OR " + s.word() + ")"
		case 5:
			part = []string{"title:", "code:", "dir:", "tag:"}[s.IntN(4)] + part
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, []string{" ", "", " 的 "}[s.IntN(3)])
}

// hostile is text of signs and words in any order, but for İ: bleve makes terms
// of it that are no text.
func (s scribe) hostile() string {
	signs := []string{
		`"`, "(", ")", "-", ":", " ", "|", "OR", " OR ", "AND", "&&", "title:", "tag:", "dir：", "（", "）", "“", "”", "　", "\u0085", "\ufeff",
		"_", "+", "++", "#", "<", ">", "/", ".", "的", "和", "什么是", "吗", "１", "Ａ", "é", "e\u0301", "ı", "Σ", "ｶﾞ", "ー", "🎉", "\u200b",
	}
	var b strings.Builder
	for range s.IntN(14) {
		if s.IntN(3) == 0 {
			b.WriteString(s.word())
		} else {
			b.WriteString(signs[s.IntN(len(signs))])
		}
	}
	return b.String()
}

// The page in the browser gives the list that this package gives: the same
// sections in the same order, with the same excerpts.
func TestTwinAnswersFromCorpora(t *testing.T) {
	for _, c := range testkit.Corpora(t) {
		name := c.Name
		t.Run(name, func(t *testing.T) {
			sections := corpus(t, name)
			pair := search.NewPair(t, sections)
			var texts []string
			if name == "cs-notes" || name == "rust-book" {
				for _, q := range testkit.Some(questions(t, testkit.Queries(t, name)), 1, 6) {
					texts = append(texts, q.Text)
				}
			}
			s := scribe{rand.New(rand.NewPCG(7, 8)), sections}
			for range testkit.Times(1, 5, 30) {
				texts = append(texts, s.query())
			}
			for _, text := range texts {
				if diff := pair.Diff(t, text, search.SearchOptions{Size: 10}); diff != "" {
					t.Errorf("%q (-Go +TypeScript):\n%.3000s", text, diff)
				}
			}
		})
	}
}

// Any text asks the same of the index on both sides.
func TestTwinReadsAnyText(t *testing.T) {
	sections := corpusOrNone(t, "cs-notes")
	pair := search.NewPair(t, threeSections)
	s := scribe{rand.New(rand.NewPCG(3, 4)), sections}
	for i := range testkit.Times(30, 60, 600) {
		text := s.hostile()
		if i%2 == 0 {
			text = s.query()
		}
		if diff := pair.DiffQuery(t, text); diff != "" {
			t.Fatalf("%q (-Go +TypeScript):\n%.2000s", text, diff)
		}
	}
}
