package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

func problem(file string, line int, kind site.Kind, what string) site.Problem {
	return site.Problem{At: site.Pos{File: file, Line: line, Col: 1}, Kind: kind, What: what}
}

func asIs(p *site.Problem) string { return filepath.FromSlash(p.At.File) }

func briefly(t *testing.T, findings []Finding) string {
	t.Helper()
	var b strings.Builder
	if err := Brief(&b, findings, "biji check", speech.Speech{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBriefGroups(t *testing.T) {
	var problems []site.Problem
	for i := range 30 {
		problems = append(problems, problem("a.md", i+1, site.BrokenLink, fmt.Sprintf(`link to "%d" leads nowhere`, i)))
	}
	for i := range 5 {
		problems = append(problems, problem("b.md", i+1, site.BrokenLink, `link to "g" leads nowhere`))
	}
	for i := range 7 {
		p := problem("c.md", i+1, site.ExternalImage, fmt.Sprintf(`image "https://img.shields.io/%d?x" is elsewhere`, i))
		p.Hint = fmt.Sprintf("write %d", i)
		problems = append(problems, p)
	}
	problems = append(problems, problem("c.md", 9, site.ExternalImage, `image "https://img.shields.io" is elsewhere`), problem("d.md", 1, site.Orphan, "no link"))
	got := briefly(t, Policy{}.Judge(site.SortProblems(problems), asIs))
	lines := strings.Split(got, "\n")
	want := []string{
		`b.md:1:1: error: 5 × link to "g" leads nowhere, first here [broken-link]`,
		`a.md:1:1: error: link to "0" leads nowhere [broken-link]`,
	}
	if diff := cmp.Diff(want, lines[:2]); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, want := range []string{
		"\n… and 21 more of broken-link\n",
		"\nc.md:1:1: warning: 7 × image \"https://img.shields.io/…\" is elsewhere, first here [external-image]\n",
		"\n     35  error    broken-link ", "\n      8  warning  external-image ", "\n      1  note     orphan ", "\nbiji check shows all\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "[broken-link]"); n != 10 {
		t.Errorf("%d lines for a kind, not 10", n)
	}
	if strings.Contains(got, "d.md") {
		t.Error("notes are more than counted")
	}
}

// Nothing is added to a report that says it all.
func TestBriefPlain(t *testing.T) {
	findings := Policy{}.Judge([]site.Problem{problem("a.md", 1, site.BrokenLink, "x"), problem("a.md", 2, site.BadFence, "y")}, asIs)
	if got, want := briefly(t, findings), "a.md:1:1: error: x [broken-link]\na.md:2:1: warning: y [fence]\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if got := briefly(t, nil); got != "" {
		t.Errorf("no findings make %q", got)
	}
}

// However many problems there are, a brief report is short.
func TestBriefIsBounded(t *testing.T) {
	kinds := site.Kinds()
	findings := make([]Finding, 100_000)
	for i := range findings {
		k := kinds[i%len(kinds)]
		findings[i] = Finding{Problem: problem("a.md", i, k.Kind, fmt.Sprint(i)), Severity: k.Severity}
	}
	got := briefly(t, findings)
	if n, most := strings.Count(got, "\n"), len(kinds)*(mostLines+2)+2; n > most || n < len(kinds)*8 {
		t.Errorf("%d lines for %d kinds, at most %d wanted", n, len(kinds), most)
	}
}

func TestPolicy(t *testing.T) {
	problems := []site.Problem{
		problem("Daily/1.md", 1, site.Orphan, "a"), problem("b.md", 1, site.Orphan, "b"),
		problem("c.md", 1, site.BrokenLink, "c"), problem("d.md", 1, site.ExternalImage, "d"),
	}
	pattern := func(s string) (func(string) bool, error) {
		if s == "[" {
			return nil, fmt.Errorf("bad pattern")
		}
		return func(p string) bool { return strings.HasPrefix(p, s) }, nil
	}
	daily := []site.KindRule{{Kind: site.Orphan, Files: "Daily/"}}
	orphan, link, image := site.KindRule{Kind: site.Orphan}, site.KindRule{Kind: site.BrokenLink}, site.KindRule{Kind: site.ExternalImage}
	for name, c := range map[string]struct {
		set        site.CheckRules
		only, skip []site.KindRule
		want       string
	}{
		"plain":     {want: "error c, warning d, note a, note b"},
		"ignore":    {set: site.CheckRules{Ignore: daily}, want: "error c, warning d, note b"},
		"only":      {only: []site.KindRule{orphan, image}, want: "warning d, note a, note b"},
		"only some": {only: daily, want: "note a"},
		"skip":      {skip: []site.KindRule{link}, want: "warning d, note a, note b"},
		"both":      {only: []site.KindRule{orphan}, skip: daily, want: "note b"},
		"raised":    {set: site.CheckRules{Error: daily, Note: []site.KindRule{link}, Warning: []site.KindRule{orphan}}, want: "error a, warning b, warning d, note c"},
		"gravest":   {set: site.CheckRules{Error: []site.KindRule{orphan}, Note: []site.KindRule{orphan}}, want: "error a, error b, error c, warning d"},
	} {
		p, err := NewPolicy(c.set, c.only, c.skip, pattern)
		var got []string
		for _, f := range p.Judge(problems, asIs) {
			got = append(got, f.Severity.String()+" "+f.What)
		}
		if strings.Join(got, ", ") != c.want || err != nil {
			t.Errorf("%s: %v, not %s; %v", name, got, c.want, err)
		}
	}
	if _, err := NewPolicy(site.CheckRules{}, []site.KindRule{{Kind: site.Orphan, Files: "["}}, nil, pattern); err == nil || !strings.Contains(err.Error(), "orphan:[") {
		t.Errorf("a bad pattern: %v", err)
	}
}

// What notes hold cannot end a command early, or begin one.
func TestGitHub(t *testing.T) {
	problems := []site.Problem{
		problem("::set, a%.md", 3, site.BrokenLink, "50% of\r\n::error::it ##[debug]"),
		{At: site.Pos{File: "whole.md"}, Kind: site.Orphan, What: "alone", Hint: "100%"},
		{Kind: site.BadHTML, What: "nowhere"},
	}
	for i := range 40 {
		problems = append(problems, problem("n.md", i+1, site.BadFence, fmt.Sprint(i)))
	}
	findings := Policy{}.Judge(problems, asIs)
	var b strings.Builder
	if err := GitHub(&b, findings, speech.Speech{}, func(w io.Writer) error { return Full(w, findings, speech.Speech{}) }); err != nil {
		t.Fatal(err)
	}
	var commands []string
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			commands = append(commands, strings.TrimSuffix(line, "\n"))
		}
		if strings.Contains(line, "##[") && !strings.HasPrefix(line, "::") {
			t.Errorf("a line holds a command: %s", line)
		}
	}
	if len(commands) != 12 {
		t.Errorf("%d commands, not one error, ten warnings and a notice", len(commands))
	}
	want := []string{
		`::error file=%3A%3Aset%2C a%25.md,line=3,col=1,title=broken-link::50%25 of\r\n::error::it ##[debug]`,
		`::warning title=html::nowhere`,
	}
	if diff := cmp.Diff(want, commands[:2]); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if last := commands[len(commands)-1]; last != "::notice file=whole.md,title=orphan::alone (100%25)" {
		t.Error(last)
	}
	if n := strings.Count(b.String(), "n.md:"); n != 40 {
		t.Errorf("%d lines of 40 are in the log", n)
	}
}

