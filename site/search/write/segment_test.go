package write

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
	scorch "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v16"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// analyzed is a field whose tokens are already known.
type analyzed struct {
	*document.TextField
	length int
	freqs  index.TokenFrequencies
}

func (f *analyzed) Analyze()                                         {}
func (f *analyzed) AnalyzedLength() int                              { return f.length }
func (f *analyzed) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }

// byZapx is the segment that zapx itself builds of the tokens that shard s
// found, all documents in one batch.
func byZapx(t *testing.T, s *shard, ids []string, sections []site.Section) scorch.Segment {
	t.Helper()
	var byDoc [fieldCount]map[int32][]int32
	for f := range byDoc {
		byDoc[f] = map[int32][]int32{}
	}
	for i, p := range s.found {
		byDoc := byDoc[p.key%fields]
		byDoc[p.doc] = append(byDoc[p.doc], int32(i))
	}
	docs := make([]index.Document, len(sections))
	for i := range sections {
		sec := &sections[i]
		doc := document.NewDocument(ids[i])
		values := map[int]string{idNumber: ids[i], bodyNumber: sec.Body, codeNumber: sec.Code, titleNumber: sec.Title, trailNumber: trailText(sec)}
		for f := range fieldCount {
			value := values[f]
			field := &analyzed{length: int(s.lengths[f][i]), freqs: index.TokenFrequencies{}}
			options := index.IndexField | index.IncludeTermVectors
			if value != "" {
				options |= index.StoreField
			}
			field.TextField = document.NewTextFieldWithIndexingOptions(segmentFields[f], nil, []byte(value), options)
			for _, p := range byDoc[f][int32(i)] {
				tf := &index.TokenFreq{Term: []byte(s.words.Terms[s.found[p].key/fields])}
				tf.SetFrequency(int(s.found[p].freq))
				for _, pos := range s.places(p) {
					tf.Locations = append(tf.Locations, &index.TokenLocation{Position: int(pos)})
				}
				field.freqs[string(tf.Term)] = tf
			}
			doc.AddField(field)
		}
		docs[i] = doc
	}
	seg, _, err := new(zap.ZapPlugin).New(docs)
	if err != nil {
		t.Fatal(err)
	}
	return seg
}

// dump writes down all that a segment says, line by line.
func dump(t *testing.T, seg scorch.Segment) (lines []string) {
	t.Helper()
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for doc := range seg.Count() {
		err := seg.VisitStoredFields(doc, func(field string, typ byte, value []byte, pos []uint64) bool {
			say("%d %s %c %q %v", doc, field, typ, value, pos)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, field := range seg.Fields() {
		dict, err := seg.Dictionary(field)
		if err != nil {
			t.Fatal(err)
		}
		terms := dict.AutomatonIterator(nil, nil, nil)
		for e, err := terms.Next(); e != nil || err != nil; e, err = terms.Next() {
			if err != nil {
				t.Fatal(err)
			}
			list, err := dict.PostingsList([]byte(e.Term), nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			postings := list.Iterator(true, true, true, nil)
			for p, err := postings.Next(); p != nil || err != nil; p, err = postings.Next() {
				if err != nil {
					t.Fatal(err)
				}
				say("%s %q doc %d freq %d norm %v", field, e.Term, p.Number(), p.Frequency(), p.Norm())
				for _, l := range p.Locations() {
					say("  %s %d %d %d %v", l.Field(), l.Pos(), l.Start(), l.End(), l.ArrayPositions())
				}
			}
		}
	}
	return lines
}

// Our segment, read by zapx, says what the segment says that zapx builds.
func TestSegmentSaysWhatZapxSays(t *testing.T) {
	var sections []site.Section
	for i := range 3000 { // more than two chunks of frequent terms
		sections = append(sections, site.Section{
			Page: fmt.Sprintf("p%d.html", i/3), ID: fmt.Sprintf("h%d", i%3), Title: "死锁 HashMap",
			Trail: []string{"条件", fmt.Sprint("n", i)}, Body: fmt.Sprintf("互斥 the word%d the café %d。\n", i%7, i),
			Code: []string{"", "epoll_wait(fd)\n"}[i%2], Tags: []string{"OS"}, Dir: "a/b",
		})
	}
	sections[17] = site.Section{Page: "empty.html"}
	m, err := analyze.NewMapping()
	if err != nil {
		t.Fatal(err)
	}
	ids := documentIDs(sections)
	var whole shard
	if err := whole.take(t.Context(), m, 0, ids, sections, aliasesOf(sections)); err != nil {
		t.Fatal(err)
	}
	want := dump(t, byZapx(t, &whole, ids, sections))
	var data bytes.Buffer
	if err := writeSegment(t.Context(), &data, m, ids, sections, 3); err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 40} { // as many runs
		var again bytes.Buffer
		if err := writeSegment(t.Context(), &again, m, ids, sections, workers); err != nil || !bytes.Equal(data.Bytes(), again.Bytes()) {
			t.Errorf("%d workers make another segment than three: %v", workers, err)
		}
	}
	ours := openSegment(t, data.Bytes())
	got := dump(t, ours)
	if !slices.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("line %d of %d and %d:\n got %s\nwant %s", i, len(got), len(want), got[i], want[i])
			}
		}
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
}

func openSegment(t *testing.T, data []byte) scorch.Segment {
	t.Helper()
	path := filepath.Join(t.TempDir(), segmentName)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	seg, err := new(zap.ZapPlugin).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { seg.Close() })
	return seg
}

// A segment that was damaged after it was written is not called good.
func TestDamagedIndexIsNoticed(t *testing.T) {
	var sections []site.Section
	for i := range 200 {
		sections = append(sections, site.Section{Page: fmt.Sprint(i, ".html"), Title: fmt.Sprint("页 ", i), Body: fmt.Sprint("文字 words ", i, "\n")})
	}
	dir := t.TempDir()
	if err := Index(t.Context(), dir, sections, 1); err != nil {
		t.Fatal(err)
	}
	ids := documentIDs(sections)
	path := filepath.Join(dir, "store", segmentName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		bad := slices.Clone(good)
		bad[i*(len(bad)-1)/49] ^= 0x10
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := verify(t.Context(), dir, ids, sections); err == nil {
			t.Errorf("byte %d of %d was changed, and nobody noticed", i*(len(bad)-1)/49, len(bad))
		}
	}
	if err := os.WriteFile(path, good, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := verify(t.Context(), dir, ids[1:], sections[1:]); err == nil {
		t.Error("a section too many was not noticed")
	}
}
