package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/speech"
)

// An outcome is what a build or check has to say at its end. Its JSON form is
// for programs and only ever grows.
type outcome struct {
	Pages    int              `json:"pages"`
	Sections int              `json:"sections"`
	Files    int              `json:"files"`
	Bytes    int64            `json:"bytes"`
	Seconds  float64          `json:"seconds"`
	Problems []report.Finding `json:"problems"`
	Pictures []host           `json:"pictures_elsewhere,omitempty"`
	Services []served         `json:"services,omitempty"`
	Output   string           `json:"output,omitempty"`
}

// A writer of findings in lines.
type lines func(w io.Writer, findings []report.Finding) error

// brief is how build tells problems: what matters, and how to see the rest.
func (r *reporting) brief(w io.Writer, findings []report.Finding) error {
	return report.Brief(w, findings, r.all, r.in)
}

// full is how check tells problems.
func (r *reporting) full(w io.Writer, findings []report.Finding) error {
	return report.Full(w, findings, r.in)
}

// tell writes the problems to stderr, as text has them, and a summary to
// stdout; or one JSON object or SARIF log to stdout. verb is what was done, ""
// if it was not: then there is no summary.
func (o *outcome) tell(stdout, stderr io.Writer, how *reporting, text lines, verb string) error {
	var err error
	told := o.Problems
	if how.quiet {
		told = slices.DeleteFunc(slices.Clone(told), func(f report.Finding) bool { return f.Severity < site.SeverityError })
	}
	switch how.format {
	case formatJSON:
		return o.json(stdout)
	case formatSARIF:
		return report.SARIF(stdout, o.Problems, version())
	case formatGitHub:
		err = errors.Join(report.GitHub(stderr, told, how.in, func(w io.Writer) error { return text(w, told) }), o.stepSummary(verb, how.in))
	default:
		err = text(stderr, told)
	}
	if err != nil || verb == "" || how.quiet {
		return err
	}
	if _, err := io.WriteString(stderr, elsewhereLine(o.Pictures, how.in)+servicesLine(o.Services, how.in)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s%s\n", o.headline(verb, how.in), prefixed(" → ", o.Output))
	return err
}

// headline says in a line what was done.
func (o *outcome) headline(verb string, in speech.Speech) string {
	return in.Sprintf(verb+" %s in %s, %s, %s in %.2f s", count(o.Pages, "page"), count(o.Sections, "section"),
		report.Totals(o.Problems, site.SeverityNote, in), size(o.Bytes), o.Seconds)
}

// stepSummary adds the problems to the page of the run, if this is one of GitHub
// Actions. verb is what was done, "" if it was not.
func (o *outcome) stepSummary(verb string, in speech.Speech) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	headline := in.Sprintf("Nothing is published: %s", report.Totals(o.Problems, site.SeverityNote, in))
	if verb != "" {
		headline = o.headline(verb, in)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return fmt.Errorf("add to the summary of the run: %w", err)
	}
	return errors.Join(report.Summary(f, headline, o.Problems, in), f.Close())
}

func (o *outcome) json(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if o.Problems == nil {
		o.Problems = []report.Finding{}
	}
	return e.Encode(o)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func size(bytes int64) string {
	switch {
	case bytes >= 10<<20:
		return fmt.Sprintf("%d MB", bytes>>20)
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (bytes+1023)>>10)
}

func since(start time.Time) float64 { return time.Since(start).Seconds() }
