package pages

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/edition/twin"
	"github.com/biji-notes/biji/site/render"
)

// hasTwin says whether a page stands a second time in the site, as Markdown.
func (w *World) hasTwin(p *site.Page) bool { return w.Options.LLMs != site.LLMsOff && !w.isPorch(p) }

// HasWhole says whether the site has a file with all pages as Markdown. Longer than a
// program might still read there is none.
func (w *World) HasWhole() bool {
	chars := 0
	for i := range w.Texts {
		chars += w.Texts[i].Reading.Chars
	}
	return w.Options.LLMs == site.LLMsFull && chars <= budget.WholeChars && w.Graph.Files[site.LLMsFullFile] == "" // which is the author's own
}

// FolderTitle is what the page of a folder is called, or else its name.
func (w *World) FolderTitle(dir string) string {
	if i, ok := w.atlas.FolderPage(dir); ok {
		return w.Pages[i].Title
	}
	return path.Base(dir)
}

// IsListed says whether a page stands in the lists for programs.
func (w *World) IsListed(p *site.Page) bool {
	return w.hasTwin(p) && p.Note >= 0 && !p.Unlisted && !p.Hidden
}

// putTwin puts the Markdown of a page beside it, and is what stands of it in the file
// that holds all.
func (w *World) putTwin(v *render.View, put Put) (whole string, err error) {
	text, err := w.twinText(v, v.URL)
	if err != nil {
		return "", err
	}
	err = put(site.TwinOf(v.URL), []byte(text))
	switch {
	case err != nil || w.Options.LLMs != site.LLMsFull:
		return "", err
	case w.Options.URL != "": // then the links are the same everywhere
		return text, nil
	}
	return w.twinText(v, "")
}

// twinText is a page as Markdown. Its links are whole if the site has a URL, and
// otherwise lead from the address from.
func (w *World) twinText(v *render.View, from string) (string, error) {
	link := func(href string) string { return w.twinLink(v.URL, from, href) }
	body, err := twin.Fragment(string(v.Body), link)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# " + twin.Line(v.Title) + "\n")
	if body != "" {
		b.WriteString("\n" + body)
	}
	if len(v.Children) > 0 {
		b.WriteByte('\n')
	}
	for _, c := range v.Children {
		b.WriteString(twin.Item(c.Title, link(c.Href), c.Description))
	}
	return b.String(), nil
}

// twinLink is where a link of a page leads in Markdown that is read at from.
func (w *World) twinLink(page, from, href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return href
	}
	to := page
	if u.Path != "" {
		to = path.Join(path.Dir(page), u.Path)
	}
	if w.Options.URL == "" {
		return site.Href(from, to, u.RawQuery, u.Fragment)
	}
	rest := site.Href(to, to, u.RawQuery, u.Fragment)
	return w.Absolute(to) + rest[max(0, strings.IndexAny(rest+"#", "?#")):]
}

// twinAt is the page whose Markdown is at an address.
func (w *World) twinAt(address string) (page int, ok bool) {
	address, ok = site.PageOfTwin(address)
	if !ok {
		return 0, false
	}
	page, ok = w.atlas.Page(address)
	return page, ok && w.hasTwin(&w.Pages[page])
}

// Whole is the file that holds all pages that are listed, of what text gives for each.
func (w *World) Whole(text func(page int) (string, error)) ([]byte, error) {
	var b bytes.Buffer
	for i := range w.Pages {
		if !w.IsListed(&w.Pages[i]) {
			continue
		}
		t, err := text(i)
		if err != nil {
			return nil, err
		}
		title, rest, _ := strings.Cut(t, "\n")
		address := site.Href("", w.Pages[i].URL, "", "")
		if w.Options.URL != "" {
			address = w.Absolute(w.Pages[i].URL)
		}
		b.WriteString(title + "\n\n<" + address + ">\n" + rest + "\n")
	}
	return b.Bytes(), nil
}

// TwinFromTop is page i as Markdown whose links lead from the top of the site.
func (w *World) TwinFromTop(i int) (string, error) {
	v, _ := w.page(i)
	return w.twinText(v, "")
}
