package links

import (
	"slices"

	"github.com/biji-notes/biji/site"
)

// An Input is what there is to link.
type Input struct {
	Notes    []site.Note
	Outlines []*site.Outline // Outlines[i] belongs to Notes[i]
	Pages    []site.Page     // in the order of the site
	Files    []site.File
	Images   site.Images // of other hosts that are shown
	// Languages are those of the site, if it has several. A link leads to a page in
	// the language of its note, if there is one.
	Languages site.Languages
	Face      []site.Link // of the settings
	Moved     []site.Moved
	// Under says which top-level blocks of a note stand under the heading or
	// anchor with this id. It is asked for embeds only.
	Under func(note int, id string) (from, to int, ok bool)
}

// Connect resolves the links of all notes. Whatever a note says, every target
// is a page or a file of the site, or leads out of it by one of the schemes
// that are allowed.
func Connect(in Input) (*site.Graph, []site.Problem) {
	l := Join(in, nil)
	return l.Graph, l.Problems()
}

// A Joined is a site whose links are resolved. It does not change.
type Joined struct {
	Graph    *site.Graph
	Kept     int // how many notes have their links from what was joined before
	resolver *resolver
	problems [][]site.Problem // of the links of each note
	before   []site.Problem   // of files
	after    []site.Problem   // of the settings and of old addresses
	ofFace   int              // how many of these are of the settings
	inside   [][]int          // by note: those in which its links look for a place
	moved    []int            // likewise of the old addresses in the settings
	names    [][]string       // by note: the titles for which its links were looked for, folded
	misspelt [][]string       // by note: the names to which one like them was looked for
	asked    [][]string       // by note: see places.asked
}

// Join is Connect, and can be joined again when notes change. What was joined
// before, if anything, spares it the links that lead where they led.
func Join(in Input, before *Joined) *Joined {
	r := newResolver(in, before)
	j := &Joined{
		resolver: r, before: r.problems, problems: make([][]site.Problem, len(in.Notes)), inside: make([][]int, len(in.Notes)),
		names: make([][]string, len(in.Notes)), misspelt: make([][]string, len(in.Notes)), asked: make([][]string, len(in.Notes)),
		Graph: &site.Graph{Targets: make([][]site.Target, len(in.Notes))},
	}
	kept := before.keep(r)
	for n := range in.Notes {
		if was := kept.was(n); was >= 0 {
			j.take(n, before, was, kept)
		} else {
			j.note(n)
		}
	}
	j.files()
	j.face()
	j.Graph.Backlinks = backlinks(in, j.Graph.Targets, nil)
	j.Graph.Tags = tags(in)
	var problems []site.Problem
	r.problems, r.inside = nil, nil
	table := r.table(j.Graph, in.Moved) // before those of notes: the settings are the author's last word
	j.moved = r.inside
	j.Graph.Redirects, problems = redirects(in, &r.taken, table)
	j.ofFace = len(j.after)
	j.after = slices.Concat(j.after, r.problems, problems)
	return j
}

// places are those of j, nil if it is nil.
func (j *Joined) places() *places {
	if j == nil {
		return nil
	}
	return j.resolver.places
}

// Problems are those of all links, in the order of the notes.
func (j *Joined) Problems() []site.Problem {
	return slices.Concat(j.before, slices.Concat(j.problems...), j.after)
}

// note resolves the links of note n.
func (j *Joined) note(n int) {
	r := j.resolver
	r.problems, r.inside, r.names, r.misspelt, r.places.asked = nil, nil, nil, nil, nil
	links := r.in.Outlines[n].Links
	targets := make([]site.Target, len(links))
	for k := range links {
		targets[k] = r.resolve(n, &links[k])
	}
	j.Graph.Targets[n], j.problems[n], j.inside[n] = targets, r.problems, r.inside
	j.names[n], j.misspelt[n], j.asked[n] = r.names, r.misspelt, r.places.asked
}

// files lists the files that are used.
func (j *Joined) files() {
	j.Graph.Files = map[string]string{}
	for n, targets := range j.Graph.Targets {
		links := j.resolver.in.Outlines[n].Links
		for k := range targets {
			if t := &targets[k]; t.Kind == site.ToFile && !links[k].Unseen {
				j.Graph.Files[t.URL] = t.File
			}
		}
	}
	j.resolver.copied(j.Graph.Files)
}

// face resolves the links of the settings.
func (j *Joined) face() {
	r := j.resolver
	r.problems = nil
	for k := range r.in.Face {
		t := r.resolve(ofNoNote, &r.in.Face[k])
		if t.Kind == site.ToFile {
			j.Graph.Files[t.URL] = t.File
		}
		j.Graph.Face = append(j.Graph.Face, t)
	}
	j.after = r.problems
}
