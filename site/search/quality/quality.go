// Package quality judges a search: are the answers to known queries where
// they should be, first?
//
//	Run   []site.Query, a search   -> Report
//	Below Report, site.Goals       -> what is worse than it should be
//	Above Report, site.Limits      -> what costs more than it should
//
// It knows no index: the search, and what a query costs, come as functions.
package quality

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// An Answer is one result of a search: a section of a page.
type Answer struct {
	Page    string `json:"page"` // address in the site, not encoded
	Title   string `json:"title"`
	Heading string `json:"heading"` // of the section; of what stands before the first, the title
}

// A Search gives the best answers to text as a reader types it, at most size.
type Search func(ctx context.Context, text string, size int) ([]Answer, error)

// A Cost says what a reader pays for the answer to a query: one who has only
// just come, and one who has asked all that was asked before.
type Cost func(query string) (cold, warm Paid, err error)

// deep is how many answers are looked at.
const deep = 10

// A Verdict is what became of a query.
type Verdict struct {
	Query   site.Query `json:"query"`
	Rank    int        `json:"rank"`    // of the first answer on the right page, from 1; 0 if it is not among the first ten
	Section bool       `json:"section"` // the first answer is the right section of the right page
	First   *Answer    `json:"first"`   // nil if nothing was found
	Cold    *Paid      `json:"cold,omitempty"`
	Warm    *Paid      `json:"warm,omitempty"`
}

// Paid is what a query cost.
type Paid struct {
	Bytes int `json:"bytes"` // over the network
	Code  int `json:"code"`  // of them, scripts and styles
	Files int `json:"files"`
	Steps int `json:"steps"` // round trips that wait for each other
}

// A Spread is what several queries cost. Each number is taken by itself: no
// single query need have cost exactly this.
type Spread struct {
	Median Paid `json:"median"`
	P90    Paid `json:"p90"` // nine of ten cost no more
	Most   Paid `json:"most"`
}

// Miss says whether the answer is not what was expected.
func (v Verdict) Miss() bool {
	return v.Rank != 1 || v.Query.Section != "" && !v.Section
}

// A Tally counts the verdicts of the queries of one kind.
type Tally struct {
	Kind     string  `json:"kind,omitempty"`
	Queries  int     `json:"queries"`
	Hit1     int     `json:"hit1"`     // the right page is first
	Hit5     int     `json:"hit5"`     // it is among the first five
	Sections int     `json:"sections"` // queries that name a section
	Section1 int     `json:"section1"` // of these, the right section is first
	Found    int     `json:"found"`    // anything was found
	Cold     *Spread `json:"cold,omitempty"`
	Warm     *Spread `json:"warm,omitempty"`
}

// A Report is what became of a set of queries.
type Report struct {
	All      Tally     `json:"all"`
	Kinds    []Tally   `json:"kinds"` // in the order in which they first appear
	Verdicts []Verdict `json:"verdicts"`
}

// Run asks the search every query. cost may be nil.
func Run(ctx context.Context, queries []site.Query, search Search, cost Cost) (*Report, error) {
	r := &Report{}
	for _, q := range queries {
		v, err := judge(ctx, q, search)
		if err == nil && cost != nil {
			v.Cold, v.Warm = new(Paid), new(Paid)
			*v.Cold, *v.Warm, err = cost(q.Text)
		}
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", q.Text, err)
		}
		r.Verdicts = append(r.Verdicts, v)
	}
	r.All = tally("", r.Verdicts)
	for _, v := range r.Verdicts {
		kind := v.Query.Kind
		if !slices.ContainsFunc(r.Kinds, func(t Tally) bool { return t.Kind == kind }) {
			r.Kinds = append(r.Kinds, tally(kind, r.of(kind)))
		}
	}
	return r, nil
}

func (r *Report) of(kind string) (some []Verdict) {
	for _, v := range r.Verdicts {
		if v.Query.Kind == kind {
			some = append(some, v)
		}
	}
	return some
}

func judge(ctx context.Context, q site.Query, search Search) (Verdict, error) {
	v := Verdict{Query: q}
	page, err := matcher(q.Expect...)
	if err != nil {
		return v, err
	}
	section, err := matcher(q.Section)
	if err != nil {
		return v, err
	}
	answers, err := search(ctx, q.Text, deep)
	if err != nil || len(answers) == 0 {
		return v, err
	}
	v.First = &answers[0]
	v.Rank = 1 + slices.IndexFunc(answers, func(a Answer) bool { return page(a.names()...) })
	v.Section = v.Rank == 1 && q.Section != "" && section(v.First.Heading)
	return v, nil
}

