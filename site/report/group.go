package report

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// A group is all findings of one kind and severity that say the same.
type group struct {
	first Finding
	n     int
	what  string // as all of them say it
	hint  string // "" unless all have the same
}

func (g *group) line(in speech.Speech) string { return g.first.line(g.told(), g.hint, in) }

// told is what the group says.
func (g *group) told() string {
	if g.n == 1 {
		return g.what
	}
	return fmt.Sprintf("%d × %s, first here", g.n, g.what)
}

// A class is all groups of one kind and severity, the greatest first.
type class struct {
	kind     site.Kind
	severity site.Severity
	n        int // findings
	groups   []group
}

// classes sorts findings into classes, the gravest first, in the order of the
// table.
func classes(findings []Finding) []class {
	type classKey struct {
		site.Severity
		site.Kind
	}
	type groupKey struct {
		classKey
		what string
	}
	var all []class
	of, at := map[classKey]int{}, map[groupKey]int{}
	for i := range findings {
		f := &findings[i]
		key := classKey{f.Severity, f.Kind}
		c, ok := of[key]
		if !ok {
			c = len(all)
			of[key] = c
			all = append(all, class{kind: f.Kind, severity: f.Severity})
		}
		all[c].n++
		what := common(f)
		if g, ok := at[groupKey{key, what}]; ok {
			all[c].groups[g].add(f, what)
			continue
		}
		at[groupKey{key, what}] = len(all[c].groups)
		all[c].groups = append(all[c].groups, group{first: *f, n: 1, what: f.What, hint: f.Hint})
	}
	table := rank()
	slices.SortStableFunc(all, func(a, b class) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(table[a.kind], table[b.kind]))
	})
	for i := range all {
		slices.SortStableFunc(all[i].groups, func(a, b group) int { return cmp.Compare(b.n, a.n) })
	}
	return all
}

func (g *group) add(f *Finding, what string) {
	g.n++
	if f.What != g.what {
		g.what = what
	}
	if f.Hint != g.hint {
		g.hint = ""
	}
}

// web is a quoted address of another host, as messages have it.
var web = regexp.MustCompile(`"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#"]+)[/?#][^"]*"`)

// counted is a message that counts, and shows the first.
var counted = regexp.MustCompile(`^(?:\d+ × )?(.*?)(?:, first)?: `)

// atLines says which lines are concerned, at the end of a message.
var atLines = regexp.MustCompile(` \(lines? \d[^()]*\)$`)

// common is what a message has in common with others of its sort. Of an
// address of another host the host is enough; of leftover markup what it is,
// for each note says where its own is and how it begins.
func common(f *Finding) string {
	if m := counted.FindStringSubmatch(f.What); f.Kind == site.Leftover && m != nil {
		return m[1]
	}
	what := atLines.ReplaceAllString(f.What, "")
	if !strings.Contains(what, "//") {
		return what
	}
	return web.ReplaceAllString(what, `"$1/…"`)
}
