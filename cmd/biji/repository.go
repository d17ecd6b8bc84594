package main

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/load/worktree"
)

// A repository is what git says of a work tree.
type repository struct {
	top    string // of the work tree
	branch string // that is checked out; "main" if that cannot be said
	origin string // page on a forge: "https://github.com/user/notes"; "" if there is none
}

// repositoryOf is the repository that a folder is in. ok is false if it is in
// none.
func repositoryOf(dir string) (r repository, ok bool) {
	real, err := worktree.RealPath(dir)
	if err != nil {
		return r, false
	}
	r.branch = "main"
	if r.top, ok = worktree.Top(real); !ok {
		return r, false
	}
	own, common, err := worktree.Git(r.top)
	if err != nil || own == "" {
		return r, true
	}
	if head, err := worktree.ReadFile(own, "HEAD"); err == nil {
		if name, ok := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: refs/heads/"); ok {
			r.branch = name
		}
	}
	if config, err := worktree.ReadFile(common, "config"); err == nil {
		r.origin = forgePage(originOf(string(config)))
	}
	return r, true
}

var (
	gitSection = regexp.MustCompile(`^\s*\[(.*)\]\s*$`)
	gitURL     = regexp.MustCompile(`^\s*url\s*=\s*(\S+)\s*$`)
)

// originOf is the address of the remote "origin" in a config of git.
func originOf(config string) string {
	in := false
	for line := range strings.Lines(config) {
		if m := gitSection.FindStringSubmatch(line); m != nil {
			in = m[1] == `remote "origin"`
		} else if m := gitURL.FindStringSubmatch(line); in && m != nil {
			return m[1]
		}
	}
	return ""
}

var scpLike = regexp.MustCompile(`^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):([\w.~-][\w./~-]*)$`) // git@github.com:user/notes.git

// forgePage is the page on the web of a repository with the given address; ""
// if it has none that we know.
func forgePage(address string) string {
	host, path := "", ""
	if m := scpLike.FindStringSubmatch(address); m != nil {
		host, path = m[1], m[2]
	} else if u, err := url.Parse(address); err == nil && (u.Scheme == "https" || u.Scheme == "ssh" || u.Scheme == "git") {
		host, path = u.Hostname(), strings.TrimPrefix(u.Path, "/")
	}
	path = strings.TrimSuffix(strings.TrimSuffix(path, "/"), ".git")
	if host == "" || strings.Count(path, "/") == 0 {
		return ""
	}
	return "https://" + host + "/" + path
}

// edit is the page below which the files of a folder in the work tree can be
// edited; "" for a forge of which that is not known.
func (r repository) edit(folder string) string {
	way := ""
	switch {
	case strings.HasPrefix(r.origin, "https://github.com/"):
		way = "/edit/"
	case strings.HasPrefix(r.origin, "https://gitlab.com/"):
		way = "/-/edit/"
	default:
		return ""
	}
	return strings.TrimSuffix(r.origin+way+r.branch+"/"+folder, "/.")
}

// below is the slash-separated path of a folder in the work tree.
func (r repository) below(dir string) (string, error) {
	real, err := worktree.RealPath(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(r.top, real)
	return filepath.ToSlash(rel), err
}

// editPage is where the notes in a folder can be edited on the web; "" if that
// is not known.
func editPage(notes string) string {
	r, ok := repositoryOf(notes)
	if !ok {
		return ""
	}
	folder, err := r.below(notes)
	if err != nil {
		return ""
	}
	return r.edit(folder)
}