// names are the forms of a page that a query may expect.
func (a Answer) names() []string {
	plain := strings.TrimSuffix(a.Page, ".html")
	return []string{a.Title, a.Page, plain, path.Base(plain)}
}

// matcher tells whether any of the expressions matches any of the texts.
func matcher(patterns ...string) (func(texts ...string) bool, error) {
	list := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		var err error
		if list[i], err = regexp.Compile("(?i)" + p); err != nil {
			return nil, err
		}
	}
	return func(texts ...string) bool {
		return slices.ContainsFunc(list, func(re *regexp.Regexp) bool {
			return slices.ContainsFunc(texts, re.MatchString)
		})
	}, nil
}

func tally(kind string, verdicts []Verdict) Tally {
	t := Tally{Kind: kind, Queries: len(verdicts)}
	var cold, warm []Paid
	add := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	for _, v := range verdicts {
		add(&t.Hit1, v.Rank == 1)
		add(&t.Hit5, v.Rank >= 1 && v.Rank <= 5)
		add(&t.Sections, v.Query.Section != "")
		add(&t.Section1, v.Section)
		add(&t.Found, v.First != nil)
		if v.Cold != nil {
			cold, warm = append(cold, *v.Cold), append(warm, *v.Warm)
		}
	}
	if len(cold) > 0 {
		t.Cold, t.Warm = spread(cold), spread(warm)
	}
	return t
}

func spread(list []Paid) *Spread {
	s := &Spread{}
	for _, part := range []func(*Paid) *int{
		func(p *Paid) *int { return &p.Bytes },
		func(p *Paid) *int { return &p.Code },
		func(p *Paid) *int { return &p.Files },
		func(p *Paid) *int { return &p.Steps },
	} {
		var all []int
		for i := range list {
			all = append(all, *part(&list[i]))
		}
		slices.Sort(all)
		*part(&s.Median) = all[len(all)/2] // of two, the upper one
		*part(&s.P90) = all[(len(all)*9-1)/10]
		*part(&s.Most) = all[len(all)-1]
	}
	return s
}

// Below says in words which goals are not reached. Shares are compared to
// three digits, which is how they are shown.
func (r *Report) Below(min site.Goals) (below []string) {
	for _, g := range []struct {
		name string
		n    int
		of   int
		min  float64
	}{
		{"hit@1", r.All.Hit1, r.All.Queries, min.Hit1},
		{"hit@5", r.All.Hit5, r.All.Queries, min.Hit5},
		{"section@1", r.All.Section1, r.All.Sections, min.Section1},
		{"found", r.All.Found, r.All.Queries, min.Found},
	} {
		const digits = 0.0005
		switch {
		case g.min <= 0:
		case g.of == 0:
			below = append(below, fmt.Sprintf("%s should be %.3f, and no query is judged by it", g.name, g.min))
		case Share(g.n, g.of) < g.min-digits:
			below = append(below, fmt.Sprintf("%s is %.3f, less than %.3f", g.name, Share(g.n, g.of), g.min))
		}
	}
	return below
}

// Above says in words which limits are passed by the median query.
func (r *Report) Above(max site.Limits) (above []string) {
	var cold, warm Paid
	if r.All.Cold != nil {
		cold, warm = r.All.Cold.Median, r.All.Warm.Median
	}
	for _, l := range []struct {
		name   string
		n, max int
		unit   string
	}{
		{"cold", cold.Bytes, max.Bytes, "bytes"},
		{"cold", cold.Steps, max.Steps, "steps"},
		{"warm", warm.Bytes, max.Warm, "bytes"},
	} {
		switch {
		case l.max <= 0:
		case r.All.Cold == nil:
			above = append(above, fmt.Sprintf("a %s query should cost at most %d %s, and nothing was measured", l.name, l.max, l.unit))
		case l.n > l.max:
			above = append(above, fmt.Sprintf("a %s query costs %d %s, more than %d", l.name, l.n, l.unit, l.max))
		}
	}
	return above
}

// Share is n of all, from 0 to 1; 0 of nothing.
func Share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
