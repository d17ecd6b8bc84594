package generate_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/testkit"
)

// A faultCase is a fault in the place of a file that a question needs.
type faultCase struct {
	text  string // of the question
	want  string // the answer
	file  string
	fault fault
	once  bool   // and then the file is well
	with  string // a file that is not there meanwhile
}

func (c faultCase) String() string {
	often := "always"
	if c.once {
		often = "once"
	}
	return strings.ReplaceAll(path.Base(c.file)+"/"+c.fault.name+"/"+often, " ", "_")
}

func (c faultCase) stalls() bool { return strings.HasPrefix(c.fault.name, "stall") }

// hurry makes the patience of the page's script shorter, so that a test of a
// host that does not answer takes seconds.
const hurry = `window.slow = setTimeout; window.setTimeout = (f, ms, ...rest) => slow(f, ms > 5000 ? ms / 4 : ms, ...rest)`

// run holds that the answer is right, or that there is a failure that a button
// mends as soon as the file is well, in the same page.
func (c faultCase) run(s searcher, at *faultSite) {
	times := always
	if c.once {
		times = 1
	}
	s.Open(at.base + "index.html")
	at.put(c.file, c.fault, times)
	if c.with != "" {
		at.put(c.with, faults[0], always)
	}
	s.Run(`window.same = true`)
	if c.stalls() {
		s.Run(hurry)
	}
	s.asks(c.text)
	got := s.outcome()
	if got == c.want {
		return // a fault that the browser mends, or we
	}
	if got != "failed" || c.once && !c.stalls() {
		s.Fatalf("the reader sees %.200q", got)
	}
	at.heal()
	s.Run(`window.setTimeout = window.slow ?? setTimeout; ` + clickRetry)
	if got := s.outcome(); got != c.want {
		s.Fatalf("after the button the reader sees %.200q", got)
	}
	s.Sees(`window.same`, "true")
}

// needed is the files that a browser asks for between opening the search and
// its answer, in the order of their names, and that answer.
func needed(s searcher, at *faultSite, text string) (files []string, answer string) {
	s.Helper()
	s.Open(at.base + "index.html")
	at.took()
	s.asks(text)
	if answer = s.outcome(); !strings.HasPrefix(answer, "hits") {
		s.Fatalf("%s: the reader sees %q", text, answer)
	}
	files = at.took()
	slices.Sort(files)
	return slices.Compact(files), answer
}

// TestFaults puts every fault in the place of every kind of file that a search
// needs. Each browser takes its share.
func TestFaults(t *testing.T) {
	files, _ := realSite(t)
	for i, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			s := searcher{browser.NewReader(t, b)}
			cases := faultCases(s, files)
			n, every := -1, testkit.Times(180, 90, 4)
			cases = slices.DeleteFunc(cases, func(faultCase) bool { n++; return n%every != i*every/2 })
			t.Logf("%d cases", len(cases))
			inTabs(t, b, cases, func(s searcher, c faultCase) {
				c.run(s, serveFaults(s, files))
			})
		})
	}
}

// TestManyFaults: several files of a question fail at a time, each in its own
// way and for as long as it likes. The answer is right, or there is a button, which
// brings the right one as soon as all is well, in the same page.
func TestManyFaults(t *testing.T) {
	const text = "三次握手"
	files, _ := realSite(t)
	quick := slices.DeleteFunc(slices.Clone(faults), func(f fault) bool { return f.pieces || strings.HasPrefix(f.name, "stall") })
	for i, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			s := searcher{browser.NewReader(t, b)}
			need, want := needed(s, serveFaults(s, files), text)
			need = slices.DeleteFunc(append(need, "assets/latest.js"), func(name string) bool { return path.Ext(name) != ".js" })
			seeds := numbers(testkit.Times(2, 2, 100))[i*testkit.Times(1, 1, 50):][:testkit.Times(1, 1, 50)]
			inTabs(t, b, seeds, func(s searcher, seed int) {
				random := rand.New(rand.NewPCG(uint64(seed), 72))
				at := serveFaults(s, files)
				s.Open(at.base + "index.html")
				for _, k := range random.Perm(len(need))[:1+random.IntN(len(need))] {
					at.put(need[k], quick[random.IntN(len(quick))], 1+random.IntN(6))
				}
				s.Run(`window.same = true`)
				s.asks(text)
				got := s.outcome()
				for presses := 0; got == "failed" && presses < 10; presses++ {
					if presses == 4 {
						at.heal()
					}
					s.Run(clickRetry)
					got = s.outcome()
				}
				if got != want {
					s.Fatalf("the reader sees %.200q", got)
				}
				s.Sees(`window.same`, "true")
			})
		})
	}
}

// faultCases are all faults of all kinds of files: scripts, the start file,
// pieces at the begin, in the middle and at the end of the index (documents,
// postings, dictionary), the characters, and the file that is asked only after
// a failure.
func faultCases(s searcher, files fs.FS) (cases []faultCase) {
	at := serveFaults(s, files)
	const text, traditional = "三次握手", "進程"
	need, answer := needed(s, at, text)
	var pieces []string
	script := ""
	for _, name := range need {
		base := path.Base(name)
		if strings.HasPrefix(name, "search/p/") {
			pieces = append(pieces, name)
			continue
		}
		if strings.HasPrefix(base, "search-") {
			script = name
		}
		if path.Ext(name) == ".js" {
			cases = append(cases, everyFault(faultCase{text: text, want: answer, file: name})...)
		}
	}
	if len(pieces) < 3 {
		s.Fatalf("%v: too few to tell them apart", need)
	}
	for _, name := range []string{pieces[0], pieces[len(pieces)/2], pieces[len(pieces)-1]} {
		cases = append(cases, everyFault(faultCase{text: text, want: answer, file: name})...)
	}
	cases = append(cases, everyFault(faultCase{text: text, want: answer, file: "assets/latest.js", with: script})...)
	need, answer = needed(s, at, traditional)
	if !slices.Contains(need, "search/hant.js") {
		s.Fatalf("%v: without the characters", need)
	}
	return append(cases, everyFault(faultCase{text: traditional, want: answer, file: "search/hant.js"})...)
}

// everyFault is a case with every fault that makes sense for its file.
func everyFault(c faultCase) (all []faultCase) {
	for _, c.fault = range faults {
		if c.fault.pieces && (!strings.HasPrefix(c.file, "search/") || c.with != "") {
			continue
		}
		for _, c.once = range []bool{false, true} {
			if !c.once || c.with == "" {
				all = append(all, c)
			}
		}
	}
	return all
}

// inTabs runs the cases, each as a subtest, in a few tabs at a time.
func inTabs[Case any](t *testing.T, b browser.Browser, cases []Case, run func(s searcher, c Case)) {
	const tabs = 6
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	todo := make(chan Case, len(cases))
	for _, c := range cases {
		todo <- c
	}
	close(todo)
	var wg sync.WaitGroup
	for range min(tabs, (len(cases)+1)/2) { // a new tab costs as much as a case
		r := browser.NewReader(t, b)
		wg.Go(func() {
			for c := range todo {
				t.Run(fmt.Sprint(c), func(t *testing.T) {
					run(searcher{r.For(t)}, c)
				})
			}
		})
	}
	wg.Wait()
}
