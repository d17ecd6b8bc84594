package mention

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/biji-notes/biji/site"
)

// A Page is what is to be known of a page.
type Page struct {
	Names    []string // what it is called; none if no name is to lead to it
	Language int
	Sections []site.Section
	Silent   bool  // others are not told what it says
	Knows    []int // the pages to which it leads anyway
}

// A Table knows which pages name which. It is safe for concurrent use.
type Table struct {
	pages    []page
	names    []*names // by language
	common   [][]bool // by language and name: very many pages say it
	mentions [][]Mention
	quotes   map[Mention]Quote // nil: made of the sections
	sentence func(text string, from, to int) site.Sentence
}

// A page is what is kept of one.
type page struct {
	names    *names // that were looked for
	language int
	sections []site.Section
	said     []said
	knows    map[int]bool
}

// A said is the first place at which a page says a name.
type said struct{ name, section, from, to int32 }

// A Mention is a place at which a page names another.
type Mention struct {
	Page, Section int // that says it; its section by number
	From, To      int // in the Body of the section
}

// A Quote is what stands there.
type Quote struct {
	ID       string // of the section
	Sentence site.Sentence
	Text     string // the name as it is written
}

// New looks for names in pages, where the Table of an earlier state does not know them
// already; that may be nil. sentence is what stands around a piece of a text.
func New(pages []Page, before *Table, sentence func(text string, from, to int) site.Sentence) *Table {
	t := &Table{pages: make([]page, len(pages)), sentence: sentence}
	t.call(pages, before)
	var strange []*page
	for i := range pages {
		p := &t.pages[i]
		*p = page{names: t.names[pages[i].Language], language: pages[i].Language, sections: pages[i].Sections, knows: setOf(pages[i].Knows)}
		if before != nil && i < len(before.pages) && p.says(&before.pages[i]) {
			p.said = before.pages[i].said
			continue
		}
		strange = append(strange, p)
	}
	listen(strange)
	t.count(pages)
	t.turn(pages)
	return t
}

// listen has all pages listen, several at a time.
func listen(pages []*page) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				pages[i].listen()
			}
		})
	}
	wg.Wait()
}

func setOf(all []int) map[int]bool {
	set := make(map[int]bool, len(all))
	for _, i := range all {
		set[i] = true
	}
	return set
}

// call collects the names of the pages by language.
func (t *Table) call(pages []Page, before *Table) {
	var called [][]name
	for i := range pages {
		for len(called) <= pages[i].Language {
			called = append(called, nil)
		}
		for _, text := range pages[i].Names {
			if n, ok := nameOf(text, i); ok {
				called[pages[i].Language] = append(called[pages[i].Language], n)
			}
		}
	}
	for k := range called {
		made := newNames(called[k])
		if before != nil && k < len(before.names) && slices.Equal(before.names[k].all, made.all) {
			made = before.names[k]
		}
		t.names = append(t.names, made)
	}
}

// says says whether two pages name the same.
func (p *page) says(q *page) bool {
	return p.names == q.names && len(p.sections) == len(q.sections) && (len(p.sections) == 0 || &p.sections[0] == &q.sections[0])
}

// listen finds the names that a page says.
func (p *page) listen() {
	known := map[int]bool{}
	for k := range p.sections {
		p.names.each(p.sections[k].Body, 0, 0, func(h hit) {
			if !known[h.name] {
				known[h.name] = true
				p.said = append(p.said, said{int32(h.name), int32(k), int32(h.from), int32(h.to)})
			}
		})
	}
	p.said = slices.Clip(p.said)
}

// count finds the names that very many pages say.
func (t *Table) count(pages []Page) {
	counts, of := make([][]int, len(t.names)), make([]int, len(t.names))
	t.common = make([][]bool, len(t.names))
	for k := range t.names {
		counts[k], t.common[k] = make([]int, len(t.names[k].all)), make([]bool, len(t.names[k].all))
	}
	for i := range t.pages {
		p := &t.pages[i]
		if len(p.sections) > 0 {
			of[p.language]++
		}
		for _, s := range p.said {
			counts[p.language][s.name]++
		}
	}
	for k := range counts {
		for n := range counts[k] {
			t.common[k][n] = isCommon(counts[k][n], of[k])
		}
	}
}

// turn lists for each page those that name it.
func (t *Table) turn(pages []Page) {
	t.mentions = make([][]Mention, len(pages))
	for i := range t.pages {
		p := &t.pages[i]
		if pages[i].Silent {
			continue
		}
		for _, s := range p.said {
			to := t.leads(i, int(s.name))
			if to < 0 {
				continue
			}
			if all := t.mentions[to]; len(all) == 0 || all[len(all)-1].Page != i {
				t.mentions[to] = append(all, Mention{i, int(s.section), int(s.from), int(s.to)})
			}
		}
	}
}

// leads is the page to which a name on page i leads; -1 if it tells its readers
// nothing.
func (t *Table) leads(i, name int) int {
	p := &t.pages[i]
	to := p.names.all[name].page
	if to < 0 || to == i || p.knows[to] || t.common[p.language][name] {
		return -1
	}
	return to
}

// A Hit is a name in a text, and the page that is called so.
type Hit struct{ From, To, Page int }

// Find finds in a text of a page, which stands between two characters (0 is none), the
// names of others to which the page does not lead.
func (t *Table) Find(page int, text string, before, after rune) (all []Hit) {
	t.pages[page].names.each(text, before, after, func(h hit) {
		if to := t.leads(page, h.name); to >= 0 {
			all = append(all, Hit{h.from, h.to, to})
		}
	})
	return all
}

// Most is how many mentions of a page are told.
const Most = 8

// Of are the first pages that name a page and do not lead to it, and how many there are.
func (t *Table) Of(page int) (first []Mention, all int) {
	m := t.mentions[page]
	return m[:min(Most, len(m))], len(m)
}

// Quote is what stands at the place of a mention.
func (t *Table) Quote(m Mention) Quote {
	if t.quotes != nil {
		return t.quotes[m]
	}
	s := &t.pages[m.Page].sections[m.Section]
	return Quote{strings.Clone(s.ID), t.sentence(s.Body, m.From, m.To), strings.Clone(s.Body[m.From:m.To])}
}

// Settle makes all quotes that are told, so that the sections can go.
func (t *Table) Settle() {
	quotes := map[Mention]Quote{}
	for page := range t.mentions {
		first, _ := t.Of(page)
		for _, m := range first {
			quotes[m] = t.Quote(m)
		}
	}
	t.quotes = quotes
	for i := range t.pages {
		t.pages[i].sections = nil
	}
}
