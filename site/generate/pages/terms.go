package pages

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/slug"
)

// terms lists titles, other names, tags and, if asked, headings, each under so
// many of its words, by letter, sorted.
func (w termBook) terms(headings bool, words int) map[byte][]render.Term {
	c := termCollector{from: w.first(), places: map[string][]termPlace{}}
	for i := range w.Pages {
		if !w.speaks(w.tongue, &w.Pages[i]) {
			continue
		}
		if n := w.Pages[i].Note; w.Pages[i].Unlisted || n >= 0 && w.Notes[n].Meta.Searchable == site.No {
			continue
		}
		w.collectNames(&c, &w.Pages[i])
		if headings {
			collectHeadings(&c, &w.Pages[i])
		}
	}
	for _, t := range w.tagsOf(w.tongue) {
		c.add(t.Name, termPlace{address: t.URL, tag: true})
	}
	return c.byLetter(words)
}

func (c *termCollector) byLetter(words int) map[byte][]render.Term {
	byLetter := map[byte][]render.Term{}
	common := c.common()
	for _, text := range c.texts {
		places := c.shown(c.places[text])
		for _, w := range fewest(text, keywords(text), common, words) {
			letter := slug.Initial(text[w.from:])
			for some := range slices.Chunk(places, budget.PlacesOfTerm) {
				byLetter[letter] = append(byLetter[letter], render.Term{
					Before: text[:w.from], Key: text[w.from:w.to], After: text[w.to:], Places: some,
				})
			}
		}
	}
	for _, list := range byLetter {
		slices.SortStableFunc(list, func(x, y render.Term) int {
			return cmp.Or(
				slug.Natural(x.Key+x.After, y.Key+y.After),
				slug.Natural(x.Before, y.Before),
			)
		})
	}
	return byLetter
}

// common says in how many texts a word stands.
func (c *termCollector) common() map[string]int {
	in := map[string]int{}
	for _, text := range c.texts {
		for _, w := range keywords(text) {
			in[strings.ToLower(text[w.from:w.to])]++
		}
	}
	return in
}

// fewest are at most n of the words of a text: the first, and of the others
// those that the fewest texts have, in their order.
func fewest(text string, words []span, common map[string]int, n int) []span {
	if len(words) <= n {
		return words
	}
	rest := slices.Clone(words[1:])
	slices.SortStableFunc(rest, func(a, b span) int {
		return cmp.Compare(common[strings.ToLower(text[a.from:a.to])], common[strings.ToLower(text[b.from:b.to])])
	})
	few := append([]span{words[0]}, rest[:n-1]...)
	slices.SortFunc(few, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return few
}

// collectNames adds the title of a page and what else it is called.
func (w *World) collectNames(c *termCollector, p *site.Page) {
	folder := p.Title
	if k, ok := w.atlas.FolderPage(p.Dir); ok && p.Dir != "" && !p.Index {
		folder = w.Pages[k].Title
	}
	c.add(p.Title, termPlace{page: folder, address: p.URL})
	if p.Note < 0 || p.Kind == site.PartPage {
		return
	}
	for _, alias := range w.Notes[p.Note].Meta.Aliases {
		// The others are old addresses.
		if !strings.Contains(alias, "/") && !strings.HasSuffix(alias, ".html") {
			c.add(alias, termPlace{page: p.Title, address: p.URL})
		}
	}
}

func collectHeadings(c *termCollector, p *site.Page) {
	var above [termLevel + 1]string // by level
	for _, h := range p.Headings {
		if h.Level > termLevel || h.ID == "" {
			continue
		}
		above[h.Level] = h.Text
		clear(above[h.Level+1:])
		over := ""
		for _, text := range above[:h.Level] {
			over = cmp.Or(text, over)
		}
		c.add(h.Text, termPlace{page: p.Title, over: over, address: p.URL, id: h.ID})
	}
}

// A termPlace is where a term stands.
type termPlace struct {
	page    string // title of the page; of a page itself, that of its folder
	over    string // the heading above; "" if there is none
	address string
	id      string
	tag     bool
}

type termCollector struct {
	from   string   // address from which the places are seen
	texts  []string // each once
	places map[string][]termPlace
}

func (c *termCollector) add(text string, place termPlace) {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return
	}
	if _, ok := c.places[text]; !ok {
		c.texts = append(c.texts, text)
	}
	c.places[text] = append(c.places[text], place)
}

// shown names places by their pages, or where that does not tell them
// apart by the headings above them.
func (c *termCollector) shown(places []termPlace) []render.TermPlace {
	onPage := map[string]int{}
	for _, p := range places {
		onPage[p.address]++
	}
	var shown []render.TermPlace
	for _, p := range places {
		text := p.page
		if onPage[p.address] > 1 {
			text = cmp.Or(p.over, text)
		}
		// All pages of terms are in one folder, and links are the same on each.
		shown = append(shown, render.TermPlace{Text: text, Href: site.Href(c.from, p.address, "", p.id), Tag: p.tag})
	}
	return shown
}

type span struct{ from, to int }

// keywords are the words of a heading under which somebody may look for it:
// Latin words but the small ones, runs of Han characters, no numbers. A
// heading with nothing else is its own only keyword.
func keywords(text string) []span {
	var words []span
	for at := 0; at < len(text); {
		w := nextWord(text, at)
		if w.from == w.to {
			break
		}
		at = w.to
		word := text[w.from:w.to]
		switch {
		case isHan(word):
			words = append(words, phrases(text, w)...)
		case !smallWords[strings.ToLower(word)] && strings.ContainsFunc(word, unicode.IsLetter):
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		words = []span{{0, len(text)}}
	}
	return words
}

// smallWords are words under which nobody looks.
var smallWords = map[string]bool{
	"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true, "do": true,
	"for": true, "from": true, "how": true, "in": true, "into": true, "is": true, "it": true, "its": true, "of": true,
	"on": true, "or": true, "our": true, "s": true, "t": true, "that": true, "the": true, "their": true, "this": true,
	"to": true, "up": true, "vs": true, "what": true, "when": true, "with": true, "you": true, "your": true,
}

// nextWord is the next run of Han characters or of other letters, numbers and
// what names are made of; empty if there is none.
func nextWord(text string, at int) span {
	from, han := -1, false
	for i, r := range text[at:] {
		inWord := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || from >= 0 && !han && strings.ContainsRune("+#_'’", r)
		switch {
		case from < 0 && inWord:
			from, han = at+i, unicode.Is(unicode.Han, r)
		case from >= 0 && (!inWord || unicode.Is(unicode.Han, r) != han):
			return span{from, at + i}
		}
	}
	if from < 0 {
		return span{len(text), len(text)}
	}
	return span{from, len(text)}
}

func isHan(word string) bool {
	for _, r := range word {
		return unicode.Is(unicode.Han, r)
	}
	return false
}

// phrases cuts a run of Han characters at the little words between nouns, as
// in 进程与线程的区别, where two characters or more stand on both sides. Those
// that only number something are no words.
func phrases(text string, run span) []span {
	var parts []span
	from := run.from
	const two = 2 * len("的")
	for i, r := range text[run.from:run.to] {
		at := run.from + i
		if strings.ContainsRune("的与和及或", r) && at-from >= two && run.to-at-len("的") >= two {
			parts = append(parts, span{from, at})
			from = at + len("的")
		}
	}
	parts = append(parts, span{from, run.to})
	return slices.DeleteFunc(parts, func(p span) bool {
		return strings.Trim(text[p.from:p.to], "第〇一二三四五六七八九十百章节篇部") == ""
	})
}
