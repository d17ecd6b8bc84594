package build

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/slug"
)

const (
	termLevel = 4    // headings below it are no terms
	termPage  = 2000 // more lines than this are spread over a page for each letter
	letters   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ#"
)

// writeSearch writes the page of results, and the index of terms: what search
// is to those who have no script, or paper.
func (b *builder) writeSearch() error {
	shared := b.siteView()
	v := b.view(render.Search, render.SearchPage, "", shared)
	if err := b.put(v); err != nil {
		return err
	}
	for _, v := range b.termViews(shared) {
		if err := b.put(v); err != nil {
			return err
		}
	}
	return nil
}

// termViews puts terms on one page, or on one for each letter and one that
// leads to them; that one then holds all but the headings, if it can.
func (b *builder) termViews(shared render.Site) []*render.View {
	terms := b.terms(true)
	total := count(terms)
	spread := total > termPage
	first := b.termView(render.TermsPage, total, shared)
	shown := terms
	if spread {
		if shown = b.terms(false); count(shown) > termPage {
			shown = nil
		}
	}
	first.Terms = termGroups(shown)
	views := []*render.View{first}
	for _, group := range termGroups(terms) {
		if !spread {
			break
		}
		v := b.termView(termAddress(group.Letter[0]), len(group.Terms), shared)
		v.Terms = []render.TermGroup{group}
		views = append(views, v)
	}
	for _, v := range views {
		v.Letters = letterLinks(v.URL, terms, spread)
	}
	return views
}

func count(terms map[byte][]render.Term) int {
	n := 0
	for _, list := range terms {
		n += len(list)
	}
	return n
}

func termGroups(terms map[byte][]render.Term) []render.TermGroup {
	var groups []render.TermGroup
	for i := range len(letters) {
		if list := terms[letters[i]]; len(list) > 0 {
			groups = append(groups, render.TermGroup{Letter: letters[i : i+1], ID: termID(letters[i]), Terms: list})
		}
	}
	return groups
}

func (b *builder) termView(address string, count int, shared render.Site) *render.View {
	v := b.view(render.Terms, address, "", shared)
	v.Crumbs = []render.Link{{Text: b.Options.Title, Href: v.Site.Home}}
	v.TermCount = count
	return v
}

func letterLinks(from string, terms map[byte][]render.Term, spread bool) []render.Letter {
	var links []render.Letter
	for i := range len(letters) {
		letter := letters[i]
		link := render.Letter{Text: string(letter)}
		switch {
		case len(terms[letter]) == 0:
		case spread:
			link.Href = site.Href(from, termAddress(letter), "", "")
			link.Current = from == termAddress(letter)
		default:
			link.Href = site.Href(from, from, "", termID(letter))
		}
		links = append(links, link)
	}
	return links
}

func termName(letter byte) string {
	if letter == '#' {
		return "0"
	}
	return strings.ToLower(string(letter))
}

func termID(letter byte) string { return "biji-terms-" + termName(letter) }

func termAddress(letter byte) string {
	return strings.TrimSuffix(render.TermsPage, ".html") + "-" + termName(letter) + ".html"
}

// terms lists titles, other names, tags and, if asked, headings under each of
// their words, by letter, sorted.
func (b *builder) terms(headings bool) map[byte][]render.Term {
	c := termCollector{places: map[string][]termPlace{}}
	for i := range b.pages {
		b.collectNames(&c, &b.pages[i])
		if headings {
			collectHeadings(&c, &b.pages[i])
		}
	}
	for _, t := range b.graph.Tags {
		c.add(t.Name, termPlace{address: t.URL, tag: true})
	}
	byLetter := map[byte][]render.Term{}
	for _, text := range c.texts {
		places := shownPlaces(c.places[text])
		for _, w := range keywords(text) {
			letter := slug.Initial(text[w.from:])
			byLetter[letter] = append(byLetter[letter], render.Term{
				Before: text[:w.from], Key: text[w.from:w.to], After: text[w.to:], Places: places,
			})
		}
	}
	for _, list := range byLetter {
		slices.SortFunc(list, func(x, y render.Term) int {
			return cmp.Or(
				slug.Natural(x.Key+x.After, y.Key+y.After),
				slug.Natural(x.Before, y.Before),
			)
		})
	}
	return byLetter
}

// collectNames adds the title of a page and what else it is called.
func (b *builder) collectNames(c *termCollector, p *site.Page) {
	folder := p.Title
	if k, ok := b.atlas.folderPage[p.Dir]; ok && p.Dir != "" && !p.Index {
		folder = b.pages[k].Title
	}
	c.add(p.Title, termPlace{page: folder, address: p.URL})
	if p.Note < 0 || p.Kind == site.PartPage {
		return
	}
	for _, alias := range b.notes[p.Note].Meta.Aliases {
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

// shownPlaces names places by their pages, or where that does not tell them
// apart by the headings above them.
func shownPlaces(places []termPlace) []render.TermPlace {
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
		shown = append(shown, render.TermPlace{Text: text, Href: site.Href(render.TermsPage, p.address, "", p.id), Tag: p.tag})
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
