package main

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// What notes show is fetched, what is not to be had is told at every place, and
// the next run fetches nothing.
func TestFetch(t *testing.T) {
	var dot bytes.Buffer
	if err := png.Encode(&dot, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	asked := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked[r.URL.Path]++; strings.HasPrefix(r.URL.Path, "/gone") {
			http.NotFound(w, r)
			return
		}
		w.Write(dot.Bytes())
	}))
	defer server.Close()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "HOST", server.URL)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", "# A\n\n![a](HOST/a.png#x) ![gone](HOST/gone.png)\n\n<img src=\"HOST/b\">\n\n![film](HOST/film.mp4) [link](HOST/link.png)\n")
	write("b.md", "# B\n\n![a](HOST/a.png)\n\n![gone](HOST/gone.png)\n\n![[HOST/c.png]] ![d][d]\n\n[d]: HOST/d.png\n")
	write("photo-2024-01-02-0304.png", dot.String())
	write("e.md", "# E\n\n![of this name there is one here](HOST/photo-2024-01-02-0304.png)\n")
	write("draft.md", "---\ndraft: true\n---\n![x](HOST/draft.png)\n")
	fetch := func(flags ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		ctx := context.WithValue(t.Context(), privateHosts{}, true)
		code = run(ctx, append([]string{"fetch", dir}, flags...), &out, &errs)
		return code, out.String(), errs.String()
	}
	code, out, errs := fetch()
	if code != exitProblems || !strings.HasPrefix(out, "fetched 4 pictures (1 KB), 0 there already, 1 failed in ") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	for _, want := range []string{`(?m)^HTTP 404 Not Found: 1 picture$`, `(?m)^  .*/a\.md:3:\d+: http://.*/gone\.png$`, `(?m)^  .*/b\.md:5:1: http://.*/gone\.png$`} {
		if !regexp.MustCompile(want).MatchString(errs) {
			t.Errorf("no line %s in\n%s", want, errs)
		}
	}
	index, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(site.FetchedIndex)))
	all, err2 := site.ParseFetched(index)
	if err != nil || err2 != nil || len(all) != 4 || asked["/film.mp4"]+asked["/link.png"]+asked["/draft.png"]+asked["/photo-2024-01-02-0304.png"] > 0 {
		t.Errorf("%v %v %s %v", err, err2, index, asked)
	}
	// A build shows the copies, and asks no host for them.
	public := filepath.Join(t.TempDir(), "public")
	var built bytes.Buffer
	if code := run(t.Context(), []string{"build", dir, "-o", public}, &built, &built); code > exitProblems {
		t.Errorf("%d %s", code, &built)
	}
	page, err := os.ReadFile(filepath.Join(public, "b.html"))
	if copies := regexp.MustCompile(`<img[^>]* src="[^":]*[0-9a-f]{20}[^":]*\.png"`).FindAll(page, -1); err != nil || len(copies) != 3 {
		t.Errorf("%v %d copies are shown in\n%s", err, len(copies), page)
	}
	write("a.md", "# A\n\n![gone](HOST/gone2.png)\n")
	var report fetched
	code, out, _ = fetch("--json", "--prune")
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != exitProblems || report.Kept != 3 || report.Removed != 1 || len(report.Failed) != 2 {
		t.Errorf("%d %v %s", code, err, out)
	}
	if asked["/a.png"] != 1 {
		t.Errorf("asked again: %v", asked)
	}
}
