package search_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/biji-notes/biji/site/search"
)

func BenchmarkWrite(b *testing.B) {
	for _, name := range []string{"cs-notes", "obsidian-zh", "rust-book"} {
		b.Run(name, func(b *testing.B) {
			sections := corpus(b, name)
			size := 0
			for _, s := range sections {
				size += len(s.Body) + len(s.Code)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				dir := b.TempDir()
				if err := search.Write(b.Context(), dir, sections, 2); err != nil {
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