func TestHarmless(t *testing.T) {
	text := "a ##[x]\n  ::b::\n\u00a0::c\nd ::\n"
	want := "a ##\\[x]\n\\::b::\n\\::c\nd ::\n"
	for size := 1; size <= len(text); size++ { // whatever pieces it comes in
		var b strings.Builder
		h := harmless{out: &b}
		for piece := range slices.Chunk([]byte(text), size) {
			if _, err := h.Write(piece); err != nil {
				t.Fatal(err)
			}
		}
		if b.String() != want {
			t.Fatalf("in pieces of %d: %q, not %q", size, b.String(), want)
		}
	}
}

func TestSARIF(t *testing.T) {
	dir := t.TempDir()
	problems := []site.Problem{
		problem("笔记/a b%#?.md", 3, site.BrokenLink, `link to "x"`),
		{At: site.Pos{File: "c:d.md", Line: 2}, Kind: site.BadFence, What: "fence", Hint: "write {1}"},
		{At: site.Pos{File: "../biji.toml"}, Kind: site.Orphan, What: "alone"},
		{Kind: site.BadHTML, What: "nowhere"},
	}
	findings := append(Policy{}.Judge(problems, asIs), Finding{Problem: problem("x.md", 1, site.Orphan, "far"), Severity: site.SeverityNote, Path: filepath.Join(dir, "x.md")})
	for name, findings := range map[string][]Finding{"some": findings, "none": nil} {
		var b bytes.Buffer
		if err := SARIF(&b, findings, "v1.0.0"); err != nil {
			t.Fatal(err)
		}
		if err := sarifLog(findings, "v1.0.0").Validate(); err != nil {
			t.Errorf("%s: against the schema: %v", name, err)
		}
		if name == "some" {
			compareSARIF(t, b.Bytes())
		}
	}
	bad := sarifLog(findings, "v1.0.0")
	bad.Runs[0].Results[0].Level = "grave"
	if bad.Validate() == nil {
		t.Error("the schema allows any level")
	}
}

