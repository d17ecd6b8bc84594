package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/width"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/quality"
	"github.com/biji-notes/biji/site/speech"
)

const evalLong = `Eval asks the index in the built site every query of the file QUERIES (YAML or
JSON) and counts how often the right page is first (hit@1) or among the first
five results (hit@5), how often the right section is first (section@1), and how
often nothing is found. Then it lists the queries whose answer is not as
expected. The file is a list of

  {q: 三次握手, kind: zh, expect: [握手, ^tcp], section: ^三次握手$}

where expect and section are regular expressions: one of expect has to match the
title or the address of the page, section the heading. kind and section may be
left out. The file may instead have the list under "queries", goals under "min",
and limits for the cost of the median query under "max":

  min: {hit1: 0.95, hit5: 1, section1: 0.85, found: 1}
  max: {bytes: 80000, steps: 4, warm: 20000}

--cost prints what each query costs a reader. The engine of the search box runs
here over the files of the site, and all files are counted that it fetches until
it has the results that the box shows, with excerpts. cold is a reader who has
only just come: the scripts of the search box and the start of the index count
as well, and are fetched side by side. warm is one who has asked all queries
above. KB are 1,000 bytes after gzip of level 6, without headers; steps are
round trips that wait for each other. The limits are on the cold median, bytes
and steps, and on the bytes of the warm median.

Exit codes: 0 all goals are reached, 1 one is not or the file has problems,
2 not evaluated, 64 wrong usage.`

func evalCommand() *cobra.Command {
	var siteDir string
	var asJSON, withCost bool
	var flags site.QuerySet // its goals and limits
	cmd := &cobra.Command{
		Use:   "eval QUERIES",
		Short: "Try the search of a built site with queries whose answers are known",
		Long:  evalLong,
		Example: `  biji eval content/queries.yaml
  biji eval queries.json --site public --min-hit1 0.9
  biji eval queries.json --cost --max-steps 4`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, problems, err := readQueries(args[0])
			if err != nil {
				return err
			}
			replaceGoals(&set, flags, cmd.Flags().Changed)
			e, err := evaluate(cmd.Context(), set, siteDir, withCost)
			if err != nil {
				return err
			}
			e.Problems = append(e.Problems, problems...)
			if err := e.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), asJSON, speechOf(cmd)); err != nil {
				return err
			}
			if len(e.Below) > 0 || len(e.Problems) > 0 {
				return errProblems
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&siteDir, "site", "public", "folder of the built site")
	f.BoolVar(&asJSON, "json", false, "print everything as JSON")
	f.BoolVar(&withCost, "cost", false, "print what each query costs a reader")
	f.Float64Var(&flags.Min.Hit1, "min-hit1", 0, "share of queries whose page has to be first, from 0 to 1; in place of the file's")
	f.Float64Var(&flags.Min.Hit5, "min-hit5", 0, "share of queries whose page has to be among the first five")
	f.Float64Var(&flags.Min.Section1, "min-section1", 0, "share of queries whose section has to be first")
	f.Float64Var(&flags.Min.Found, "min-found", 0, "share of queries that have to find anything")
	f.IntVar(&flags.Max.Bytes, "max-bytes", 0, "what the median query may cost a reader who has only just come; in place of the file's")
	f.IntVar(&flags.Max.Steps, "max-steps", 0, "round trips that it may take")
	f.IntVar(&flags.Max.Warm, "max-warm", 0, "bytes that it may cost a reader who has asked before")
	return cmd
}

// replaceGoals puts goals and limits from flags in place of those of the file.
func replaceGoals(set *site.QuerySet, flags site.QuerySet, given func(flag string) bool) {
	replace(&set.Min.Hit1, flags.Min.Hit1, given("min-hit1"))
	replace(&set.Min.Hit5, flags.Min.Hit5, given("min-hit5"))
	replace(&set.Min.Section1, flags.Min.Section1, given("min-section1"))
	replace(&set.Min.Found, flags.Min.Found, given("min-found"))
	replace(&set.Max.Bytes, flags.Max.Bytes, given("max-bytes"))
	replace(&set.Max.Steps, flags.Max.Steps, given("max-steps"))
	replace(&set.Max.Warm, flags.Max.Warm, given("max-warm"))
}

func replace[T any](to *T, by T, given bool) {
	if given {
		*to = by
	}
}

// An evaluation is what eval has to say. Its JSON form is for programs and
// only ever grows.
type evaluation struct {
	*quality.Report
	Code     *weight        `json:"code,omitempty"`  // the scripts that each cold query fetches
	Start    *weight        `json:"start,omitempty"` // the start of the index, which each fetches too
	Index    *weight        `json:"index,omitempty"` // the whole of it
	Below    []string       `json:"below"`           // the goals that are not reached, and limits that are not kept
	Problems []site.Problem `json:"problems"`
	each     bool           // the cost of each query is to be printed
}

// readQueries reads a file of queries. Without any it is an error; the
// problems are of those that make no sense.
func readQueries(file string) (site.QuerySet, []site.Problem, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return site.QuerySet{}, nil, fmt.Errorf("read queries: %w", err)
	}
	set, problems := load.Queries(filepath.ToSlash(file), data)
	if len(set.Queries) == 0 {
		var why error
		for _, p := range problems {
			why = errors.Join(why, errors.New(p.String()))
		}
		return set, nil, errors.Join(fmt.Errorf("there are no queries in %s", file), why)
	}
	return set, problems, nil
}

