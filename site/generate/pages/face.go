package pages

import (
	"path"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/render"
)

// faceView is what all pages show of who made the site.
func (w *World) faceView(s *render.Site) {
	f := &w.Options.Face
	s.Nav, s.Social, s.Footer = w.faceSpans(f.Nav), w.faceSpans(f.Social), w.faceSpans(f.Footer)
	if f.License.Text != "" {
		s.License = w.faceSpans([]site.Span{f.License})
	}
	if f.Shows() {
		s.Styles = append(s.Styles, s.Features[site.FaceShown].Style)
	}
	if len(w.Options.Languages) > 0 {
		s.Styles = append(s.Styles, s.Features[site.Multilingual].Style)
		s.Scripts = append(s.Scripts, s.Features[site.Multilingual].Script)
	}
	for _, a := range w.Assets {
		switch a.Role {
		case bundle.Logo:
			s.Logo = a.Name
		case bundle.AuthorStyle:
			s.Styles = append(s.Styles, a.Name)
		case bundle.AuthorScript:
			s.Scripts = append(s.Scripts, a.Name)
		}
	}
	s.IconType = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}[path.Ext(s.Icon)]
}

// faceSpans are spans as pages at the top of the site show them. A link that
// leads nowhere is its text.
func (w *World) faceSpans(spans []site.Span) []render.Span {
	var all []render.Span
	for _, s := range spans {
		span := render.Span{Text: s.Text}
		if s.Link >= 0 {
			span.Href, span.External = w.leads(&site.Page{URL: "index.html"}, w.Graph.Face[s.Link])
		}
		all = append(all, span)
	}
	return all
}
