package highlight

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/google/go-cmp/cmp"
)

// hostile are blocks that cost far more than their length: what nests, what
// never closes, what looks far ahead at each character, what backtracks.
var hostile = []struct{ lang, code string }{
	{"c", strings.Repeat("\n", 40000)},
	{"c", strings.Repeat("#if a\n", 10000)},
	{"cpp", "R\"(" + strings.Repeat(")", 60000)},
	{"cpp", strings.Repeat("R\"a(", 15000)},
	{"java", strings.Repeat("\n", 8000) + strings.Repeat("a ", 4000)},
	{"java", strings.Repeat("a(", 30000)},
	{"js", strings.Repeat("/*", 60000)},
	{"js", strings.Repeat("a<", 30000)},
	{"ts", strings.Repeat("`${", 20000)},
	{"python", strings.Repeat("f\"{", 20000)},
	{"python", strings.Repeat("\"\"\"'''", 10000)},
	{"bash", strings.Repeat("<<A\n", 15000)},
	{"bash", strings.Repeat("$((", 20000)},
	{"ruby", strings.Repeat("<<~A\n", 12000)},
	{"ruby", strings.Repeat("%q!a", 15000)},
	{"perl", strings.Repeat("s/a", 20000)},
	{"lua", "--[" + strings.Repeat("=", 60000)},
	{"php", "<?php " + strings.Repeat("<<<A\n", 10000)},
	{"html", strings.Repeat("<script>", 8000)},
	{"html", strings.Repeat("<a b=\"", 10000)},
	{"svelte", strings.Repeat("{<script", 8000)},
	{"go-html-template", strings.Repeat("{{a}}<", 10000)},
	{"markdown", strings.Repeat("[a](", 15000)},
	{"markdown", strings.Repeat("*a**", 15000)},
	{"rst", strings.Repeat("a\n b\n", 12000)},
	{"rst", strings.Repeat("`a<", 20000)},
	{"yaml", strings.Repeat("- ", 30000)},
	{"yaml", strings.Repeat("a: |\n", 12000)},
	{"sql", strings.Repeat("$a$", 20000)},
	{"postgresql", strings.Repeat("$a$", 20000)},
	{"makefile", strings.Repeat("a", 60000)},
	{"hcl", strings.Repeat("{", 60000)},
	{"systemd", strings.Repeat("a", 60000)},
	{"jungle", strings.Repeat("a ", 4000)},
	{"reg", strings.Repeat("[", 60000)},
	{"cfengine3", strings.Repeat("a:", 30000)},
	{"jsonata", strings.Repeat("(", 60000)},
	{"coffeescript", strings.Repeat("#", 60000)},
	{"coffeescript", strings.Repeat("#!", 30000)},
	{"devicetree", "a " + strings.Repeat("\n", 60000)},
	{"devicetree", strings.Repeat("a,", 30000)},
	{"batchfile", strings.Repeat("^", 60000)},
	{"cobol", "PIC " + strings.Repeat("a", 60000)},
}

// H14: a block may cost so much and no more, whatever is in it. What that takes,
// the benchmark below tells.
func TestH14_Budget(t *testing.T) {
	h := highlighter(t)
	over := 0
	for _, b := range hostile {
		out, said := figure(h, b.lang, b.code)
		if text(t, out) != b.code {
			t.Errorf("%s %.10q: the text changed", b.lang, b.code)
		}
		over += len(said)
	}
	if over < 5 {
		t.Errorf("only %d blocks were over the budget", over)
	}
	t.Logf("%d of %d are over", over, len(hostile))
}

// What one of the costliest blocks takes.
func BenchmarkH14(b *testing.B) {
	h := highlighter(b)
	for _, block := range hostile {
		b.Run(fmt.Sprintf("%s/%.8q", block.lang, block.code), func(b *testing.B) {
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				h.Block(&w, block.lang, []byte(block.code))
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

// trace is how a block is cut, and what that costs.
func trace(c *catalogue, lang, code string) string {
	l := c.get(lang)
	if l == nil || l.grammar == nil {
		return "plain"
	}
	var m machine
	err := c.tokenise(&m, l, []byte(code))
	return fmt.Sprint(m.tokens, m.walk.left, m.reached, err)
}

// What is read costs the same, and is cut alike, whether the automatons know
// the way already, find it out, or have no room to remember it.
func TestWorkIsCountedAlike(t *testing.T) {
	warm := newCatalogue()
	type block struct{ lang, code string }
	var all []block
	for _, lang := range []string{"go", "java", "python", "sql", "bash", "html", "markdown", "yaml", "rust", "js", "c", "php", "ruby", "http", "common-lisp"} {
		all = append(all, block{lang, strings.Join(samples, "")})
	}
	for _, b := range hostile {
		all = append(all, block{b.lang, b.code[:2000]})
	}
	all = testkit.Some(all, 20)
	for _, b := range all {
		trace(warm, b.lang, b.code)
	}
	cold, tight := newCatalogue(), newCatalogue()
	for i, b := range slices.Backward(all) {
		want := trace(warm, b.lang, b.code)
		if got := trace(cold, b.lang, b.code); got != want {
			t.Errorf("%s, block %d: cold\n%s\nwarm\n%s", b.lang, i, got, want)
		}
		if l := tight.get(b.lang); l != nil && l.grammar != nil {
			for _, s := range l.grammar.states {
				s.dfa.most = 3
			}
		}
		if got := trace(tight, b.lang, b.code); got != want {
			t.Errorf("%s, block %d: without room\n%s\nwith room\n%s", b.lang, i, got, want)
		}
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
