package load

import (
	"fmt"

	"github.com/biji-notes/biji/site"
)

// copied marks the files that are in the site whether a note uses them or not:
// those that others ask for by name, and those of the setting "copy".
func (w *walker) copied(patterns []site.Pattern) error {
	all, err := ignoring(patterns)
	if err != nil {
		return err
	}
	for i := range w.files {
		f := &w.files[i]
		f.Copied = site.RootFile(f.Path) != ""
		for k := range all {
			if all[k].holds(f.Path) && !f.Hidden {
				f.Copied, all[k].met = true, true
			}
		}
	}
	for i, g := range all {
		if !g.met {
			w.problems = append(w.problems, site.Problem{
				At: patterns[i].At, Kind: site.NoMatch, What: fmt.Sprintf("copy: no file matches %q", short(g.Glob)),
			})
		}
	}
	return nil
}

// holds says whether the pattern matches a file or a folder that it is in.
func (g *ignored) holds(file string) bool {
	for _, folder := range site.Folders(site.Folder(file)) {
		if g.match(folder, true) {
			return true
		}
	}
	return g.match(file, false)
}
