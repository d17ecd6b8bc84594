package load

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// Symbolic links would show under a name of their own what is kept back: drafts,
// what git ignores, the settings of git with the password in them. So a link is
// kept only if what it leads to is content too.
func (c *Content) settleLinks(links []string, fsys fs.FS) {
	if len(links) == 0 {
		return
	}
	content := make(map[string]bool, len(c.Notes)+len(c.Files))
	for _, n := range c.Notes {
		content[n.Path] = true
	}
	for _, f := range c.Files {
		content[f.Path] = true
	}
	gone := map[string]bool{}
	for _, p := range links {
		if target := realPath(fsys, p); content[p] && (target == p || !content[target]) {
			gone[p] = true
		}
	}
	c.Notes = slices.DeleteFunc(c.Notes, func(n site.Note) bool { return gone[n.Path] })
	c.Files = slices.DeleteFunc(c.Files, func(f site.File) bool { return gone[f.Path] })
	for p := range gone {
		target, _ := fs.ReadLink(fsys, p)
		c.Problems = append(c.Problems, site.Problem{
			At: site.Pos{File: p}, Kind: site.BadFile, Hint: "put a copy here",
			What: "is a symbolic link to " + target + ", which is not published",
		})
	}
}

// mostLinks is how many links realPath follows.
const mostLinks = 64

// realPath is the path of what p leads to, without symbolic links; "" if that is
// outside the root.
func realPath(fsys fs.FS, p string) string {
	at, rest := ".", strings.Split(p, "/")
	for followed := 0; len(rest) > 0; {
		name := rest[0]
		rest = rest[1:]
		switch name {
		case "", ".":
			continue
		case "..":
			if at == "." {
				return ""
			}
			at = path.Dir(at)
			continue
		}
		next := path.Join(at, name)
		target, err := fs.ReadLink(fsys, next)
		if err != nil { // no link
			at = next
			continue
		}
		target = strings.ReplaceAll(target, `\`, "/")
		if followed++; followed > mostLinks || path.IsAbs(target) {
			return ""
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	return at
}
