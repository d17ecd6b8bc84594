package pages

import (
	"bytes"
	"html/template"
	"maps"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

// Made says of a page that was made what is wrong with it, which features it
// shows, and which notes its tables list.
type Made struct {
	Problems []site.Problem
	Features site.FeatureSet
	Listed   []int  // notes to which its tables lead
	Twin     string // the page as Markdown, for the file that holds all
}

// Page makes page i of the site, and the pages on which its lists go on.
func (w *World) Page(i int, put Put) (Made, error) {
	v, made := w.page(i)
	err := w.put(v, put)
	if v.Twin != "" && err == nil {
		made.Twin, err = w.putTwin(v, put)
	}
	if err == nil {
		err = w.putCard(i, put)
	}
	for _, more := range w.more(i) {
		if err == nil {
			err = w.putList(more.list, more.from, put)
		}
	}
	return made, err
}

// page is what page i shows.
func (w *World) page(i int) (v *render.View, made Made) {
	body := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(body)
	body.Reset()
	p := &w.Pages[i]
	if w.isPorch(p) { // it leads to the front page of the default language
		return w.redirect(&site.Redirect{From: p.URL, To: w.tongues[0].home}), made
	}
	e := embedder{w: w, page: p, sources: site.Sources{}, features: site.FeatureSet{}, steps: budget.QuerySteps}
	if p.Note >= 0 {
		problems := w.Docs.Doc(p.Note).HTML(body, p.From, p.To, p.TitleBlock, e.hooks(p.Note))
		made.Problems = append(problems, e.problems()...)
		w.Docs.Shown(p.Note)
	}
	if only := w.only(p); only >= 0 {
		q := &w.Pages[only] // whatever is wrong with it, its own page says
		w.Docs.Doc(q.Note).HTML(body, q.From, q.To, q.TitleBlock, e.hooks(q.Note))
	}
	made.Features, made.Listed = e.features, e.listed
	if bytes.Contains(body.Bytes(), []byte(`class="footnote-ref"`)) {
		e.showsPreviews()
	}
	if bytes.Contains(body.Bytes(), []byte(`" data-n="`)) {
		e.shows(site.NumberedLines)
	}
	v = w.pageView(i)
	if bytes.Contains(body.Bytes(), []byte(`<dl class="collected">`)) {
		v.Reading = render.Reading{} // only what the note itself has was counted
	}
	if v.HasContents() {
		e.shows(site.ContentsShown)
	}
	if len(v.Properties) > 0 {
		e.shows(site.PropertyTable)
	}
	if v.Type == render.Overview {
		e.shows(site.LeadsOn)
	}
	if p.Note >= 0 && w.Options.History == site.On {
		e.shows(site.Visits)
	}
	if v.Questions != "" {
		e.shows(site.Study)
	}
	w.addComments(v, p, &e)
	if w.hasTwin(p) {
		v.Twin = site.Href(p.URL, site.TwinOf(p.URL), "", "")
		e.shows(site.Twins)
	}
	linking := w.linking(p)
	if v.Related = w.related(i, linking); len(v.Related) > 0 {
		e.showsPreviews()
	}
	if v.Mentioned, v.Mentions = w.mentioned(i); v.Mentions > 0 {
		e.showsPreviews()
	}
	if v.Vicinity = w.vicinity(i, linking, v.Related); v.Vicinity != nil {
		e.shows(site.Vicinities)
	}
	v.Body, v.Sources, v.Features = template.HTML(body.String()), e.sources, e.features
	w.showLinking(v, p, linking)
	return v, made
}

// A rest is the pages of a list from one of them on: those before it are, or are
// part of, another page.
type rest struct {
	list *list
	from int
}

// more are the lists of page i that go on over pages of their own.
func (w *World) more(i int) (all []rest) {
	p := &w.Pages[i]
	if w.lists(p) {
		all = append(all, rest{w.folderList(p), 1})
	}
	if linking := w.linking(p); len(linking) > budget.Backlinks {
		all = append(all, rest{w.linkedList(p, linking), 0})
	}
	return all
}

// Tags makes a page for every tag, and one that lists them.
func (w *World) Tags(put Put) error {
	if len(w.Graph.Tags) == 0 {
		return nil
	}
	for i := range w.Graph.Tags {
		if err := w.putList(w.tagList(&w.Graph.Tags[i]), 0, put); err != nil {
			return err
		}
	}
	for k := range w.tongues {
		if t := &w.tongues[k]; len(t.tags) > 0 {
			if err := w.putList(w.allTags(t), 0, put); err != nil {
				return err
			}
		}
	}
	return nil
}

// Redirects makes the pages at old addresses.
func (w *World) Redirects(put Put) error {
	for i := range w.Graph.Redirects {
		if err := w.put(w.redirect(&w.Graph.Redirects[i]), put); err != nil {
			return err
		}
	}
	return nil
}

// Leads says whether the site has redirects.
func (w *World) Leads() bool {
	return len(w.Graph.Redirects) > 0 || slices.ContainsFunc(w.Pages, func(p site.Page) bool { return w.isPorch(&p) })
}

func (w *World) redirect(r *site.Redirect) *render.View {
	title, own := r.To, &w.tongues[0]
	if k, ok := w.atlas.Page(r.To); ok {
		title, own = w.Pages[k].Title, w.tongueOf(&w.Pages[k])
	}
	v := w.viewIn(own, render.Redirect, r.From, title)
	v.Features = site.FeatureSet{site.LeadsOn: true}
	if r.Leaves {
		v.To, v.Canonical = r.To, ""
		return v
	}
	v.To = site.Href(r.From, r.To, "", r.ID)
	if v.Canonical != "" {
		v.Canonical = w.Absolute(r.To)
	}
	return v
}

// NotFound makes the page of addresses that are none. Its text is that of the note
// 404.md, if there is one.
func (w *World) NotFound(address string, put Put) error {
	v := w.view(render.NotFound, address, "")
	for k := range v.Languages { // from wherever the page is shown
		v.Languages[k].Href = v.Site.Base + site.Href("404.html", w.tongues[k].home, "", "")
		v.Languages[k].Folder = w.tongues[k].folder
	}
	v.Features = site.FeatureSet{site.Lost: true, site.Lists: true, site.Welcome: true}
	i := slices.IndexFunc(w.Pages, func(p site.Page) bool { return p.Note >= 0 && site.IsNotFoundNote(w.Notes[p.Note].Path) })
	if i < 0 {
		return w.put(v, put)
	}
	p := &w.Pages[i]
	e := embedder{w: w, page: &site.Page{URL: address}, sources: site.Sources{}, features: site.FeatureSet{}, steps: budget.QuerySteps}
	hooks := e.hooks(p.Note)
	hooks.Link, hooks.Mentions = w.fromBase(hooks.Link), nil
	var body bytes.Buffer
	w.Docs.Doc(p.Note).HTML(&body, p.From, p.To, p.TitleBlock, hooks)
	v.Title, v.Body, v.Sources = p.Title, template.HTML(body.String()), e.sources
	maps.Copy(v.Features, e.features)
	return w.put(v, put)
}

// fromBase makes the links of a page that is shown at any address: they begin at
// the top of the host, if it is known where the site lies on it.
func (w *World) fromBase(link func(int) (string, site.Target)) func(int) (string, site.Target) {
	return func(i int) (string, site.Target) {
		href, t := link(i)
		if t.Kind == site.ToPage || t.Kind == site.ToFile {
			href = w.tongues[0].shared.Base + href
		}
		return href, t
	}
}
