package pages

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/site/slug"
)

// A tongue is what the pages of one language share. A site in one language has
// one.
type tongue struct {
	number int    // of the language
	tag    string // BCP 47
	own    string // as Languages.Own
	folder string // of the content; "" is the root
	home   string // address of its front page
	nav    *render.Nav
	tree   bundle.Asset // all of nav
	shared render.Site
	tags   map[string]string // addresses of the pages of tags, by their folded names
}

// speak makes the tongues of w.
func (w *World) speak() {
	if len(w.Options.Languages) == 0 {
		w.tongues = []tongue{{tag: w.Options.Lang, home: "index.html"}}
	}
	for k, l := range w.Options.Languages {
		w.tongues = append(w.tongues, tongue{number: k, tag: l.Tag, own: w.Options.Languages.Own(k), folder: l.Folder, home: w.Pages[w.twins.Home(k)].URL})
	}
	for k := range w.tongues {
		t := &w.tongues[k]
		t.nav = render.NewNav(tree(w.spoken(t), w.Notes, w.books(t), t.folder))
		t.tree = treeAsset(t.nav)
		t.tags = map[string]string{}
		for _, tag := range w.Graph.Tags {
			if tag.Language == k {
				t.tags[slug.Fold(tag.Name)] = tag.URL
			}
		}
		t.shared = w.siteView(t)
	}
}

// treeAsset is the script of a sidebar. Titles can always be written.
func treeAsset(nav *render.Nav) bundle.Asset {
	data, err := nav.Script()
	if err != nil {
		return bundle.Asset{}
	}
	return bundle.Asset{Role: bundle.Later, For: site.TreeShown}.Named("nav.js", data)
}

// Trees are the scripts of the sidebars, that other scripts load.
func (w *World) Trees() (all []bundle.Asset) {
	for k := range w.tongues {
		if w.tongues[k].tree.Name != "" {
			all = append(all, w.tongues[k].tree)
		}
	}
	return all
}

// HasLongTree says whether a sidebar is long.
func (w *World) HasLongTree() bool {
	return slices.ContainsFunc(w.tongues, func(t tongue) bool { return t.nav.IsLong() })
}

// spoken are the pages of a language.
func (w *World) spoken(t *tongue) []site.Page {
	if len(w.tongues) == 1 {
		return w.Pages
	}
	var all []site.Page
	for i := range w.Pages {
		if w.speaks(t, &w.Pages[i]) {
			all = append(all, w.Pages[i])
		}
	}
	return all
}

func (w *World) books(t *tongue) []site.Book {
	var all []site.Book
	for _, b := range w.Books {
		if w.Options.Languages.Of(b.Dir) == t.number {
			all = append(all, b)
		}
	}
	return all
}

// speaks says whether a page is in a language, and has a place in its lists: the
// page at the top of the site that does nothing but list the folders of languages
// has none.
func (w *World) speaks(t *tongue, p *site.Page) bool {
	return w.Options.Languages.Of(p.Dir) == t.number && !w.isPorch(p)
}

// isPorch says whether a page is that of the root, where all languages have folders
// and the root has no note that is its page.
func (w *World) isPorch(p *site.Page) bool {
	return len(w.tongues) > 1 && p.Kind == site.FolderPage && p.Dir == "" && w.tongues[0].folder != ""
}

// tongueOf is that of a page.
func (w *World) tongueOf(p *site.Page) *tongue { return &w.tongues[w.Options.Languages.Of(p.Dir)] }

// tongueAt is that of the page at an address, which may be one that biji makes.
func (w *World) tongueAt(address string) *tongue {
	if i, ok := w.atlas.Page(address); ok || len(w.tongues) == 1 {
		return w.tongueOf(&w.Pages[i])
	}
	for _, folder := range []string{site.TagsFolder + "/", site.SearchFolder + "/", listsFolder, linkedFolder} {
		rest, ok := strings.CutPrefix(address, folder)
		for k := range w.tongues {
			if t := &w.tongues[k]; ok && k > 0 && (strings.HasPrefix(rest, t.own) || strings.HasPrefix(rest, slug.Path(t.folder)+"/")) {
				return t
			}
		}
	}
	return &w.tongues[0]
}

