package highlight

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/google/go-cmp/cmp"
)

// H14: a block may cost so much and no more, whatever is in it. What that takes,
// the benchmark below tells.
func TestH14_Budget(t *testing.T) {
	h := highlighter(t)
	over := 0
	for _, b := range chromatest.Hostile {
		out, said := figure(h, b.Lang, b.Text)
		if text(t, out) != b.Text {
			t.Errorf("%s %.10q: the text changed", b.Lang, b.Text)
		}
		over += len(said)
	}
	if over < 5 {
		t.Errorf("only %d blocks were over the budget", over)
	}
	t.Logf("%d of %d are over", over, len(chromatest.Hostile))
}

// What one of the costliest blocks takes.
func BenchmarkH14(b *testing.B) {
	h := highlighter(b)
	for _, block := range chromatest.Hostile {
		b.Run(fmt.Sprintf("%s/%.8q", block.Lang, block.Text), func(b *testing.B) {
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				h.Block(&w, block.Lang, []byte(block.Text))
			}
		})
	}
}

// The author learns where the colours end, and they do end there.
func TestOverBudgetSaysWhere(t *testing.T) {
	h := highlighter(t)
	code := "int x = 1;\n\n// y\n" + strings.Repeat("\n", 60000) + "int y;\n"
	out, said := figure(h, "c", code)
	if !strings.Contains(out, `<span class="`) || strings.Count(out, ">int") != 1 {
		t.Errorf("%.200s", out)
	}
	if len(said) != 1 || !strings.HasSuffix(said[0], "over-budget: code block takes too much work to highlight; "+
		"it is shown plain from here on (name it text, or make it shorter)") || strings.HasPrefix(said[0], "0:") {
		t.Errorf("%q", said)
	}
}

// All blocks of real notes give the same bytes, whichever highlighter reads
// them, in whatever order, and however many at once.
func TestSameBytesAlways(t *testing.T) {
	all := realBlocks(t)
	want := make([]string, len(all))
	h := highlighter(t)
	for i, b := range all {
		out, said := figure(h, b.info, b.code)
		want[i] = out + strings.Join(said, "\n")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for round, procs := range []int{1, 2, 4, 16} {
		runtime.GOMAXPROCS(procs)
		h := highlighter(t)
		var wg sync.WaitGroup
		for worker := range 8 {
			order := rand.New(rand.NewPCG(uint64(round), uint64(worker))).Perm(len(all))
			wg.Go(func() {
				for n, i := range order {
					if n%500 == 0 {
						runtime.GC()
					}
					out, said := figure(h, all[i].info, all[i].code)
					if diff := cmp.Diff(want[i], out+strings.Join(said, "\n")); diff != "" {
						t.Errorf("%s, %s:\n%s", all[i].file, all[i].info, diff)
						return
					}
				}
			})
		}
		wg.Wait()
	}
}
