package base

import (
	"slices"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// A View is one way to show notes: which of them, in which order, and what of
// each.
type View struct {
	Name     string
	Kind     ViewKind
	Numbered bool // of a list
	filter   filter
	columns  []column
	sorts    []sorting
	group    *sorting
	limit    int // 0 is none
	formulas map[string]formula
	sums     []sum
	unread   bool // it has conditions, and none of them can be read
}

// A ViewKind says how the rows of a view are laid out.
type ViewKind int

const (
	AsTable ViewKind = iota
	AsCards
	AsList
)

// A filter is a condition, or several that are joined.
type filter struct {
	join  join
	parts []filter
	formula
}

type join int

const (
	always join = iota // no condition
	alone
	allOf
	anyOf
	noneOf
)

// A column shows a value of each note. Title is what its author calls it, or a
// property of files that biji names itself, as "file.name".
type column struct {
	title string
	link  bool // the name of the note, which is a link to it
	formula
}

type sorting struct {
	column
	down bool
}

// A sum is what stands below a column.
type sum struct {
	column int
	name   string
	formula
}

// A Table is what a view shows.
type Table struct {
	Name     string
	Kind     ViewKind
	Numbered bool
	Columns  []string
	Groups   []Group
	Sums     []Value // below the columns; nil if there are none
	SumNames []string
	Total    int   // rows, those left out by the budget included
	Notes    []int // that it lists
	Loose    bool  // a condition could not be computed, and keeps nothing out
	NotRun   bool  // none could: nothing is shown
}

// A Group is the rows that have a value in common; of a view without groups all.
type Group struct {
	Named bool
	Title Value
	Rows  [][]Value
}

// Table makes the table of a view. this is the note that shows it, -1 for none;
// steps are how many its page has left, of budget.QuerySteps.
func (v *View) Table(d *Data, this int, steps *int) (Table, []Fault) {
	r := &run{data: d, this: this, formulas: v.formulas, steps: budget.QuerySteps - *steps}
	defer func() { *steps = budget.QuerySteps - r.steps }()
	t := Table{Name: v.Name, Kind: v.Kind, Numbered: v.Numbered}
	for _, c := range v.columns {
		t.Columns = append(t.Columns, c.title)
	}
	notes, ok := v.chosen(r)
	if t.NotRun = !ok || v.unread; t.NotRun {
		return t, r.faults
	}
	notes = v.order(r, notes)
	if v.limit > 0 && len(notes) > v.limit {
		notes = notes[:v.limit]
	}
	t.Total = len(notes)
	notes = notes[:min(len(notes), budget.QueryRows)]
	t.Notes = notes
	rows := make([][]Value, len(notes))
	for i, n := range notes {
		for _, c := range v.columns {
			rows[i] = append(rows[i], r.cell(c, n))
		}
	}
	t.Groups, t.Loose = v.grouped(r, notes, rows), r.loose
	v.sumUp(r, rows, &t)
	if r.spent() {
		r.tell(formula{}, 0, "", "the table costs too much and is not complete")
	}
	return t, r.faults
}

// chosen are the notes that pass the filter, in the order of the site. ok is
// false if it cannot be computed for any of them.
func (v *View) chosen(r *run) (notes []int, ok bool) {
	open := false
	for n := range r.data.Notes {
		if r.spent() {
			break
		}
		if r.data.Notes[n].Unlisted || strings.HasSuffix(r.data.Notes[n].Path, ".base") {
			continue
		}
		got := r.passes(&v.filter, n)
		open = open || got.Kind == Unknown
		if got.Kind != Unknown && got.truthy() {
			notes = append(notes, n)
		}
	}
	return notes, len(notes) > 0 || !open
}

// passes says whether a note passes a filter, or that it is unknown.
func (r *run) passes(f *filter, note int) Value {
	switch f.join {
	case always:
		return truth(true)
	case alone:
		return r.value(f.formula, note)
	}
	seen, open := false, 0
	for i := range f.parts {
		switch got := r.passes(&f.parts[i], note); {
		case got.Kind == Unknown:
			open++
		case got.truthy() == (f.join != allOf): // decides
			seen = true
		}
		if seen {
			break
		}
	}
	switch {
	case seen:
		return truth(f.join == anyOf)
	case open > 0 && (f.join != allOf || open == len(f.parts)):
		return unknown
	}
	r.loose = r.loose || open > 0
	return truth(f.join != anyOf || len(f.parts) == 0)
}

func (r *run) value(f formula, note int) Value {
	s := scope{run: r, in: f, note: note}
	return s.eval(f.expr)
}

func (r *run) cell(c column, note int) Value {
	if c.link {
		return r.data.ref(Link, note)
	}
	return r.value(c.formula, note)
}

// order sorts notes by what the view says; what is empty comes last either way.
func (v *View) order(r *run, notes []int) []int {
	if len(v.sorts) == 0 {
		return notes
	}
	keys := make(map[int][]Value, len(notes))
	for _, n := range notes {
		for _, s := range v.sorts {
			keys[n] = append(keys[n], r.cell(s.column, n))
		}
	}
	slices.SortStableFunc(notes, func(a, b int) int {
		for i, s := range v.sorts {
			if c := directed(keys[a][i], keys[b][i], s.down); c != 0 {
				return c
			}
		}
		return 0
	})
	return notes
}

func directed(a, b Value, down bool) int {
	c := compare(a, b)
	if down && !a.empty() && !b.empty() {
		return -c
	}
	return c
}

// grouped puts rows that have a value in common together.
func (v *View) grouped(r *run, notes []int, rows [][]Value) []Group {
	if v.group == nil {
		return []Group{{Rows: rows}}
	}
	var groups []Group
	at := map[string]int{}
	for i, n := range notes {
		key := r.cell(v.group.column, n)
		k, ok := at[key.String()]
		if !ok {
			k = len(groups)
			at[key.String()] = k
			groups = append(groups, Group{Named: true, Title: key})
		}
		groups[k].Rows = append(groups[k].Rows, rows[i])
	}
	slices.SortStableFunc(groups, func(a, b Group) int { return directed(a.Title, b.Title, v.group.down) })
	return groups
}

// sumUp computes what stands below the columns.
func (v *View) sumUp(r *run, rows [][]Value, t *Table) {
	if len(v.sums) == 0 || len(rows) == 0 {
		return
	}
	t.Sums, t.SumNames = make([]Value, len(v.columns)), make([]string, len(v.columns))
	for _, sum := range v.sums {
		items := make([]Value, len(rows))
		for i, row := range rows {
			items[i] = row[sum.column]
		}
		s := scope{run: r, in: sum.formula, note: -1, locals: map[string]Value{"values": list(items)}}
		t.Sums[sum.column], t.SumNames[sum.column] = s.eval(sum.expr), sum.name
	}
}
