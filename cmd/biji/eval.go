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
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/quality"
)

func evalCommand() *cobra.Command {
	var siteDir string
	var asJSON bool
	var min site.Goals
	cmd := &cobra.Command{
		Use:   "eval QUERIES",
		Short: "Try the search of a built site with queries whose answers are known",
		Long: `Eval asks the index in the built site every query of the file QUERIES (YAML or
JSON) and counts how often the right page is first (hit@1) or among the first
five results (hit@5), how often the right section is first (section@1), and how
often nothing is found. Then it lists the queries whose answer is not as
expected. The file is a list of

  {q: 三次握手, kind: zh, expect: [握手, ^tcp], section: ^三次握手$}

where expect and section are regular expressions: one of expect has to match the
title or the address of the page, section the heading. kind and section may be
left out. The file may instead have the list under "queries" and goals under "min":

  min: {hit1: 0.95, hit5: 1, section1: 0.85, found: 1}

Exit codes: 0 all goals are reached, 1 one is not or the file has problems,
2 not evaluated, 64 wrong usage.`,
		Example: `  biji eval content/queries.yaml
  biji eval queries.json --site public --min-hit1 0.9`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := evaluate(cmd.Context(), args[0], siteDir)
			if err != nil {
				return err
			}
			e.goals(cmd, min)
			if err := e.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), asJSON); err != nil {
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
	f.Float64Var(&min.Hit1, "min-hit1", 0, "share of queries whose page has to be first, from 0 to 1; in place of the file's")
	f.Float64Var(&min.Hit5, "min-hit5", 0, "share of queries whose page has to be among the first five")
	f.Float64Var(&min.Section1, "min-section1", 0, "share of queries whose section has to be first")
	f.Float64Var(&min.Found, "min-found", 0, "share of queries that have to find anything")
	return cmd
}

// An evaluation is what eval has to say. Its JSON form is for programs and
// only ever grows.
type evaluation struct {
	*quality.Report
	Below    []string       `json:"below"` // the goals that are not reached
	Problems []site.Problem `json:"problems"`
	min      site.Goals
}

func evaluate(ctx context.Context, file, siteDir string) (*evaluation, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	set, problems := load.Queries(filepath.ToSlash(file), data)
	if len(set.Queries) == 0 {
		var why error
		for _, p := range problems {
			why = errors.Join(why, errors.New(p.String()))
		}
		return nil, errors.Join(fmt.Errorf("there are no queries in %s", file), why)
	}
	index, done, err := openSite(siteDir)
	if err != nil {
		return nil, err
	}
	defer done()
	report, err := quality.Run(ctx, set.Queries, asAnswers(index), nil)
	if err != nil {
		return nil, err
	}
	return &evaluation{Report: report, Problems: problems, min: set.Min}, nil
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

// goals compares the report with the goals of the file, of which flags
// replace some.
func (e *evaluation) goals(cmd *cobra.Command, flags site.Goals) {
	for _, g := range []struct {
		flag string
		from float64
		to   *float64
	}{
		{"min-hit1", flags.Hit1, &e.min.Hit1},
		{"min-hit5", flags.Hit5, &e.min.Hit5},
		{"min-section1", flags.Section1, &e.min.Section1},
		{"min-found", flags.Found, &e.min.Found},
	} {
		if cmd.Flags().Changed(g.flag) {
			*g.to = g.from
		}
	}
	e.Below = e.Report.Below(e.min)
}

// print writes tables to stdout, and to stderr what is wrong; or everything
// as one JSON object to stdout.
func (e *evaluation) print(stdout, stderr io.Writer, asJSON bool) error {
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
	e.table(out)
	e.misses(out)
	if err := out.Flush(); err != nil {
		return err
	}
	if err := printProblems(stderr, e.Problems); err != nil {
		return err
	}
	for _, b := range e.Below {
		fmt.Fprintln(stderr, b)
	}
	return nil
}

func (e *evaluation) table(w io.Writer) {
	rows := e.Kinds
	if len(rows) == 1 && rows[0].Kind == "" {
		rows = nil
	}
	first := len("kind")
	for _, t := range rows {
		first = max(first, columns(t.Kind))
	}
	line := func(kind string, rest ...string) {
		fmt.Fprintf(w, "%s%s", kind, strings.Repeat(" ", first-columns(kind)))
		for _, s := range rest {
			fmt.Fprintf(w, "%11s", s)
		}
		fmt.Fprintln(w)
	}
	head := []string{"queries", "hit@1", "hit@5", "section@1", "not found"}
	if e.All.Paid != nil {
		head = append(head, "KB", "steps")
	}
	line("kind", head...)
	for _, t := range rows {
		line(t.Kind, cells(t)...)
	}
	line("all", cells(e.All)...)
}

func cells(t quality.Tally) []string {
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.3f", quality.Share(n, of))
	}
	row := []string{
		fmt.Sprint(t.Queries), share(t.Hit1, t.Queries), share(t.Hit5, t.Queries), share(t.Section1, t.Sections),
		fmt.Sprint(t.Queries - t.Found),
	}
	if t.Paid != nil {
		row = append(row, fmt.Sprintf("%.1f", float64(t.Paid.Bytes)/1000), fmt.Sprint(t.Paid.Steps))
	}
	return row
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
func (e *evaluation) misses(w io.Writer) {
	for _, v := range e.Verdicts {
		if !v.Miss() {
			continue
		}
		q := v.Query
		fmt.Fprintf(w, "\n%s: %s\n   wanted %s%s\n", q.At, q.Text, strings.Join(q.Expect, " or "), prefixed(" › ", q.Section))
		switch {
		case v.First == nil:
			fmt.Fprintln(w, "   found nothing")
			continue
		case v.First.Heading == v.First.Title:
			fmt.Fprintf(w, "   first  %s\n", v.First.Title)
		default:
			fmt.Fprintf(w, "   first  %s › %s\n", v.First.Title, v.First.Heading)
		}
		switch {
		case v.Rank == 0:
			fmt.Fprintln(w, "   the right page is not among the first ten results")
		case v.Rank > 1:
			fmt.Fprintf(w, "   the right page is result %d\n", v.Rank)
		}
	}
}
