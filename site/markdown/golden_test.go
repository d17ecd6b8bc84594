package markdown_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden shows what each note in testdata becomes: its page, what other
// steps learn of it, and what the search finds in it.
func TestGolden(t *testing.T) {
	for _, note := range goldens(t, "testdata", ".md", ".html", ".json") {
		d, page, problems := pageOf(t, note)
		golden(t, note+".html", page)
		n := d.Outline().Blocks
		golden(t, note+".json", asJSON(t, map[string]any{
			"Outline": d.Outline(), "Problems": problems,
			"Sections": d.Sections(0, n), "Summary": d.Summary(0, n, 40),
		}))
	}
}

// TestGoldenSyntax shows the pages of the notes of the packages below, each of
// which is about one extension.
func TestGoldenSyntax(t *testing.T) {
	for _, note := range goldens(t, "*/testdata", ".md", ".html") {
		_, page, _ := pageOf(t, note)
		golden(t, note+".html", page)
	}
}

// goldens are the paths of the notes in a folder, without their ending. What
// else the folder holds with one of the other endings belongs to one of them.
func goldens(t testing.TB, folder, ending string, others ...string) []string {
	t.Helper()
	notes := without(t, folder, ending)
	if len(notes) == 0 {
		t.Fatal("no notes in " + folder)
	}
	for _, other := range others {
		for _, file := range without(t, folder, other) {
			if !slices.Contains(notes, file) {
				t.Errorf("no note belongs to %s%s", file, other)
			}
		}
	}
	return notes
}

func without(t testing.TB, folder, ending string) []string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*" + ending)
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(file, ending)
	}
	return files
}

// pageOf is the page that a golden note becomes in the world.
func pageOf(t *testing.T, note string) (*markdown.Doc, []byte, []site.Problem) {
	t.Helper()
	body, err := os.ReadFile(note + ".md")
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]site.Program{"outliner": site.Logseq, "siyuan": site.SiYuan}[filepath.Dir(filepath.Dir(note))]
	d, problems := parserFor(markdown.Options{UI: "zh"}).Parse(site.Note{Path: filepath.Base(note) + ".md", By: by, Line: 1, Body: body})
	var page bytes.Buffer
	problems = append(problems, d.HTML(&page, 0, d.Outline().Blocks, -1, world(d))...)
	if why := sound(page.String()); why != "" {
		t.Errorf("%s: %s", note, why)
	}
	return d, page.Bytes(), problems
}

// world is a site with the pages b and 持久化 and the file pics/a.png, 800 by
// 600 pixels.
func world(d *markdown.Doc) markdown.Hooks {
	return markdown.Hooks{
		Link: func(link int) (string, site.Target) {
			l := d.Outline().Links[link]
			t := target(l)
			switch t.Kind {
			case site.ToPage, site.ToFile:
				return site.Href("a.html", t.URL, "", t.Fragment), t
			}
			return t.URL, t
		},
		Code: func(w *bytes.Buffer, info string, code []byte, _ int) []site.Problem {
			w.WriteString("<figure class=\"code\"><pre>" + strings.TrimSpace(string(code)) + "</pre></figure>\n")
			if strings.Contains(info, "{") {
				return []site.Problem{{At: site.Pos{Col: 4}, Kind: site.BadFence, What: "a problem at column 4 of the info string"}}
			}
			return nil
		},
		Embed: func(w *bytes.Buffer, _, _ int) bool {
			w.WriteString("<p>嵌入的</p>\n")
			return true
		},
		Image: func(site.Target) (int, int) { return 800, 600 },
	}
}

func target(l site.Link) site.Target {
	switch {
	case strings.Contains(l.Dest, "://"):
		return site.Target{Kind: site.External, URL: l.Dest}
	case strings.HasPrefix(l.Dest, "javascript:"):
		return site.Target{Kind: site.Unsafe}
	case strings.HasSuffix(l.Dest, ".png"):
		return site.Target{Kind: site.ToFile, URL: l.Dest, File: l.Dest}
	case l.Dest == "gone.md":
		return site.Target{}
	}
	name, fragment, _ := strings.Cut(l.Dest, "#")
	fragment += l.Fragment
	if name == "" {
		return site.Target{Kind: site.ToPage, URL: "a.html", Fragment: fragment}
	}
	return site.Target{Kind: site.ToPage, URL: strings.TrimSuffix(name, ".md") + ".html", Fragment: fragment, Title: "Redis 持久化"}
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", file, diff)
	}
}
