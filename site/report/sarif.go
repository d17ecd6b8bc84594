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

// SARIF writes findings in the Static Analysis Results Interchange Format
// 2.1.0. Columns count code points. Files below the folder in which the reader
// stands have relative addresses.
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
	for i := range findings {
		run.AddResult(sarifResult(&findings[i], rules))
	}
	return sarif.NewReport().AddRun(run)
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
