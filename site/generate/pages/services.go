package pages

import (
	"html/template"
	"maps"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// addComments lets readers comment on a page of a note, unless its note says no.
func (w *World) addComments(v *render.View, p *site.Page, e *embedder) {
	if w.comments == nil || p.Note < 0 || w.Notes[p.Note].Meta.Comments == site.No {
		return
	}
	v.Comments = w.comments.JSON()
	e.shows(site.CommentsShown)
	maps.Copy(e.sources, w.comments.Sources)
}

// addCounted has the visits of a page counted, if it is one that stays.
func (w *World) addCounted(v *render.View) {
	if w.counted == nil || !stays(v) {
		return
	}
	v.Counted = w.counted.JSON()
	features := site.FeatureSet{site.Counted: true}
	maps.Copy(features, v.Features)
	v.Sources, v.Features = both(v.Sources, w.counted.Sources), features
}

// addSnippets puts the scripts of the settings into a page, likewise.
func (w *World) addSnippets(v *render.View) {
	if w.snippets == nil || !stays(v) {
		return
	}
	v.Snippets = nil
	for _, script := range w.snippets.Scripts {
		v.Snippets = append(v.Snippets, template.HTML("<script>"+script+"</script>"))
	}
	v.Sources = both(v.Sources, w.snippets.Sources)
}

// stays says whether a page is one that readers come to by its own address.
func stays(v *render.View) bool { return v.Type != render.Redirect && v.Type != render.NotFound }

func both(a, b site.Sources) site.Sources {
	all := site.Sources{}
	maps.Copy(all, a)
	maps.Copy(all, b)
	return all
}
