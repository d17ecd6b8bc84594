package pages

import (
	"fmt"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// The drawing of what stands around a page has three columns: pages that link to it;
// the page; pages to which it links and, below them, those that are related. Lengths are
// in pixels.
const (
	vicinityWidth = 688
	besideWidth   = 212 // of a column at a side
	betweenWidth  = 40  // of the lines between two columns
	rowHeight     = 27
	wideLetter    = 14
	mostBeside    = 7 // rows of a kind
	fewBeside     = 3 // less is not worth a drawing
)

// A beside is a group of rows of a column.
type beside struct {
	kind render.VicinityKind
	all  []render.Link
}

// vicinity draws the pages around page i; nil if they are few, or if nobody wants it.
func (w *World) vicinity(i int, linking []linking, related []render.Related) *render.Vicinity {
	p := &w.Pages[i]
	if w.Options.Vicinity == site.Off || p.Note >= 0 && w.Notes[p.Note].Meta.Vicinity == site.No {
		return nil
	}
	in := beside{render.LinksIn, w.linkingLinks(p, linking)}
	out := beside{render.LinksOut, w.linkedLinks(i)}
	near := beside{kind: render.Alike}
	for _, r := range related {
		near.all = append(near.all, r.Link)
	}
	if len(in.all)+len(out.all) == 0 || len(in.all)+len(out.all)+len(near.all) < fewBeside {
		return nil
	}
	v := &render.Vicinity{Width: vicinityWidth, Left: besideWidth + betweenWidth, Right: vicinityWidth - besideWidth - betweenWidth}
	v.Title = cutTo(p.Title, v.Right-v.Left-wideLetter)
	rows := max(in.rows(), out.rows()+near.rows())
	v.Height = rows * rowHeight
	v.Middle = v.Height / 2
	draw(v, besideWidth, v.Left, (rows-in.rows())*rowHeight/2, in)
	draw(v, vicinityWidth-besideWidth, v.Right, (rows-out.rows()-near.rows())*rowHeight/2, out, near)
	return v
}

// rows is how many rows a group takes: its name, its pages, and how many more there are.
func (b beside) rows() int {
	switch n := len(b.all); {
	case n == 0:
		return 0
	case n > mostBeside:
		return mostBeside + 2
	default:
		return n + 1
	}
}

// draw draws groups into a column, whose edge towards the page is at x; the page's own is
// at edge.
func draw(v *render.Vicinity, x, edge, top int, groups ...beside) {
	gap := 6
	if x > edge {
		gap = -gap
	}
	for _, g := range groups {
		if len(g.all) == 0 {
			continue
		}
		v.Heads = append(v.Heads, render.VicinityText{X: x - gap, Y: top + rowHeight/2, Kind: g.kind})
		for k, l := range g.all[:min(len(g.all), mostBeside)] {
			y := top + (k+1)*rowHeight + rowHeight/2
			v.Pages = append(v.Pages, render.VicinityText{X: x - gap, Y: y, Kind: g.kind, Text: cutTo(l.Text, besideWidth-2*wideLetter), Link: l})
			middle := (x + edge) / 2
			v.Lines = append(v.Lines, render.VicinityLine{Kind: g.kind, Path: fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, middle, y, middle, v.Middle, edge, v.Middle)})
		}
		if more := len(g.all) - mostBeside; more > 0 {
			v.Heads = append(v.Heads, render.VicinityText{X: x - gap, Y: top + (mostBeside+1)*rowHeight + rowHeight/2, Kind: g.kind, More: more})
		}
		top += g.rows() * rowHeight
	}
}

// cutTo is as much of a text as a width has room for.
func cutTo(text string, width int) string {
	used := 0
	for i, r := range text {
		if r < 0x1100 {
			used += wideLetter * 4 / 7
		} else {
			used += wideLetter
		}
		if used > width {
			return text[:i] + "…"
		}
	}
	return text
}

// linkingLinks are links to the pages that link to p, each once, those of folders last.
func (w *World) linkingLinks(p *site.Page, all []linking) []render.Link {
	var links, folders []render.Link
	for _, l := range all {
		k, ok := w.atlas.Page(l[0].Page)
		switch {
		case !ok || w.Pages[k].URL == p.URL:
		case w.Pages[k].Index:
			folders = append(folders, *w.linkTo(p, k))
		default:
			links = append(links, *w.linkTo(p, k))
		}
	}
	return append(links, folders...)
}

// linkedLinks are links to the listed pages to which page i links, each once, in the
// order of the text.
func (w *World) linkedLinks(i int) (links []render.Link) {
	p, known := &w.Pages[i], map[int]bool{i: true}
	if p.Note < 0 {
		return nil
	}
	for n, t := range w.Graph.Targets[p.Note] {
		if block := w.Outlines[p.Note].Links[n].Block; t.Kind != site.ToPage || block < p.From || block >= p.To {
			continue
		}
		if k, ok := w.atlas.Page(t.URL); ok && !known[k] && !w.Pages[k].Unlisted {
			known[k] = true
			links = append(links, *w.linkTo(p, k))
		}
	}
	return links
}
