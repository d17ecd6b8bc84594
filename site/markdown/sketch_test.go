package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// A note that was read in time is read again at any time; one that was not
// stays as it is shown.
func TestTimeIsMeasuredOnce(t *testing.T) {
	n := site.Note{Path: "a.md", Line: 1, Body: []byte("# A\n\n" + strings.Repeat("*a* [b](c) ", 1000))}
	p := New(Options{UI: "en"})
	read, problems := p.Parse(n)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p.slowest = -1
	unread, problems := p.Parse(n)
	if len(problems) != 1 || !strings.Contains(problems[0].What, errTooSlow.Error()) {
		t.Fatalf("the clock does not count: %v", problems)
	}
	if !strings.HasPrefix(shownAgain(t, read), `<h1 id="a">A</h1>`) {
		t.Error("a note is another when the machine is busy")
	}
	p.slowest = slowest
	if !strings.HasPrefix(shownAgain(t, unread), `<pre class="source"># A`) {
		t.Error("a note is another when the machine is idle")
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
