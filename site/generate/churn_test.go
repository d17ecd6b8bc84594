package generate_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
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

// TestChurn publishes a collection again after each of some edits, and says how much
// of the site is new: what a host, a repository and the caches of readers have to
// take anew. A long run makes six edits of each kind, so that a mean says something.
func TestChurn(t *testing.T) {
	names := testkit.Some([]string{"cs-notes", "vue-docs-zh", "rust-book"}, 1, 1)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			e := editor{notes: markdownOf(t, testkit.CorpusDir(t, name)), random: rand.New(rand.NewPCG(4, 2))}
			kinds := []struct {
				what string
				edit func()
				most float64 // share of the pieces that may be new, in the mean
			}{
				{"a sentence more", e.sentence, 0.15}, // it has some sixty terms, of which most are in pieces of their own
				{"a section more", e.section, 0.12},   // it finds space behind its page, or moves all pages behind it
				{"a note more", e.note, 0.56},         // it moves all pages behind it, in what terms say of them
			}
			sums, before := make([]float64, len(kinds)), published(t, e.notes)
			times := testkit.Times(1, 2, 6*len(kinds))
			for i := range times {
				kind := i % len(kinds)
				kinds[kind].edit()
				after := published(t, e.notes)
				pieces, pages := changed(before, after, "search/p/"), changed(before, after, "")
				t.Logf("%-16s %v of the pieces, %v of the pages", kinds[kind].what, pieces, pages)
				sums[kind] += pieces.share()
				before = after
			}
			for i, kind := range kinds[:min(times, len(kinds))] {
				mean := sums[i] / float64((times-i+len(kinds)-1)/len(kinds))
				t.Logf("%-16s %5.1f %% in the mean", kind.what, 100*mean)
				if mean > kind.most {
					t.Errorf("%s makes %.1f %% of the pieces new", kind.what, 100*mean)
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

// An editor changes notes, at random places.
type editor struct {
	notes  fstest.MapFS
	random *rand.Rand
}

// any is one of the notes.
func (e *editor) any() (name, text string) {
	names := slices.Sorted(maps.Keys(e.notes))
	name = names[e.random.IntN(len(names))]
	return name, string(e.notes[name].Data)
}

// line is one of some length, of any note.
func (e *editor) line() string {
	for {
		_, text := e.any()
		lines := strings.Split(text, "\n")
		if l := lines[e.random.IntN(len(lines))]; len(l) > 40 && len(l) < 300 && !strings.ContainsAny(l[:1], "#|`<!->:\t[ ") {
			return l
		}
	}
}

func (e *editor) sentence() {
	name, text := e.any()
	from := e.random.IntN(len(text) + 1)
	before, after, _ := strings.Cut(text[from:], "\n\n")
	e.notes[name] = &fstest.MapFile{Data: []byte(text[:from] + before + "\n\n" + e.line() + "\n\n" + after)}
}

func (e *editor) section() {
	name, text := e.any()
	e.notes[name] = &fstest.MapFile{Data: []byte(text + "\n\n## One section more\n\n" + e.line() + "\n")}
}

// note adds one beside any other, with a name that begins like that of a third.
func (e *editor) note() {
	beside, _ := e.any()
	like, _ := e.any()
	name := fmt.Sprintf("%c-%x.md", []rune(path.Base(like))[0], e.random.Uint32())
	e.notes[path.Join(path.Dir(beside), name)] = &fstest.MapFile{Data: []byte("# A new note\n\n" + e.line() + "\n\n" + e.line() + "\n")}
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
