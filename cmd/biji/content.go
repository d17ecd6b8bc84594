package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/templates"
)

// A content is an open folder of notes with its settings.
type content struct {
	site.Options
	dir       string
	name      string // what its folder calls the site
	problems  []site.Problem
	notes     fs.FS
	git       gitignore.Rules // of the folders above
	templates fs.FS
	overrides fs.FS // nil if none
	roots     []*os.Root
}

const configName = "biji.toml"

// openContent opens the folder of notes and reads its settings, which stand in
// it or beside it. All reading goes through roots: a link out of the folder
// leads nowhere.
func openContent(dir string) (*content, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s to read notes from%s", dir, notesHere(dir))
	}
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name the folder that it is in", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("open notes: %w", err)
	}
	c := &content{dir: dir, notes: root.FS(), templates: templates.FS, roots: []*os.Root{root}}
	if err := c.readConfig(); err != nil {
		c.Close()
		return nil, err
	}
	if c.Options.Gitignore == site.On {
		if c.git, err = gitAbove(dir); err != nil {
			c.Close()
			return nil, err
		}
	}
	if c.Options.Templates != "" {
		folder := filepath.FromSlash(c.Options.Templates)
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(dir, folder)
		}
		over, err := os.OpenRoot(folder)
		if err != nil {
			c.Close()
			return nil, fmt.Errorf("open templates named in %s: %w", configName, err)
		}
		c.roots = append(c.roots, over)
		c.overrides = over.FS()
	}
	return c, nil
}

// notesHere is what to say to somebody who named no folder and stands in one
// with notes.
func notesHere(dir string) string {
	here, err := filepath.Glob("*.md")
	if dir != defaultContent || err != nil || len(here) == 0 {
		return ""
	}
	return `; for the notes here, name the folder: . (did you mean "biji build ."?)`
}

func (c *content) readConfig() error {
	abs, err := filepath.Abs(c.dir)
	if err != nil {
		return fmt.Errorf("find settings: %w", err)
	}
	c.Options, c.problems, err = load.Options(os.DirFS(filepath.Dir(abs)), filepath.Base(abs))
	c.name = nameFrom(abs)
	return err
}

// watched are the files and folders whose change means that the site has to be
// built again.
func (c *content) watched() []string {
	paths := []string{c.dir}
	if beside := filepath.Join(c.dir, "..", configName); exists(beside) {
		paths = append(paths, beside)
	}
	if c.Options.Gitignore == site.On {
		paths = append(paths, gitFilesAbove(c.dir)...)
	}
	if len(c.roots) > 1 {
		paths = append(paths, c.roots[1].Name())
	}
	return paths
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (c *content) Close() {
	for _, r := range c.roots {
		r.Close()
	}
}
