package testkit

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSomeIsAFixedSample(t *testing.T) {
	all := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	for _, run := range []struct {
		long, require string
		some          []int
		times         int
	}{
		{"", "", []int{0, 5}, 3},
		{"", "python git", []int{0, 5}, 3},
		{"", "git browser", []int{0, 2, 5, 7}, 8},
		{"1", "", all, 30},
		{"1", "browser", all, 30},
	} {
		t.Setenv("BIJI_LONG", run.long)
		t.Setenv("BIJI_REQUIRE", run.require)
		if got := Some(all, 2, 4); !slices.Equal(got, run.some) {
			t.Errorf("%+v: %v", run, got)
		}
		if got := Some(all, 20, 30); !slices.Equal(got, all) {
			t.Errorf("%+v: of fewer: %v", run, got)
		}
		if got := Times(3, 8, 30); got != run.times {
			t.Errorf("%+v: %d times", run, got)
		}
	}
}

func TestMissing(t *testing.T) {
	for require, fails := range map[string]bool{"": false, "python": false, "browser": true, "python, browser": true, "python browser": true} {
		t.Setenv("BIJI_REQUIRE", require)
		fake := &recorder{TB: t}
		Missing(fake, "browser", "x")
		if fake.failed != fails || fake.skipped == fails {
			t.Errorf("%q: %+v", require, fake)
		}
	}
}

type recorder struct {
	testing.TB
	failed, skipped bool
}

func (r *recorder) Fatal(...any) { r.failed = true; r.skipped = !r.failed }
func (r *recorder) Skip(...any)  { r.skipped = !r.failed }

func TestCorpora(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "corpora"), t.TempDir()
	for _, dir := range []string{filepath.Join(one, "a"), filepath.Join(two, "b")} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "n.md"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("BIJI_CORPORA", one+string(filepath.ListSeparator)+two)
	t.Setenv("BIJI_LONG", "1")
	want := []Corpus{{"a", filepath.Join(one, "a")}, {"b", filepath.Join(two, "b")}}
	if got := Corpora(t); !slices.Equal(got, want) {
		t.Error(got)
	}
	if got := Notes(t, CorpusDir(t, "b")); len(got) != 1 || got[0].Path != "n.md" || string(got[0].Text) != "x" {
		t.Error(got)
	}
}
