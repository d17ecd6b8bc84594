package cost_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/cost"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// program builds the command, once per test.
func program(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "biji.exe")
	if out, err := exec.Command("go", "build", "-o", name, "../../cmd/biji").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// builtHere is the site of a folder of notes.
func builtHere(t testing.TB, notes string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	out, err := output.NewDir(t.Context(), dir)
	if err == nil {
		_, err = generate.Site(t.Context(), generate.Input{Content: os.DirFS(notes), Templates: templates.FS, Scratch: t.TempDir()}, out)
	}
	if err == nil {
		err = out.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func exitCode(err error) int {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode()
	}
	return -1
}

func queries(t testing.TB, file string) []site.Query {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := load.Queries(filepath.ToSlash(file), data)
	if len(set.Queries) == 0 || len(problems) > 0 {
		t.Fatal(len(set.Queries), problems)
	}
	return set.Queries
}

func meter(t testing.TB, dir string) *cost.Meter {
	t.Helper()
	engine, err := bundle.Engine(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	m, err := cost.Open(os.DirFS(dir), engine, pack.Member)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A browser fetches the very files that the meter counts, once each, and they
// weigh the same but for their headers.
func TestChromiumPaysThePrice(t *testing.T) {
	r := newReader(t)
	dir := builtHere(t, testkit.OwnContent(t))
	m, s := meter(t, dir), serve(t, os.DirFS(dir))
	all := queries(t, filepath.Join(testkit.OwnContent(t), "queries.yaml"))
	compare := func(text, what string, of func(string) (cost.Price, error)) {
		t.Helper()
		want, err := of(text)
		if err != nil {
			t.Fatal(err)
		}
		s.take()
		f := r.ask(text)
		got, _ := s.take()
		slices.Sort(got)
		slices.Sort(want.Names)
		if diff := cmp.Diff(want.Names, got); diff != "" {
			t.Errorf("%s, %s: (-meter +Chromium)\n%s", text, what, diff)
		}
		const header = 120 // bytes at most, of HTTP/2
		if more := f.transfer - want.Bytes; more < 0 || more > header*want.Files {
			t.Errorf("%s, %s: the meter says %d bytes in %d files, Chromium %d", text, what, want.Bytes, want.Files, f.transfer)
		}
	}
	for i := 0; i < len(all); i += len(all)/testkit.Times(2, 4, 4) + 1 {
		r.visit(s.URL + "/index.html")
		compare(all[i].Text, "cold", m.Cold)
	}
	r.visit(s.URL + "/index.html")
	if _, err := m.Warm(all[1].Text); err != nil {
		t.Fatal(err)
	}
	r.ask(all[1].Text)
	for i := 2; i < len(all); i += len(all)/testkit.Times(2, 4, 4) + 1 {
		r.again()
		compare(all[i].Text, "warm", m.Warm)
	}
}
