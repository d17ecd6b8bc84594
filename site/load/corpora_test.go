package load_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// No note of the corpora is lost or damaged, and there is nothing to report.
func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		name        string
		notes       int
		frontMatter int
		lang        string
	}{
		{"cs-notes", 175, 0, "zh-CN"},
		{"obsidian-zh", 173, 173, "zh-CN"},
		{"rust-book", 112, 0, "en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := corpus(t, c.name)
			got, err := load.Notes(t.Context(), fsys, site.Options{Drafts: true}, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Problems) > 0 {
				t.Error(got.Problems)
			}
			frontMatter := 0
			for _, n := range got.Notes {
				raw, err := fs.ReadFile(fsys, n.Path)
				if err != nil {
					t.Fatal(err)
				}
				text := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "\r\n", "\n")
				before, ok := strings.CutSuffix(text, string(n.Body))
				if !ok || strings.Count(before, "\n")+1 != n.Line {
					t.Errorf("%s: the body on line %d is not the end of the file", n.Path, n.Line)
				}
				if before != "" {
					frontMatter++
				}
			}
			if len(got.Notes) != c.notes || frontMatter != c.frontMatter {
				t.Errorf("%d notes, %d with front matter, want %d and %d", len(got.Notes), frontMatter, c.notes, c.frontMatter)
			}
			if lang := load.GuessLang(got.Notes); lang != c.lang {
				t.Errorf("language %q, want %q", lang, c.lang)
			}
		})
	}
}

// asText compares bodies as strings, which is a hundred times faster.
var asText = cmp.Transformer("text", func(b []byte) string { return string(b) })

// One worker and eight read the same.
func TestWorkers(t *testing.T) {
	fsys := corpus(t, "obsidian-zh")
	one, err := load.Notes(t.Context(), fsys, site.Options{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	eight, err := load.Notes(t.Context(), fsys, site.Options{}, 8)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, eight, asText, cmpopts.IgnoreUnexported(load.Content{})); diff != "" {
		t.Errorf("-one worker +eight\n%s", diff)
	}
}

// Real text that was written in another encoding is refused with the right
// name, and with that name in the settings it reads like the UTF-8 it was.
func TestCorpusInOtherEncodings(t *testing.T) {
	want, err := load.Notes(t.Context(), corpus(t, "cs-notes"), site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, title string
		enc         encoding.Encoding
	}{
		{"gb18030", "looks like GB18030", simplifiedchinese.GB18030},
		{"utf-16le", "looks like UTF-16 without a byte order mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"utf-16be", "looks like UTF-16 without a byte order mark", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	} {
		t.Run(c.name, func(t *testing.T) {
			recoded, ascii := fstest.MapFS{}, 0
			for _, n := range want.Notes {
				raw, err := c.enc.NewEncoder().Bytes(n.Body)
				if err != nil {
					t.Fatal(n.Path, err)
				}
				if bytes.Equal(raw, n.Body) {
					ascii++
				}
				recoded[n.Path] = &fstest.MapFile{Data: raw}
			}
			got, err := load.Notes(t.Context(), recoded, site.Options{}, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Notes) != len(want.Notes) || len(got.Problems) != len(want.Notes)-ascii {
				t.Errorf("%d notes, %d problems", len(got.Notes), len(got.Problems))
			}
			for _, p := range got.Problems {
				if p.What != c.title || !strings.Contains(p.Hint, c.name) {
					t.Error(p)
				}
			}
			for _, n := range got.Notes {
				if len(n.Body) > 0 && !slices.ContainsFunc(want.Notes, func(w site.Note) bool { return bytes.Equal(w.Body, n.Body) }) {
					t.Errorf("%s was published in the wrong encoding", n.Path)
				}
			}
			got, err = load.Notes(t.Context(), recoded, site.Options{Encoding: c.name}, 2)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Notes, got.Notes, asText); diff != "" || len(got.Problems) > 0 {
				t.Errorf("%v\n-UTF-8 +%s\n%s", got.Problems, c.name, diff)
			}
		})
	}
}

// A byte order mark and other line ends make no difference, and neither does
// UTF-16 that says so.
func TestCorpusVariants(t *testing.T) {
	fsys := corpus(t, "obsidian-zh")
	plain, err := load.Notes(t.Context(), fsys, site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	recode := func(e encoding.Encoding) func(string) string {
		return func(s string) string {
			out, err := e.NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	for name, change := range map[string]func(string) string{
		"BOM":      func(s string) string { return "\ufeff" + s },
		"CRLF":     func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":       func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"mixed":    func(s string) string { return strings.Replace(s, "\n", "\r\n", 3) },
		"UTF-16LE": recode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)),
		"UTF-16BE": recode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM)),
	} {
		t.Run(name, func(t *testing.T) {
			changed := fstest.MapFS{}
			for _, n := range plain.Notes {
				raw, err := fs.ReadFile(fsys, n.Path)
				if err != nil {
					t.Fatal(err)
				}
				text := strings.ReplaceAll(string(raw), "\r\n", "\n")
				changed[n.Path] = &fstest.MapFile{Data: []byte(change(text))}
			}
			got, err := load.Notes(t.Context(), changed, site.Options{}, 2)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(plain.Notes, got.Notes, asText); diff != "" || len(got.Problems) > 0 {
				t.Errorf("%v\n-LF +%s\n%s", got.Problems, name, diff)
			}
		})
	}
}

// The first damaged byte of a real note is named at its place.
func TestCorpusWithBadBytes(t *testing.T) {
	c, err := load.Notes(t.Context(), corpus(t, "cs-notes"), site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	damaged, offsets := fstest.MapFS{}, map[string]int{}
	for _, n := range c.Notes {
		at := random.IntN(len(n.Body))
		for !utf8.RuneStart(n.Body[at]) {
			at--
		}
		damaged[n.Path] = &fstest.MapFile{Data: slices.Insert(slices.Clone(n.Body), at, 0xFF)}
		offsets[n.Path] = at
	}
	got, err := load.Notes(t.Context(), damaged, site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Problems) != len(c.Notes) {
		t.Errorf("%d problems, want %d", len(got.Problems), len(c.Notes))
	}
	for _, p := range got.Problems {
		if want := fmt.Sprintf("byte 0xFF at offset %d", offsets[p.At.File]); !strings.HasSuffix(p.What, want) {
			t.Errorf("%v, want %s", p, want)
		}
	}
}

func BenchmarkNotes(b *testing.B) {
	for _, name := range []string{"cs-notes", "obsidian-zh"} {
		b.Run(name, func(b *testing.B) {
			fsys := corpus(b, name)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := load.Notes(b.Context(), fsys, site.Options{}, 2); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkGuessLang(b *testing.B) {
	c, err := load.Notes(b.Context(), corpus(b, "cs-notes"), site.Options{}, 2)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		load.GuessLang(c.Notes)
	}
}

// corpus is a folder of real notes that are not part of the project. The test
// is skipped if they are not here.
func corpus(t testing.TB, name string) fs.FS {
	t.Helper()
	dir, err := os.OpenRoot(testkit.CorpusDir(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return dir.FS()
}
