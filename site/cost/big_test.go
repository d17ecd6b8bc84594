package cost_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A large site is made of the corpora: their sections, each as often as it
// takes, in an order that is random but always the same.

// A piece is a section of a note without links: a heading with its marks, and
// what stands below it.
type piece struct {
	heading string // "## 索引"
	body    []byte
}

var (
	headingLine = regexp.MustCompile(`^#{1,4} +\S`)
	fenceLine   = regexp.MustCompile("^ {0,3}(```|~~~)")
	images      = regexp.MustCompile(`!\[[^\]\n]*\](\([^)\n]*\)|\[[^\]\n]*\])|!\[\[[^\]\n]*\]\]|<img[^>]*>|</?a\b[^>]*>`)
	wikilinks   = regexp.MustCompile(`\[\[(?:[^\]|\n]*\|)?([^\]|\n]*)\]\]`)
	inlineLinks = regexp.MustCompile(`\[([^\]]{0,200})\]\([^)]{0,200}\)`)
	definitions = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:.*$`)
	includes    = regexp.MustCompile(`(?m)^\{\{.*\}\}$`)
)

// unlinked is text in which nothing leads anywhere.
func unlinked(text []byte) []byte {
	for _, r := range []struct {
		what *regexp.Regexp
		by   string
	}{{images, ""}, {wikilinks, "$1"}, {inlineLinks, "$1"}, {definitions, ""}, {includes, ""}} {
		text = r.what.ReplaceAll(text, []byte(r.by))
	}
	return text
}

// pieces are the sections of a note that have text.
func pieces(note []byte) (list []piece) {
	if rest, ok := bytes.CutPrefix(note, []byte("---\n")); ok { // front matter
		_, note, _ = bytes.Cut(rest, []byte("\n---\n"))
	}
	inCode := false
	var now *piece
	for line := range bytes.Lines(note) {
		if fenceLine.Match(line) {
			inCode = !inCode
		}
		switch {
		case !inCode && headingLine.Match(line):
			list = append(list, piece{heading: string(bytes.TrimSpace(unlinked(line)))})
			now = &list[len(list)-1]
		case now != nil:
			now.body = append(now.body, line...)
		}
	}
	list = slices.DeleteFunc(list, func(p piece) bool { return len(bytes.TrimSpace(p.body)) == 0 })
	for i := range list {
		list[i].body = unlinked(list[i].body)
	}
	return list
}

// largeSite writes a folder of notes to dir: pages with sections sections in
// all, made of the notes in from.
func largeSite(from fs.FS, dir string, pages, sections int) error {
	byFile := map[string][]piece{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		data, err := fs.ReadFile(from, name)
		byFile[name] = pieces(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
		return err
	})
	if err != nil {
		return err
	}
	var stock []piece
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		stock = append(stock, byFile[name]...)
	}
	if len(stock) == 0 {
		return fmt.Errorf("no sections")
	}
	random := rand.New(rand.NewPCG(3, 5))
	var heap []piece
	for n := range pages {
		var b bytes.Buffer
		for i := n * sections / pages; i < (n+1)*sections/pages; i++ {
			if len(heap) == 0 {
				heap = slices.Clone(stock)
				random.Shuffle(len(heap), func(i, j int) { heap[i], heap[j] = heap[j], heap[i] })
			}
			p := heap[len(heap)-1]
			heap = heap[:len(heap)-1]
			_, words, _ := strings.Cut(p.heading, " ")
			if b.Len() == 0 {
				// The title is that of the first section, and a number.
				fmt.Fprintf(&b, "# %s %d\n\n%s\n\n", strings.TrimSpace(words), n, p.body)
				continue
			}
			marks := p.heading[:len(p.heading)-len(words)-1]
			if marks == "#" {
				marks = "##"
			}
			fmt.Fprintf(&b, "%s %s\n\n%s\n\n", marks, words, p.body)
		}
		folder := path.Join(dir, fmt.Sprintf("%02d", n/100))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path.Join(folder, fmt.Sprintf("note-%d.md", n)), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
