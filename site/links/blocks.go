package links

import "github.com/biji-notes/biji/site"

// A block is the place of one in the notes: anchor of note.
type block struct{ note, anchor int }

// block is where the block with this id is shown.
func (r *resolver) block(id string) (site.Target, bool) {
	if r.blocks == nil {
		r.blocks = map[string]block{}
		for n, o := range r.in.Outlines {
			for i, a := range o.Anchors {
				if _, twice := r.blocks[a.ID]; a.Text != "" && !twice {
					r.blocks[a.ID] = block{n, i}
				}
			}
		}
	}
	b, ok := r.blocks[id]
	if !ok {
		return nowhere, false
	}
	r.looksIn(b.note)
	a := r.in.Outlines[b.note].Anchors[b.anchor]
	p := r.pageWith(b.note, a.Block)
	t := site.Target{Kind: site.ToPage, URL: p.URL, Title: p.Title, Fragment: a.ID, Text: a.Text, Note: b.note, From: a.Block, To: a.Block + 1}
	if a.Block == p.TitleBlock {
		t.Fragment = "" // the title is the top of the page
	}
	return t, true
}

// referred is the target t of a reference to a block, or reports that there is
// no such block. One that says what stood there loses nothing.
func (r *resolver) referred(l *site.Link, t site.Target, found bool) site.Target {
	if !found && l.Text == "" {
		r.report(l, site.BrokenLink, "no note holds the block "+l.Dest, "")
	}
	return t
}
