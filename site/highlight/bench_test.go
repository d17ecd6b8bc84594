package highlight

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/biji-notes/biji/site/testkit"
)

// Real code of each language of cs-notes and the Rust book that has more than
// 1,000 bytes: what a build is made of. One core.
func BenchmarkLanguages(b *testing.B) {
	byLang := map[string][]block{}
	for _, dir := range []string{"cs-notes", "rust-book", "obsidian-zh"} {
		for _, bl := range blocks(b, testkit.CorpusDir(b, dir)) {
			f, _ := parseInfo(bl.info)
			byLang[f.lang] = append(byLang[f.lang], bl)
		}
	}
	for lang, list := range byLang {
		size := 0
		for _, bl := range list {
			size += len(bl.code)
		}
		if size < 1000 {
			continue
		}
		b.Run(strings.ReplaceAll("lang="+lang, "/", "_"), func(b *testing.B) {
			h, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			var w bytes.Buffer
			for b.Loop() {
				for _, bl := range list {
					w.Reset()
					h.Block(&w, bl.info, []byte(bl.code))
				}
			}
		})
	}
}

// The first build of all blocks of cs-notes, automatons included.
func BenchmarkColdCSNotes(b *testing.B) {
	all := blocks(b, testkit.CorpusDir(b, "cs-notes"))
	size := 0
	for _, bl := range all {
		size += len(bl.code)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		h, err := New(Options{})
		if err != nil {
			b.Fatal(err)
		}
		var w bytes.Buffer
		for _, bl := range all {
			w.Reset()
			h.Block(&w, bl.info, []byte(bl.code))
		}
	}
}

// What chroma takes for the Java of cs-notes, for comparison.
func BenchmarkChromaJava(b *testing.B) {
	c := newCatalogue()
	var all []block
	size := 0
	for _, bl := range blocks(b, testkit.CorpusDir(b, "cs-notes")) {
		if bl.info == "java" {
			all = append(all, bl)
			size += len(bl.code)
		}
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, bl := range all {
			next, err := c.byName["java"].Tokenise(nil, bl.code)
			if err != nil {
				b.Fatal(err)
			}
			for next() != chroma.EOF {
			}
		}
	}
}
