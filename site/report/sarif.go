package report

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/biji-notes/biji/site"
)

const (
	home    = "https://github.com/biji-notes/biji"
	helpURI = home + "/blob/main/content/guide/problems.md#" // and a kind
)

// mostResults is how many results of a run GitHub reads; of a file with more it
// reads none.
//
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const mostResults = 25_000

// SARIF writes findings in the Static Analysis Results Interchange Format
// 2.1.0. Columns count code points. Files below the folder in which the reader
// stands have relative addresses. Of very many, the gravest are written, and a
// notification says how many are left out.
//
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func SARIF(w io.Writer, findings []Finding, version string) error {
	if err := sarifLog(findings, version).Write(w); err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func sarifLog(findings []Finding, version string) *sarif.Report {
	run := sarif.NewRunWithInformationURI("biji", home).WithColumnKind("unicodeCodePoints")
	run.Tool.Driver.WithVersion(version)
	for _, k := range site.Kinds() {
		run.AddRule(string(k.Kind)).
			WithDescription(k.English).
			WithHelpURI(helpURI + string(k.Kind)).
			WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(k.Severity.String()))
	}
	rules := rank()
	written := gravest(findings, mostResults)
	for i := range written {
		run.AddResult(sarifResult(&written[i], rules))
	}
	if left := len(findings) - len(written); left > 0 {
		text := fmt.Sprintf("%d of %d problems are left out: a run may have %d results", left, len(findings), mostResults)
		said := sarif.NewNotification().WithLevel(site.SeverityWarning.String()).WithMessage(sarif.NewTextMessage(text))
		run.AddInvocation(sarif.NewInvocation().WithExecutionSuccessful(true).AddToolExecutionNotification(said))
	}
	return sarif.NewReport().AddRun(run)
}

// gravest is at most n of findings, in their order: of the least severity that
// still finds room, the first.
func gravest(findings []Finding, n int) []Finding {
	if len(findings) <= n {
		return findings
	}
	room := map[site.Severity]int{}
	for _, s := range site.Severities() { // the gravest first
		room[s] = min(n, countOf(findings, s))
		n -= room[s]
	}
	var some []Finding
	for _, f := range findings {
		if room[f.Severity] > 0 {
			room[f.Severity]--
			some = append(some, f)
		}
	}
	return some
}

func countOf(findings []Finding, s site.Severity) (n int) {
	for _, f := range findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

func sarifResult(f *Finding, rules map[site.Kind]int) *sarif.Result {
	message := site.Printable(f.What)
	if f.Hint != "" {
		message += " (" + site.Printable(f.Hint) + ")"
	}
	r := sarif.NewRuleResult(string(f.Kind)).WithLevel(f.Severity.String())
	if rule, ok := rules[f.Kind]; ok {
		r.WithRuleIndex(rule)
	}
	if f.Path == "" {
		if f.At.File != "" {
			message = f.place() + ": " + message
		}
		return r.WithMessage(sarif.NewTextMessage(message))
	}
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarifFile(f.Path))
	if f.At.Line > 0 {
		region := sarif.NewRegion().WithStartLine(f.At.Line)
		if f.At.Col > 0 {
			region.WithStartColumn(f.At.Col)
		}
		at.WithRegion(region)
	}
	return r.WithMessage(sarif.NewTextMessage(message)).AddLocation(sarif.NewLocationWithPhysicalLocation(at))
}

// sarifFile is the address of a file: absolute, or relative to the root of
// the sources, as SARIF calls where its reader stands.
func sarifFile(path string) *sarif.ArtifactLocation {
	slashed := filepath.ToSlash(path)
	if !filepath.IsAbs(path) {
		return sarif.NewSimpleArtifactLocation((&url.URL{Path: slashed}).String()).WithURIBaseID("%SRCROOT%")
	}
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // of a drive
	}
	return sarif.NewSimpleArtifactLocation((&url.URL{Scheme: "file", Path: slashed}).String())
}
