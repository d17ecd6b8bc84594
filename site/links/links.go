package links

import "github.com/biji-notes/biji/site"

// An Input is what there is to link.
type Input struct {
	Notes    []site.Note
	Outlines []*site.Outline // Outlines[i] belongs to Notes[i]
	Pages    []site.Page     // in the order of the site
	Files    []site.File
	// Under says which top-level blocks of a note stand under a heading or are
	// a ^block. It is asked for embeds, and for nothing else.
	Under func(note int, fragment string) (from, to int, ok bool)
}

// Connect resolves the links of all notes.
func Connect(in Input) (*site.Graph, []site.Problem) {
	g := &site.Graph{Targets: make([][]site.Target, len(in.Notes))}
	for i := range in.Notes {
		g.Targets[i] = make([]site.Target, len(in.Outlines[i].Links))
	}
	return g, nil
}

// Unused lists the files that no note uses.
func Unused(files []site.File, g *site.Graph) []site.Problem { return nil }

// Orphans lists the pages that no other page's text links to.
func Orphans(pages []site.Page, g *site.Graph) []site.Problem { return nil }
