package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/templates"
)

func templatesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "List, export and compare the files that pages are made of",
		Long: `Templates deals with biji's own templates, style sheets, scripts and texts, which
files of the same name in the folder that the setting "templates" names replace.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list [CONTENT]", Short: "List all files, and which are replaced", Args: cobra.MaximumNArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return withOverrides(cmd, args, func(over fs.FS) error { return listTemplates(cmd.OutOrStdout(), over) })
			},
		},
		&cobra.Command{
			Use: "export DIR [FILE…]", Short: "Write the files, or some of them, into a folder",
			Long: `Export writes biji's own files into DIR, to be changed there: all of them, or those
named. A file that is there already is left alone.`,
			Example: `  biji templates export theme style/tokens.css html/parts/footer.html`,
			Args:    cobra.MinimumNArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return exportTemplates(cmd.OutOrStdout(), args[0], args[1:])
			},
		},
		&cobra.Command{
			Use: "diff [CONTENT]", Short: "Show what the files that replace biji's change", Args: cobra.MaximumNArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return withOverrides(cmd, args, func(over fs.FS) error { return diffTemplates(cmd.OutOrStdout(), over) })
			},
		},
	)
	return cmd
}

// withOverrides passes on the folder of templates that the settings of the content
// name; nil if they name none, or there is no content here.
func withOverrides(cmd *cobra.Command, args []string, do func(over fs.FS) error) error {
	if len(args) == 0 {
		if _, err := os.Stat("content"); errors.Is(err, fs.ErrNotExist) {
			if _, err := os.Stat(configName); errors.Is(err, fs.ErrNotExist) {
				return do(nil)
			}
			args = []string{"."}
		}
	}
	c, err := openNamed(cmd, args)
	if err != nil {
		return err
	}
	defer c.Close()
	return do(c.Overrides)
}

func listTemplates(w io.Writer, over fs.FS) error {
	for _, name := range templates.Names() {
		mark := " "
		if over != nil {
			if _, err := fs.Stat(over, name); err == nil {
				mark = "*"
			}
		}
		if _, err := fmt.Fprintf(w, "%s %s\n", mark, name); err != nil {
			return err
		}
	}
	return nil
}

func exportTemplates(w io.Writer, dir string, names []string) error {
	all := templates.Names()
	if len(names) == 0 {
		names = all
	}
	for i, name := range names {
		names[i] = filepath.ToSlash(filepath.Clean(name))
		if !slices.Contains(all, names[i]) {
			return usageError{fmt.Errorf("biji has no file %s; \"biji templates list\" shows all", site.Printable(name))}
		}
	}
	for _, name := range names {
		if err := exportTemplate(w, filepath.Join(dir, filepath.FromSlash(name)), name); err != nil {
			return err
		}
	}
	return nil
}

func exportTemplate(w io.Writer, to, name string) error {
	data, err := fs.ReadFile(templates.FS, name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return fmt.Errorf("write templates: %w", err)
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		_, err = fmt.Fprintln(w, say("left alone %s", to))
		return err
	}
	if err != nil {
		return fmt.Errorf("write templates: %w", err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write templates: %w", err)
	}
	_, err = fmt.Fprintln(w, say("wrote %s", to))
	return err
}

func diffTemplates(w io.Writer, over fs.FS) error {
	if over == nil {
		_, err := fmt.Fprintln(w, say("no folder of templates is set"))
		return err
	}
	for _, name := range templates.Names() {
		theirs, err := fs.ReadFile(over, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		mine, mineErr := fs.ReadFile(templates.FS, name)
		if err := errors.Join(err, mineErr); err != nil {
			return fmt.Errorf("compare %s: %w", name, err)
		}
		if _, err := w.Write(diff.Diff("biji/"+name, mine, name, theirs)); err != nil {
			return err
		}
	}
	strays, err := templates.Strays(over)
	for _, s := range strays {
		hint := ""
		if s.Near != "" {
			hint = fmt.Sprintf(" (did you mean %q?)", s.Near)
		}
		fmt.Fprintf(w, "%s: %s%s\n", s.File, s.What, hint)
	}
	return err
}
