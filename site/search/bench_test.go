package search_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// generated is text of no meaning: words and runs, frequent and rare.
func generated(n int) (sections []site.Section) {
	random := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		var body strings.Builder
		for range 100 {
			rank := int(math.Exp(random.Float64() * 9))
			fmt.Fprintf(&body, "word%d %c%c%c，", rank, 0x4E00+rank%5000, 0x4E00+rank*7%5000, 0x4E00+rank*31%5000)
		}
		sections = append(sections, site.Section{
			Page: fmt.Sprintf("%d.html", i/8), ID: fmt.Sprint(i), Title: fmt.Sprint("页 ", i/8), Trail: []string{fmt.Sprint("节 ", i)},
			Body: body.String(), Code: fmt.Sprintf("getUser%d(so_reuse_%d)\n", i, i%50),
		})
	}
	return sections
}

func benchmarked(b *testing.B, name string) []site.Section {
	if name == "generated" {
		return generated(2000)
	}
	return corpus(b, name)
}

func BenchmarkPack(b *testing.B) {
	dir := b.TempDir()
	if err := write.Index(b.Context(), dir, generated(2000), 2); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := pack.Write(os.DirFS(dir), func(string, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	x := open(b, generated(2000))
	for _, text := range []string{"word10 word200", "丂与", "wrod77", "节"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if res, err := x.Search(b.Context(), text, search.SearchOptions{}); err != nil || res.Total == 0 {
					b.Fatal(res, err)
				}
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, name := range []string{"generated", "cs-notes", "obsidian-zh", "rust-book"} {
		b.Run(name, func(b *testing.B) {
			sections := benchmarked(b, name)
			size := 0
			for _, s := range sections {
				size += len(s.Body) + len(s.Code)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				dir := b.TempDir()
				if err := write.Index(b.Context(), dir, sections, 2); err != nil {
					b.Fatal(err)
				}
				if f, err := os.Stat(filepath.Join(dir, "store", "000000000002.zap")); err == nil {
					b.ReportMetric(float64(f.Size()), "zap-bytes")
				}
			}
			b.ReportMetric(float64(len(sections)), "sections")
		})
	}
}
