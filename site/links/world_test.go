package links_test

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/slug"
)

// readWorld makes an input of an archive: notes in a toy Markdown, and files.
func readWorld(t *testing.T, file string) (*txtar.Archive, links.Input) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	var w world
	w.Images = site.Images{Some: true}
	for _, f := range a.Files {
		switch {
		case f.Name == wanted:
		case strings.HasSuffix(f.Name, ".md"):
			w.note(f.Name, string(f.Data))
		default:
			w.Files = append(w.Files, site.File{Path: f.Name, Hidden: f.Name[0] == '.' || strings.Contains(f.Name, "/.")})
		}
	}
	return a, w.input()
}

// A world is an input that grows.
type world struct{ links.Input }

// note adds a note. Lines "title: x", "tags: a, b", "aliases: a, b" and
// "split" at its start are its front matter; every line after that is a block.
func (w *world) note(name, text string) {
	n := site.Note{Path: name, Line: 1}
	o := &site.Outline{}
	split, body := false, false
	at := site.Pos{File: name}
	for line := range strings.Lines(text) {
		at.Line++
		line = strings.TrimSuffix(line, "\n")
		key, value, ok := strings.Cut(line, ": ")
		switch {
		case body || line == "":
			body = body || line != ""
		case ok && key == "title":
			n.Meta.Title = value
			continue
		case ok && key == "tags":
			n.Meta.Tags = strings.Split(value, ", ")
			continue
		case ok && key == "aliases":
			n.Meta.Aliases = strings.Split(value, ", ")
			continue
		case line == "split":
			split = true
			continue
		default:
			body = true
		}
		if line != "" {
			block(o, line, at)
		}
	}
	w.Notes = append(w.Notes, n)
	w.Outlines = append(w.Outlines, o)
	w.pages(split)
}

var link = regexp.MustCompile(`(!?)\[\[([^\]|#]*)(?:#([^\]|]*))?(?:\|([^\]]*))?\]\]|(!?)\[([^\]]*)\]\(([^)]*)\)`)

func block(o *site.Outline, line string, at site.Pos) {
	if marks, text, ok := strings.Cut(line, " "); ok && strings.Trim(marks, "#") == "" {
		at.Col = 1
		o.Headings = append(o.Headings, site.Heading{Level: len(marks), ID: slug.ID(text), Text: text, Block: o.Blocks, Top: true, At: at})
	}
	if i := strings.LastIndex(line, " ^"); i >= 0 {
		o.Anchors = append(o.Anchors, site.Anchor{ID: line[i+1:], Block: o.Blocks})
	}
	for _, m := range link.FindAllStringSubmatchIndex(line, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return line[m[2*i]:m[2*i+1]]
		}
		at.Col = utf8.RuneCountInString(line[:m[0]]) + 1
		l := site.Link{Block: o.Blocks, At: at, Sentence: site.Sentence{Before: line[:m[0]], After: line[m[1]:]}}
		if strings.HasPrefix(strings.TrimPrefix(group(0), "!"), "[[") {
			l.Kind, l.Dest, l.Fragment, l.Text = site.WikiLink, group(2), group(3), cmp.Or(group(4), group(2))
			if group(1) != "" {
				l.Kind = site.WikiEmbed
			}
		} else {
			l.Kind, l.Dest, l.Text = site.MarkdownLink, group(7), group(6)
			if group(5) != "" {
				l.Kind = site.MarkdownImage
			}
		}
		o.Links = append(o.Links, l)
	}
	o.Blocks++
}

