package render

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
)

// data is what a template sees: the fields of View, and those below.
type data struct {
	*View
	T   Words
	Nav template.HTML // the sidebar; "" if the page has none

	words map[string]Words // by language of the interface
	ui    func(lang string) string
	tree  bool // the sidebar is long

	layout string // of dates, that the words of the interface want; "" is the usual one
}

// Policy is the content security policy.
func (d *data) Policy() string { return policy(d.Sources) }

// UILang is the language of the interface if the page's text has another, to
// mark what is not in the text's language; otherwise "".
func (d *data) UILang() string {
	if d.Lang == "" || site.UI(d.Lang) == site.UI(d.T["lang"]) && primary(d.Lang) == primary(d.T["lang"]) {
		return ""
	}
	return d.T["lang"]
}

func primary(lang string) string {
	first, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return first
}

// PageTitle is what a browser's tab shows. The home page that shows the only note
// is called as the site.
func (d *data) PageTitle() string {
	title := d.PageHeading()
	if d.Welcome != nil && d.Welcome.Only {
		title = ""
	}
	if title == "" || title == d.Site.Title || d.Site.Title == "" {
		return cmp.Or(title, d.Site.Title)
	}
	return title + " · " + d.Site.Title
}

// PageHeading is the title of a page, also of one that biji itself names.
func (d *data) PageHeading() string {
	if d.Title == "" {
		switch d.Type {
		case Tags, Search, Terms, Map:
			return d.T[string(d.Type)]
		case NotFound:
			return d.T["lost"]
		}
	}
	return d.Title
}

// Asset is the link to the asset at address name in the site; "" stays "".
func (d *data) Asset(name string) string {
	if name == "" {
		return ""
	}
	return d.top() + site.Href("index.html", name, "", "")
}

// FromTop are spans whose links lead from the top of the site, as links of this
// page.
func (d *data) FromTop(spans []Span) []Span {
	all := slices.Clone(spans)
	for i := range all {
		if all[i].Href != "" && !all[i].External {
			all[i].Href = d.top() + all[i].Href
		}
	}
	return all
}

// Dir is the direction in which the page's text is written, if it is not from left
// to right: "rtl".
func (d *data) Dir() string { return site.Direction(d.Lang) }

// TextDir is the direction of the note's own text, if that is another than the page's.
func (d *data) TextDir() string {
	dir := cmp.Or(site.Direction(d.TextLang), "ltr")
	if d.TextLang == "" || dir == cmp.Or(d.Dir(), "ltr") {
		return ""
	}
	return dir
}

// Alternates are the addresses of the page in the languages in which it exists, if
// search engines can be told: there are several, and they are absolute.
func (d *data) Alternates() []LanguageLink {
	if d.Canonical == "" {
		return nil
	}
	return Alternates(d.Languages)
}

// Alternates are those of links to a page in several languages that say the same;
// nil if that is one alone, or their URLs are not known.
func Alternates(all []LanguageLink) []LanguageLink {
	same := slices.DeleteFunc(slices.Clone(all), func(l LanguageLink) bool { return !l.Same || l.URL == "" })
	if len(same) < 2 {
		return nil
	}
	return same
}

// OtherLanguage is the only other one; nil if there are more.
func (d *data) OtherLanguage() *LanguageLink {
	if len(d.Languages) != 2 {
		return nil
	}
	if d.Languages[0].Current {
		return &d.Languages[1]
	}
	return &d.Languages[0]
}

// First says, as JSON, what the search finds first: what is in the language of the
// page. Of a site in one language it is "".
func (d *data) First() (string, error) {
	if len(d.Site.First.Without) == 0 && d.Site.First.Within == "" {
		return "", nil
	}
	b, err := json.Marshal(d.Site.First)
	return string(b), err
}

