package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/templates"
)

// types lists every page type; html/<type>.html is its template.
var types = [...]PageType{Note, Overview, Folder, Tag, Tags, Linked, Search, Terms, Map, Redirect, NotFound}

// A Renderer writes pages. It is safe for concurrent use.
type Renderer struct {
	pages   map[PageType]*template.Template
	words   map[string]Words  // by interface language
	there   []string          // these languages
	layouts map[string]string // of dates, by interface language; "" is the usual one
	lang    string            // interface language of a View that names none
}

// New reads the templates, with the files of overrides (which may be nil) in
// place of those of the same name, and tries each of them on sample views: a
// template that asks for something no View has is an error here, with its
// file:line:col, and not in the middle of a build.
//
// lang is the site's language, BCP 47.
func New(templateFS, overrides fs.FS, lang string) (*Renderer, error) {
	files := templates.Overlay(templateFS, overrides)
	r := &Renderer{there: templates.Languages(files)}
	r.lang = r.UI(lang)
	var err error
	if r.words, err = readWords(files, r.there); err != nil {
		return nil, err
	}
	r.layouts = takeLayouts(r.words)
	if r.pages, err = parsePages(files); err != nil {
		return nil, err
	}
	if err := r.try(); err != nil {
		return nil, err
	}
	return r, nil
}

// UI is the language of the interface for pages of a language, BCP 47.
func (r *Renderer) UI(lang string) string { return templates.UI(lang, r.there) }

// Page writes the page of v. nav may be nil: a page without a sidebar. The 404
// page and redirects never have one.
func (r *Renderer) Page(w io.Writer, v *View, nav *Nav) error {
	_, err := io.WriteString(w, byteOrderMark)
	if err = errors.Join(err, r.execute(w, v, nav)); err != nil {
		return fmt.Errorf("render %s: %w", v.URL, err)
	}
	return nil
}

// sidebar is that of a page. The page of wrong addresses, which is shown at any of
// them, has one if it is known where the site lies on its host.
func sidebar(nav *Nav, v *View, words Words) template.HTML {
	if nav == nil || v.Type == Redirect || v.Type == NotFound && v.Site.Base == "" {
		return ""
	}
	made := nav.html(v.URL, words)
	if v.Type == NotFound {
		made = strings.ReplaceAll(made, ` href="`, ` href="`+html.EscapeString(v.Site.Base))
	}
	return template.HTML(made)
}

// A byte order mark at the beginning is what browsers trust most: some servers
// say of every page that it is GBK, against its own <meta charset>.
// https://encoding.spec.whatwg.org/#bom-sniff
const byteOrderMark = "\ufeff"

func (r *Renderer) execute(w io.Writer, v *View, nav *Nav) error {
	t := r.pages[v.Type]
	if t == nil {
		return fmt.Errorf("no template for pages of type %q", v.Type)
	}
	ui := v.UI
	if r.words[ui] == nil {
		ui = r.lang
	}
	words := r.words[ui]
	d := data{View: v, T: words, words: r.words, ui: r.UI, layout: r.layouts[ui]}
	d.Nav = sidebar(nav, v, words)
	if d.Nav != "" {
		d.tree = nav.IsLong()
	}
	return t.Execute(w, &d)
}

func readWords(files fs.FS, languages []string) (map[string]Words, error) {
	all := map[string]Words{}
	for _, lang := range languages {
		name := "text/" + lang + ".json"
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read words of the interface: %w", err)
		}
		w := Words{}
		if err := json.Unmarshal(b, &w); err != nil {
			return nil, fmt.Errorf("read words of the interface: %s: %w", name, err)
		}
		if !slices.Contains(site.UIs(), lang) {
			w["lang"], w[uiKey] = lang, lang
		}
		all[lang] = w
	}
	return all, nil
}

// parsePages makes a template of each page type: the shared files, and on top
// of them the type's own, which defines "main".
func parsePages(files fs.FS) (map[PageType]*template.Template, error) {
	shared := template.New("html/frame.html").Option("missingkey=error")
	if err := parseInto(shared, files, "html/frame.html"); err != nil {
		return nil, err
	}
	parts, err := fs.Glob(files, "html/parts/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range parts {
		if err := parseInto(shared.New(name), files, name); err != nil {
			return nil, err
		}
	}
	pages := map[PageType]*template.Template{}
	var errs []error
	for _, t := range types {
		set, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
		name := "html/" + string(t) + ".html"
		errs = append(errs, parseInto(set.New(name), files, name))
		if own := set.Lookup("frame"); own != nil {
			set = own // a whole page, not only what goes into the shared frame
		}
		pages[t] = set
	}
	return pages, errors.Join(errs...)
}

func parseInto(t *template.Template, files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read template: %w", err)
	}
	if _, err := t.Parse(string(text)); err != nil {
		return fmt.Errorf("parse template: %w", err)
	}
	for _, each := range t.Templates() {
		if each.Tree != nil {
			unindent(each.Tree.Root)
		}
	}
	return nil
}

// unindent takes the indentation and the empty lines of the source out of the
// pages. It works on the parsed template, so that errors still name the column
// in the file; a second time it changes nothing.
func unindent(n parse.Node) {
	switch n := n.(type) {
	case *parse.TextNode:
		n.Text = withoutIndent(n.Text)
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			unindent(child)
		}
		if len(n.Nodes) > 0 {
			trimNewline(n.Nodes[0], bytes.TrimPrefix)
		}
	case *parse.IfNode:
		unindentBranch(&n.BranchNode)
	case *parse.WithNode:
		unindentBranch(&n.BranchNode)
	case *parse.RangeNode:
		unindent(n.List)
		unindent(n.ElseList)
	}
}

func unindentBranch(n *parse.BranchNode) {
	for _, list := range []*parse.ListNode{n.List, n.ElseList} {
		unindent(list)
		if list != nil && len(list.Nodes) > 0 {
			trimNewline(list.Nodes[len(list.Nodes)-1], bytes.TrimSuffix)
		}
	}
}

func trimNewline(n parse.Node, trim func(text, newline []byte) []byte) {
	if text, ok := n.(*parse.TextNode); ok {
		text.Text = trim(text.Text, []byte("\n"))
	}
}

// withoutIndent leaves of every run of white space that holds a newline the
// newline.
func withoutIndent(text []byte) []byte {
	kept := make([]byte, 0, len(text))
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			break
		}
		kept = append(bytes.TrimRight(append(kept, text[:i]...), " \t\n"), '\n')
		text = bytes.TrimLeft(text[i:], " \t\n")
	}
	return append(kept, text...)
}

// try renders a full and an empty view of every type, in every language, and
// names each fault once.
func (r *Renderer) try() error {
	var errs []error
	seen := map[string]bool{}
	sampleNav := NewNav([]*Node{{Title: "a", URL: "a/b.html"}})
	for _, t := range types {
		for _, lang := range slices.Sorted(maps.Keys(r.words)) {
			for _, v := range []*View{{Type: t, UI: lang}, sample(t, lang)} {
				err := r.execute(io.Discard, v, sampleNav)
				if err != nil && !seen[err.Error()] {
					seen[err.Error()] = true
					errs = append(errs, fmt.Errorf("try html/%s.html: %w", t, err))
				}
			}
		}
	}
	return errors.Join(errs...)
}
