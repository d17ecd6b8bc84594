package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/fetch"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/speech"
)

// A fetching says what is to be fetched.
type fetching struct {
	fetch.Options
	size, total int // MB
	drafts      bool
	json        bool
}

func fetchCommand() *cobra.Command {
	var how fetching
	cmd := &cobra.Command{
		Use:   "fetch [CONTENT]",
		Short: "Download the pictures on other hosts that notes show",
		Long: `Fetch downloads the pictures on other hosts that the notes in CONTENT (default
"content") show into CONTENT/` + site.FetchedDir + `. Builds take them from there: readers
then load nothing from other hosts, and a zip has all pictures. Keep the folder
with your notes.

This is the only command that opens connections. What is there already is not
downloaded again; an interrupted run goes on where it ended. Only pictures are
kept, by their bytes and not by their names; hosts of private networks are not
asked.

Exit codes: 0 fine, 1 some pictures could not be had, 2 nothing was fetched,
64 wrong usage.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openNamed(cmd, args)
			if err != nil {
				return err
			}
			defer in.Close()
			in.Options.Drafts = in.Options.Drafts || how.drafts
			return fetchPictures(cmd, in, how)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&how.Again, "again", false, "download what is there already, too")
	f.BoolVar(&how.Prune, "prune", false, "remove pictures that no note shows any more")
	f.BoolVar(&how.drafts, "drafts", false, "for drafts too")
	f.IntVar(&how.size, "max-size", 20, "largest picture, in MB")
	f.IntVar(&how.total, "max-total", 2000, "most that one run downloads, in MB")
	f.DurationVar(&how.Timeout, "timeout", time.Minute, "longest wait for one picture")
	f.BoolVar(&how.json, "json", false, "report as a JSON object")
	return cmd
}

// fetchPictures fetches what the notes of in show, and reports.
func fetchPictures(cmd *cobra.Command, in *content, how fetching) error {
	if how.size <= 0 || how.total <= 0 || how.Timeout <= 0 {
		return usageError{fmt.Errorf("--max-size, --max-total and --timeout must be more than 0")}
	}
	start := time.Now()
	bar := newBar(cmd.ErrOrStderr())
	defer bar.done()
	places, err := in.pictures(cmd.Context(), bar.progress)
	if err != nil {
		return err
	}
	o := how.Options
	o.MaxSize, o.MaxTotal, o.Agent = int64(how.size)<<20, int64(how.total)<<20, "biji/"+version()+" (pictures of notes)"
	o.Private = cmd.Context().Value(privateHosts{}) != nil
	o.Progress = func(done, total int) { bar.progress("fetch", done, total) }
	root, err := os.OpenRoot(in.dir)
	if err != nil {
		return fmt.Errorf("open notes: %w", err)
	}
	defer root.Close()
	var report fetch.Report
	if len(places) > 0 || how.Prune {
		report, err = fetch.Pictures(cmd.Context(), root, addresses(places), o)
		bar.done()
		if err != nil && report.Fetched > 0 {
			fmt.Fprintln(cmd.ErrOrStderr(), speechOf(cmd).Sprintf("%s fetched; the next run goes on from there", count(report.Fetched, "picture")))
		}
		if err != nil {
			return err
		}
	}
	out := fetched{
		Fetched: report.Fetched, Kept: report.Kept, Removed: report.Removed, Bytes: report.Bytes, Seconds: since(start),
		Folder: in.shown(site.FetchedDir), Failed: failures(in, report.Failed, places),
	}
	if err := out.tell(cmd, how.json); err != nil {
		return err
	}
	if len(out.Failed) > 0 {
		return errProblems
	}
	return nil
}

// privateHosts is the key of a context in which private addresses may be asked:
// those of tests.
type privateHosts struct{}

// pictures are the places of pictures on other hosts, by their addresses as
// site.Fetched has them.
func (c *content) pictures(ctx context.Context, progress func(generate.Stage, int, int)) (map[string][]site.Pos, error) {
	in := c.Input
	in.Progress = progress
	read, err := generate.Links(ctx, in)
	if err != nil {
		return nil, err
	}
	places := map[string][]site.Pos{}
	for i, o := range read.Outlines {
		for k, l := range o.Links {
			if address, ok := picture(l); ok && !beside(read.Graph.Targets[i][k]) {
				at := l.At
				at.File = read.Notes[i].Path
				places[address] = append(places[address], at)
			}
		}
	}
	return places, nil
}

// beside says whether a picture of the notes is shown in place of the one on the
// other host.
func beside(t site.Target) bool {
	return t.Kind == site.ToFile && path.Dir(t.File) != site.FetchedDir
}

// picture is the address of a picture on another host that l shows. What HTML
// embeds is a page, unless its name says otherwise.
func picture(l site.Link) (string, bool) {
	address, _, _ := strings.Cut(strings.TrimSpace(strings.Map(printing, l.Dest)), "#")
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", ""}, u.Scheme) {
		return "", false
	}
	switch l.Kind {
	case site.MarkdownImage, site.WikiEmbed:
		return address, site.IsPicture(address)
	case site.HTMLSource:
		return address, site.MediaOf(u.Path) == site.Picture
	}
	return "", false
}

// printing drops control characters, as whoever follows links does.
func printing(r rune) rune {
	if unicode.IsControl(r) {
		return -1
	}
	return r
}

func addresses(places map[string][]site.Pos) []string {
	all := make([]string, 0, len(places))
	for a := range places {
		all = append(all, a)
	}
	return all
}

// A fetched is what fetch has to say at its end. Its JSON form is for programs
// and only ever grows.
type fetched struct {
	Fetched int          `json:"fetched"`
	Kept    int          `json:"kept"`
	Removed int          `json:"removed"`
	Bytes   int64        `json:"bytes"`
	Seconds float64      `json:"seconds"`
	Folder  string       `json:"folder"`
	Failed  []notFetched `json:"failed"`
}

// A notFetched is a picture that could not be had.
type notFetched struct {
	URL    string   `json:"url"`
	Reason string   `json:"reason"`
	Places []string `json:"places"` // file:line:col
}

// failures puts the places to what failed, sorted by reason; the most frequent
// first.
func failures(in *content, failed []fetch.Failure, places map[string][]site.Pos) []notFetched {
	count := map[string]int{}
	all := []notFetched{}
	for _, f := range failed {
		count[f.Reason]++
		n := notFetched{URL: f.URL, Reason: f.Reason}
		for _, at := range places[f.URL] {
			at.File = in.shown(at.File)
			n.Places = append(n.Places, at.String())
		}
		all = append(all, n)
	}
	slices.SortStableFunc(all, func(a, b notFetched) int {
		return cmp.Or(cmp.Compare(count[b.Reason], count[a.Reason]), cmp.Compare(a.Reason, b.Reason))
	})
	return all
}

func (f *fetched) tell(cmd *cobra.Command, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(cmd.OutOrStdout())
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(f)
	}
	in := speechOf(cmd)
	if err := f.tellFailed(cmd.ErrOrStderr(), in); err != nil {
		return err
	}
	line := in.Sprintf("fetched %s (%s), %d there already", count(f.Fetched, "picture"), size(f.Bytes), f.Kept)
	if f.Removed > 0 {
		line += in.Sprintf(", %d removed", f.Removed)
	}
	if len(f.Failed) > 0 {
		line += in.Sprintf(", %d failed", len(f.Failed))
	}
	line += in.Sprintf(" in %.2f s → %s", f.Seconds, filepath.ToSlash(f.Folder))
	_, err := fmt.Fprintln(cmd.OutOrStdout(), line)
	return err
}

// tellFailed lists what failed below its reasons, with every place.
func (f *fetched) tellFailed(w io.Writer, in speech.Speech) error {
	for i, n := range f.Failed {
		if i == 0 || f.Failed[i-1].Reason != n.Reason {
			alike := 0
			for _, o := range f.Failed {
				if o.Reason == n.Reason {
					alike++
				}
			}
			if _, err := fmt.Fprintf(w, "%s: %s\n", site.Printable(in.Say(n.Reason)), in.Say(count(alike, "picture"))); err != nil {
				return err
			}
		}
		for _, at := range n.Places {
			if _, err := fmt.Fprintf(w, "  %s: %s\n", site.Printable(at), site.Printable(n.URL)); err != nil {
				return err
			}
		}
	}
	return nil
}
