package search_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// A start is what a start file says, as doc.go of package pack describes it.
type start struct {
	Version int
	Hash    string
	Files   []struct {
		Name string
		Size int
	}
	Pieces int
	Hot    [][2]int
	DocsAt int
	Docs   []int
}

// packedIndex writes and packs an index, and reads the pack as a page would.
func packedIndex(t *testing.T, sections []site.Section) (s start, hot []byte, pieces [][]byte, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	scripts := map[string][]byte{}
	err := pack.Write(os.DirFS(dir), func(name string, data []byte) error { scripts[name] = data; return nil })
	if err != nil {
		t.Fatal(err)
	}
	line, hot, _ := bytes.Cut(unscript(t, scripts[pack.Start]), []byte("\n"))
	if err := json.Unmarshal(line, &s); err != nil || s.Version != 1 {
		t.Fatal(err, s)
	}
	lengths, hot := hot[:3*s.Pieces], hot[3*s.Pieces:]
	for i := range s.Pieces {
		size := int(lengths[i]) + int(lengths[s.Pieces+i])<<8 + int(lengths[2*s.Pieces+i])<<16
		piece := unscript(t, scripts[fmt.Sprintf("search/%s/c%05d.js", s.Hash, i)])
		if len(piece) != size {
			t.Errorf("piece %d has %d bytes, not %d", i, len(piece), size)
		}
		pieces = append(pieces, piece)
	}
	if len(scripts) != len(pieces)+1 {
		t.Errorf("%d files for %d pieces", len(scripts), len(pieces))
	}
	return s, hot, pieces, contents(t, dir)
}

func unscript(t *testing.T, script []byte) []byte {
	t.Helper()
	packed, err := base64.StdEncoding.DecodeString(strings.Split(string(script), `"`)[len(strings.Split(string(script), `"`))-2])
	if err != nil {
		t.Fatal(err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(gz)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Whoever follows the description of the pack finds the footer, and every
// stored document by its number.
func TestPackKeepsItsPromises(t *testing.T) {
	var sections []site.Section
	for i := range 900 {
		sections = append(sections, site.Section{
			Page: fmt.Sprintf("%d.html", i), Title: fmt.Sprint("页", i),
			Body: strings.Repeat(fmt.Sprintf("文字%d words%d。", i*7919%1000, i*31%977), i%40),
		})
	}
	for i, n := range []int{20000, 5000, 4000, 9000, 100, 6000, 4100} { // some longer than a piece
		sections[500+i].Body = noise(n)
	}
	sections[899].Body = noise(6000)
	s, hot, pieces, files := packedIndex(t, sections)
	space := bytes.Join(pieces, nil)
	at, segment, segmentAt := 0, "", 0
	for _, f := range s.Files {
		if string(space[at:at+f.Size]) != files["/"+f.Name] {
			t.Errorf("%s differs", f.Name)
		}
		if strings.HasSuffix(f.Name, ".zap") {
			segment, segmentAt = files["/"+f.Name], at
		}
		at += f.Size
	}
	if len(segment) == 0 || at != len(space) {
		t.Fatalf("%d bytes of segment; files have %d bytes, pieces %d", len(segment), at, len(space))
	}
	isHot := make([]bool, len(space))
	for _, h := range s.Hot {
		if !bytes.Equal(hot[:h[1]], space[h[0]:h[0]+h[1]]) {
			t.Errorf("hot range %v differs", h)
		}
		hot = hot[h[1]:]
		for i := range h[1] {
			isHot[h[0]+i] = true
		}
	}
	foot := segment[len(segment)-52:]
	for i := range 52 {
		if !isHot[segmentAt+len(segment)-52+i] {
			t.Fatal("the footer is not hot")
		}
	}
	stored := int(binary.BigEndian.Uint64([]byte(foot[8:])))
	checkDocs(t, s, pieces, stored, len(sections))
}

// checkDocs finds every document by walking the pieces.
func checkDocs(t *testing.T, s start, pieces [][]byte, stored, docs int) {
	t.Helper()
	doc, bytesSeen := 0, 0
	for i, count := range s.Docs {
		rest := pieces[s.DocsAt+i]
		bytesSeen += len(rest)
		for range count {
			meta, n := binary.Uvarint(rest)
			data, m := binary.Uvarint(rest[n:])
			size := n + m + int(meta) + int(data)
			id := fmt.Sprintf("%d.html", doc)
			if head := rest[min(n+m+int(meta), len(rest)):]; !bytes.HasPrefix(head, []byte(id)) {
				t.Fatalf("piece %d: document %d is not there", i, doc)
			}
			rest = rest[min(size, len(rest)):]
			doc++
		}
	}
	if doc != docs || bytesSeen != stored {
		t.Errorf("%d documents of %d in %d bytes of %d", doc, docs, bytesSeen, stored)
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
	f.Fuzz(func(t *testing.T, data []byte) {
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
	})
}
