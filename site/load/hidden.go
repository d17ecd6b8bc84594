package load

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Programs keep what is theirs in these folders. In others that are hidden,
// editors put pictures: Typora in .assets, VuePress in .vuepress/public.
var neverContent = []string{
	".git", ".hg", ".svn", ".jj", ".obsidian", ".logseq", ".trash", ".biji", ".vscode", ".idea", ".github", ".gitlab", ".circleci", ".ci", ".husky",
	".venv", ".cache", ".npm", ".pnpm-store", ".yarn", ".next", ".nuxt", ".output", ".temp", ".tmp", ".docusaurus", ".svelte-kit", ".parcel-cache",
	".ssh", ".gnupg", ".aws", ".config", ".local", ".stfolder", ".stversions", ".sync", ".dropbox.cache", ".tox", ".pytest_cache", ".mypy_cache", ".ipynb_checkpoints",
}

// mayHoldPictures says of a hidden folder whether a note may name what is in it.
func mayHoldPictures(folder string) bool {
	name := strings.ToLower(path.Base(folder)) // many disks take .Git for .git
	return !slices.Contains(neverContent, name) && !strings.HasPrefix(name, ".trash")
}

// hiddenFile takes a file in a hidden folder, if it is one that pages show. Only
// a note that names it by its path publishes it.
func (w *walker) hiddenFile(p string, size int64) {
	if name := path.Base(p); name[0] != '.' && site.MediaOf(p) != site.Unknown && site.MediaOf(p) != site.Other {
		w.files = append(w.files, site.File{Path: p, Size: size, Hidden: true})
	}
}

// underHidden says whether a path is in a hidden folder.
func underHidden(p string) bool { return p[0] == '.' || strings.Contains(p, "/.") }

// fetched adds the copies of pictures on other hosts.
func (w *walker) fetched(fsys fs.FS) {
	index, err := readFile(fsys, site.FetchedIndex, budget.NoteBytes) // a line for each of maybe many thousands
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var all []site.Fetched
	if err == nil {
		all, err = site.ParseFetched(index)
	}
	if err != nil {
		w.problem(site.FetchedIndex, "mend it, or delete it and run biji fetch again", "cannot be read: "+err.Error())
	}
	for _, f := range all {
		p := path.Join(site.FetchedDir, f.File)
		if info, err := fs.Stat(fsys, p); err == nil && info.Mode().IsRegular() && realPath(fsys, p) == p {
			w.files = append(w.files, site.File{Path: p, Size: info.Size(), Hidden: true, Origin: f.URL})
		}
	}
}
