package generate_test

import (
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/templates"
)

// BenchmarkDecade builds notes that were once too much, a tenth of them and all.
// "x time" and "x heap" say how much more the whole takes than the tenth: ten is
// linear, less is what a build costs however small it is.
func BenchmarkDecade(b *testing.B) {
	kinds := decades()
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		notes := kinds[name]
		b.Run(name, func(b *testing.B) {
			var small, large, smallHeap, largeHeap float64
			for b.Loop() {
				t, h := measured(b, notes(1))
				small, smallHeap = small+t, max(smallHeap, h)
				t, h = measured(b, notes(10))
				large, largeHeap = large+t, max(largeHeap, h)
			}
			b.ReportMetric(large/small, "x-time")
			b.ReportMetric(largeHeap/smallHeap, "x-heap")
			b.ReportMetric(largeHeap/(1<<20), "MB-heap")
		})
	}
}

// decades are kinds of notes, and how to make so many tenths of them.
func decades() map[string]func(tenths int) fs.FS {
	one := func(head, each string, n int) func(int) fs.FS {
		return func(tenths int) fs.FS {
			return fstest.MapFS{"a.md": {Data: []byte(head + strings.Repeat(each, n*tenths/10))}}
		}
	}
	many := func(n int, note func(i, n int) string) func(int) fs.FS {
		return func(tenths int) fs.FS {
			all := fstest.MapFS{}
			for i := range n * tenths / 10 {
				all[fmt.Sprintf("d%d/n%d.md", i%9, i)] = &fstest.MapFile{Data: []byte(note(i, n*tenths/10))}
			}
			return all
		}
	}
	return map[string]func(int) fs.FS{
		"pairs":    one("# T\n\n", "a: b\n", 40_000),
		"csv":      one("# T\n\n```\n", "2024-01-05,1,7,ok,true\n", 80_000),
		"heading":  one("# ", "word ", 20_000),
		"headings": one("", "## a heading of words\n\ntext\n\n", 20_000),
		"word":     one("", "a", 4_000_000),
		"line":     one("", "lorem ipsum dolor ", 200_000),
		"Chinese":  one("", "笔记是软件。", 200_000),
		"notes": many(5000, func(i, _ int) string {
			return fmt.Sprintf("---\ntags: [t%d]\n---\n# Note %d\n\ntext [[n%d]]\n", i, i, i/2)
		}),
		"hub": many(5000, func(i, _ int) string { return fmt.Sprintf("# Note %d\n\nSee [[n0]] for %d.\n", i, i) }),
		"folders": func(tenths int) fs.FS {
			return fstest.MapFS{strings.Repeat("d/", 100*tenths) + "a.md": {Data: []byte("# Deep\n")}}
		},
		"embeds": many(100, func(i, n int) string {
			var b strings.Builder
			fmt.Fprintf(&b, "# N%d\n", i)
			for k := range min(n, 10) {
				fmt.Fprintf(&b, "\n![[n%d]]\n", (i+k)%n)
			}
			return b.String()
		}),
	}
}

// measured builds once: seconds, and the most that was on the heap, in bytes.
func measured(b *testing.B, notes fs.FS) (seconds, heap float64) {
	b.Helper()
	stop, peak := make(chan bool), make(chan float64)
	go func() {
		var m runtime.MemStats
		most := 0.0
		for {
			runtime.ReadMemStats(&m)
			most = max(most, float64(m.HeapInuse))
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	runtime.GC()
	start := time.Now()
	out, err := output.NewDir(b.Context(), b.TempDir()+"/site")
	if err != nil {
		b.Fatal(err)
	}
	_, err = generate.Site(b.Context(), generate.Input{Content: notes, Templates: templates.FS, Options: site.Options{}, Scratch: b.TempDir()}, out)
	if err != nil {
		b.Fatal(err)
	}
	seconds = time.Since(start).Seconds()
	stop <- true
	if err := out.Discard(); err != nil {
		b.Fatal(err)
	}
	return seconds, <-peak
}
