package report

import (
	"fmt"

	"github.com/biji-notes/biji/site"
)

// A Policy says which problems are told and how much each weighs. The zero
// Policy tells all, as Kinds weighs them.
type Policy struct {
	only, skip []rule
	weigh      []weight // the first that fits counts
}

// A weight is what a rule makes of the problems it chooses.
type weight struct {
	rule
	severity site.Severity
}

type rule struct {
	kind  site.Kind
	sub   string                 // "": any
	files func(path string) bool // nil for all files
}

func (r rule) chooses(p *site.Problem) bool {
	return r.kind == p.Kind && (r.sub == "" || r.sub == p.Sub) && (r.files == nil || r.files(p.At.File))
}

func anyChooses(rules []rule, p *site.Problem) bool {
	for _, r := range rules {
		if r.chooses(p) {
			return true
		}
	}
	return false
}

// NewPolicy makes a policy of the settings and of what a command line asks
// for: only these problems, if there are any, and not those to skip. pattern
// reads a pattern for paths. The error names a rule whose pattern it cannot
// read.
func NewPolicy(set site.CheckRules, only, skip []site.KindRule, pattern func(string) (func(path string) bool, error)) (p Policy, err error) {
	c := compiler{pattern: pattern}
	p.only = c.rules(only)
	p.skip = append(c.rules(skip), c.rules(set.Ignore)...)
	for _, w := range []struct {
		rules    []site.KindRule
		severity site.Severity
	}{{set.Error, site.SeverityError}, {set.Warning, site.SeverityWarning}, {set.Note, site.SeverityNote}} {
		for _, r := range c.rules(w.rules) {
			p.weigh = append(p.weigh, weight{r, w.severity})
		}
	}
	return p, c.err
}

type compiler struct {
	pattern func(string) (func(path string) bool, error)
	err     error // the first
}

func (c *compiler) rules(from []site.KindRule) []rule {
	var to []rule
	for _, r := range from {
		next := rule{kind: r.Kind, sub: r.Sub}
		if r.Files != "" {
			files, err := c.pattern(r.Files)
			if err != nil && c.err == nil {
				c.err = fmt.Errorf("%s:%s: %w", r.Kind, r.Files, err)
			}
			next.files = files
		}
		to = append(to, next)
	}
	return to
}

// Tells says whether a problem is told at all. That raw HTML passes cannot be
// kept quiet.
func (p Policy) Tells(problem *site.Problem) bool {
	return (len(p.only) == 0 || anyChooses(p.only, problem)) && (!anyChooses(p.skip, problem) || problem.Kind == site.UnsafeHTML)
}

// Judge is what is to be told of the problems, which are sorted by place: the
// gravest first, then by place. where is the file of a problem as the reader
// of the report would open it.
func (p Policy) Judge(problems []site.Problem, where func(*site.Problem) string) []Finding {
	usual := map[site.Kind]site.Severity{}
	for _, k := range site.Kinds() {
		usual[k.Kind] = k.Severity
	}
	findings := make([]Finding, 0, len(problems))
	for i := range problems {
		problem := &problems[i]
		if !p.Tells(problem) {
			continue
		}
		severity := p.severity(problem, usual[problem.Kind])
		findings = append(findings, Finding{Problem: *problem, Severity: severity, Path: where(problem)})
	}
	sortGravest(findings)
	return findings
}

func (p Policy) severity(problem *site.Problem, usual site.Severity) site.Severity {
	for _, w := range p.weigh {
		if w.chooses(problem) {
			return w.severity
		}
	}
	return usual
}