// languageLinks lead from the page at an address to the same in the other
// languages, or to what is nearest to it.
func (w *World) languageLinks(here *tongue, address string) []render.LanguageLink {
	if len(w.tongues) == 1 {
		return nil
	}
	var all []render.LanguageLink
	for k := range w.tongues {
		to, same := w.counterpart(address, here, &w.tongues[k])
		l := render.LanguageLink{
			Tag: w.tongues[k].tag, Label: w.Options.Languages[k].Label, Href: site.Href(address, to, "", ""),
			Current: k == here.number, Same: same, Default: k == 0,
		}
		if w.Options.URL != "" {
			l.URL = w.Absolute(to)
		}
		all = append(all, l)
	}
	return all
}

// counterpart is the address of what the page at an address is in a language, and
// whether it says the same.
func (w *World) counterpart(address string, here, t *tongue) (to string, same bool) {
	if t == here {
		return address, true
	}
	if i, ok := w.atlas.Page(address); ok {
		k, same := w.twins.Nearest(i, t.number)
		return w.Pages[k].URL, same
	}
	switch own := func(t *tongue) []string {
		return []string{tagsAt(t), render.TermsAt(t.own), render.SearchAt(t.own), render.MapAt(t.own)}
	}; slices.Index(own(here), address) {
	case 0:
		if len(t.tags) > 0 {
			return tagsAt(t), true
		}
	case 3:
		if w.hasMap(t) {
			return render.MapAt(t.own), true
		}
	case 1:
		return render.TermsAt(t.own), true
	case 2:
		return render.SearchAt(t.own), true
	}
	return t.home, false
}

// first is what is in a language, by its folder or those of the others.
func (w *World) first(t *tongue) render.Scope {
	s := render.Scope{Without: []string{}}
	if t.number > 0 {
		s.Within = t.folder
		return s
	}
	for _, other := range w.tongues[1:] {
		s.Without = append(s.Without, other.folder)
	}
	return s
}

// Translations are page i and the same in other languages; nil if there is none, or
// the address of the site is not known.
func (w *World) Translations(i int) []render.LanguageLink {
	p := &w.Pages[i]
	return render.Alternates(w.languageLinks(w.tongueOf(p), p.URL))
}

// LeadsOn says whether page i is nothing but the way to another.
func (w *World) LeadsOn(i int) bool { return w.isPorch(&w.Pages[i]) }

// An Edition is the site in one language.
type Edition struct {
	Title, Description string // of the site
	Feed               string // address of its feed
	Home               string // and of its front page
	world              *World
	own                *tongue
}

// Editions are those of the site, the default first.
func (w *World) Editions() (all []Edition) {
	for k := range w.tongues {
		t := &w.tongues[k]
		all = append(all, Edition{t.shared.Title, t.shared.Description, FeedAt(t.own), t.home, w, t})
	}
	return all
}

// Has says whether a page is in the edition.
func (e Edition) Has(p *site.Page) bool { return e.world.speaks(e.own, p) }

// title is what the site is called in a language: as its front page there.
func (w *World) title(t *tongue) string {
	i, _ := w.atlas.Page(t.home)
	switch {
	case len(w.tongues) > 1 && w.Options.Languages[t.number].Title != "":
		return w.Options.Languages[t.number].Title
	case t.number == 0:
		return w.Options.Title
	}
	return w.Pages[i].Title
}

// description is what the site says of itself in a language.
func (w *World) description(t *tongue) string {
	if len(w.tongues) > 1 {
		return cmp.Or(w.Options.Languages[t.number].Description, w.Options.Description)
	}
	return w.Options.Description
}

// FeedAt is the address of the feed of a language, by what stands before the names
// of pages that biji makes for it.
func FeedAt(own string) string {
	if own == "" {
		return site.FeedFile
	}
	return site.FeedFileOf(strings.TrimSuffix(own, "/"))
}

// tagsAt is the address of the list of the tags of a language.
func tagsAt(t *tongue) string { return path.Join(site.TagsFolder, t.own, "index.html") }
