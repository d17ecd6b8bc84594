package generate

import (
	"path"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/preview"
)

// previewList is the one of these files whose name stays: it says how the others are
// called, so that no page changes with what other pages say.
const previewList = "assets/previews.js"

// previews makes, once somebody asks, the files from which cards show the beginnings
// of pages and of sections to which links lead; none if the site has no cards. What it
// makes holds no more of p than that takes: p has the files of the look before.
func (p *planned) previews() func() []bundle.Asset {
	listed, graph, texts, sections := p.parts.Pages, p.parts.Graph, p.parts.Texts, p.texts.sections
	off := p.parts.Options.Previews == site.Off
	return sync.OnceValue(func() []bundle.Asset {
		if off {
			return nil
		}
		wanted := fragments(graph)
		var all []preview.Page
		for i := range listed {
			to := &listed[i]
			if to.Unlisted || to.Note < 0 {
				continue
			}
			of := preview.Of(to.URL, to.Title, sections[i], func(id string) bool { return wanted[place{to.URL, id}] })
			if len(sections[i]) == 0 { // the search does not find it
				of.Sections[0].Text = strings.Clone(texts[i].Summary)
			}
			all = append(all, of)
		}
		return previewFiles(preview.Pieces(all))
	})
}

// A place is an anchor on a page.
type place struct{ page, fragment string }

// fragments are the places to which links of notes lead.
func fragments(g *site.Graph) map[place]bool {
	wanted := map[place]bool{}
	for _, targets := range g.Targets {
		for i := range targets {
			if t := &targets[i]; t.Kind == site.ToPage && t.Fragment != "" {
				wanted[place{t.URL, t.Fragment}] = true
			}
		}
	}
	return wanted
}

// previewFiles are the pieces, each named after what it says, and the list of them.
func previewFiles(pieces []preview.Piece) []bundle.Asset {
	files := make([]bundle.Asset, len(pieces)+1)
	names := make([]string, len(pieces))
	for k := range pieces {
		files[k] = bundle.Asset{Role: bundle.Later, For: site.Cards}.Named("preview.js", pieces[k].Data)
		names[k] = path.Base(files[k].Name)
	}
	files[len(pieces)] = bundle.Asset{Name: previewList, Role: bundle.Later, For: site.Cards, Data: preview.List(pieces, names)}
	return files
}
