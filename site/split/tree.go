package split

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// A folder of the content, with all that is in it in the order of the site.
type folder struct {
	path  string // below the content root, as on disk; "" is the root
	index int    // the note that is its page; -1 if there is none
	more  []int  // notes that would be, if index were not
	notes []int  // the others
	sub   []*folder
	list  bool     // its page is a list, though it has notes that could be it
	given float64  // weight that is said of it; 0 is none
	order []string // names of what is in it, in their order
	// listed says where a summary puts things: content path of a note or a
	// folder -> its place. It is shared with the folders below.
	listed map[string]int
}

// tree sorts notes into folders. A folder stands in it if it or one below it
// holds a note, and so does the root.
func tree(notes []site.Note, outlines []*site.Outline, folders map[string]site.FolderInfo) *folder {
	all := map[string]*folder{"": {index: -1}}
	for i := range notes {
		f := ensure(all, folderOf(notes[i].SitePath()))
		f.notes = append(f.notes, i)
	}
	for dir, f := range all {
		f.given, f.order, f.list = folders[dir].Weight, folders[dir].Order, folders[dir].List
	}
	root := all[""]
	root.settle(notes, outlines)
	return root
}

func ensure(all map[string]*folder, dir string) *folder {
	if f, ok := all[dir]; ok {
		return f
	}
	f := &folder{path: dir, index: -1}
	all[dir] = f
	up := ensure(all, site.Folder(dir))
	up.sub = append(up.sub, f)
	return f
}

// settle chooses the folder's page and puts what is in the folder in order:
// what the settings name in their order, what a summary lists in its order, then
// notes by weight and name, then folders by weight and name.
func (f *folder) settle(notes []site.Note, outlines []*site.Outline) {
	slices.SortFunc(f.notes, func(a, b int) int {
		return cmp.Or(
			slug.Natural(stem(notes[a].SitePath()), stem(notes[b].SitePath())),
			cmp.Compare(notes[a].Path, notes[b].Path),
		)
	})
	if summary := f.named(notes, isSummary); len(summary) > 0 {
		f.listed = listing(&notes[summary[0]], outlines[summary[0]])
	}
	f.chooseIndex(notes)
	f.handDown(notes)
	slices.SortStableFunc(f.notes, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(f.ordered(notes[a].SitePath()), f.ordered(notes[b].SitePath())),
			cmp.Compare(f.place(notes[a].Path), f.place(notes[b].Path)),
			cmp.Compare(weight(&notes[a]), weight(&notes[b])),
			f.newer(&notes[a], &notes[b]),
		)
	})
	for _, s := range f.sub {
		s.listed = f.listed
		s.settle(notes, outlines)
	}
	slices.SortFunc(f.sub, func(a, b *folder) int {
		return cmp.Or(
			cmp.Compare(f.ordered(a.path), f.ordered(b.path)),
			cmp.Compare(f.place(a.path), f.place(b.path)),
			cmp.Compare(a.weight(notes), b.weight(notes)),
			slug.Natural(a.path, b.path),
		)
	})
}

// chooseIndex takes the note that is the folder's page out of its notes. A
// table of contents (SUMMARY.md, as mdBook and GitBook have it) is a better
// front than a generated list, if there is no README, and so is the note that is
// called as the folder.
func (f *folder) chooseIndex(notes []site.Note) {
	if f.index >= 0 || f.list {
		return
	}
	candidates := f.fronts(notes)
	if len(candidates) == 0 {
		return
	}
	f.index, f.more = candidates[0], candidates[1:]
	if isChosen(&notes[f.index]) {
		f.more = nil // the author knows
	}
	f.notes = slices.DeleteFunc(f.notes, func(n int) bool { return n == f.index })
}

// fronts are the folder's notes that may be its page.
func (f *folder) fronts(notes []site.Note) []int {
	found := slices.Concat(f.named(notes, isIndex), f.named(notes, isReadme))
	slices.SortStableFunc(found, func(a, b int) int {
		switch {
		case isChosen(&notes[a]):
			return -1
		case isChosen(&notes[b]):
			return 1
		}
		return 0
	})
	if len(found) == 0 {
		found = f.named(notes, isSummary)
	}
	if same := f.named(notes, f.isCalled); len(found) == 0 && len(same) > 0 {
		found = same[:1]
	}
	return found
}