// evaluate asks the site in dir. Costs are measured if they are to be shown or
// are limited.
func evaluate(ctx context.Context, set site.QuerySet, dir string, withCost bool) (*evaluation, error) {
	index, done, err := openSite(dir)
	if err != nil {
		return nil, err
	}
	defer done()
	e := &evaluation{each: withCost}
	var measure quality.Cost
	if withCost || set.Max != (site.Limits{}) {
		if measure, err = e.meter(dir); err != nil {
			return nil, err
		}
	}
	if e.Report, err = quality.Run(ctx, set.Queries, asAnswers(index), measure); err != nil {
		return nil, err
	}
	e.Below = append(e.Report.Below(set.Min), e.Report.Above(set.Max)...)
	return e, nil
}

func asAnswers(index *search.Index) quality.Search {
	return func(ctx context.Context, text string, size int) ([]quality.Answer, error) {
		r, err := index.Search(ctx, text, search.SearchOptions{Size: size})
		if err != nil {
			return nil, err
		}
		answers := make([]quality.Answer, len(r.Hits))
		for i, h := range r.Hits {
			answers[i] = quality.Answer{Page: h.Page, Title: h.Title, Heading: h.Title}
			if h.ID != "" && len(h.Trail) > 0 {
				answers[i].Heading = h.Trail[len(h.Trail)-1]
			}
		}
		return answers, nil
	}
}

// print writes tables to stdout, and to stderr what is wrong; or everything
// as one JSON object to stdout.
func (e *evaluation) print(stdout, stderr io.Writer, asJSON bool, in speech.Speech) error {
	if asJSON {
		j := json.NewEncoder(stdout)
		j.SetEscapeHTML(false)
		j.SetIndent("", "  ")
		if e.Below == nil {
			e.Below = []string{}
		}
		if e.Problems == nil {
			e.Problems = []site.Problem{}
		}
		return j.Encode(e)
	}
	out := bufio.NewWriter(stdout)
	e.table(out, in)
	e.misses(out, in)
	e.costs(out, in)
	if err := out.Flush(); err != nil {
		return err
	}
	findings := report.Policy{}.Judge(e.Problems, func(p *site.Problem) string { return filepath.FromSlash(p.At.File) })
	if err := report.Full(stderr, findings, in); err != nil {
		return err
	}
	for _, b := range e.Below {
		fmt.Fprintln(stderr, in.Say(b))
	}
	return nil
}

func (e *evaluation) table(w io.Writer, in speech.Speech) {
	rows := e.Kinds
	if len(rows) == 1 && rows[0].Kind == "" {
		rows = nil
	}
	heads := []string{"kind", "queries", "hit@1", "hit@5", "section@1", "not found"}
	for i := range heads {
		heads[i] = in.Say(heads[i])
	}
	first := max(len("kind"), columns(in.Say("all")))
	for _, t := range rows {
		first = max(first, columns(t.Kind))
	}
	line := func(kind string, rest ...string) {
		fmt.Fprintf(w, "%s%s", kind, strings.Repeat(" ", first-columns(kind)))
		for _, s := range rest {
			fmt.Fprint(w, right(s, 11))
		}
		fmt.Fprintln(w)
	}
	line(heads[0], heads[1:]...)
	for _, t := range rows {
		line(t.Kind, cells(t)...)
	}
	line(in.Say("all"), cells(e.All)...)
}

// right is s at the right of so many columns.
func right(s string, width int) string {
	return strings.Repeat(" ", max(0, width-columns(s))) + s
}

func cells(t quality.Tally) []string {
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.3f", quality.Share(n, of))
	}
	return []string{
		fmt.Sprint(t.Queries), share(t.Hit1, t.Queries), share(t.Hit5, t.Queries), share(t.Section1, t.Sections),
		fmt.Sprint(t.Queries - t.Found),
	}
}

// columns is how much room s takes in a terminal.
func columns(s string) (n int) {
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// misses lists the queries with another answer than expected.
func (e *evaluation) misses(w io.Writer, in speech.Speech) {
	for _, v := range e.Verdicts {
		if !v.Miss() {
			continue
		}
		q := v.Query
		fmt.Fprintf(w, "\n%s: %s\n%s\n", q.At, q.Text, in.Sprintf("   wanted %s", strings.Join(q.Expect, in.Say(" or "))+prefixed(" › ", q.Section)))
		switch {
		case v.First == nil:
			fmt.Fprintln(w, in.Say("   found nothing"))
			continue
		case v.First.Heading == v.First.Title:
			fmt.Fprintln(w, in.Sprintf("   first  %s", v.First.Title))
		default:
			fmt.Fprintln(w, in.Sprintf("   first  %s", v.First.Title+" › "+v.First.Heading))
		}
		switch {
		case v.Rank == 0:
			fmt.Fprintln(w, in.Say("   the right page is not among the first ten results"))
		case v.Rank > 1:
			fmt.Fprintln(w, in.Sprintf("   the right page is result %d", v.Rank))
		}
	}
}
