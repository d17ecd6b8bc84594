package load_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is read into the worlds")

// Each world is a folder of notes, perhaps with settings, and under "want"
// what is read of it.
func TestWorlds(t *testing.T) {
	for _, file := range testkit.Cases(t, os.DirFS("."), "testdata/worlds/*.txtar") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			world, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(world.Files) - 1
			if last < 0 || world.Files[last].Name != "want" {
				t.Fatal(`the last file of a world is "want"`)
			}
			fsys := fstest.MapFS{}
			for _, f := range world.Files[:last] {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := describe(t, fsys)
			if *update {
				world.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(world), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(world.Files[last].Data), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// describe reads the folder "content", or the root if there is none, and
// writes down what it finds.
func describe(t *testing.T, fsys fstest.MapFS) string {
	t.Helper()
	folder := "content"
	content, err := fsys.Sub(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fsys.Stat(folder); err != nil {
		folder, content = ".", fsys
	}
	o, problems, err := load.Options(fsys, folder)
	var b strings.Builder
	if err != nil {
		return err.Error() + "\n"
	}
	if plain := (site.Options{}); !cmp.Equal(o, plain) {
		fmt.Fprintf(&b, "options%s\n", fields(o))
	}
	c, err := load.Notes(t.Context(), content, o, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range c.Notes {
		as := map[bool]string{true: " as " + n.As}[n.As != ""]
		by := [...]string{"", " by Logseq", " by SiYuan"}[n.By]
		fmt.Fprintf(&b, "note %s%s%s%s\n\tline %d %q\n", n.Path, as, by, fields(n.Meta), n.Line, n.Body)
		if c.Vault {
			writeProperties(&b, &n.Properties)
		}
	}
	for _, f := range c.Files {
		fmt.Fprintf(&b, "file %s %d", f.Path, f.Size)
		if f.Hidden {
			b.WriteString(" hidden " + f.Origin)
		}
		b.WriteByte('\n')
	}
	for _, p := range append(problems, c.Problems...) {
		fmt.Fprintf(&b, "%s: %s\n", p.Kind, p)
	}
	return b.String()
}

// writeProperties writes what a note of a vault has for properties: those that
// readers see with a star.
func writeProperties(b *strings.Builder, s *site.PropertySet) {
	kinds := map[site.ValueKind]string{site.Number: "number ", site.Truth: "truth ", site.Day: "day ", site.Moment: "moment "}
	for k, p := range s.All {
		mark := map[bool]string{true: "*", false: " "}[slices.Contains(s.Shown, k)]
		fmt.Fprintf(b, "\t%s%s %d:%d", mark, p.Name, p.At.Line, p.At.Col)
		for _, v := range p.Values {
			fmt.Fprintf(b, " %s%q %d:%d", kinds[v.Kind], v.Text, v.At.Line, v.At.Col)
		}
		b.WriteByte('\n')
	}
	for _, l := range s.Links {
		fmt.Fprintf(b, "\tlink %q #%q %q in %s %d:%d unseen %t, %q\n", l.Dest, l.Fragment, l.Text, l.Property, l.At.Line, l.At.Col, l.Unseen, l.Sentence.Before+"|"+l.Sentence.After)
	}
}

// fields writes the fields of a struct that are set: " Title:x Tags:[a b]".
func fields(v any) string {
	var b strings.Builder
	s := reflect.ValueOf(v)
	for i := range s.NumField() {
		if f := s.Field(i); !f.IsZero() {
			fmt.Fprintf(&b, " %s:%v", s.Type().Field(i).Name, f)
		}
	}
	return b.String()
}