// A log with more results than GitHub reads holds the gravest, and says how many
// are left out.
func TestSARIFHasALimit(t *testing.T) {
	findings := make([]Finding, mostResults+7)
	for i := range findings {
		findings[i] = Finding{Problem: problem("a.md", i+1, site.Orphan, "alone"), Severity: site.SeverityNote}
		if i%5000 == 4999 {
			findings[i] = Finding{Problem: problem("a.md", i+1, site.BrokenLink, "lost"), Severity: site.SeverityError}
		}
	}
	findings = append(findings, Finding{Problem: problem("z.md", 1, site.BadHTML, "the last"), Severity: site.SeverityWarning})
	run := sarifLog(findings, "v1.0.0").Runs[0]
	levels := map[string]int{}
	for _, r := range run.Results {
		levels[r.Level]++
	}
	if diff := cmp.Diff(map[string]int{"error": 5, "warning": 1, "note": mostResults - 6}, levels); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(run.Invocations) != 1 || *run.Invocations[0].ToolExecutionNotifications[0].Message.Text != "8 of 25008 problems are left out: a run may have 25000 results" {
		t.Error("it is not said how many are left out")
	}
	few := sarifLog(findings[:3], "v1.0.0")
	if n := len(few.Runs[0].Invocations); n != 0 {
		t.Errorf("%d invocations where nothing is left out", n)
	}
	small := sarif.NewReport().AddRun(sarif.NewRunWithInformationURI("biji", home).AddInvocation(run.Invocations[0]))
	if err := small.Validate(); err != nil {
		t.Errorf("against the schema: %v", err)
	}
}

func compareSARIF(t *testing.T, log []byte) {
	t.Helper()
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI, URIBaseID string }
			Region           *struct{ StartLine, StartColumn int }
		}
	}
	var got struct {
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name  string
					Rules []struct{ ID, HelpURI string }
				}
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   struct{ Text string }
				Locations []location
			}
		}
	}
	if err := json.Unmarshal(log, &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	if got.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || len(run.Tool.Driver.Rules) != len(site.Kinds()) {
		t.Errorf("version %s, columns of %s, %d rules", got.Version, run.ColumnKind, len(run.Tool.Driver.Rules))
	}
	var lines []string
	for _, r := range run.Results {
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID || !strings.HasSuffix(rule.HelpURI, "/content/guide/problems.md#"+r.RuleID) {
			t.Errorf("%s has the rule %+v", r.RuleID, rule)
		}
		at := "nowhere"
		if len(r.Locations) == 1 {
			p := r.Locations[0].PhysicalLocation
			at = p.ArtifactLocation.URIBaseID + " " + p.ArtifactLocation.URI
			if p.Region != nil {
				at += fmt.Sprintf(" %d:%d", p.Region.StartLine, p.Region.StartColumn)
			}
		}
		lines = append(lines, r.Level+" "+at+" "+r.Message.Text)
	}
	want := []string{
		`error %SRCROOT% %E7%AC%94%E8%AE%B0/a%20b%25%23%3F.md 3:1 link to "x"`,
		`warning %SRCROOT% ./c:d.md 2:0 fence (write {1})`,
		`warning nowhere nowhere`,
		`note %SRCROOT% ../biji.toml alone`,
	}
	if diff := cmp.Diff(want, lines[:len(lines)-1]); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "note  file:///") || !strings.HasSuffix(last, "/x.md 1:1 far") {
		t.Error(last)
	}
}

