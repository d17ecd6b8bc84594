package generate

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
)

// sameSite holds that what a Live shows is what a build writes, byte for byte,
// and that it shows no page that a build does not.
func sameSite(t *testing.T, live *Live, in Input) {
	t.Helper()
	if live.Behind() {
		if err := live.Index(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
	}
	built := output.NewMemory()
	if _, err := Site(context.Background(), in, built); err != nil {
		t.Fatal(err)
	}
	shown := live.Current()
	files := 0
	err := fs.WalkDir(built, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if info, err := fs.Stat(shown, name); err != nil || !info.IsDir() {
				t.Errorf("%s is no folder: %v", name, err)
			}
			return nil
		}
		files++
		want, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		got, err := fs.ReadFile(shown, name)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v\n%s", name, err, difference(got, want))
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files, %v", files, err)
	}
}

// difference is where two files first differ.
func difference(got, want []byte) string {
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	around := func(b []byte) []byte { return b[max(0, min(at, len(b))-100):min(len(b), at+100)] }
	return fmt.Sprintf("at %d\n got %q\nwant %q", at, around(got), around(want))
}

// What is made when it is asked for is what a build writes.
func TestOnDemandIsTheBuild(t *testing.T) {
	for _, c := range []string{"own", "cs-notes"} {
		t.Run(c, func(t *testing.T) {
			dir := testkit.OwnContent(t)
			if c != "own" {
				dir = testkit.CorpusDir(t, c)
			}
			in := Input{Content: os.DirFS(dir)}
			in.Options.URL = "https://example.org/x/"
			var live Live
			if _, _, err := live.Look(t.Context(), in, nil); err != nil {
				t.Fatal(err)
			}
			sameSite(t, &live, in)
		})
	}
}
