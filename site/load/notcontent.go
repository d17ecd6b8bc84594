package load

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load/gitignore"
)

// draftName says whether a name is that of a draft, or of a folder of drafts.
func draftName(name string) bool {
	return len(name) >= len("_draft") && strings.EqualFold(name[:len("_draft")], "_draft")
}

// draftPath says whether a note is a draft by its name, or its folder's.
func draftPath(p string) bool {
	for name := range strings.SplitSeq(p, "/") {
		if draftName(name) {
			return true
		}
	}
	return false
}

// installed says whether a folder is one that package managers fill.
func installed(fsys fs.FS, dir string) bool {
	switch path.Base(dir) {
	case "node_modules", "bower_components", "jspm_packages", "__pycache__":
		return true
	case "vendor":
		return anyOf(fsys, path.Dir(dir), "composer.json", "go.mod", "Gemfile", "Cargo.toml", "Gopkg.toml")
	}
	return anyOf(fsys, dir, "pyvenv.cfg", "CACHEDIR.TAG") // https://bford.info/cachedir/
}

func anyOf(fsys fs.FS, dir string, names ...string) bool {
	for _, name := range names {
		if _, err := fs.Stat(fsys, path.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// enter prepares for what is in a folder: the rules of its file .gitignore,
// and the templates of a vault of Obsidian.
func (w *walker) enter(dir string) error {
	if dir != "." {
		w.rules[dir] = w.rules[path.Dir(dir)]
	}
	w.vault(dir)
	if w.gitignore == site.Off {
		return nil
	}
	name := path.Join(dir, ".gitignore")
	text, err := readFile(w.fsys, name, maxConfig)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNotFile):
		return nil
	case err != nil: // it may be to keep something back
		return fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	within := dir
	if dir == "." {
		within = ""
	}
	w.rules[dir], err = w.rules[dir].With(within, name, text)
	return err
}

// vault finds the folders of templates of the vault in dir, if it is one.
func (w *walker) vault(dir string) {
	for _, s := range []struct{ file, key string }{
		{".obsidian/templates.json", "folder"},
		{".obsidian/plugins/templater-obsidian/data.json", "templates_folder"},
	} {
		text, err := readFile(w.fsys, path.Join(dir, s.file), maxConfig)
		if err != nil {
			continue
		}
		var keys map[string]any
		if err := json.Unmarshal(text, &keys); err != nil {
			w.problem(path.Join(dir, s.file), "", "cannot be read, so it is not known which folder holds templates")
			continue
		}
		name, _ := keys[s.key].(string)
		if name = path.Clean(strings.Trim(name, "/ ")); name != "." && fs.ValidPath(name) {
			w.templates[path.Join(dir, name)] = true
		}
	}
}

// ignoredByGit says whether git ignores an entry of a folder that was entered,
// and keeps one of them for messages.
func (w *walker) ignoredByGit(p string, folder bool) bool {
	by, ignored := w.rules[path.Dir(p)].Ignored(p, folder)
	if ignored && (folder || isNote(p)) && w.byGit == "" {
		w.byGit = by
	}
	return ignored
}

// rulesBelow are the rules of git for the content root.
func rulesBelow(o site.Options, above gitignore.Rules) map[string]gitignore.Rules {
	if o.Gitignore == site.Off {
		above = gitignore.Rules{}
	}
	return map[string]gitignore.Rules{".": above}
}
