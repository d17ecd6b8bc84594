package build

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/slug"
)

const (
	termLevel = 4 // headings below it are no terms
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

// termViews puts terms on one page, or if they do not fit on some for each
// letter and one that leads to them; that one then holds all but the headings,
// if it can.
func (b *builder) termViews(shared render.Site) []*render.View {
	terms := b.terms(true, budget.KeywordsOfTerm)
	first := b.termView(render.TermsPage, count(terms), shared)
	if onePage(terms) {
		first.Terms = termGroups(terms)
		first.Letters = letterLinks(render.TermsPage, terms, false)
		return []*render.View{first}
	}
	shown := b.terms(false, budget.KeywordsOfTerm)
	if onePage(shown) {
		first.Terms = termGroups(shown)
	}
	terms = b.terms(true, budget.FewKeywords)
	first.TermCount = count(terms)
	first.Letters = letterLinks(render.TermsPage, terms, true)
	views := []*render.View{first}
	for _, group := range termGroups(terms) {
		views = append(views, b.letterViews(group, letterLinks(termAddress(group.Letter[0], 0), terms, true), shared)...)
	}
	return views
}

// onePage says whether a page can hold all terms.
func onePage(terms map[byte][]render.Term) bool {
	size := 0
	for _, list := range terms {
		for i := range list {
			size += termSize(&list[i])
		}
	}
	return size <= budget.TermBytes && count(terms) <= budget.TermLines
}

// letterViews are the pages of a letter.
func (b *builder) letterViews(group render.TermGroup, links []render.Letter, shared render.Site) []*render.View {
	letter, chunks := group.Letter[0], termChunks(group.Terms)
	var views []*render.View
	for i, chunk := range chunks {
		v := b.termView(termAddress(letter, i), len(group.Terms), shared)
		v.Letters = links
		v.Terms = []render.TermGroup{{Letter: group.Letter, ID: group.ID, Terms: chunk}}
		if len(chunks) > 1 {
			v.Ranges = rangeLinks(letter, chunks, i)
		}
		views = append(views, v)
	}
	return views
}

// rangeLinks leads from one of the pages of a letter to all of them, each called
// by the words that it begins and ends with.
func rangeLinks(letter byte, chunks [][]render.Term, current int) []render.Letter {
	var links []render.Letter
	for i, chunk := range chunks {
		links = append(links, render.Letter{
			Text: rangeName(&chunk[0], &chunk[len(chunk)-1]),
			Href: site.Href(termAddress(letter, current), termAddress(letter, i), "", ""), Current: i == current,
		})
	}
	return links
}

// rangeName is the words of two terms; of one word what follows it tells more.
func rangeName(from, to *render.Term) string {
	const short = 16 // letters
	first, _ := budget.Cut(from.Key, short)
	last, _ := budget.Cut(to.Key, short)
	if first == last {
		first, _ = budget.Cut(from.Key+from.After, short)
		last, _ = budget.Cut(to.Key+to.After, short)
	}
	if first == last {
		return first
	}
	return first + " – " + last
}

// termChunks cuts terms into what fits on a page.
func termChunks(terms []render.Term) [][]render.Term {
	var chunks [][]render.Term
	from, size := 0, 0
	for i := range terms {
		n := termSize(&terms[i])
		if i > from && size+n > budget.TermBytes {
			chunks = append(chunks, terms[from:i])
			from, size = i, 0
		}
		size += n
	}
	if from < len(terms) {
		chunks = append(chunks, terms[from:])
	}
	return chunks
}

// termSize is about how many bytes a term has on its page.
func termSize(t *render.Term) int {
	const line, place = 50, 50 // markup
	n := line + len(html.EscapeString(t.Before)) + len(html.EscapeString(t.Key)) + len(html.EscapeString(t.After))
	for _, p := range t.Places {
		n += place + len(html.EscapeString(p.Href)) + len(html.EscapeString(p.Text))
	}
	return n
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
	v.Crumbs = []render.Link{b.home(address)}
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
			link.Href = site.Href(from, termAddress(letter, 0), "", "")
			link.Current = from == termAddress(letter, 0)
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

// termAddress is the address of a page of a letter, which are numbered from 0.
func termAddress(letter byte, number int) string {
	address := strings.TrimSuffix(render.TermsPage, ".html") + "-" + termName(letter)
	if number > 0 {
		address += "-" + strconv.Itoa(number+1)
	}
	return address + ".html"
}

// terms lists titles, other names, tags and, if asked, headings, each under so
// many of its words, by letter, sorted.
func (b *builder) terms(headings bool, words int) map[byte][]render.Term {
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
	return c.byLetter(words)
}

func (c *termCollector) byLetter(words int) map[byte][]render.Term {
	byLetter := map[byte][]render.Term{}
	common := c.common()
	for _, text := range c.texts {
		places := shownPlaces(c.places[text])
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
