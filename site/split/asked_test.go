package split_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/split"
)

// A note has the address that it asks for, if nobody else has it, by its name or
// because it asked before.
func TestAskedAddresses(t *testing.T) {
	asks := []struct{ path, address, want, problem string }{
		{"a/one.md", "/about/", "about/index.html", ""},
		{"a/two.md", "/about.html", "about.html", ""},
		{"a/three.md", "own", "a/own.html", ""},
		{"a/four.md", "/a/five.html", "a/four.html", `asks for the address a/five.html, which a/five.md has`},
		{"a/five.md", "", "a/five.html", ""},
		{"b/six.md", "/about/", "b/six.html", `asks for the address about/index.html, which a/one.md has`},
		{"b/seven.md", "/", "b/seven.html", `asks for the address index.html, which the front page has`},
		{"b/eight.md", "/search/x.html", "b/eight.html", `asks for the address search/x.html, which biji has`},
		{"b/nine.md", "/404.html", "b/nine.html", `asks for the address 404.html, which biji has`},
		{"b/ten.md", "/A/", "b/ten.html", `asks for the address a/index.html, which a/ has`},
		{"b/eleven.md", "/b/eleven", "b/eleven.html", ""},
		{"b/README.md", "/start/", "b/index.html", ""},
		{"b/twelve.md", "/2020/01/02/名字/", "2020/01/02/名字/index.html", ""},
	}
	var notes []site.Note
	var outlines []*site.Outline
	want, told := map[string]string{}, map[string]string{}
	for _, a := range asks {
		notes = append(notes, site.Note{Path: a.path, Line: 1, Meta: site.Meta{Permalink: a.address}})
		outlines = append(outlines, &site.Outline{})
		want[a.path] = a.want
		if a.problem != "" {
			told[a.path] = a.problem
		}
	}
	l, problems := split.Pages(notes, outlines, site.Options{Title: "T"}, "", nil)
	got := map[string]string{}
	for _, p := range l.Pages {
		if p.Note >= 0 {
			got[notes[p.Note].Path] = p.URL
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, p := range problems {
		if part := told[p.At.File]; part == "" || !strings.Contains(p.What, part) {
			t.Errorf("%s: want %q", p, part)
		}
		delete(told, p.At.File)
	}
	if len(told) > 0 {
		t.Errorf("not told: %v", told)
	}
}
