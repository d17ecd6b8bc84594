package load

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// A glob is a pattern for paths, as in .gitignore but without exceptions:
//
//	*.tmp       files and folders of that name, anywhere
//	drafts/     folders of that name, anywhere, with all that is in them
//	/todo.md    that file at the top
//	a/*.md      from the top, because of the slash within
//	**/b, a/**  ** spans any number of folders
//
// '*', '?' and [a-z] match within a name. What is in a folder that matches
// matches too, because the folder is not entered.
type glob struct {
	parts   []string // of the path, or of the name if there is one and not rooted
	rooted  bool
	folders bool // matches folders only
}

func newGlob(pattern string) (glob, error) {
	p := strings.TrimPrefix(strings.TrimSpace(pattern), "./")
	g := glob{folders: strings.HasSuffix(p, "/")}
	p = strings.TrimSuffix(p, "/")
	g.rooted = strings.Contains(p, "/")
	g.parts = strings.Split(strings.TrimPrefix(p, "/"), "/")
	if n := len(g.parts); n > 1 && g.parts[n-1] == "**" {
		g.parts = append(g.parts, "*") // all that is in the folder, but not itself
	}
	if len(g.parts) > 64 {
		return glob{}, errors.New("a pattern has more than 64 parts")
	}
	for _, part := range g.parts {
		if _, err := path.Match(part, ""); err != nil || part == "" {
			return glob{}, fmt.Errorf("pattern %q cannot be read", short(pattern))
		}
	}
	return g, nil
}

// match says whether a path below the content root matches.
func (g glob) match(p string, folder bool) bool {
	if g.folders && !folder {
		return false
	}
	if !g.rooted {
		return g.parts[0] == "**" || matchName(g.parts[0], path.Base(p))
	}
	return matchParts(g.parts, strings.Split(p, "/"))
}

func matchName(pattern, name string) bool {
	ok, _ := path.Match(pattern, name) // newGlob has checked the pattern
	return ok
}

// matchParts matches names against parts of which some are "**". When a name
// does not fit, only the last "**" is made to span one name more: the ones
// before it need not change, so the time is at most the product of the
// lengths.
func matchParts(parts, names []string) bool {
	i, j := 0, 0
	star, from := -1, 0 // the last "**", and the name after those it spans
	for j < len(names) {
		switch {
		case i < len(parts) && parts[i] == "**":
			star, from = i, j
			i++
		case i < len(parts) && matchName(parts[i], names[j]):
			i++
			j++
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(parts) && parts[i] == "**" {
		i++
	}
	return i == len(parts)
}
