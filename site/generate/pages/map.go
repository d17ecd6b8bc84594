package pages

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/render"
)

const (
	fewOnMap  = 12 // notes: of less there is no map
	mapDepth  = 2  // folders in folders that it tells apart
	fewNamed  = 3  // notes of a folder that are named, the most linked
	namedOf   = 24 // one more for so many
	mostNamed = 8
	mostTowns = 3 // other folders that are named to which the notes of one lead
)

// A mapFolder is a folder with those of its pages that are on the map.
type mapFolder struct {
	dir     string
	pages   []int
	folders []*mapFolder
}

// A cartographer draws the map of a language.
type cartographer struct {
	w       *World
	address string
	linked  map[int]int        // how many pages link to a page
	to      map[int][]int      // the pages to which a page links
	number  map[int]int        // of a page on the map, in the order in which they stand there
	of      map[int]*mapFolder // in which a page stands
}

// hasMap says whether there is a map of a language.
func (w *World) hasMap(t *tongue) bool {
	return w.Options.Map == site.On && w.atlas.NotesBelow(t.folder) >= fewOnMap
}

// HasMap says whether the site has one.
func (w *World) HasMap() bool {
	return slices.ContainsFunc(w.tongues, func(t tongue) bool { return w.hasMap(&t) })
}

// mapView is the map of the notes of a language.
func (w *World) mapView(t *tongue) *render.View {
	address := render.MapAt(t.own)
	c := cartographer{w: w, address: address, linked: map[int]int{}, to: map[int][]int{}, number: map[int]int{}, of: map[int]*mapFolder{}}
	v := w.view(render.Map, address, "")
	v.Features = site.FeatureSet{site.Mapped: true}
	v.Crumbs = []render.Link{w.home(address)}
	top := c.survey(t)
	c.connect()
	c.sort(top)
	c.count(top)
	v.Map = c.folders(top)
	v.Listed = len(c.of)
	return v
}

// survey puts the listed pages of a language into their folders.
func (c *cartographer) survey(t *tongue) *mapFolder {
	top := &mapFolder{dir: t.folder}
	folders := map[string]*mapFolder{t.folder: top}
	var at func(dir string) *mapFolder
	at = func(dir string) *mapFolder {
		if f := folders[dir]; f != nil {
			return f
		}
		up := at(site.Folder(dir))
		f := &mapFolder{dir: dir}
		up.folders = append(up.folders, f)
		folders[dir] = f
		return f
	}
	for i := range c.w.Pages {
		p := &c.w.Pages[i]
		if p.Note < 0 || p.Unlisted || p.Hidden || p.URL == t.home || !c.w.speaks(t, p) || c.w.isNotFound(p) {
			continue
		}
		f := at(shallow(p.Dir, t.folder))
		f.pages = append(f.pages, i)
		c.of[i] = f
	}
	return top
}

// shallow is a folder, or the one above it that a map still tells apart from others.
func shallow(dir, top string) string {
	rest := strings.TrimPrefix(strings.TrimPrefix(dir, top), "/")
	names := strings.Split(rest, "/")
	return path.Join(append([]string{top}, names[:min(len(names), mapDepth)]...)...)
}

// connect finds the links between the pages of the map.
func (c *cartographer) connect() {
	for to, back := range c.w.Graph.Backlinks {
		k, ok := c.w.atlas.Page(to)
		if !ok || c.of[k] == nil {
			continue
		}
		known := map[int]bool{k: true}
		for n := range back {
			if from, ok := c.w.atlas.Page(back[n].Page); ok && c.of[from] != nil && !known[from] {
				known[from] = true
				c.linked[k]++
				c.to[from] = append(c.to[from], k)
			}
		}
	}
	for from := range c.to {
		slices.Sort(c.to[from])
	}
}

// sort puts the pages to which the most others link first.
func (c *cartographer) sort(f *mapFolder) {
	slices.SortStableFunc(f.pages, func(a, b int) int { return cmp.Compare(c.linked[b], c.linked[a]) })
	for _, sub := range f.folders {
		c.sort(sub)
	}
}

// shown are the pages of a folder that are on the map: all, or of a very large site its
// share.
func (c *cartographer) shown(f *mapFolder) []int {
	n := len(f.pages)
	if all := len(c.of); all > budget.MapPages {
		n = max(1, n*budget.MapPages/all)
	}
	return f.pages[:min(n, len(f.pages))]
}

// count numbers the pages as they stand on the map.
func (c *cartographer) count(f *mapFolder) {
	for _, i := range c.shown(f) {
		c.number[i] = len(c.number)
	}
	for _, sub := range f.folders {
		c.count(sub)
	}
}

// folders are the folder top and those below it, as the page shows them.
func (c *cartographer) folders(top *mapFolder) *render.MapFolder {
	shown := c.shown(top)
	f := &render.MapFolder{Link: render.Link{Text: path.Base(top.dir)}, Count: c.below(top), More: len(top.pages) - len(shown), To: c.towns(top)}
	if k, ok := c.w.atlas.FolderPage(top.dir); ok {
		f.Link = render.Link{Text: c.w.label(&c.w.Pages[k]), Href: site.Href(c.address, c.w.Pages[k].URL, "", "")}
	}
	named := min(fewNamed+len(shown)/namedOf, mostNamed)
	for n, i := range shown {
		p := &c.w.Pages[i]
		note := render.MapNote{Link: render.Link{Text: c.w.label(p), Href: site.Href(c.address, p.URL, "", "")}, Size: size(c.linked[i]), To: c.numbers(c.to[i])}
		if n < named && c.linked[i] > 0 {
			f.Named = append(f.Named, note)
		} else {
			f.Dots = append(f.Dots, note)
		}
	}
	for _, sub := range top.folders {
		f.Folders = append(f.Folders, *c.folders(sub))
	}
	return f
}

// size is how large a dot is, from 0 to 3.
func size(linked int) int {
	switch {
	case linked >= 12:
		return 3
	case linked >= 5:
		return 2
	case linked >= 2:
		return 1
	}
	return 0
}

func (c *cartographer) below(f *mapFolder) int {
	n := len(f.pages)
	for _, sub := range f.folders {
		n += c.below(sub)
	}
	return n
}

// numbers are those of pages, with spaces between.
func (c *cartographer) numbers(pages []int) string {
	var all []string
	for _, i := range pages {
		if n, ok := c.number[i]; ok {
			all = append(all, strconv.Itoa(n))
		}
	}
	return strings.Join(all, " ")
}

// towns are the other folders to which the pages of a folder link most.
func (c *cartographer) towns(f *mapFolder) (all []render.Link) {
	counts := map[*mapFolder]int{}
	var order []*mapFolder
	for _, i := range f.pages {
		for _, k := range c.to[i] {
			if to := c.of[k]; to != f {
				if counts[to] == 0 {
					order = append(order, to)
				}
				counts[to]++
			}
		}
	}
	slices.SortStableFunc(order, func(a, b *mapFolder) int { return cmp.Compare(counts[b], counts[a]) })
	for _, to := range order[:min(mostTowns, len(order))] {
		if k, ok := c.w.atlas.FolderPage(to.dir); ok && to.dir != "" {
			all = append(all, render.Link{Text: c.w.label(&c.w.Pages[k]), Href: site.Href(c.address, c.w.Pages[k].URL, "", "")})
		}
	}
	return all
}
