package pages

import (
	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// properties are those of a note that readers see on the page at from.
func (w *World) properties(from string, note int) []render.Property {
	set := &w.Notes[note].Properties
	p := &site.Page{URL: from, Note: note}
	var all []render.Property
	for _, k := range set.Shown {
		property := &set.All[k]
		shown := render.Property{Name: property.Name}
		for i := range property.Values {
			shown.Values = append(shown.Values, w.value(p, &property.Values[i]))
		}
		all = append(all, shown)
	}
	return all
}

// value is a value of a note's property as its page shows it.
func (w *World) value(p *site.Page, v *site.Value) render.Value {
	switch v.Kind {
	case site.Truth:
		return render.Value{Box: true, Checked: v.True}
	case site.Day, site.Moment:
		return render.Value{Time: v.Time, Clock: v.Kind == site.Moment}
	}
	if v.Spans == nil {
		return render.Value{Spans: []render.Span{{Text: v.Text}}}
	}
	shown := render.Value{}
	for _, s := range v.Spans {
		span := render.Span{Text: s.Text}
		if s.Link >= 0 {
			span.Href, span.External = w.leads(p, w.propertyTarget(p.Note, s.Link))
		}
		shown.Spans = append(shown.Spans, span)
	}
	return shown
}

// propertyTarget is where link k of a note's properties leads.
func (w *World) propertyTarget(note, k int) site.Target {
	targets := w.Graph.Targets[note]
	return targets[len(targets)-len(w.Notes[note].Properties.Links)+k]
}

// leads is how a page leads to a target; "" if it cannot.
func (w *World) leads(from *site.Page, t site.Target) (href string, external bool) {
	switch t.Kind {
	case site.ToPage, site.ToFile:
		return site.Href(from.URL, t.URL, t.Query, t.Fragment), false
	case site.External:
		return t.URL, true
	}
	return "", false
}
