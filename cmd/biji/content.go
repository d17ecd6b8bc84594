package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/load/partial"
	"github.com/biji-notes/biji/templates"
)

// A content is an open folder of notes with its settings.
type content struct {
	site.Options
	source
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
func openContent(from source) (*content, error) {
	dir := from.dir
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open notes: %w", err)
	}
	c := &content{source: from, notes: root.FS(), templates: templates.FS, roots: []*os.Root{root}}
	if err := errors.Join(c.readConfig(), c.onlyNote()); err != nil {
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

// openNamed opens the content that the arguments of a command name.
func openNamed(cmd *cobra.Command, args []string) (*content, error) {
	from, err := findSource(args)
	if err != nil {
		return nil, err
	}
	if quiet, _ := cmd.Flags().GetBool("quiet"); from.said != "" && !quiet {
		fmt.Fprintln(cmd.ErrOrStderr(), from.said)
	}
	return openContent(from)
}

// onlyNote leaves nothing of the content but the note that is meant.
func (c *content) onlyNote() error {
	if c.note == "" {
		return nil
	}
	text, err := fs.ReadFile(c.notes, c.note)
	if err != nil {
		return fmt.Errorf("open the note: %w", err)
	}
	c.notes = partial.NewOneNote(c.notes, c.note, text, c.whole)
	c.name = strings.TrimSuffix(path.Base(c.note), path.Ext(c.note))
	return nil
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
	if one, ok := c.notes.(*partial.OneNote); ok {
		paths = nil
		for _, file := range one.Files() {
			paths = append(paths, filepath.Join(c.dir, filepath.FromSlash(file)))
		}
	}
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
