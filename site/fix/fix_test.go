package fix_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/fix"
)

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		name, src string
		line, col int
		old, new  string
		want      string // "" if nothing may change
	}{
		{"link", "see [A.md](A.md) x", 1, 5, "A.md", "a.md", "see [A.md](a.md) x"},
		{"behind the place", "[x](A.md) [y](A.md)", 1, 11, "A.md", "a.md", "[x](A.md) [y](a.md)"},
		{"title", `[x](A.md "A.md")`, 1, 1, "A.md", "a.md", `[x](a.md "A.md")`},
		{"angle brackets", "[x](<A b.md>)", 1, 1, "A b.md", "a b.md", "[x](<a b.md>)"},
		{"wikilink", "[[A|A]]", 1, 1, "A", "a", "[[a|A]]"},
		{"heading", "[[A#B]]", 1, 1, "A", "a", "[[a#B]]"},
		{"attribute", `<a class="A" href="A">`, 1, 1, "A", "a", `<a class="A" href="a">`},
		{"Han before it, CRLF", "一\r\n二三 [x](四.MD)\r\n", 2, 4, "四.MD", "四.md", "一\r\n二三 [x](四.md)\r\n"},
		{"CR", "a\rb\r[x](A)\r", 3, 1, "A", "a", "a\rb\r[x](a)\r"},
		{"byte order mark", "\ufeff[x](A)", 1, 1, "A", "a", "\ufeff[x](a)"},
		{"definition", "[x][r]\n\n[r]: A.md\n", 1, 1, "A.md", "a.md", "[x][r]\n\n[r]: a.md\n"},
		{"two definitions", "[x][r]\n\n[r]: A.md\n[s]: A.md\n", 1, 1, "A.md", "a.md", ""},
		{"another block", "[x](b)\n\n[y](A)", 1, 1, "A", "a", ""},
		{"part of a path", "[x](b/A.md)", 1, 1, "A.md", "a.md", ""},
		{"part of a name", "[x](A.mdx)", 1, 1, "A.md", "a.md", ""},
		{"only as text", "[A](b) A", 1, 1, "A", "a", ""},
		{"not UTF-8", "[x](A) \xff", 1, 1, "A", "a", ""},
		{"control characters", "\x01[x](A)", 1, 1, "A", "a", ""},
		{"line that is not there", "[x](A)", 9, 1, "A", "a", ""},
		{"column that is not there", "[x](A)", 1, 90, "A", "a", ""},
	} {
		got := mend(c.src, c.line, c.col, c.old, c.new)
		if want := c.want; got != want && (want != "" || got != c.src) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

func mend(src string, line, col int, old, new string) string {
	p := site.Problem{At: site.Pos{Line: line, Col: col}, Fix: site.Fix{Old: old, New: new}}
	return string(fix.Apply([]byte(src), fix.Edits([]byte(src), []site.Problem{p})))
}

// Whatever a file holds and a problem says, only the old text changes, and what
// is shown is what is done.
func FuzzEdits(f *testing.F) {
	f.Add("see [x](A.md) and\r\n[[A.md]]", 1, 5, "A.md", "a.md")
	f.Add("[r]: A\n\n[r]", 3, 1, "A", "b")
	f.Fuzz(func(t *testing.T, src string, line, col int, old, new string) {
		if strings.ContainsAny(old+new, "\r\n") {
			return
		}
		p := []site.Problem{{At: site.Pos{Line: line, Col: col}, Fix: site.Fix{Old: old, New: new}}}
		edits := fix.Edits([]byte(src), p)
		got := string(fix.Apply([]byte(src), edits))
		if len(edits) == 0 && got != src || len(edits) > 1 {
			t.Fatalf("%d edits", len(edits))
		}
		for _, e := range edits {
			if src[e.From:e.To] != old || got != src[:e.From]+new+src[e.To:] {
				t.Fatalf("%q became %q", src, got)
			}
		}
		var diff bytes.Buffer
		if err := fix.Diff(&diff, "n.md", []byte(src), []byte(got), nil); err != nil {
			t.Fatal(err)
		}
		if patched := patch(src, diff.String()); patched != got {
			t.Fatalf("%q\npatched with\n%s\nis %q, not %q", src, diff.String(), patched, got)
		}
	})
}

// What is shown may be other than what is written.
func TestDiffIsShown(t *testing.T) {
	var b bytes.Buffer
	if err := fix.Diff(&b, "n.md", []byte("a\nb"), []byte("a\nc"), strings.ToUpper); err != nil {
		t.Fatal(err)
	}
	want := "--- N.MD\n+++ N.MD\n@@ -2,1 +2,1 @@\n-B\n\\ No newline at end of file\n+C\n\\ No newline at end of file\n"
	if b.String() != want {
		t.Errorf("%q", b.String())
	}
}

// patch makes the changes of a diff in which every line takes the place of
// another.
func patch(src, diff string) string {
	lines := strings.SplitAfter(src, "\n")
	var at int
	for line := range strings.Lines(strings.ReplaceAll(diff, "\n\\ No newline at end of file", "")) {
		switch {
		case strings.HasPrefix(line, "@@ "):
			fmt.Sscanf(line, "@@ -%d", &at)
		case strings.HasPrefix(line, "+") && at > 0:
			if !strings.HasSuffix(lines[at-1], "\n") {
				line = strings.TrimSuffix(line, "\n")
			}
			lines[at-1] = line[1:]
			at++
		}
	}
	return strings.Join(lines, "")
}

func TestUnread(t *testing.T) {
	there := func(address string) bool { return address == "my note.md" || address == "图 1.png" }
	for in, want := range map[string]string{
		"[a](my note.md) ![](图 1.png)":                   "[a](my%20note.md) ![](图%201.png)",
		"[a](no note.md) [b](my note.md \"t\")":          "",
		"![](p.png =300x) ![b](图 1.png =30x20)":          "![|300](p.png) ![b|30x20](图%201.png)",
		"| ![](p.png =300x) | [[a|b]] [[a\\|b]] |":       `| ![\|300](p.png) | [[a\|b]] [[a\|b]] |`,
		"[[a|b]] [x](p.png =300x)":                       "",
		"`[a](my note.md)` `` ` ``":                      "",
		"```md\n[a](my note.md)\n```\n[a](my note.md)\n": "```md\n[a](my note.md)\n```\n[a](my%20note.md)\n",
		"~~~\n```\n[a](my note.md)\n~~~\n":               "",
		"![](a b.png =x20)":                              "",
	} {
		got := string(fix.Apply([]byte(in), fix.Unread([]byte(in), there)))
		if got != want && (want != "" || got != in) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
