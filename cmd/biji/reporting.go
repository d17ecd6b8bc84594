package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/report"
	"github.com/biji-notes/biji/site/speech"
)

// A reporting says how problems are to be told, and taken.
type reporting struct {
	format     format
	json       bool
	quiet      bool
	strict     strictness
	only, skip []string
	policy     report.Policy
	where      func(*site.Problem) string
	all        string // the command that shows every problem
	in         speech.Speech
}

func (r *reporting) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Var(&r.format, "format", "how to report: text, json, sarif or github; in GitHub Actions the last is the default")
	f.BoolVar(&r.json, "json", false, "the same as --format json")
	f.BoolVarP(&r.quiet, "quiet", "q", false, "print errors only, and no summary")
	f.Var(&r.strict, "strict", "errors are fatal: nothing is published, exit code 2; --strict=warning or --strict=note: these too")
	f.Lookup("strict").NoOptDefVal = site.SeverityError.String()
	f.StringSliceVar(&r.only, "only", nil, "tell only problems of these kinds, as broken-link,orphan:Daily/**")
	f.StringSliceVar(&r.skip, "skip", nil, "do not tell problems of these kinds")
	cmd.MarkFlagsMutuallyExclusive("json", "format")
	complete := func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return site.KindNames(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RegisterFlagCompletionFunc("only", complete)
	cmd.RegisterFlagCompletionFunc("skip", complete)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RegisterFlagCompletionFunc("strict", cobra.FixedCompletions(severities(), cobra.ShellCompDirectiveNoFileComp))
}

// resolve puts flags and settings together. Its errors are of the command line.
func (r *reporting) resolve(in *content) error {
	only, err := kindRules("only", r.only)
	if err != nil {
		return err
	}
	skip, err := kindRules("skip", r.skip)
	if err != nil {
		return err
	}
	if r.policy, err = report.NewPolicy(in.Options.Check, only, skip, load.Pattern); err != nil {
		return usageError{err}
	}
	// Only the form of messages depends on the environment, never the site.
	actions := os.Getenv("GITHUB_ACTIONS") == "true"
	switch {
	case r.json:
		r.format = formatJSON
	case r.format == "" && actions:
		r.format = formatGitHub
	case r.format == "":
		r.format = formatText
	}
	base := ""
	if actions && (r.format == formatGitHub || r.format == formatSARIF) {
		base = os.Getenv("GITHUB_WORKSPACE") // annotations are relative to it
	}
	r.where, r.all, r.in = placesFrom(base, in.dir), "biji check", speechFor(in.Options.Lang)
	if in.arg != "" {
		r.all += " " + in.arg
	}
	return nil
}

// judge is what is to be told of problems.
func (r *reporting) judge(problems []site.Problem) []report.Finding {
	return r.policy.Judge(problems, r.where)
}

// fatal is the error that strictness makes of findings; nil if it minds none.
// The error says first that something is not done.
func (r *reporting) fatal(not string, findings []report.Finding) error {
	if r.strict.least == 0 || report.Count(findings, r.strict.least) == 0 {
		return nil
	}
	return errors.New(not + fmt.Sprintf("%s, and %s allows none", report.Totals(findings, r.strict.least, r.in), r.strict.flag()))
}

// asExit is errProblems if any finding is more than a note.
func asExit(findings []report.Finding) error {
	if report.Count(findings, site.SeverityWarning) > 0 {
		return errProblems
	}
	return nil
}

func kindRules(flag string, values []string) ([]site.KindRule, error) {
	var rules []site.KindRule
	for _, v := range values {
		r, err := site.ParseKindRule(v)
		if errors.Is(err, site.ErrNoKind) {
			err = fmt.Errorf("%w; there are %s", err, strings.Join(kindsLike(v), ", "))
		}
		if err != nil {
			return nil, usageError{fmt.Errorf("--%s %s: %w", flag, v, err)}
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// kindsLike are the names of kinds, or of the sorts within them if the rule has
// one.
func kindsLike(rule string) []string {
	name, _, _ := strings.Cut(rule, ":")
	var names []string
	for _, k := range site.KindNames() {
		if strings.Contains(k, "/") == strings.Contains(name, "/") {
			names = append(names, k)
		}
	}
	return names
}

func severities() []string {
	var names []string
	for _, s := range site.Severities() {
		names = append(names, s.String())
	}
	return names
}

// placesFrom says where the file of a problem is for somebody who stands in
// base, "" for the working directory: relative if it is below, and otherwise as
// dir, the content folder, was given.
func placesFrom(base, dir string) func(*site.Problem) string {
	from, err := filepath.Abs(base)
	root, err2 := filepath.Abs(dir)
	known := errors.Join(err, err2) == nil
	return func(p *site.Problem) string {
		if p.At.File == "" {
			return ""
		}
		file := filepath.FromSlash(p.At.File)
		if known {
			if rel, err := filepath.Rel(from, filepath.Join(root, file)); err == nil && filepath.IsLocal(rel) {
				return rel
			}
		}
		if base != "" {
			return filepath.Join(root, file)
		}
		return filepath.Join(dir, file)
	}
}

// A format is a form of reports, as a flag.
type format string

const (
	formatText   format = "text"
	formatJSON   format = "json"
	formatSARIF  format = "sarif"
	formatGitHub format = "github"
)

func formats() []string {
	return []string{string(formatText), string(formatJSON), string(formatSARIF), string(formatGitHub)}
}

func (f *format) String() string { return string(*f) }
func (f *format) Type() string   { return "form" }

func (f *format) Set(s string) error {
	if !slices.Contains(formats(), s) {
		return fmt.Errorf("must be one of %s", strings.Join(formats(), ", "))
	}
	*f = format(s)
	return nil
}

// A strictness is the least severity that is fatal, as a flag; 0 if none is.
type strictness struct{ least site.Severity }

func (s *strictness) Type() string { return "severity" }

func (s *strictness) String() string {
	if s.least == 0 {
		return ""
	}
	return s.least.String()
}

func (s *strictness) Set(text string) error {
	for _, severity := range site.Severities() {
		if severity.String() == text {
			s.least = severity
			return nil
		}
	}
	return fmt.Errorf("must be one of %s", strings.Join(severities(), ", "))
}

func (s *strictness) flag() string {
	if s.least == site.SeverityError {
		return "--strict"
	}
	return "--strict=" + s.least.String()
}
