package cost_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// The benchmarks here measure, print tables and judge nothing: how long things
// take is another thing on every machine.
//
//	go test ./site/cost -run NONE -bench . -v -timeout 30m

// BenchmarkCorpora measures search on the collections that have queries.
func BenchmarkCorpora(b *testing.B) {
	biji := program(b)
	for _, name := range []string{"cs-notes", "rust-book"} {
		b.Run(name, func(b *testing.B) { measure(b, biji, testkit.CorpusDir(b, name), testkit.Queries(b, name)) })
	}
}

// BenchmarkBig measures it on a site with 6,000 pages and 50,000 sections.
func BenchmarkBig(b *testing.B) {
	notes := filepath.Join(b.TempDir(), "notes")
	if err := largeSite(os.DirFS(filepath.Dir(testkit.CorpusDir(b, "cs-notes"))), notes, 6000, 50_100); err != nil {
		b.Fatal(err)
	}
	measure(b, program(b), notes, testkit.Queries(b, "cs-notes"))
}

// measure builds a site and prints what that took, what queries cost, and what
// a reader in front of Chromium feels.
func measure(t *testing.B, biji, notes, file string) {
	out := filepath.Join(t.TempDir(), "public")
	build := exec.Command(biji, "build", notes, "-o", out)
	start := time.Now()
	said, err := build.CombinedOutput()
	if err != nil && exitCode(err) != 1 {
		t.Fatalf("%v\n%s", err, said)
	}
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	t.Logf("%s\nin all %.1f s, %d MB of memory at most", lines[len(lines)-1], time.Since(start).Seconds(), memory(build)>>20)

	eval, err := exec.Command(biji, "eval", file, "--site", out, "--cost").Output()
	if err != nil && exitCode(err) != 1 {
		t.Fatal(err)
	}
	t.Logf("\n%s", eval)

	r := newReader(t)
	asked := queries(t, file)
	for _, delay := range []time.Duration{0, 100 * time.Millisecond} {
		s := serve(t, os.DirFS(out))
		s.delay = delay
		t.Logf("Chromium, server answers after %v\n%s", delay, browse(r, s, asked))
	}
}

// memory is the most that a program took that has ended, in bytes; 0 on
// systems that do not tell.
func memory(c *exec.Cmd) int64 {
	usage := reflect.Indirect(reflect.ValueOf(c.ProcessState.SysUsage()))
	if usage.Kind() != reflect.Struct || !usage.FieldByName("Maxrss").IsValid() {
		return 0
	}
	return usage.FieldByName("Maxrss").Int() << 10
}

// A column of a table has median, nine tenths and most of something.
type column struct {
	title string
	of    func(felt) float64
}

// browse asks all queries as a reader who has only just come, and then once
// more in one page.
func browse(r *reader, s *server, asked []site.Query) string {
	var cold, warm []felt
	ask := func(text string) felt {
		s.take()
		f := r.ask(text)
		_, f.rounds = s.take()
		return f
	}
	for _, q := range asked {
		r.visit(s.URL + "/index.html")
		cold = append(cold, ask(q.Text))
	}
	r.visit(s.URL + "/index.html")
	r.ask("biji") // opens the box
	for _, q := range asked {
		r.again()
		warm = append(warm, ask(q.Text))
	}
	columns := []column{
		{"ms to the answer", func(f felt) float64 { return ms(f.took) }},
		{"KB with headers", func(f felt) float64 { return float64(f.transfer) / 1000 }},
		{"ms in the worker", func(f felt) float64 { return ms(f.worker) }},
		{"ms longest task of page", func(f felt) float64 { return ms(f.longest) }},
	}
	if s.delay > 0 {
		columns = append(columns[:2], column{"rounds of requests", func(f felt) float64 { return float64(f.rounds) }})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-4s", "")
	for _, c := range columns {
		fmt.Fprintf(&b, "%24s", c.title)
	}
	fmt.Fprintf(&b, "\n%-4s%s\n", "", strings.Repeat(fmt.Sprintf("%8s%8s%8s", "median", "90 %", "most"), len(columns)))
	for i, list := range [][]felt{cold, warm} {
		b.WriteString([]string{"cold", "warm"}[i])
		for _, c := range columns {
			var all []float64
			for _, f := range list {
				all = append(all, c.of(f))
			}
			slices.Sort(all)
			fmt.Fprintf(&b, "%8.1f%8.1f%8.1f", all[len(all)/2], all[(len(all)*9-1)/10], all[len(all)-1])
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
