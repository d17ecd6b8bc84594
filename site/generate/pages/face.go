package pages

import (
	"cmp"
	"path"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/render"
)

// faceView is what all pages show of who made the site.
func (w *World) faceView(s *render.Site, t *tongue) {
	f := w.face(t)
	s.Nav, s.Social, s.Footer = w.faceSpans(f.Nav, t), w.faceSpans(f.Social, t), w.faceSpans(f.Footer, t)
	if f.License.Text != "" {
		s.License = w.faceSpans([]site.Span{f.License}, t)
	}
	if w.Options.ShowsFace() {
		s.Styles = append(s.Styles, s.Features[site.FaceShown].Style)
	}
	if len(w.Options.Languages) > 0 {
		s.Styles = append(s.Styles, s.Features[site.Multilingual].Style)
		s.Scripts = append(s.Scripts, s.Features[site.Multilingual].Script)
	}
	if w.Graph.Files[site.TouchIconFile] != "" {
		s.TouchIcon = site.TouchIconFile
	}
	for _, a := range w.Assets {
		switch a.Role {
		case bundle.TouchIcon:
			s.TouchIcon = cmp.Or(s.TouchIcon, a.Name)
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

// face is that of the site in a language.
func (w *World) face(t *tongue) site.Face {
	f := w.Options.Face
	if len(w.Options.Languages) > 0 {
		l := &w.Options.Languages[t.number]
		if l.Nav != nil {
			f.Nav = l.Nav
		}
		if l.Footer != nil {
			f.Footer = l.Footer
		}
	}
	return f
}

// faceSpans are spans as pages at the top of the site show them, in a language. A
// link that leads nowhere is its text.
func (w *World) faceSpans(spans []site.Span, t *tongue) []render.Span {
	var all []render.Span
	for _, s := range spans {
		span := render.Span{Text: s.Text}
		if s.Link >= 0 {
			span.Href, span.External = w.leads(&site.Page{URL: "index.html"}, w.spokenTarget(w.Graph.Face[s.Link], t))
		}
		all = append(all, span)
	}
	return all
}

// spokenTarget is what a link of the settings leads to, in a language if it has that.
// A link to a place in a page leads to this page.
func (w *World) spokenTarget(to site.Target, t *tongue) site.Target {
	i, ok := w.atlas.Page(to.URL)
	if len(w.Options.Languages) == 0 || to.Kind != site.ToPage || !ok || to.Fragment != "" || w.twins.Language(i) != 0 {
		return to
	}
	if k, ok := w.twins.Of(i, t.number); ok {
		to.URL = w.Pages[k].URL
	}
	return to
}