// pages adds the pages of the newest note: one, or with split one for each
// heading of level 1 and an overview.
func (w *world) pages(split bool) {
	i := len(w.Notes) - 1
	n, o := &w.Notes[i], w.Outlines[i]
	stem := strings.TrimSuffix(n.Path, ".md")
	p := site.Page{Note: i, Dir: strings.TrimPrefix(path.Dir(n.Path), "."), Title: cmp.Or(n.Meta.Title, path.Base(stem)), TitleBlock: -1, To: o.Blocks}
	p.URL = slug.Path(stem) + ".html"
	if path.Base(stem) == "README" {
		p.Index, p.URL = true, path.Join(slug.Path(p.Dir), "index.html")
	}
	all := []site.Page{p}
	for _, h := range o.Headings {
		last := &all[len(all)-1]
		if split && h.Level == 1 {
			part := site.Page{Kind: site.PartPage, Note: i, Dir: p.Dir, Title: h.Text, From: h.Block, To: o.Blocks, TitleBlock: h.Block, Overview: p.URL}
			part.URL = path.Join(slug.Path(stem), slug.Path(h.Text)) + ".html"
			all[0].Kind, last.To = site.OverviewPage, h.Block
			all = append(all, part)
		} else {
			last.Headings = append(last.Headings, h)
		}
	}
	w.Pages = append(w.Pages, all...)
}

// input is the world with a page for every folder that has none.
func (w *world) input() links.Input {
	have := map[string]bool{}
	for _, p := range w.Pages {
		if p.Index {
			have[p.Dir] = true
		}
	}
	for _, n := range w.Notes {
		for dir := path.Dir(n.Path); ; dir = path.Dir(dir) {
			dir := strings.TrimPrefix(dir, ".")
			if !have[dir] {
				have[dir] = true
				w.Pages = append(w.Pages, site.Page{Kind: site.FolderPage, Note: -1, Dir: dir, Index: true, Title: path.Base(dir), TitleBlock: -1, URL: path.Join(slug.Path(dir), "index.html")})
			}
			if dir == "" {
				break
			}
		}
	}
	w.Under = func(note int, id string) (from, to int, ok bool) { return under(w.Outlines[note], id) }
	return w.Input
}

func under(o *site.Outline, id string) (from, to int, ok bool) {
	for i, h := range o.Headings {
		if h.ID != id {
			continue
		}
		for _, next := range o.Headings[i+1:] {
			if next.Level <= h.Level {
				return h.Block, next.Block, true
			}
		}
		return h.Block, o.Blocks, true
	}
	for _, a := range o.Anchors {
		if a.ID == id {
			return a.Block, a.Block + 1, true
		}
	}
	return 0, 0, false
}

// describe is a graph and its problems as text.
func describe(in links.Input, g *site.Graph, problems []site.Problem) string {
	var b strings.Builder
	for n, ts := range g.Targets {
		for k, t := range ts {
			l := in.Outlines[n].Links[k]
			fmt.Fprintf(&b, "%s -> %s\n", l.At, target(l, t))
		}
	}
	for _, p := range in.Pages {
		for _, x := range g.Backlinks[p.URL] {
			fmt.Fprintf(&b, "%s#%s <- %s#%s %q: %s[%s]%s\n", p.URL, x.Fragment, x.Page, x.ID, x.Title, x.Sentence.Before, x.Text, x.Sentence.After)
		}
	}
	for _, t := range g.Tags {
		fmt.Fprintf(&b, "tag %s at %s: %s\n", t.Name, t.URL, strings.Join(t.Pages, " "))
	}
	for _, r := range g.Redirects {
		fmt.Fprintf(&b, "redirect %s -> %s\n", r.From, r.To)
	}
	for _, p := range site.SortProblems(problems) {
		fmt.Fprintf(&b, "%s: %s\n", p.Kind, p)
	}
	return b.String()
}

func target(l site.Link, t site.Target) string {
	s := [...]string{"broken", "page", "file", "external", "unsafe"}[t.Kind]
	if t.URL != "" {
		s += " " + t.URL
	}
	if t.Query != "" {
		s += "?" + t.Query
	}
	if t.Fragment != "" {
		s += "#" + t.Fragment
	}
	if t.Kind == site.ToFile {
		s += " = " + t.File
	}
	if t.Kind == site.ToPage && (l.Kind == site.WikiEmbed || l.Kind == site.MarkdownImage) {
		s += fmt.Sprintf(" blocks %d-%d of note %d", t.From, t.To, t.Note)
	}
	return s
}
