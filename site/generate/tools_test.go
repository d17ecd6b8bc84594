package generate_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTools builds, for each tool that people come from, a small folder as they
// have it, and holds what readers see: the pages in their order, the text of
// each, and what the author is told.
func TestTools(t *testing.T) {
	for _, dir := range testkit.Cases(t, os.DirFS("testdata/tools"), "*") {
		if strings.HasSuffix(dir, ".golden") {
			continue
		}
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			out, result := buildMemory(t, os.DirFS(filepath.Join("testdata/tools", dir)), site.Options{}, 1)
			got, file := shown(t, out, result), filepath.Join("testdata/tools", dir+".golden")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// shown is what readers of a site and its author see, as text.
func shown(t *testing.T, out fs.FS, r *generate.Result) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "site %q\n", r.Options.Title)
	for _, p := range r.Pages {
		fmt.Fprintf(&b, "%s%s %q\n", strings.Repeat("  ", strings.Count(p.URL, "/")), p.URL, p.Title)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "! %s\n", p)
	}
	for _, redirect := range r.Graph.Redirects {
		fmt.Fprintf(&b, "> %s -> %s#%s\n", redirect.From, redirect.To, redirect.ID)
	}
	for _, p := range r.Pages {
		fmt.Fprintf(&b, "\n== %s\n%s\n", p.URL, article(page(t, out, p.URL)))
	}
	return b.Bytes()
}

// beside is what stands in an article and is not its text.
var beside = regexp.MustCompile(`(?s)<(nav|details) class="biji-(crumbs|contents)".*?</(nav|details)>`)

// article is the article of a page, without what leads to others.
func article(html string) string {
	_, html, _ = strings.Cut(html, `<article class="biji-article">`)
	html, _, _ = strings.Cut(html, "</article>")
	var lines []string
	for line := range strings.Lines(beside.ReplaceAllString(html, "")) {
		if line = strings.TrimRight(line, " \n"); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
