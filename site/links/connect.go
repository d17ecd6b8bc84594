package links

import "github.com/biji-notes/biji/site"

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
	r := newResolver(in)
	g := &site.Graph{
		Targets: make([][]site.Target, len(in.Notes)),
		Files:   map[string]string{},
	}
	for n := range in.Notes {
		links := in.Outlines[n].Links
		g.Targets[n] = make([]site.Target, len(links))
		for k := range links {
			t := r.resolve(n, &links[k])
			if t.Kind == site.ToFile && !links[k].Unseen {
				g.Files[t.URL] = t.File
			}
			g.Targets[n][k] = t
		}
	}
	r.copied(g.Files)
	for k := range in.Face {
		t := r.resolve(ofNoNote, &in.Face[k])
		if t.Kind == site.ToFile {
			g.Files[t.URL] = t.File
		}
		g.Face = append(g.Face, t)
	}
	g.Backlinks = backlinks(in, g.Targets)
	g.Tags = tags(in)
	var problems []site.Problem
	table := r.table(g, in.Moved) // before those of notes: the settings are the author's last word
	g.Redirects, problems = redirects(in, &r.taken, table)
	return g, append(r.problems, problems...)
}
