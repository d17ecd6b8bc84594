package pages

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown"
)

// An embedder writes the notes that a page embeds, each into its place.
type embedder struct {
	w        *World
	page     *site.Page
	sources  site.Sources
	features site.FeatureSet
	around   []embed // those that are being written, outermost first
	bytes    int
	refused  []refusal
	found    []site.Problem // in queries
	steps    int            // that queries may still take
	listed   []int          // notes to which tables lead
}

// A refusal is a reason for which embeds are shown as links on a page, the first
// of them, and how many there are.
type refusal struct {
	why   string
	first site.LinkID
	count int
}

type embed struct{ note, from, to int }

func (e *embedder) hooks(note int) markdown.Hooks {
	targets := e.w.Graph.Targets[note]
	return markdown.Hooks{
		Link: func(link int) (string, site.Target) {
			t := targets[link]
			switch t.Kind {
			case site.ToPage, site.ToFile:
				if t.Kind == site.ToPage {
					e.showsPreviews()
				}
				return site.Href(e.page.URL, t.URL, t.Query, t.Fragment), t
			}
			return t.URL, t
		},
		Code: func(w *bytes.Buffer, info string, code []byte, below int) []site.Problem {
			return e.code(w, note, info, code, below)
		},
		Embed: func(w *bytes.Buffer, link, below int) bool {
			return e.embed(w, site.LinkID{Note: note, Link: link}, below)
		},
		Image: func(t site.Target) (width, height int) {
			return e.w.sizes.size(e.w.Content, t.File)
		},
		Mentions: e.mentions(note),
		Tag:      func(name string) string { return e.w.tagHref(e.page.URL, name) },
		Source:   func(s site.Source) { e.sources[s] = true },
		Shows:    e.shows,
		Embedded: len(e.around) > 0,

		RightToLeft: e.w.isRightToLeft(e.page),
	}
}

// shows notes that the page has a feature. The style sheet of formulas holds a
// font; where links lead can be shown beside the page.
func (e *embedder) shows(f site.Feature) {
	e.features[f] = true
	switch f {
	case site.Formulas:
		e.sources.Add("font-src", "data:")
	case site.Previews:
		e.sources.Add("frame-src", "'self'")
	}
}

// showsPreviews notes that the page has a link that can show where it leads.
func (e *embedder) showsPreviews() {
	if e.w.Options.Previews == site.On {
		e.shows(site.Previews)
	}
}

// embed writes what the link leads to, below a heading of a level; false means that a
// plain link has to do.
func (e *embedder) embed(w *bytes.Buffer, id site.LinkID, below int) bool {
	t := e.w.Graph.Targets[id.Note][id.Link]
	if t.Kind != site.ToPage || t.Note < 0 {
		return false
	}
	if site.IsBaseFile(e.w.Notes[t.Note].Path) && t.To > t.From { // one view, without the heading that names it
		t.From++
		t.To = t.From + 1
	}
	here := embed{t.Note, t.From, t.To}
	if why := e.objection(here); why != "" {
		e.refuse(why, id)
		return false
	}
	e.around = append(e.around, here)
	start := w.Len()
	hooks := e.hooks(t.Note)
	hooks.Below = below
	problems := e.w.Docs.Doc(t.Note).HTML(w, t.From, t.To, -1, hooks)
	e.bytes += w.Len() - start
	e.around = e.around[:len(e.around)-1]
	_ = problems // reported where the note has its own page
	return true
}

// refuse remembers that an embed is shown as a link.
func (e *embedder) refuse(why string, id site.LinkID) {
	for i := range e.refused {
		if e.refused[i].why == why {
			e.refused[i].count++
			return
		}
	}
	e.refused = append(e.refused, refusal{why, id, 1})
}

// problems has one for each reason, however often the page meets it: notes that
// embed one another would have millions.
func (e *embedder) problems() []site.Problem {
	all := e.found
	for _, r := range e.refused {
		link := e.w.Outlines[r.first.Note].Links[r.first.Link]
		what := fmt.Sprintf("embed of %q %s; shown as a link", dest(link), r.why)
		if r.count > 1 {
			what += fmt.Sprintf(", as %d embeds of this page are", r.count)
		}
		all = append(all, site.Problem{At: link.At, Kind: site.EmbedLoop, What: what})
	}
	return all
}

// objection is what is to be said against an embed; "" if nothing is.
func (e *embedder) objection(x embed) string {
	switch {
	case e.page.Note == x.note && e.page.From < x.to && x.from < e.page.To && e.showsSelf(x):
		return "would show the page inside itself"
	case slices.Contains(e.around, x):
		return "would show a note inside itself"
	case len(e.around) >= budget.EmbedDepth:
		return fmt.Sprintf("is more than %d embeds deep", budget.EmbedDepth)
	case e.bytes > budget.EmbedBytes:
		return fmt.Sprintf("would make the page show more than %d MB of embeds", budget.EmbedBytes>>20)
	}
	return ""
}

// showsSelf tells an embed of the whole page from that of another section of
// it, which is fine: a loop through a section is found by its repetition.
func (e *embedder) showsSelf(x embed) bool {
	return x.from <= e.page.From && e.page.To <= x.to
}

func dest(l site.Link) string {
	if l.Fragment != "" {
		return l.Dest + "#" + l.Fragment
	}
	return l.Dest
}
