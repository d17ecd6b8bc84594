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

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/generate/folder"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/partial"
)

// A content is an open folder of notes with its settings.
type content struct {
	generate.Input
	source
	open *folder.Folder
}

const configName = "biji.toml"

// openContent opens the notes of a source.
func openContent(from source) (*content, error) {
	open, err := folder.Open(from.dir)
	var bad *load.SettingsError
	if errors.As(err, &bad) {
		where := placesFrom("", from.dir)
		for i := range bad.Problems {
			bad.Problems[i].At.File = where(&bad.Problems[i])
		}
	}
	if err != nil {
		return nil, err
	}
	c := &content{open.Input, from, open}
	if err := c.onlyNote(); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// openNamed opens the content that the arguments of a command name.
func openNamed(cmd *cobra.Command, args []string) (*content, error) {
	from, err := findSource(args)
	if err != nil {
		return nil, err
	}
	in, err := openContent(from)
	if err == nil {
		notesIn(cmd, in.Options.Lang)
	}
	if quiet, _ := cmd.Flags().GetBool("quiet"); from.said != "" && !quiet {
		fmt.Fprintln(cmd.ErrOrStderr(), speechOf(cmd).Say(from.said))
	}
	return in, err
}

// onlyNote leaves nothing of the content but the note that is meant.
func (c *content) onlyNote() error {
	if c.note == "" {
		return nil
	}
	text, err := fs.ReadFile(c.Content, c.note)
	if err != nil {
		return fmt.Errorf("open the note: %w", err)
	}
	c.Content, c.Front = partial.NewOneNote(c.Content, c.note, text, c.whole), c.note
	c.Folder = strings.TrimSuffix(path.Base(c.note), path.Ext(c.note))
	return nil
}

// watched are the files and folders whose change means that the site has to be
// built again.
func (c *content) watched() []string {
	paths := []string{c.dir}
	if one, ok := c.Content.(*partial.OneNote); ok {
		paths = nil
		for _, file := range one.Files() {
			paths = append(paths, filepath.Join(c.dir, filepath.FromSlash(file)))
		}
	}
	return append(paths, c.open.Around()...)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (c *content) Close() { c.open.Close() }
