// Package related finds the pages that are most like a page: by the terms of their
// texts, and by what else the caller says that they have in common.
//
//	TermsOf  sections -> Terms, the terms of a page that say most
//	New      Terms of all pages -> Index
//	Near     page -> the most similar pages
//
// Likeness is the cosine of two vectors of terms, each weighed by how often it stands
// in the page (1 + ln n) and by how few pages have it (ln N/df). Sums are of whole
// numbers, so that the order of adding does not matter.
package related

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

const (
	mostTerms  = 100  // of a page
	fewTerms   = 40   // are less than tell pages apart
	asked      = 40   // terms of a page by which others are found: its weightiest
	mostCommon = 2000 // a term of more pages finds none
	enough     = 0.07 // less is chance
)

// An Index knows which pages have which terms. It is safe for concurrent use.
type Index struct {
	pages   [][]weighed // by page, sorted by term
	norms   []float64
	holders map[uint32][]holder // of a term that at least two pages have
	sums    sync.Pool           // of []int64, all zero
}

type weighed struct {
	term   uint32
	weight int64
}

type holder struct {
	page   int32
	weight int32
}

// New makes an Index of the terms of pages.
func New(pages []Terms) *Index {
	x := &Index{pages: make([][]weighed, len(pages)), norms: make([]float64, len(pages)), holders: map[uint32][]holder{}}
	x.sums.New = func() any { sums := make([]int64, len(pages)); return &sums }
	holding := make([]int32, 1<<hashBits)
	for _, terms := range pages {
		for _, t := range terms {
			holding[t.hash]++
		}
	}
	for i, terms := range pages {
		x.weigh(i, terms, holding)
	}
	return x
}

// weigh takes in the terms of a page.
func (x *Index) weigh(i int, terms Terms, holding []int32) {
	all, square := make([]weighed, len(terms)), int64(0)
	for k, t := range terms {
		rare := math.Round(256 * math.Log(float64(len(x.pages)+1)/float64(holding[t.hash])))
		often := math.Round(16 * (1 + math.Log(float64(t.count))))
		w := int64(rare * often)
		all[k] = weighed{t.hash, w}
		square += w * w
		if n := holding[t.hash]; n > 1 && n <= mostCommon {
			of := x.holders[t.hash]
			if of == nil {
				of = make([]holder, 0, n)
			}
			x.holders[t.hash] = append(of, holder{int32(i), int32(w)})
		}
	}
	x.pages[i], x.norms[i] = all, math.Sqrt(float64(square))
}

// A Match is a page that is like another.
type Match struct {
	Page     int
	Likeness float64 // from 0 to 1
}

// Near lists at most n pages that are like a page, the most similar first, of those
// that may be listed.
func (x *Index) Near(page, n int, may func(page int) bool) []Match {
	sums := x.sums.Get().(*[]int64)
	defer x.sums.Put(sums)
	var touched []int32
	for _, t := range x.weightiest(page) {
		for _, h := range x.holders[t.term] {
			if (*sums)[h.page] == 0 {
				touched = append(touched, h.page)
			}
			(*sums)[h.page] += t.weight * int64(h.weight)
		}
	}
	var all []Match
	for _, other := range touched {
		sum := (*sums)[other]
		(*sums)[other] = 0
		likeness := float64(sum) / (x.norms[page] * x.norms[other])
		if int(other) != page && likeness >= enough && (len(all) < n || likeness >= all[len(all)-1].Likeness) && may(int(other)) {
			all = insert(all, Match{int(other), likeness}, n)
		}
	}
	return all
}

// insert puts a match among the best n.
func insert(best []Match, m Match, n int) []Match {
	at, _ := slices.BinarySearchFunc(best, m, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(a.Page, b.Page))
	})
	best = slices.Insert(best, at, m)
	return best[:min(n, len(best))]
}

// weightiest are the terms of a page that say most of it.
func (x *Index) weightiest(page int) []weighed {
	all := slices.Clone(x.pages[page])
	slices.SortFunc(all, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term))
	})
	return all[:min(asked, len(all))]
}

// Common is how much it says that two pages have a text in common: 0 if one of them
// does not have all of its terms.
func (x *Index) Common(a, b int, text string) int64 {
	terms := termsOf(text)
	if len(terms) == 0 {
		return 0
	}
	sum := int64(0)
	for _, t := range terms {
		wa, wb := x.weight(a, t), x.weight(b, t)
		if wa == 0 || wb == 0 {
			return 0
		}
		sum += min(wa, wb)
	}
	return sum / int64(len(terms))
}

func (x *Index) weight(page int, term uint32) int64 {
	k, ok := slices.BinarySearchFunc(x.pages[page], term, func(w weighed, term uint32) int { return cmp.Compare(w.term, term) })
	if !ok {
		return 0
	}
	return x.pages[page][k].weight
}