// Lost is what the page of wrong addresses says in the other languages of the site.
func (d *data) Lost() (all []Lost) {
	for _, l := range d.Languages {
		if !l.Current && d.Type == NotFound {
			all = append(all, Lost{l, d.words[d.ui(l.Tag)]})
		}
	}
	return all
}

// Locale is the language as pages say it to other sites: "zh_CN".
func (l LanguageLink) Locale() string { return strings.ReplaceAll(l.Tag, "-", "_") }

// FeatureFiles are what the page loads for what it shows, before it is drawn; not what
// the drawing at its end looks like.
func (d *data) FeatureFiles() []FeatureFiles {
	var files []FeatureFiles
	for _, f := range d.Features.Sorted() {
		if f != site.Vicinities {
			files = append(files, d.Site.Features[f])
		}
	}
	return files
}

// VicinityStyle is what the drawing of the pages around the page loads where it stands.
func (d *data) VicinityStyle() string { return d.Site.Features[site.Vicinities].Style }

// top leads to the top of the site. The 404 page is shown at any depth, so it
// starts at the site's base; without one it can only guess that it stands at
// the top, and its text does not rely on that.
func (d *data) top() string {
	if d.Type == NotFound && d.Site.Base != "" {
		return d.Site.Base
	}
	return d.Root
}

// HomeHref leads to the front page.
func (d *data) HomeHref() string {
	switch {
	case d.Type != NotFound:
		return cmp.Or(d.Site.Home, d.Root+"index.html")
	case d.Site.Base != "":
		return d.Site.Base
	}
	return "./"
}

// TagsHref leads to the list of tags; "" if there is none, or no way to it.
func (d *data) TagsHref() string {
	if !d.Site.HasTags || d.Type == NotFound && d.Site.Base == "" {
		return ""
	}
	return d.top() + "tags/" + d.Site.Own + "index.html"
}

// TermsHref leads to the index of terms; "" if there is no way to it.
func (d *data) TermsHref() string { return d.searchHref(TermsAt(d.Site.Own)) }

// MapHref leads to the map; "" if there is none, or no way to it.
func (d *data) MapHref() string {
	if !d.Site.HasMap {
		return ""
	}
	return d.searchHref(MapAt(d.Site.Own))
}

// SearchHref leads to the page of results; "" if there is no way to it.
func (d *data) SearchHref() string { return d.searchHref(SearchAt(d.Site.Own)) }

func (d *data) searchHref(address string) string {
	if d.Type == NotFound && d.Site.Base == "" {
		return ""
	}
	return d.top() + address
}

// SearchRoot leads to the top of the site. It is never empty, so that what is
// put after it is a path whatever it looks like.
func (d *data) SearchRoot() string { return cmp.Or(d.top(), "./") }

// shownPlaces is how many places a term shows before it folds the rest.
const shownPlaces = 8

// Only says whether the term is to be found in one place, so that it is a
// link itself.
func (t Term) Only() bool { return len(t.Places) == 1 }

// Text is the whole term.
func (t Term) Text() string { return t.Before + t.Key + t.After }

// Place is the first place.
func (t Term) Place() TermPlace { return t.Places[0] }

// First is the places that are shown at once.
func (t Term) First() []TermPlace { return t.Places[:min(len(t.Places), shownPlaces)] }

// Rest is the places that are folded.
func (t Term) Rest() []TermPlace { return t.Places[min(len(t.Places), shownPlaces):] }

// ListCount is how many lines the list has, on all of its pages.
func (d *data) ListCount() int { return max(d.Listed, len(d.Children)) }

// Cards are the folders of the list.
func (d *data) Cards() []Child {
	return slices.DeleteFunc(slices.Clone(d.Children), func(c Child) bool { return !c.Folder })
}

// Lines are what else it has.
func (d *data) Lines() []Child {
	return slices.DeleteFunc(slices.Clone(d.Children), func(c Child) bool { return c.Folder })
}

// longList is how many lines of a folder are shown with what they are about;
// where there are more, titles alone are easier to look through.
const longList = 30

