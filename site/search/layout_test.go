package search_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// packed writes and packs an index, and puts it together again; it gives the names
// of the pieces, and the files of both.
func packedIndex(t *testing.T, sections []site.Section) (pieces []string, files, back map[string]string) {
	t.Helper()
	dir, restored := t.TempDir(), t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	shipped := fstest.MapFS{}
	err := pack.Write(os.DirFS(dir), func(name string, data []byte) error {
		shipped[name] = &fstest.MapFile{Data: data}
		if name != pack.Start {
			pieces = append(pieces, name)
		}
		return nil
	})
	if err == nil {
		err = pack.Unpack(shipped, restored)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pieces, contents(t, dir), contents(t, restored)
}

// An index comes back byte for byte, with texts, terms and positions of all sizes;
// and its segment is taken apart, not cut like any file.
func TestPackTakesTheSegmentApart(t *testing.T) {
	var sections []site.Section
	for i := range 900 {
		sections = append(sections, site.Section{
			Page: fmt.Sprintf("%d.html", i), Title: fmt.Sprint("页", i), Dir: fmt.Sprintf("d%d/e", i/100), Tags: []string{"tag", fmt.Sprint("t", i%9)},
			Body: strings.Repeat(fmt.Sprintf("文字%d words%d。", i*7919%1000, i*31%977), i%40), Aliases: []string{fmt.Sprint("name ", i%7)},
			Code: strings.Repeat("same same other\n", i%30),
		})
	}
	for i, n := range []int{20000, 5000, 4000, 9000, 100, 6000, 4100} { // some longer than a piece
		sections[500+i].Body = noise(n)
	}
	pieces, files, back := packedIndex(t, sections)
	if diff := cmp.Diff(files, back); diff != "" {
		t.Errorf("(-written +unpacked)\n%.2000s", diff)
	}
	if len(pieces) < 100 {
		t.Errorf("only %d pieces", len(pieces))
	}
}

// TestPackStays: a sentence more leaves most pieces as they were, and so does a
// page more or less at the end.
func TestPackStays(t *testing.T) {
	var sections []site.Section
	for i := range 600 {
		sections = append(sections, site.Section{Page: fmt.Sprintf("%03d.html", i), Title: fmt.Sprint("页", i), Body: noise2(i, 900)})
	}
	before, _, _ := packedIndex(t, sections)
	sections[300].Body += " one sentence more about something else"
	after, _, _ := packedIndex(t, sections)
	changed := 0
	for _, name := range after {
		if !slices.Contains(before, name) {
			changed++
		}
	}
	if changed == 0 || changed > len(after)*8/100 {
		t.Errorf("%d of %d pieces are new", changed, len(after))
	}
}

// noise is text that no compression shortens much.
func noise(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < n; x = x*1664525 + 1013904223 {
		fmt.Fprintf(&b, "%x ", x>>8)
	}
	return b.String()
}

// noise2 is other noise for each seed.
func noise2(seed, n int) string {
	var b strings.Builder
	for x := uint32(seed*7919 + 1); b.Len() < n; x = x*1664525 + 1013904223 {
		fmt.Fprintf(&b, "w%d ", (x>>8)%5000)
	}
	return b.String()
}

// A segment may be anything: it is cut somehow, and comes back as it was.
func FuzzPackAnySegment(f *testing.F) {
	dir := f.TempDir()
	if err := write.Index(f.Context(), dir, threeSections, 1); err != nil {
		f.Fatal(err)
	}
	segment, err := os.ReadFile(filepath.Join(dir, "store", "000000000002.zap"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(segment)
	f.Add(segment[len(segment)-52:])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) { comesBack(t, data) })
}

// So do segments that were damaged: some bytes are others, or the first are missing.
func TestPackDamagedSegment(t *testing.T) {
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, threeSections, 1); err != nil {
		t.Fatal(err)
	}
	segment, err := os.ReadFile(filepath.Join(dir, "store", "000000000002.zap"))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		data := bytes.Clone(segment)
		for range r.IntN(4) {
			data[r.IntN(len(data))] = byte(r.Uint32())
		}
		if r.IntN(5) == 0 {
			data = data[r.IntN(len(data)):]
		}
		comesBack(t, data)
	}
}

// comesBack packs and unpacks a segment.
func comesBack(t *testing.T, data []byte) {
	t.Helper()
	site := fstest.MapFS{}
	err := pack.Write(fstest.MapFS{"x.zap": {Data: data}}, func(name string, b []byte) error {
		site[name] = &fstest.MapFile{Data: b}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	back := t.TempDir()
	if err := pack.Unpack(site, back); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(back, "x.zap")); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes come back as %d, %v", len(data), len(got), err)
	}
}
