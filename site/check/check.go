package check

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/biji-notes/biji/site"
)

// Site reads every page below fsys and lists what is wrong: links that lead to
// no file of the site, or to no id of a page; ids that a page has twice; and
// what the rules for pages forbid, such as addresses that are not relative, or
// script and style inside a page. A problem is at a page's address.
func Site(fsys fs.FS) []site.Problem {
	c := &crawl{fsys: fsys, files: map[string]bool{}}
	if err := c.list(); err != nil {
		return []site.Problem{{Kind: site.BadFile, What: "cannot read the site: " + err.Error()}}
	}
	c.pages = make([]page, len(c.html))
	c.each(func(w *worker, i int) { w.read(i) })
	c.byName = make(map[string]*page, len(c.html))
	for i, name := range c.html {
		c.byName[name] = &c.pages[i]
	}
	var all []site.Problem
	for i := range c.pages {
		all = append(all, c.judge(i)...)
	}
	return site.SortProblems(all)
}

// A crawl is the state of reading one site.
type crawl struct {
	fsys   fs.FS
	files  map[string]bool // every file; folders too, as false
	html   []string        // names of the pages
	pages  []page          // by index into html
	byName map[string]*page
}

// A page is what one file of HTML holds.
type page struct {
	ids      map[string]bool // whether the id is there more than once
	names    map[string]bool // of <a name="…">
	refs     []*ref
	allows   map[string]bool // what its policy lets it run, and load from elsewhere
	problems []site.Problem
}

// list finds all files of the site.
func (c *crawl) list() error {
	return fs.WalkDir(c.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		c.files[name] = !d.IsDir()
		if !d.IsDir() && isHTML(name) {
			c.html = append(c.html, name)
		}
		return nil
	})
}

func isHTML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".html" || ext == ".htm"
}

// each lets several workers call do for every page.
func (c *crawl) each(do func(w *worker, i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(c.html)) {
		wg.Go(func() {
			w := &worker{crawl: c, known: map[string]map[string]*ref{}}
			for i := int(next.Add(1)) - 1; i < len(c.html); i = int(next.Add(1)) - 1 {
				do(w, i)
			}
		})
	}
	wg.Wait()
}

// judge is all that is wrong with page i, now that all ids are known.
func (c *crawl) judge(i int) []site.Problem {
	name, p := c.html[i], &c.pages[i]
	for id, twice := range p.ids {
		if twice {
			p.problem(site.DuplicateID, fmt.Sprintf("id %q is there more than once", id), "")
		}
	}
	seen := make(map[*ref]bool, len(p.refs))
	for _, r := range p.refs {
		if seen[r] {
			continue
		}
		seen[r] = true
		switch {
		case r.wrong != "" && !(name == site.NotFoundFile && r.anyDepth):
			p.problem(r.kind, r.wrong, r.hint)
		case r.file != "" && r.fragment != "" && !c.has(r.file, r.fragment):
			p.problem(site.BrokenAnchor, fmt.Sprintf("link %q: %s has no id %q", r.written, r.file, r.fragment), "")
		}
	}
	for k := range p.problems {
		p.problems[k].At.File = name
	}
	return slices.Clip(p.problems)
}

// has says whether a file has a place of this name. Only pages are looked into:
// what "#page=3" means in a PDF, or "#icon" in a picture, is not ours to judge.
func (c *crawl) has(file, fragment string) bool {
	p, ok := c.byName[file]
	if !ok {
		return true
	}
	_, id := p.ids[fragment]
	return id || p.names[fragment] || strings.EqualFold(fragment, "top")
}

func (p *page) problem(kind site.Kind, what, hint string) {
	p.problems = append(p.problems, site.Problem{Kind: kind, What: what, Hint: hint})
}
