package pages

import (
	"html"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

const (
	termLevel = 4 // headings below it are no terms
	letters   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ#"
)

// Search makes the page of results, and the index of terms: what search
// is to those who have no script, or paper.
func (w *World) Search(put Put) error {
	for k := range w.tongues {
		t := &w.tongues[k]
		views := append([]*render.View{w.resultsView(render.SearchAt(t.own))}, termBook{w, t}.views()...)
		if w.hasMap(t) {
			views = append(views, w.mapView(t))
		}
		for _, v := range views {
			if err := w.put(v, put); err != nil {
				return err
			}
		}
	}
	return nil
}

// resultsView is the page of results.
func (w *World) resultsView(address string) *render.View {
	v := w.view(render.Search, address, "")
	v.Features = site.FeatureSet{site.Hits: true}
	return v
}

// A termBook is the index of terms of a language.
type termBook struct {
	*World
	tongue *tongue
}

// first is the address of its first page.
func (w termBook) first() string { return render.TermsAt(w.tongue.own) }

// views puts terms on one page, or if they do not fit on some for each
// letter and one that leads to them; that one then holds all but the headings,
// if it can.
func (w termBook) views() []*render.View {
	terms := w.terms(true, budget.KeywordsOfTerm)
	first := w.termView(w.first(), count(terms))
	if onePage(terms) {
		first.Terms = termGroups(terms)
		first.Letters = w.letterLinks(w.first(), terms, false)
		return []*render.View{first}
	}
	shown := w.terms(false, budget.KeywordsOfTerm)
	if onePage(shown) {
		first.Terms = termGroups(shown)
	}
	terms = w.terms(true, budget.FewKeywords)
	first.TermCount = count(terms)
	first.Letters = w.letterLinks(w.first(), terms, true)
	views := []*render.View{first}
	for _, group := range termGroups(terms) {
		views = append(views, w.letterViews(group, w.letterLinks(w.address(group.Letter[0], 0), terms, true))...)
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
func (w termBook) letterViews(group render.TermGroup, links []render.Letter) []*render.View {
	letter, chunks := group.Letter[0], termChunks(group.Terms)
	var views []*render.View
	for i, chunk := range chunks {
		v := w.termView(w.address(letter, i), len(group.Terms))
		v.Letters = links
		v.Terms = []render.TermGroup{{Letter: group.Letter, ID: group.ID, Terms: chunk}}
		if len(chunks) > 1 {
			v.Ranges = w.rangeLinks(letter, chunks, i)
		}
		views = append(views, v)
	}
	return views
}

// rangeLinks leads from one of the pages of a letter to all of them, each called
// by the words that it begins and ends with.
func (w termBook) rangeLinks(letter byte, chunks [][]render.Term, current int) []render.Letter {
	var links []render.Letter
	for i, chunk := range chunks {
		links = append(links, render.Letter{
			Text: rangeName(&chunk[0], &chunk[len(chunk)-1]),
			Href: site.Href(w.address(letter, current), w.address(letter, i), "", ""), Current: i == current,
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

func (w termBook) termView(address string, count int) *render.View {
	v := w.view(render.Terms, address, "")
	v.Features = site.FeatureSet{site.TermsIndex: true}
	v.Crumbs = []render.Link{w.home(address)}
	v.TermCount = count
	return v
}

func (w termBook) letterLinks(from string, terms map[byte][]render.Term, spread bool) []render.Letter {
	var links []render.Letter
	for i := range len(letters) {
		letter := letters[i]
		link := render.Letter{Text: string(letter)}
		switch {
		case len(terms[letter]) == 0:
		case spread:
			link.Href = site.Href(from, w.address(letter, 0), "", "")
			link.Current = from == w.address(letter, 0)
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

// address is the address of a page of a letter, which are numbered from 0.
func (w termBook) address(letter byte, number int) string {
	address := strings.TrimSuffix(w.first(), ".html") + "-" + termName(letter)
	if number > 0 {
		address += "-" + strconv.Itoa(number+1)
	}
	return address + ".html"
}