// Short says whether the lines are titles alone.
func (d *data) Short() bool { return d.Type != Tag && len(d.Children) > longList }

// LongTree is the script of the whole tree, if the sidebar is long.
func (d *data) LongTree() string {
	if !d.tree {
		return ""
	}
	return d.Asset(d.Site.Tree)
}

// TreeScript is the script that stands behind the sidebar, so that it is as the
// reader left it before anything is drawn.
func (d *data) TreeScript() string { return d.Asset(d.Site.Features[site.TreeShown].Script) }

// Folds are the files of a long sidebar.
func (d *data) Folds() (files FeatureFiles) {
	if d.LongTree() != "" {
		files = d.Site.Features[site.Folds]
	}
	return files
}

// IsHome says whether the page is the front page.
func (d *data) IsHome() bool { return d.Welcome != nil }

// shownLinked is how many backlinks a page shows before it folds the rest.
const shownLinked = 8

// FirstLinked is the backlinks that are shown at once.
func (d *data) FirstLinked() []Backlink { return d.Linked[:min(len(d.Linked), shownLinked)] }

// RestLinked is the backlinks that are folded.
func (d *data) RestLinked() []Backlink { return d.Linked[min(len(d.Linked), shownLinked):] }

// shownQuotes is how many sentences of one page are shown before the rest is folded.
const shownQuotes = 2

// FirstQuotes is the sentences that are shown at once.
func (b Backlink) FirstQuotes() []Quote { return b.Quotes[:min(len(b.Quotes), shownQuotes)] }

// RestQuotes is the sentences that are folded.
func (b Backlink) RestQuotes() []Quote { return b.Quotes[min(len(b.Quotes), shownQuotes):] }

// A Part is a line of an overview.
type Part struct {
	Child
	ID       string // of the part's own heading in the whole note; "" if it has none
	Headings []PartHeading
}

// A PartHeading is a heading of a part, as the overview lists it.
type PartHeading struct {
	Text, ID string
}

// Parts is the Children of an overview, with all their headings in one row.
func (d *data) Parts() []Part {
	parts := make([]Part, 0, len(d.Children))
	for _, c := range d.Children {
		p := Part{Child: c}
		below := c.Headings
		if len(below) > 0 && below[0].Text == c.Title {
			p.ID = below[0].ID
			below = append(below[0].Children[:len(below[0].Children):len(below[0].Children)], below[1:]...)
		}
		p.Headings = flat(nil, below)
		parts = append(parts, p)
	}
	return parts
}

func flat(to []PartHeading, entries []Entry) []PartHeading {
	for _, e := range entries {
		to = append(to, PartHeading{e.Text, e.ID})
		to = flat(to, e.Children)
	}
	return to
}

// Words are the words of the interface in one language.
type Words map[string]string

// Count is the text of key for n things: {n} stands for the number. A language
// that tells one from many has a second text under the key with "_one".
func (w Words) Count(key string, n int) (string, error) {
	text, ok := w[key]
	if !ok {
		return "", fmt.Errorf("no text %q", key)
	}
	if one, ok := w[key+"_one"]; ok && n == 1 {
		text = one
	}
	return strings.ReplaceAll(text, "{n}", grouped(n)), nil
}

// grouped is n with a comma at the thousands: 12,345.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// uiKey is where the words of a language that a site has added have its name.
const uiKey = "(language)"

// UI is the language of the interface, as Renderer.UI says it.
func (w Words) UI() string { return cmp.Or(w[uiKey], site.UI(w["lang"])) }

// Script is the words that the script says, as JSON.
func (w Words) Script() (string, error) {
	said := map[string]string{}
	for key, text := range w {
		if name, ok := strings.CutPrefix(key, "js_"); ok {
			said[name] = text
		}
	}
	b, err := json.Marshal(said)
	return string(b), err
}
