package generate_test

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
	"github.com/biji-notes/biji/site/testkit"
)

// bytesOf counts what a site holds outside of its index and assets.
func bytesOf(t *testing.T, out fs.FS) (pages int, largest string, most int) {
	t.Helper()
	total := 0
	err := fs.WalkDir(out, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".html") {
			return err
		}
		n := len(page(t, out, p))
		if total += n; n > most {
			largest, most = p, n
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return total, largest, most
}

// embedding is n notes that each embed all.
func embedding(n int) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "# N%d\n", i)
		for k := range n {
			fmt.Fprintf(&b, "\n![[n%d]]\n", k)
		}
		fsys[fmt.Sprintf("n%d.md", i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// Notes that embed one another have pages of bounded size, and for each page
// and reason one problem, however often it is met.
func TestEmbedsAreBounded(t *testing.T) {
	for _, n := range []int{8, 24} {
		out, result := buildMemory(t, embedding(n), site.Options{Lang: "en"}, 2)
		if _, largest, most := bytesOf(t, out); most > 3<<20 {
			t.Errorf("%d notes: %s has %d bytes", n, largest, most)
		}
		if got := len(result.Problems); got == 0 || got > 4*n {
			t.Errorf("%d notes have %d problems", n, got)
		}
	}
}

// A heading that is a text has its beginning in lists; the page and the search
// have all of it.
func TestLongHeading(t *testing.T) {
	long := strings.Repeat("word ", 200) + "needle"
	for _, n := range []int{1, 10} {
		fsys := world("-- a.md --\n# Title\n\n## " + strings.Repeat(long+" ", n) + "\n\ntext\n")
		out, result := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
		if len(result.Problems) != 1 || result.Problems[0].Kind != site.OverBudget || result.Problems[0].At.Line != 3 {
			t.Fatalf("problems %v", result.Problems)
		}
		if got := strings.Count(page(t, out, "a.html"), "needle"); got != n {
			t.Errorf("the page has the end of the heading %d times, not %d", got, n)
		}
		if got := len(page(t, out, "search/terms.html")); got > 100<<10 {
			t.Errorf("the index of terms has %d bytes", got)
		}
	}
}

// A note in a thousand folders has a page; folders as deep as people's stay as
// they are.
func TestDeepFolders(t *testing.T) {
	deep := strings.Repeat("d/", 1000) + "a.md"
	fsys := fstest.MapFS{deep: {Data: []byte("# Deep\n\n[other](b.md)\n")}, strings.Repeat("d/", 1000) + "b.md": {Data: []byte("# Other\n")},
		strings.Repeat("e/", 64) + "c.md": {Data: []byte("# Kept\n")}}
	out, result := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
	if len(result.Problems) != 2 || result.Problems[0].Kind != site.OverBudget || result.Problems[0].At.File != deep {
		t.Fatalf("problems %v", result.Problems)
	}
	contains(t, page(t, out, strings.Repeat("d/", 64)+"a.html"), "Deep", `href="b.html"`)
	contains(t, page(t, out, strings.Repeat("e/", 64)+"c.html"), "Kept")
	if total, _, _ := bytesOf(t, out); total > 8<<20 {
		t.Errorf("the pages have %d bytes", total)
	}
}

// Folders without end are looked into as far as programs can open files.
func TestBottomlessFolders(t *testing.T) {
	deep := strings.Repeat("d/", 1025) + "a.md"
	_, result := buildMemory(t, fstest.MapFS{deep: {Data: []byte("# Deep\n")}, "b.md": {Data: []byte("# B\n")}}, site.Options{Lang: "en"}, 2)
	if len(result.Problems) != 1 || result.Problems[0].Kind != site.BadFile || result.Problems[0].At.File != path.Dir(deep) {
		t.Fatalf("problems %v", result.Problems)
	}
}

// listed is a line of a list of notes n1, n2 and so on.
var listed = regexp.MustCompile(`<li><a href="[^"]*\bn\d+\.html">`)

// The list of a large folder, and of a tag, is cut into pages that lead to one
// another; none of its lines is missing, and all links lead somewhere.
func TestLongLists(t *testing.T) {
	fsys := fstest.MapFS{"2.html/z.md": {Data: []byte("# Z\n")}}
	for i := range 1200 {
		fsys[fmt.Sprintf("many/n%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntags: [t]\n---\n# N%d\n", i)}
	}
	out, _ := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
	for _, pages := range [][]string{
		{"many/index.html", "search/lists/many/index--2.html", "search/lists/many/index--3.html"},
		{"tags/t.html", "tags/t--2.html", "tags/t--3.html"},
	} {
		var all strings.Builder
		for i, p := range pages {
			text := page(t, out, p)
			all.WriteString(text)
			contains(t, text, "1,200 entries, on several pages", `aria-current="page">`+fmt.Sprint(i+1)+`</a>`)
			_, main, _ := strings.Cut(text, "<main")
			if n := len(listed.FindAllString(main, -1)); n == 0 || n > 500 {
				t.Errorf("%s lists %d notes", p, n)
			}
		}
		for i := range 1200 {
			if !strings.Contains(all.String(), fmt.Sprintf("n%d.html\">N%d</a>", i, i)) {
				t.Fatalf("N%d is not listed on %v", i, pages)
			}
		}
	}
	contains(t, page(t, out, "search/lists/many/index--2.html"), `href="../../../many/index.html">1</a>`, `<a href="index--3.html">3</a>`, "../../../many/index.html\">many</a>")
	noDeadLinks(t, out)
}

// A page to which very many link shows some of them, and leads to pages with
// all; so do the tags, if there are as many.
func TestManyLinksAndTags(t *testing.T) {
	fsys := fstest.MapFS{"a/hub.md": {Data: []byte("# Hub\n")}, "few.md": {Data: []byte("# Few\n")}}
	for i := range 1100 {
		text := fmt.Sprintf("---\ntags: [t%d]\n---\n# N%d\n\nThe hub of %d is [here](a/hub.md), twice [here](a/hub.md).\n", i, i, i)
		if i < 200 {
			text += "\nOthers are [few](few.md).\n"
		}
		fsys[fmt.Sprintf("n%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	out, _ := buildMemory(t, fsys, site.Options{Lang: "en"}, 2)
	hub := page(t, out, "a/hub.html")
	if n := strings.Count(hub, "<blockquote>The hub of "); n != 200 {
		t.Errorf("the hub quotes %d pages", n)
	}
	contains(t, hub, `<a href="../search/linked/a/hub.html">All 1,100 notes that link here</a>`)
	if few := page(t, out, "few.html"); strings.Contains(few, "search/linked") || strings.Count(few, "<blockquote>") != 200 {
		t.Error("200 pages that link to one are not on it")
	}
	linked := allOf(t, out, "search/linked/a/hub.html", "search/linked/a/hub--2.html", "search/linked/a/hub--3.html")
	tags := allOf(t, out, "tags/index.html", "tags/index--2.html", "tags/index--3.html")
	for i := range 1100 {
		contains(t, linked, fmt.Sprintf(`>The hub of %d is <a href="../../../n%d.html">here</a>`, i, i))
		contains(t, tags, fmt.Sprintf(`href="t%d.html">t%d</a>`, i, i))
	}
	contains(t, linked, `<a href="../../../a/hub.html" title="Hub">Hub</a>`, `aria-current="page">3</a>`)
	noDeadLinks(t, out)
}

// allOf is the text of pages.
func allOf(t *testing.T, out fs.FS, pages ...string) string {
	t.Helper()
	var all strings.Builder
	for _, p := range pages {
		all.WriteString(page(t, out, p))
	}
	return all.String()
}

func noDeadLinks(t *testing.T, out fs.FS) {
	t.Helper()
	for _, p := range check.Site(out) {
		if p.Kind == site.BrokenLink || p.Kind == site.BrokenAnchor {
			t.Error(p)
		}
	}
}

// No page of the index of terms is too large, whether there are many headings,
// long ones, or many of the same name.
func TestTermPagesAreBounded(t *testing.T) {
	var many, long, same strings.Builder
	for i := range testkit.Times(2000, 6000, 6000) {
		fmt.Fprintf(&many, "## heading%d of things\n\n", i)
		fmt.Fprintf(&long, "## needle%d %s\n\n", i%700, strings.Repeat("word ", 50))
		same.WriteString("## Introduction\n\n")
	}
	bodies := map[string]string{"many": many.String(), "long": long.String()[:testkit.Times(100<<10, 150<<10, 150<<10)], "same": same.String()}
	for name, body := range bodies {
		out, result := buildMemory(t, fstest.MapFS{"a.md": {Data: []byte("# A\n\n" + body)}}, site.Options{Lang: "en"}, 2)
		listed := 0
		found, err := fs.Glob(out, "search/terms*.html")
		if err != nil || len(found) < 3 {
			t.Fatal(name, found, err)
		}
		for _, p := range found {
			text := page(t, out, p)
			if len(text) > 200<<10 {
				t.Errorf("%s: %s has %d bytes", name, p, len(text))
			}
			listed += strings.Count(text, `href="../a.html#`)
		}
		if want := len(result.Pages[1].Headings); listed < want || listed > 3*want {
			t.Errorf("%s: %d lines of %d headings", name, listed, want)
		}
		noDeadLinks(t, out)
	}
}
