package load

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/logseq"
)

// A graph is one of Logseq, in the folder dir; "" is the content root.
type graph struct {
	dir string
	logseq.Config
}

// graph finds the graph in dir, if it is one.
func (w *walker) graph(dir string, inside listing) {
	if !inside["logseq"] {
		return
	}
	text, err := readFile(w.fsys, path.Join(dir, logseq.ConfigName), budget.ConfigBytes)
	if err != nil && !(inside["pages"] && inside["journals"]) {
		return
	}
	w.isVault, w.breaks = true, true
	w.graphs = append(w.graphs, graph{strings.TrimPrefix(dir, "."), logseq.ReadConfig(text)})
}

// graphOf is the graph that holds a path, and the path in it; nil if none does.
func (w *walker) graphOf(p string) (*graph, string) {
	for i := range w.graphs {
		g := &w.graphs[i]
		if g.dir == "" {
			return g, p
		}
		if inside, ok := strings.CutPrefix(p, g.dir+"/"); ok {
			return g, inside
		}
	}
	return nil, ""
}

// outOfGraph says whether a file or folder of a graph is Logseq's own, or one
// that the graph's settings hide.
func (w *walker) outOfGraph(p string) bool {
	g, inside := w.graphOf(p)
	if g == nil {
		return false
	}
	return slices.Contains([]string{"logseq", "draws", "whiteboards", "version-files"}, inside) || g.Hides(inside)
}

// programOf is the program that wrote a note.
func (w *walker) programOf(p string) site.Program {
	if g, _ := w.graphOf(p); g != nil {
		return site.Logseq
	}
	if w.siyuan {
		return site.SiYuan
	}
	return site.AnyProgram
}

// rename gives notes the paths that those of their files stand for, and journals
// their days.
func (w *walker) rename(notes []site.Note) {
	exports, exported := notionFolders(notes), 0
	w.notion = len(exports) > 0
	for i := range notes {
		n := &notes[i]
		if n.As = withoutIDs(n.Path, exports); n.As != "" {
			exported++
		}
		g, inside := w.graphOf(n.Path)
		if g == nil {
			continue
		}
		ext := path.Ext(inside)
		stem := strings.TrimSuffix(inside, ext)
		if page, ok := strings.CutPrefix(stem, g.Pages+"/"); ok {
			n.As = path.Join(g.dir, site.Folder(page), logseq.PageName(path.Base(page))) + ext
		}
		if name, ok := strings.CutPrefix(stem, g.Journals+"/"); ok {
			g.journal(n, name, ext)
		}
	}
	w.breaks = w.breaks || exported > 0 && 2*exported >= len(notes) // Notion wraps no lines
}

// journal names a note after the day that its file, without extension, is of.
func (g *graph) journal(n *site.Note, file, ext string) {
	day, ok := logseq.Day(file)
	if !ok {
		return
	}
	n.As = path.Join(g.dir, g.Journals, day.Format("2006-01-02")) + ext
	if n.Meta.Title == "" {
		n.Meta.Title = g.Title(day)
	}
	if n.Meta.Date.IsZero() {
		n.Meta.Date = day
	}
}

// page splits a page of Logseq into what it says of itself and its text.
func (r *report) page(text []byte) (m site.Meta, body []byte, line int) {
	all, size, lines := logseq.Properties(text)
	if len(all) == 0 {
		m.Draft = r.misplaced(text, 1, false) || r.buried(text, false)
		return m, text, 1
	}
	fields := make([]field, len(all))
	for i, p := range all {
		fields[i] = propertyField(p)
		r.public = r.public || strings.EqualFold(p.Key, "public") && strings.EqualFold(p.Value, "true")
	}
	m = r.meta(fields, propertyText(all))
	m.Draft = r.misplaced(text[size:], lines+1, false) || m.Draft
	return m, text[size:], lines + 1
}

// propertyField is a property as a field of front matter, which begins on the
// second line.
func propertyField(p logseq.Property) field {
	f := field{key: p.Key, line: p.Line, col: p.Col}
	f.value = value{kind: scalar, text: p.Value, bare: true, line: p.Line, col: p.Col}
	texts := p.Values()
	switch key := strings.ToLower(p.Key); {
	case p.Value == "":
		f.value.kind = null
	case key == "title":
		f.value.text = logseq.Plain(p.Value)
	case slices.Contains([]string{"alias", "aliases", "tags", "tag"}, key), len(texts) > 1 && strings.Contains(p.Value, "[["):
		f.value.kind = list
		for _, text := range texts {
			if key == "alias" || key == "aliases" {
				text = logseq.Plain(text)
			}
			f.value.list = append(f.value.list, value{kind: scalar, text: text, bare: true, line: p.Line, col: p.Col})
		}
	}
	return f
}

// propertyText is properties as YAML has them, to be searched for what keeps a
// note back.
func propertyText(all []logseq.Property) []byte {
	var text []byte
	for _, p := range all {
		text = fmt.Appendf(text, "%s: %s\n", p.Key, p.Value)
	}
	return text
}

// private makes drafts of the pages of each graph that are not public, if the
// graph chooses those that are, and says so.
func (w *walker) private(notes []site.Note, reports []report) []site.Problem {
	var problems []site.Problem
	for i := range w.graphs {
		g := &w.graphs[i]
		chosen, kept := g.Public == logseq.Chosen, 0
		for k := range notes {
			if of, _ := w.graphOf(notes[k].Path); of == g && g.Public == logseq.Unsaid {
				chosen = chosen || reports[k].public
			}
		}
		for k := range notes {
			if of, _ := w.graphOf(notes[k].Path); of == g && chosen && !reports[k].public {
				notes[k].Meta.Draft = true
				kept++
			}
		}
		if kept > 0 {
			problems = append(problems, site.Problem{
				At: site.Pos{File: path.Join(g.dir, logseq.ConfigName)}, Kind: site.KeptBack,
				What: fmt.Sprintf("of this graph only pages with public:: true are published, as by Logseq; %s not", plural(kept, "page is", "pages are")),
				Hint: "to publish all, write :publishing/all-pages-public? true",
			})
		}
	}
	return problems
}