// isChosen says whether a note is the front page because it was said to be.
func isChosen(n *site.Note) bool { return n.As == "README.md" && n.Path != n.As }

// isCalled says whether name is the folder's own; the root has none.
func (f *folder) isCalled(name string) bool {
	return f.path != "" && slug.Fold(name) == slug.Fold(path.Base(f.path))
}

// handDown gives the folders in f that have no page of their own the note beside
// them that is called as they are.
func (f *folder) handDown(notes []site.Note) {
	for _, s := range f.sub {
		same := f.named(notes, s.isCalled)
		if len(same) == 0 || len(s.fronts(notes)) > 0 {
			continue
		}
		s.index = same[0]
		f.notes = slices.DeleteFunc(f.notes, func(n int) bool { return n == s.index })
	}
}

// isIndex knows Hugo's name for the page of a folder too.
func isIndex(name string) bool {
	return strings.EqualFold(name, "index") || strings.EqualFold(name, "_index")
}

func isReadme(name string) bool { return strings.EqualFold(name, "readme") }

// isSummary wants capitals, as mdBook and GitBook do: a note may well be
// called "Summary".
func isSummary(name string) bool { return name == "SUMMARY" }

// named are the folder's notes whose name, without extension, is of a kind.
func (f *folder) named(notes []site.Note, is func(name string) bool) []int {
	var found []int
	for _, n := range f.notes {
		if is(stem(notes[n].SitePath())) {
			found = append(found, n)
		}
	}
	return found
}

// place is where a summary lists p; what it does not list comes last.
func (f *folder) place(p string) int {
	if at, ok := f.listed[p]; ok {
		return at
	}
	return math.MaxInt
}

// ordered is where the settings of the folder name what is at p; what they do not
// name comes last.
func (f *folder) ordered(p string) int {
	for i, name := range f.order {
		if name == path.Base(p) || name == stem(p) {
			return i
		}
	}
	return len(f.order)
}

// listing reads a summary: each note it links to has the place of its first
// link, each folder that of the first note in it.
func listing(summary *site.Note, outline *site.Outline) map[string]int {
	places := map[string]int{}
	for i, l := range outline.Links {
		if l.Property != "" {
			break
		}
		dest, _, _ := strings.Cut(l.Dest, "#")
		p := path.Join(site.Folder(summary.Path), unescape(dest))
		for p != "." && p != "/" {
			if _, ok := places[p]; ok {
				break
			}
			places[p] = i
			p = path.Dir(p)
		}
	}
	return places
}

// newer sorts the posts of Jekyll and Hexo: the last comes first.
func (f *folder) newer(a, b *site.Note) int {
	if !f.holdsPosts() {
		return 0
	}
	return b.Meta.Date.Compare(a.Meta.Date)
}

func (f *folder) holdsPosts() bool { return path.Base(f.path) == "_posts" }

// weight sorts the light notes first, and those without a weight last.
func weight(n *site.Note) float64 {
	if n.Meta.Weight == 0 {
		return math.Inf(1)
	}
	return n.Meta.Weight
}

// weight of a folder is that of its page.
func (f *folder) weight(notes []site.Note) float64 {
	if f.given != 0 {
		return f.given
	}
	if f.index < 0 {
		return math.Inf(1)
	}
	return weight(&notes[f.index])
}

// folderOf is the folder of the site in which the page of a note stands: that of
// its file, or the last that is not too deep.
func folderOf(p string) string {
	dir := site.Folder(p)
	deep := 1
	for i := range len(dir) {
		if dir[i] != '/' {
			continue
		}
		if deep == budget.FolderDepth {
			return dir[:i]
		}
		deep++
	}
	return dir
}

// stem is the file name of p without its extension; a name that is nothing
// else stays.
func stem(p string) string {
	base := path.Base(p)
	return cmp.Or(strings.TrimSuffix(base, path.Ext(base)), base)
}
