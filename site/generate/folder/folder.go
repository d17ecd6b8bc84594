// Package folder opens folders of notes on disk for a build: with their settings,
// templates and what git ignores in them, as the program biji does.
package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/worktree"
)

const configName = "biji.toml"

// A Folder is an open folder of notes. All reading goes through its root: a link
// out of the folder leads nowhere.
type Folder struct {
	Input generate.Input // a build of the notes
	Root  *os.Root       // the folder

	dir   string
	theme *os.Root // the folder of templates; nil if the settings name none
}

// Open opens the folder dir. Its settings stand in it or beside it. An error means
// that the folder, its settings or its templates cannot be read, or that git
// ignores it.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open notes: %w", err)
	}
	f := &Folder{Input: generate.Input{Content: root.FS(), SystemFonts: true}, Root: root, dir: dir}
	if err := f.read(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (f *Folder) read() error {
	abs, err := filepath.Abs(f.dir)
	if err != nil {
		return fmt.Errorf("find settings: %w", err)
	}
	in := &f.Input
	in.Folder = nameFrom(abs)
	in.Options, in.Problems, err = load.Options(os.DirFS(filepath.Dir(abs)), filepath.Base(abs))
	if err != nil {
		return err
	}
	if in.Options.Gitignore == site.On {
		if in.Git, err = worktree.Rules(f.dir); err != nil {
			return err
		}
	}
	if in.Options.Dates == site.DatesOfGit {
		if in.Repository, err = repository(f.dir); err != nil {
			return err
		}
	}
	return f.openTheme()
}

func (f *Folder) openTheme() (err error) {
	theme := filepath.FromSlash(f.Input.Options.Templates)
	if theme == "" {
		return nil
	}
	if !filepath.IsAbs(theme) {
		theme = filepath.Join(f.dir, theme)
	}
	if f.theme, err = os.OpenRoot(theme); err != nil {
		return fmt.Errorf("open templates named in %s: %w", configName, err)
	}
	f.Input.Overrides = f.theme.FS()
	return nil
}

// Around are the files and folders outside the notes whose change means that the
// site has to be built again.
func (f *Folder) Around() []string {
	var paths []string
	if beside := filepath.Join(f.dir, "..", configName); exists(beside) {
		paths = append(paths, beside)
	}
	if f.Input.Options.Gitignore == site.On {
		paths = append(paths, worktree.Files(f.dir)...)
	}
	if f.theme != nil {
		paths = append(paths, f.theme.Name())
	}
	return paths
}

// Close closes the folder. A site in memory reads its pictures from there.
func (f *Folder) Close() error {
	err := f.Root.Close()
	if f.theme != nil {
		err = errors.Join(err, f.theme.Close())
	}
	return err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
