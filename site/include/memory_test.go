package include_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/include"
)

// After any changes to notes and files, what is remembered gives what is not.
func TestMemory(t *testing.T) {
	for seed := range uint64(20) {
		w := &shelf{rand: rand.New(rand.NewPCG(seed, 1)), texts: map[string][]byte{}}
		var memory include.Memory
		kept := 0
		for step := range 60 {
			w.change()
			var before map[string]*byte
			before, w.grown = w.grown, map[string]*byte{}
			in, fresh := w.input(), w.input()
			in.Memory = &memory
			got, problems := include.Notes(in)
			want, wantProblems := include.Notes(fresh)
			for i := range want {
				if diff := cmp.Diff(want[i], got[i]); diff != "" {
					t.Fatalf("seed %d step %d: %s:\n%s", seed, step, want[i].Path, diff)
				}
				if len(got[i].Pieces) > 0 {
					at := &got[i].Body[0]
					if w.grown[got[i].Path] = at; before[got[i].Path] == at {
						kept++
					}
				}
			}
			if diff := cmp.Diff(site.SortProblems(wantProblems), site.SortProblems(problems)); diff != "" {
				t.Fatalf("seed %d step %d: problems:\n%s", seed, step, diff)
			}
		}
		if kept < 50 {
			t.Errorf("seed %d: %d notes were taken as they were", seed, kept)
		}
	}
}

// A shelf holds notes and files that ask for one another.
type shelf struct {
	rand  *rand.Rand
	texts map[string][]byte // by path
	grown map[string]*byte
}

// change writes, takes away or renames a note or file.
func (w *shelf) change() {
	names := []string{"a.md", "b.md", "c.md", "in/a.md", "in/d.md", "x.txt", "X.txt", "in/y.txt", "in/p.png", "y.txt"}
	name := names[w.rand.IntN(len(names))]
	if w.texts[name] != nil && w.rand.IntN(3) == 0 {
		delete(w.texts, name)
		return
	}
	text := []string{fmt.Sprintf("text %d", w.rand.IntN(5))}
	for range w.rand.IntN(4) {
		asked := names[w.rand.IntN(len(names))]
		text = append(text, []string{
			"{{#include " + asked + "}}", "{{#include " + asked + ":1:2}}", "<!-- @include: ./" + asked + " -->",
			`--8<-- "` + asked + `"`, "<!-- @include: ../" + asked + " -->", "{{#title T" + fmt.Sprint(w.rand.IntN(3)) + "}}",
		}[w.rand.IntN(6)])
	}
	w.texts[name] = []byte(strings.Join(text, "\n") + "\n")
}

func (w *shelf) input() include.Input {
	var in include.Input
	for name, text := range w.texts {
		if site.IsNoteFile(name) {
			in.Notes = append(in.Notes, site.Note{Path: name, Body: text, Line: 1})
		} else {
			in.Files = append(in.Files, site.File{Path: name})
		}
	}
	slices.SortFunc(in.Notes, func(a, b site.Note) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(in.Files, func(a, b site.File) int { return strings.Compare(a.Path, b.Path) })
	in.Text = func(name string) ([]byte, []site.Problem) {
		if strings.HasSuffix(name, ".png") {
			return nil, []site.Problem{{At: site.Pos{File: name}, Kind: site.BadEncoding, What: "is no text"}}
		}
		return w.texts[name], nil
	}
	return in
}
