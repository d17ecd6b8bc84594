package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/speech"
)

func indexCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "index",
		Short: "Work with the search index of a built site",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "unpack SITE DIR",
		Short: "Restore the bleve index of a built site, byte for byte",
		Long: `Unpack puts the pieces of the index in SITE together again. DIR, which must not
exist or be empty, then is the bleve index that the site was made with:
bleve.Open opens it.`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := emptyDir(args[1]); err != nil {
				return err
			}
			if err := pack.Unpack(os.DirFS(args[0]), args[1]); err != nil {
				return fmt.Errorf("unpack the index of %s: %w", args[0], err)
			}
			return nil
		},
	})
	return cmd
}

// emptyDir makes dir, or makes sure that nothing is in it.
func emptyDir(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return os.MkdirAll(dir, 0o755)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty", dir)
	}
	return nil
}

func searchCommand() *cobra.Command {
	var siteDir string
	var asJSON bool
	var size int
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Search a built site with the index it ships",
		Long: `Search answers from the index in the built site. All words must be found; "…" is
an exact phrase, -word excludes, OR and parentheses combine, title: tag: dir: and
code: restrict.`,
		Example: `  biji search 三次握手
  biji search '"keep-alive" -nginx' --site public`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if size < 0 {
				return usageError{fmt.Errorf("--size should be a number of results, not %d", size)}
			}
			index, done, err := openSite(siteDir)
			if err != nil {
				return err
			}
			defer done()
			results, err := index.Search(cmd.Context(), strings.Join(args, " "), search.SearchOptions{Size: size})
			if err != nil {
				return err
			}
			if asJSON {
				e := json.NewEncoder(cmd.OutOrStdout())
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(results)
			}
			return printResults(cmd.OutOrStdout(), results, speechOf(cmd))
		},
	}
	cmd.Flags().StringVar(&siteDir, "site", "public", "folder of the built site, or its zip")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the results as JSON")
	cmd.Flags().IntVarP(&size, "size", "n", 10, "how many results")
	return cmd
}

// openSite opens the index of a built site, or of the zip of one. done frees it.
func openSite(name string) (index *search.Index, done func(), err error) {
	files, closeFiles, err := siteFiles(name)
	if err != nil {
		return nil, nil, fmt.Errorf("read the index of %s: %w", name, err)
	}
	defer closeFiles()
	index, err = search.OpenSite(files)
	if err != nil {
		return nil, nil, fmt.Errorf("read the index of %s: %w", name, err)
	}
	return index, func() { index.Close() }, nil
}

// siteFiles are the files of a folder, or of a zip.
func siteFiles(name string) (fs.FS, func(), error) {
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, nil, err
		}
		return z, func() { z.Close() }, nil
	}
	if !exists(filepath.Join(name, "index.html")) {
		return nil, nil, errors.New("there is no site; make one with biji build, or name its folder with --site")
	}
	return os.DirFS(name), func() {}, nil
}

// printResults writes the hits for a person: where, how well, and why.
func printResults(w io.Writer, r *search.Results, in speech.Speech) error {
	fmt.Fprintf(w, "%s: %s\n", howRead(r.How, in), in.Say(count(r.Total, "section")))
	tier, lang := 0, "en"
	if in.IsChinese() {
		lang = "zh"
	}
	for i, h := range r.Hits {
		if h.Tier != tier {
			tier = h.Tier
			fmt.Fprintf(w, "\n%s\n", r.How.Tier(tier, lang))
		}
		fmt.Fprintf(w, "\n%d. %s%s\n   %s\n", i+1, strings.Join(append([]string{h.Title}, h.Trail...), " › "), worth(h), h.URL)
		for _, name := range h.Also {
			fmt.Fprintln(w, in.Sprintf("   also called: %s", marked(name)))
		}
		if h.Excerpt.Text != "" {
			fmt.Fprintf(w, "   %s\n", marked(h.Excerpt))
		}
	}
	return nil
}

// worth is the score of a hit that has all that was asked for.
func worth(h search.Hit) string {
	if h.Score < 0 {
		return ""
	}
	return fmt.Sprintf("  (%.2f)", h.Score)
}

// howRead says how the words of a search were read.
func howRead(h search.How, in speech.Speech) string {
	if h.String() == "" {
		return in.Sprintf("signs like these are not in the index")
	}
	if !in.IsChinese() {
		return h.String()
	}
	line := h.Line("zh")
	for _, c := range h.Corrected {
		line += in.Sprintf("; nothing has %s, showing %s", c.Typed, c.Taken)
	}
	if len(h.Dropped) > 0 {
		line += in.Sprintf("; left out: %s", in.List(h.Dropped))
	}
	return line
}

// marked is the excerpt on one line, with what was found in brackets: a plain
// terminal shows them, and so does a pipe.
func marked(e search.Excerpt) string {
	var b strings.Builder
	at := 0
	for _, m := range e.Marks {
		b.WriteString(e.Text[at:m.From])
		b.WriteString("[" + e.Text[m.From:m.To] + "]")
		at = m.To
	}
	b.WriteString(e.Text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}
