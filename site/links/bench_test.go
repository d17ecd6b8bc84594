package links_test

import (
	"fmt"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/links"
)

// vault is n notes in folders of a hundred, each with twenty links of every
// sort; of broken ones so many.
func vault(n, broken int) links.Input {
	var w world
	for i := range n {
		w.note(fmt.Sprintf("folder %d/笔记 %d.md", i/100, i), fmt.Sprintf("# 笔记 %d\ntext\n## Section", i))
		w.Files = append(w.Files, site.File{Path: fmt.Sprintf("pics/image %d.png", i)})
	}
	for i, o := range w.Outlines {
		for k := range 20 {
			other := (i*7 + k*131) % n
			l := site.Link{At: site.Pos{File: w.Notes[i].Path, Line: k + 1, Col: 1}, Text: "x", Sentence: site.Sentence{Before: fmt.Sprint(k)}}
			switch k % 5 {
			case 0:
				l.Dest = fmt.Sprintf("../folder%%20%d/笔记%%20%d.md#section", other/100, other)
			case 1:
				l.Kind, l.Dest = site.WikiLink, fmt.Sprintf("笔记 %d", other)
			case 2:
				l.Kind, l.Dest, l.Fragment = site.WikiLink, fmt.Sprintf("folder %d/笔记 %d", other/100, other), "Section"
			case 3:
				l.Kind, l.Dest = site.WikiEmbed, fmt.Sprintf("image %d.png", other)
			case 4:
				l.Dest = "#section"
			}
			if i*20+k < broken {
				l.Dest += fmt.Sprint("x", i, k)
			}
			o.Links = append(o.Links, l)
		}
	}
	return w.input()
}

// The time is to grow with the number of links, not faster.
func BenchmarkConnect(b *testing.B) {
	for _, n := range []int{750, 1500, 3000, 6000} {
		in := vault(n, 0)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				links.Connect(in)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(20*n), "ns/link")
		})
	}
}

// A thousand broken links among twelve thousand names.
func BenchmarkSuggest(b *testing.B) {
	in := vault(6000, 1000)
	for b.Loop() {
		_, problems := links.Connect(in)
		if len(problems) < 700 {
			b.Fatal(len(problems))
		}
	}
}
