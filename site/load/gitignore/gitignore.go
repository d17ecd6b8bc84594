// Package gitignore says which files git ignores, by the files .gitignore in
// the folders above them.
//
// It follows https://git-scm.com/docs/gitignore and git's own wildmatch.c, and
// a test compares it with git. The modules that can be had do not: go-git's
// matcher gives up at the first "**" that fits, does not know [!a] and
// [[:alpha:]], and takes bytes for characters; go-gitignore makes regular
// expressions of patterns, with other meanings.
package gitignore

import (
	"bytes"
	"fmt"
	"strings"
)

// Rules are the patterns of some files, the weakest first. They do not change:
// With makes new ones. The zero Rules ignore nothing.
type Rules struct {
	rules []rule
	below string // the folder that paths are in, seen from the top folder: "a/b/", or ""
	fold  bool   // A is a
}

// A rule is a line of a file .gitignore.
type rule struct {
	dir     string // of the file, seen from the top folder: "a/b/", or ""
	pattern string
	place   string // file and line, for messages
	negated bool   // what matches is not ignored
	folders bool   // only folders match
	named   bool   // the pattern is for names, not for paths
}

// maxPattern is how many bytes a pattern may have.
const maxPattern = 4096

// Fold makes rules that do not tell upper from lower case, as git does not
// where core.ignorecase is set.
func (r Rules) Fold() Rules {
	r.fold = true
	return r
}

// Below makes the same rules for paths in the folder dir, as seen from where
// they were before.
func (r Rules) Below(dir string) Rules {
	r.below += dir + "/"
	return r
}

// With adds the lines of a file, which is called name in messages and rules
// over the folder dir; dir is "" for the folder that paths are in. Of two
// lines that match, the one added later counts. An error means that a line
// cannot be used.
func (r Rules) With(dir, name string, text []byte) (Rules, error) {
	if dir != "" {
		dir += "/"
	}
	rules := r.rules[:len(r.rules):len(r.rules)]
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	for n, line := range strings.Split(string(text), "\n") {
		line = trimSpaces(strings.TrimSuffix(line, "\r"))
		if line == "" || line[0] == '#' {
			continue
		}
		if len(line) > maxPattern {
			return r, fmt.Errorf("%s:%d: a pattern is longer than %d bytes", name, n+1, maxPattern)
		}
		u := rule{dir: r.below + dir, place: fmt.Sprintf("%s:%d: %s", name, n+1, line)}
		line, u.negated = strings.CutPrefix(line, "!")
		line, u.folders = strings.CutSuffix(line, "/")
		u.named = !strings.Contains(line, "/")
		u.pattern = strings.TrimPrefix(line, "/")
		if r.fold {
			u.pattern = strings.ToLower(u.pattern)
		}
		rules = append(rules, u)
	}
	r.rules = rules
	return r, nil
}

// trimSpaces cuts spaces off the end that no backslash keeps.
func trimSpaces(line string) string {
	end := len(line)
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			end = min(end, i)
			continue
		case '\\':
			i++
		}
		end = len(line)
	}
	return line[:end]
}

// Ignored says whether a file or folder is ignored that is in no ignored
// folder, and by which line.
func (r Rules) Ignored(path string, folder bool) (by string, ignored bool) {
	path = r.below + path
	if r.fold {
		path = strings.ToLower(path)
	}
	for i := len(r.rules) - 1; i >= 0; i-- {
		if u := r.rules[i]; u.match(path, folder) {
			return u.place, !u.negated
		}
	}
	return "", false
}

func (u rule) match(path string, folder bool) bool {
	rest, ok := strings.CutPrefix(path, u.dir)
	switch {
	case !ok || u.folders && !folder || u.pattern == "":
		return false
	case u.named:
		return wildmatch(u.pattern, path[strings.LastIndexByte(path, '/')+1:], false)
	}
	// What stands before the first wildcard is compared on its own, and so
	// "**" is at a beginning in "ab**/c" too.
	wild := strings.IndexAny(u.pattern+"*", `*?[\`)
	rest, ok = strings.CutPrefix(rest, u.pattern[:wild])
	return ok && wildmatch(u.pattern[wild:], rest, true)
}
