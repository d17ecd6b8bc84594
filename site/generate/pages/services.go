package pages

import (
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
	if w.counted == nil || v.Type == render.Redirect || v.Type == render.NotFound {
		return
	}
	v.Counted = w.counted.JSON()
	sources, features := site.Sources{}, site.FeatureSet{site.Counted: true}
	maps.Copy(sources, v.Sources)
	maps.Copy(features, v.Features)
	maps.Copy(sources, w.counted.Sources)
	v.Sources, v.Features = sources, features
}
