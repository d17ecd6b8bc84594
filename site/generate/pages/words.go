package pages

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// exampleWords is how many words a home page offers to search for.
const exampleWords = 3

// fewPages: a site of less takes them from headings too.
const fewPages = 20

// words are words by which a search finds something: those of the most titles,
// unless nearly all have them.
func (w *World) words(t *tongue) []string {
	var all []*titleWord
	known := map[string]*titleWord{}
	titles := 0
	for i := range w.Pages {
		p := &w.Pages[i]
		if p.Note < 0 || p.Unlisted || p.Index || w.isContents(p) || w.Texts[i].Sections == 0 || !w.speaks(t, p) {
			continue
		}
		titles++
		texts := []string{p.Title}
		if len(w.Pages) < fewPages {
			for _, h := range p.Headings {
				texts = append(texts, h.Text)
			}
		}
		for _, text := range wordsOf(strings.Join(texts, "/")) {
			key := strings.ToLower(text)
			if known[key] == nil {
				known[key] = &titleWord{text: text}
				all = append(all, known[key])
			}
			if word := known[key]; word.last != i+1 {
				word.count, word.last = word.count+1, i+1
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *titleWord) int { return cmp.Compare(b.worth(titles), a.worth(titles)) })
	return distinct(all, t.shared.Title)
}

// isContents says whether a page is the table of contents of a book.
func (w *World) isContents(p *site.Page) bool {
	return slices.ContainsFunc(w.Books, func(b site.Book) bool { return b.Page == p.URL })
}

// A titleWord is a word of titles.
type titleWord struct {
	text        string
	count, last int // titles that have it; the number of the last, from 1
}

// worth is how good an example the word is, of so many titles: of few it tells
// little, of most it tells nothing.
func (t *titleWord) worth(titles int) int {
	if t.count > 2 && t.count*3 > titles {
		return 0
	}
	if first := t.text[0]; 'A' <= first && first <= 'Z' { // a name, more often than not
		return 2*t.count + 1
	}
	return 2 * t.count
}

// distinct are the first words none of which stands in another, or in the name of
// the site.
func distinct(all []*titleWord, title string) (words []string) {
	title = strings.ToLower(title)
	for _, word := range all {
		key := strings.ToLower(word.text)
		within := func(other string) bool {
			return strings.Contains(strings.ToLower(other), key) || strings.Contains(key, strings.ToLower(other))
		}
		if len(words) < exampleWords && !strings.Contains(title, key) && !slices.ContainsFunc(words, within) {
			words = append(words, word.text)
		}
	}
	return words
}

// wordsOf are the words of a title: runs of Han between what joins words, and Latin
// words that say something.
func wordsOf(title string) (words []string) {
	kind := func(r rune) int {
		switch {
		case strings.ContainsRune("与和的及或之在中了是", r):
			return 0
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			return 1
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '+', r == '#', r == '_':
			return 2
		}
		return 0
	}
	was, from := 0, 0
	for i, r := range title + " " {
		k := kind(r)
		if k == was {
			continue
		}
		if word := title[from:i]; was > 0 && isTelling(word, was == 1) {
			words = append(words, word)
		}
		was, from = k, i
	}
	return words
}

// isTelling: a long run of Han is a sentence, a short word mostly grammar.
func isTelling(word string, han bool) bool {
	n := utf8.RuneCountInString(word)
	if han {
		return 2 <= n && n <= 5
	}
	return 3 <= n && n <= 20 && unicode.IsLetter([]rune(word)[0]) && !slices.Contains(grammar(), strings.ToLower(word))
}

// grammar are words of English titles by which nobody searches.
func grammar() []string {
	return strings.Fields("about advanced all and appendix are basic basics before between chapter common does example examples first for from getting guide has have how into introduction its more new not notes now off one other our out overview part some started than that the their them then there these this through too two use used using via was well what when where which who why will with without work working you your")
}