func TestTotals(t *testing.T) {
	findings := Policy{}.Judge([]site.Problem{problem("a", 1, site.BrokenLink, "x"), problem("a", 2, site.Orphan, "y"), problem("a", 3, site.Orphan, "y")}, asIs)
	for least, want := range map[site.Severity]string{site.SeverityNote: "1 error, 2 notes", site.SeverityError: "1 error"} {
		if got := Totals(findings, least, speech.Speech{}); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := Totals(nil, site.SeverityNote, speech.Speech{}); got != "0 problems" {
		t.Error(got)
	}
	if Count(findings, site.SeverityWarning) != 1 || Count(findings, site.SeverityNote) != 3 {
		t.Error("miscounted")
	}
}

// What controls a terminal is shown.
func TestFindingLine(t *testing.T) {
	f := Finding{Problem: site.Problem{At: site.Pos{File: "a\x1b.md", Line: 1}, Kind: site.BrokenLink, What: "x\ny", Hint: "z\r"}, Severity: site.SeverityError, Path: "n/a\x1b.md"}
	if got, want := f.String(), `n/a\x1b.md:1: error: x\ny [broken-link] (z\r)`; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// Of leftover markup each note says how much and how it begins, of HTML which
// lines; one line is enough for all.
func TestBriefSorts(t *testing.T) {
	findings := Policy{}.Judge([]site.Problem{
		problem("a.md", 3, site.Leftover, "2 × container shown as written, first: :::tip"),
		problem("b.md", 1, site.Leftover, "container shown as written: :::note x: y"),
		problem("c.md", 1, site.Leftover, "tabs shown as written: === x"),
		problem("d.md", 1, site.BadHTML, "raw HTML: <script> is not run (lines 1 to 4)"),
		problem("d.md", 9, site.BadHTML, "raw HTML: <script> is not run (line 9)"),
	}, asIs)
	want := "a.md:3:1: warning: 2 × container shown as written, first here [leftover]\nc.md:1:1: warning: tabs shown as written: === x [leftover]\n" +
		"d.md:1:1: warning: 2 × raw HTML: <script> is not run, first here [html]\n"
	if got := briefly(t, findings); !strings.HasPrefix(got, want) {
		t.Errorf("%s, not\n%s", got, want)
	}
}

// The summary counts kinds, has the lines that build prints, and no word of notes
// is markup in it.
func TestSummary(t *testing.T) {
	problems := []site.Problem{
		problem("a|b.md", 3, site.BrokenLink, `link to "<img src=x>" leads nowhere`),
		problem("c.md", 1, site.Orphan, "no other note links to this one"),
	}
	var b strings.Builder
	if err := Summary(&b, "built 2 pages", Policy{}.Judge(problems, asIs), speech.Speech{}); err != nil {
		t.Fatal(err)
	}
	const want = `### biji

built 2 pages

| | severity | kind | meaning |
| ---: | --- | --- | --- |
| 1 | error | broken-link | a link that leads to no note or file |
| 1 | note | orphan | `
	if got := b.String(); !strings.HasPrefix(got, want) ||
		!strings.HasSuffix(got, "\n\n- a\\|b.md:3:1: error: link to \"\\<img src\\=x\\>\" leads nowhere \\[broken-link\\]\n") {
		t.Errorf("got\n%s", got)
	}
	b.Reset()
	if err := Summary(&b, "built", nil, speech.Speech{}); err != nil || b.String() != "### biji\n\nbuilt\n" {
		t.Errorf("%v %q", err, b.String())
	}
}
