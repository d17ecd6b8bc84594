package links_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/slug"
)

// A shelf is notes that come, go and change by chance, with names and links that are
// alike.
type shelf struct {
	r     *rand.Rand
	texts map[string]string
	known map[string]*site.Outline // of texts, by name and text
}

func (s *shelf) one(of ...string) string { return of[s.r.IntN(len(of))] }

func (s *shelf) name() string {
	return s.one("", "", "a/", "a/b/", "c d/", "A/") + s.one("redis", "Redis", "radis", "redish", "note one", "note-one", "two", "README", "a", "b", "x.y", "持久化", "持久", "2024-01-02 day", "2024-01-03 day") + ".md"
}

func (s *shelf) link() string {
	to := s.name()
	stem := strings.TrimSuffix(to, ".md")
	return s.one(
		"[["+path.Base(stem)+"]]", "[["+stem+"]]", "![["+path.Base(stem)+"]]", "[["+path.Base(stem)+"#Head 1]]", "![["+stem+"#Head 2]]",
		"[x]("+to+")", "[x](/"+to+")", "[x](../"+to+")", "[x]("+slug.Path(stem)+".html)", "[x]("+stem+")", "[x]("+strings.ToUpper(stem)+".md#head-1)",
		"[x](/"+path.Dir(stem)+"/)", "[x]("+path.Dir(stem)+")", "[[Title "+s.one("1", "2", "3")+"]]", "[[Titel "+s.one("1", "2", "3")+"]]", "[[alias "+s.one("1", "2", "3")+"]]",
		"[["+stem[:len(stem)-1]+"x]]", "[x]("+path.Base(stem)+"s.md)", "![](pic.png)", "[x](a/b/index.html)", "[x](note-one/part.html)", "[x](https://example.org/)",
	)
}

func (s *shelf) text() string {
	var b strings.Builder
	if s.r.IntN(3) == 0 {
		b.WriteString("title: Title " + s.one("1", "2", "3") + "\n")
	}
	if s.r.IntN(4) == 0 {
		b.WriteString("aliases: alias " + s.one("1", "2", "3") + "\n")
	}
	if s.r.IntN(5) == 0 {
		b.WriteString("split\n")
	}
	for range s.r.IntN(4) {
		fmt.Fprintf(&b, "%s %s\n\nsee %s and %s\n\n", s.one("#", "##"), s.one("Head 1", "Head 2", "part"), s.link(), s.link())
	}
	return b.String()
}

// change changes a note or two.
func (s *shelf) change() {
	names := slices.Sorted(maps.Keys(s.texts))
	for range 1 + s.r.IntN(2) {
		switch name := s.one(names...); s.r.IntN(4) {
		case 0:
			s.texts[name] = s.text()
		case 1:
			s.texts[s.name()] = s.text()
		case 2:
			if len(s.texts) > 5 {
				delete(s.texts, name)
			}
		case 3:
			text := s.texts[name]
			delete(s.texts, name)
			s.texts[s.name()] = text
		}
	}
}

// input is the notes now. What is as before has the outline that it had.
func (s *shelf) input() links.Input {
	var w world
	w.Images = site.Images{Some: true}
	w.Files = []site.File{{Path: "pic.png"}, {Path: "a/radis.png"}}
	for _, name := range slices.SortedFunc(maps.Keys(s.texts), slug.Natural) {
		w.note(name, s.texts[name])
		key := name + "\n" + s.texts[name]
		if s.known[key] == nil {
			s.known[key] = w.Outlines[len(w.Outlines)-1]
		}
		w.Outlines[len(w.Outlines)-1] = s.known[key]
	}
	in := w.input()
	var taken site.Addresses
	for i := range in.Pages {
		in.Pages[i].URL, _ = taken.Claim(in.Pages[i].URL, "another")
	}
	return in
}

// Whatever comes, goes and changes, links lead where they would have led without what
// was joined before.
func TestKeptLinks(t *testing.T) {
	kept := 0
	for seed := range uint64(8) {
		s := shelf{rand.New(rand.NewPCG(seed, 7)), map[string]string{}, map[string]*site.Outline{}}
		for range 12 {
			s.texts[s.name()] = s.text()
		}
		before := links.Join(s.input(), nil)
		for step := range 150 {
			s.change()
			in := s.input()
			got, want := links.Join(in, before), links.Join(in, nil)
			if diff := cmp.Diff(want.Graph, got.Graph); diff != "" {
				t.Fatalf("seed %d, step %d: %s", seed, step, diff)
			}
			if diff := cmp.Diff(want.Problems(), got.Problems()); diff != "" {
				t.Fatalf("seed %d, step %d: %s", seed, step, diff)
			}
			kept += got.Kept
			before = got
		}
	}
	if kept < 1000 {
		t.Errorf("only %d times a note kept its links", kept)
	}
	t.Logf("%d times a note kept its links", kept)
}
