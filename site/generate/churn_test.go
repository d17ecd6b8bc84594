package generate_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
)

// TestChurn publishes a collection again after each of ten edits, and says how much
// of the site is new: what a host, a repository and the caches of readers have to
// take anew. Most edits are a sentence; one is a section, one a note.
func TestChurn(t *testing.T) {
	names := testkit.Some([]string{"cs-notes", "vue-docs-zh", "rust-book"}, 1, 1)
	if testkit.Long() {
		names = []string{"cs-notes", "vue-docs-zh", "rust-book"}
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			notes := markdownOf(t, testkit.CorpusDir(t, name))
			random := rand.New(rand.NewPCG(4, 2))
			before, shares := published(t, notes), map[string][]float64{}
			for i := range testkit.Times(1, 2, 10) {
				what := edit(random, notes, i)
				after := published(t, notes)
				pieces, pages := changed(before, after, "search/p/"), changed(before, after, "")
				t.Logf("%-16s %v of the pieces, %v of the pages", what, pieces, pages)
				shares[what] = append(shares[what], pieces.share())
				before = after
			}
			for what, list := range shares {
				sum := 0.0
				for _, s := range list {
					sum += s
				}
				// A sentence has some sixty terms, of which most are in pieces of their own; a
				// section that is new finds space behind its page, or moves all pages behind it, as
				// a note that is new does.
				most := map[string]float64{sentence: 0.15, "a section more": 0.4}[what]
				if mean := sum / float64(len(list)); most > 0 && mean > most {
					t.Errorf("%s makes %.1f %% of the pieces new", what, 100*mean)
				}
			}
		})
	}
}

// markdownOf are the notes in a folder.
func markdownOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	notes := fstest.MapFS{}
	for _, n := range testkit.Notes(t, dir) {
		notes[n.Path] = &fstest.MapFile{Data: n.Text}
	}
	if len(notes) < 50 {
		t.Fatal(len(notes))
	}
	return notes
}

func published(t *testing.T, notes fs.FS) *output.Memory {
	t.Helper()
	site := output.NewMemory()
	if _, err := generate.Site(t.Context(), generate.Input{Content: notes}, site); err != nil {
		t.Fatal(err)
	}
	return site
}

const sentence = "a sentence more"

// edit changes the notes, and says how.
func edit(random *rand.Rand, notes fstest.MapFS, i int) (what string) {
	names := make([]string, 0, len(notes))
	for name := range notes {
		names = append(names, name)
	}
	slices.Sort(names)
	line := func() string { // one of some length, of any note
		for {
			lines := strings.Split(string(notes[names[random.IntN(len(names))]].Data), "\n")
			if l := lines[random.IntN(len(lines))]; len(l) > 40 && len(l) < 300 && !strings.ContainsAny(l[:1], "#|`<!->:\t[ ") {
				return l
			}
		}
	}
	name := names[random.IntN(len(names))]
	switch text := string(notes[name].Data); i % 10 {
	case 8:
		notes[name] = &fstest.MapFile{Data: []byte(text + "\n\n## One section more\n\n" + line() + "\n")}
		return "a section more"
	case 9:
		notes[path.Join(path.Dir(name), "a-new-note.md")] = &fstest.MapFile{Data: []byte("# A new note\n\n" + line() + "\n\n" + line() + "\n")}
		return "a note more"
	default:
		from := random.IntN(len(text) + 1)
		before, after, _ := strings.Cut(text[from:], "\n\n")
		notes[name] = &fstest.MapFile{Data: []byte(text[:from] + before + "\n\n" + line() + "\n\n" + after)}
		return sentence
	}
}

// A portion is a part of files, by number and by bytes.
type portion struct{ files, all, bytes, allBytes int }

func (s portion) share() float64 { return float64(s.files) / float64(s.all) }

func (s portion) String() string {
	return fmt.Sprintf("%5.1f %% (%d of %d; %.1f %% of the bytes)", 100*s.share(), s.files, s.all, 100*float64(s.bytes)/float64(s.allBytes))
}

// changed is how many files below a prefix are new or others; without one, of pages.
func changed(before, after *output.Memory, prefix string) (s portion) {
	_ = fs.WalkDir(after, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(name, prefix) || prefix == "" && path.Ext(name) != ".html" {
			return err
		}
		now, _ := fs.ReadFile(after, name)
		old, _ := fs.ReadFile(before, name)
		s.all, s.allBytes = s.all+1, s.allBytes+len(now)
		if !bytes.Equal(now, old) {
			s.files, s.bytes = s.files+1, s.bytes+len(now)
		}
		return nil
	})
	return s
}
