package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// An ignored is a pattern of the setting "ignore", and whether anything was
// found that it names, or may be where nobody looks.
type ignored struct {
	glob
	site.Pattern
	met bool
}

func ignoring(patterns []site.Pattern) ([]ignored, error) {
	all := make([]ignored, len(patterns))
	for i, p := range patterns {
		g, err := newGlob(p.Glob)
		if err != nil {
			return nil, err
		}
		all[i] = ignored{g, p, !g.named()}
	}
	return all, nil
}

// ignored says whether a pattern matches a file or folder.
func (w *walker) ignored(p string, folder bool) (is bool) {
	for i := range w.ignore {
		g := &w.ignore[i]
		if g.match(p, folder) {
			is, g.met = true, true
		}
		g.met = g.met || folder && g.isAllOf(p) // which may be empty
	}
	return is
}

// unseen notes that nothing below a folder is looked at.
func (w *walker) unseen(folder string) {
	for i := range w.ignore {
		g := &w.ignore[i]
		g.met = g.met || g.below(folder)
	}
}

// idle reports the patterns that match nothing, for what they were to keep back
// may have another name.
func (w *walker) idle() {
	for _, g := range w.ignore {
		if g.met {
			continue
		}
		hint := ""
		if near := w.nearest(g.glob); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		w.problems = append(w.problems, site.Problem{
			At: g.At, Kind: site.NoMatch, Hint: hint,
			What: fmt.Sprintf("ignore: nothing matches %q, so it leaves nothing out", short(g.Glob)),
		})
	}
}

// nearest is the name in the paths of notes and files that is a letter or two
// away from the first name of a pattern, "" if there is none.
func (w *walker) nearest(g glob) string {
	names := map[string]bool{}
	add := func(p string) {
		first, rest, deep := strings.Cut(p, "/")
		names[first] = true
		for deep && !g.rooted {
			first, rest, deep = strings.Cut(rest, "/")
			names[first] = true
		}
	}
	for _, p := range w.notes {
		add(p)
	}
	for _, f := range w.files {
		add(f.Path)
	}
	delete(names, g.parts[0])
	return nearestOf(g.parts[0], slices.Sorted(maps.Keys(names)))
}

// named says whether the pattern begins with a name, so that there should be
// something of that name. "*.tmp" is to match what comes.
func (g glob) named() bool { return !strings.ContainsAny(g.parts[0], `*?[`) }

// below says whether the pattern may match something below a folder, and begins
// with that folder's name.
func (g glob) below(folder string) bool {
	if !g.rooted {
		return false
	}
	names := strings.Split(folder, "/")
	for n := 1; n < len(g.parts); n++ {
		if matchParts(g.parts[:n], names) {
			return true
		}
	}
	return false
}

// isAllOf says whether the pattern names all that is in a folder.
func (g glob) isAllOf(folder string) bool {
	n := len(g.parts)
	for n > 1 && strings.Trim(g.parts[n-1], "*") == "" {
		n--
	}
	return g.rooted && n < len(g.parts) && matchParts(g.parts[:n], strings.Split(folder, "/"))
}
