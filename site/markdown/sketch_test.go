package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// What the parser may do for a note is counted in steps, which are the same on
// every machine: a note that takes too many is shown as source, whenever it is
// parsed.
func TestStepsAreCounted(t *testing.T) {
	n := site.Note{Path: "a.md", Line: 1, Body: []byte("# A\n\n" + strings.Repeat("*a* [b](c) ", 1000))}
	p := New(Options{UI: "en"})
	read, problems := p.Parse(n)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if !strings.HasPrefix(shownAgain(t, read), `<h2 id="a">A</h2>`) {
		t.Error("a note that was parsed again is another")
	}
	p.steps = -budget.ParserStepsPerByte * len(n.Body)
	unread, problems := p.Parse(n)
	if len(problems) != 1 || !strings.Contains(problems[0].What, errTooSlow.Error()) {
		t.Fatalf("steps do not count: %v", problems)
	}
	p.steps = budget.ParserSteps
	if !strings.HasPrefix(shownAgain(t, unread), `<pre class="source"># A`) {
		t.Error("a note that takes too many steps becomes another")
	}
}

// Who is not waited for stops: in the parser, on a page, in the text for the
// search, and when a note is parsed again for a page.
func TestInterruptedNotes(t *testing.T) {
	n := site.Note{Path: "a.md", Line: 1, Body: []byte(strings.Repeat("a *b* [c](d) `e`\n\n", 10_000))}
	done := make(chan struct{})
	p := New(Options{UI: "en", Done: done})
	whole, problems := p.Parse(n)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	close(done)
	cut, problems := p.Parse(n)
	if len(problems) != 1 || cut.Outline().Blocks != 1 {
		t.Errorf("the parser went on: %d blocks, %v", cut.Outline().Blocks, problems)
	}
	var w bytes.Buffer
	if problems := whole.HTML(&w, 0, whole.Outline().Blocks, -1, Hooks{}); len(problems) != 1 {
		t.Errorf("the page went on: %d bytes", w.Len())
	}
	if got := whole.Sections(0, whole.Outline().Blocks); len(got) > 0 {
		t.Errorf("the text went on: %d bytes", len(got[0].Body))
	}
	again := whole.Sketch.Doc()
	w.Reset()
	again.HTML(&w, 0, whole.Outline().Blocks, -1, Hooks{})
	again.Sections(0, whole.Outline().Blocks)
	if again.Outline().Blocks != 1 {
		t.Error("the parser went on the second time")
	}
}

// shownAgain is a note after it was parsed again, which is what it was before.
func shownAgain(t *testing.T, d *Doc) string {
	t.Helper()
	var first, again bytes.Buffer
	d.HTML(&first, 0, d.Outline().Blocks, -1, Hooks{})
	d.Sketch.Doc().HTML(&again, 0, d.Outline().Blocks, -1, Hooks{})
	if first.String() != again.String() {
		t.Errorf("parsed again it is\n%s\nnot\n%s", &again, &first)
	}
	return again.String()
}

// Problems are told once, and the outline of others is not touched.
func TestParsedAgainItsOutlineIsTheSame(t *testing.T) {
	d, problems := New(Options{UI: "en"}).Parse(site.Note{Path: "a.md", Body: []byte("# A {#x}\n\n# B {#x}\n\n[c](d)\n")})
	if len(problems) != 1 {
		t.Fatalf("problems %v", problems)
	}
	before := d.Outline()
	heads := len(before.Headings)
	again := d.Sketch.Doc()
	if again.Outline() != before || len(before.Headings) != heads || len(before.Links) != 1 {
		t.Errorf("the outline became %+v", again.Outline())
	}
}
