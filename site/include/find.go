package include

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A look is where a path is looked for.
type look int

const (
	beside       look = iota // from the folder of the file that it stands in
	fromRoot                 // from the content root, or a folder above the note that may be the root of its tool
	fromBase                 // likewise; its first folder may be that of the notes
	besideOrRoot             // from the folder of the file, or like fromRoot
	fromIncludes             // like fromRoot, in the folder _includes
	fromCode                 // like fromRoot, in the folder downloads/code
)

// A finder knows the files that can be put into notes.
type finder struct {
	notes  []site.Note
	files  map[string]found // by path
	folded map[string]found // by path, folded
	bases  map[string][]string
	hints  int // how many names were compared to find what was meant
}

// A found is a note or file.
type found struct {
	path  string
	note  int  // -1 for a file
	cased bool // found only without regard to case or Unicode form
}

func newFinder(in Input) *finder {
	f := &finder{notes: in.Notes, files: map[string]found{}, folded: map[string]found{}, bases: map[string][]string{}}
	for i := range in.Notes {
		if in.Notes[i].Board != nil {
			continue
		}
		f.add(found{path: in.Notes[i].Path, note: i})
	}
	for _, file := range in.Files {
		if !file.Hidden {
			f.add(found{path: file.Path, note: -1})
		}
	}
	return f
}

func (f *finder) add(x found) {
	f.files[x.path] = x
	if key := slug.Fold(x.path); f.folded[key].path == "" {
		f.folded[key] = x
	}
	base := slug.Fold(path.Base(x.path))
	f.bases[base] = append(f.bases[base], x.path)
}

// find is the file that a directive in the file from asks for.
func (f *finder) find(d directive, from string) (found, refusal) {
	name := strings.ReplaceAll(d.path, `\`, "/")
	if strings.Contains(name, "://") {
		return found{}, refusal{site.BrokenInclude, "asks for something on another host, and nothing is fetched", "save it beside the note"}
	}
	var ways []string
	for _, dir := range folders(d.look, from) {
		if p := path.Join(dir, name); fs.ValidPath(p) {
			ways = append(ways, p)
		}
	}
	if rest, ok := strings.CutPrefix(path.Clean(name), "docs/"); ok && d.look == fromBase {
		ways = append(ways, rest)
	}
	for _, p := range ways {
		if x, ok := f.files[p]; ok {
			return x, refusal{}
		}
	}
	for _, p := range ways {
		if x := f.folded[slug.Fold(p)]; x.path != "" {
			x.cased = true
			return x, refusal{}
		}
	}
	if same := f.bases[slug.Fold(path.Base(name))]; d.byName && len(same) == 1 {
		return f.files[same[0]], refusal{}
	}
	if len(ways) == 0 {
		return found{}, refusal{site.BrokenInclude, "leads out of the content folder", "build the folder that holds both"}
	}
	return found{}, refusal{site.BrokenInclude, "asks for a file that is not there, or is not published", f.meant(name, from, d.look)}
}

// folders are where a path is looked for, in this order.
func folders(l look, from string) []string {
	dir := site.Folder(from)
	roots := append([]string{""}, site.Folders(dir)...)
	switch l {
	case beside:
		return []string{dir}
	case besideOrRoot:
		return append([]string{dir}, roots...)
	case fromIncludes, fromCode:
		folder := map[look]string{fromIncludes: "_includes", fromCode: "downloads/code"}[l]
		for i := range roots {
			roots[i] = path.Join(roots[i], folder)
		}
	}
	return roots
}

// mostHints is how many names are compared to find what was meant.
const mostHints = 1_000_000

// meant is the hint for a path at which there is nothing.
func (f *finder) meant(name, from string, l look) string {
	base := path.Base(name)
	if same := f.bases[slug.Fold(base)]; len(same) > 0 {
		return didYouMean(written(same[0], from, l))
	}
	if f.hints += len(f.files); f.hints > mostHints {
		return ""
	}
	near, best := "", 3
	var e slug.Editor
	for _, paths := range f.bases {
		other := path.Base(paths[0])
		if len(other) > len(base)+2 || len(base) > len(other)+2 {
			continue
		}
		d := e.Distance([]rune(base), []rune(other), best+1)
		if d < best || d == best && near != "" && paths[0] < near {
			near, best = paths[0], d
		}
	}
	if near == "" || best*3 > len(base) {
		return ""
	}
	return didYouMean(written(near, from, l))
}

// written is how a file is named in a directive.
func written(p, from string, l look) string {
	if l != beside && l != besideOrRoot {
		return p
	}
	dir, up := site.Folder(from), ""
	for dir != "" && !strings.HasPrefix(p, dir+"/") {
		dir, up = site.Folder(dir), up+"../"
	}
	if dir != "" {
		p = p[len(dir)+1:]
	}
	return up + p
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", name)
}
