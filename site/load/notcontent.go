package load

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/gitignore"
)

const gitignoreName = ".gitignore"

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

// installed says whether a folder, by its name, what is in it and what is beside
// it, is one that package managers fill.
func installed(name string, inside, beside listing) bool {
	switch name {
	case "node_modules", "bower_components", "jspm_packages", "__pycache__":
		return true
	case "vendor":
		return beside.anyOf("composer.json", "go.mod", "Gemfile", "Cargo.toml", "Gopkg.toml")
	}
	return inside.anyOf("pyvenv.cfg", "CACHEDIR.TAG") // https://bford.info/cachedir/
}

func (l listing) anyOf(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return l[name] })
}

// enter prepares for what is in a folder: the rules of its file .gitignore,
// and the templates of a vault of Obsidian.
func (w *walker) enter(dir string, inside listing) error {
	w.folderInfo(dir, inside)
	if dir != "." {
		w.rules[dir] = w.rules[path.Dir(dir)]
	}
	if inside[".obsidian"] {
		w.vault(dir)
		w.isVault = true
		w.breaks = w.breaks || obsidianBreaks(w.fsys, dir)
	}
	w.isVault = w.isVault || inside[".foam"]
	w.graph(dir, inside)
	if w.gitignore == site.Off || !inside[gitignoreName] {
		return nil
	}
	name := path.Join(dir, gitignoreName)
	text, err := readFile(w.fsys, name, budget.ConfigBytes)
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

// obsidianBreaks says whether the vault in dir shows line breaks: its settings do
// not ask for strict ones.
func obsidianBreaks(fsys fs.FS, dir string) bool {
	text, err := readFile(fsys, path.Join(dir, ".obsidian/app.json"), budget.ConfigBytes)
	if err != nil {
		return false
	}
	var app struct {
		Strict bool `json:"strictLineBreaks"`
	}
	return json.Unmarshal(text, &app) == nil && !app.Strict
}

// vault finds the folders of templates of the vault in dir, if it is one.
func (w *walker) vault(dir string) {
	for _, s := range []struct{ file, key string }{
		{".obsidian/templates.json", "folder"},
		{".obsidian/plugins/templater-obsidian/data.json", "templates_folder"},
	} {
		text, err := readFile(w.fsys, path.Join(dir, s.file), budget.ConfigBytes)
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

// inTemplates says whether a file lies in a folder of templates. Only bases count
// there: notes show them.
func (w *walker) inTemplates(p string) bool {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if w.templates[dir] {
			return true
		}
	}
	return false
}

// ignoredByGit says whether git ignores an entry of a folder that was entered,
// and keeps one of them for messages.
func (w *walker) ignoredByGit(p string, folder bool) bool {
	by, ignored := w.rules[path.Dir(p)].Ignored(p, folder)
	if ignored && (folder || site.IsNoteFile(p)) && w.byGit == "" {
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
