package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/quality"
	"github.com/biji-notes/biji/site/speech"
	"github.com/biji-notes/biji/site/testkit"
)

// The search of the project's own notes is as good as its queries say it was.
func TestOwnNotesAreFound(t *testing.T) {
	content := testkit.OwnContent(t)
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"eval", filepath.Join(content, "queries.yaml"), "--site", ownSite(t)}, &out, &errs)
	if code != exitFine {
		t.Errorf("eval: exit code %d\n%s%s", code, &out, &errs)
	}
}

// Terms that everybody types before an interview find their note first,
// without exception: all queries but whole questions, phrases and slips.
func TestTermsAreFoundFirst(t *testing.T) {
	set, _, err := readQueries(filepath.Join(testkit.OwnContent(t), "queries.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var terms site.QuerySet
	for _, q := range set.Queries {
		if slices.Contains([]string{"term", "zh", "en", "mixed", "identifier"}, q.Kind) {
			terms.Queries = append(terms.Queries, q)
		}
	}
	if len(terms.Queries) < 450 {
		t.Errorf("only %d terms", len(terms.Queries))
	}
	e, err := evaluate(t.Context(), terms, ownSite(t), false)
	if err != nil {
		t.Fatal(err)
	}
	if all := e.Report.All; all.Hit1 < all.Queries {
		var out bytes.Buffer
		e.misses(&out, speech.Speech{})
		t.Errorf("%d of %d terms do not find their note first\n%s", all.Queries-all.Hit1, all.Queries, &out)
	}
}

// Every eleventh of the queries that there were when the limits were set, or
// fewer, is asked for what it costs: more would say the same, and take long.
// With other queries the limits would be others, for the same search.
func TestOwnNotesAreCheap(t *testing.T) {
	content := testkit.OwnContent(t)
	set, _, err := readQueries(filepath.Join(content, "queries.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	some := site.QuerySet{Max: site.Limits{Bytes: 80_000, Steps: 4, Warm: 20_000}}
	const then = 155
	for i := 0; i < min(then, len(set.Queries)); i += testkit.Times(22, 11, 11) {
		some.Queries = append(some.Queries, set.Queries[i])
	}
	e, err := evaluate(t.Context(), some, ownSite(t), true)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Below) > 0 {
		var out bytes.Buffer
		e.costs(&out, speech.Speech{})
		t.Errorf("%q\n%s", e.Below, &out)
	}
}

func TestTable(t *testing.T) {
	e := &evaluation{Report: &quality.Report{
		All: quality.Tally{Queries: 3, Hit1: 2, Hit5: 3, Found: 3},
		Kinds: []quality.Tally{
			{Kind: "中文", Queries: 2, Hit1: 1, Hit5: 2, Found: 2},
			{Kind: "en", Queries: 1, Hit1: 1, Hit5: 1, Sections: 1, Section1: 1, Found: 0},
		},
	}}
	const want = `kind    queries      hit@1      hit@5  section@1  not found
中文          2      0.500      1.000          -          0
en            1      1.000      1.000      1.000          1
all           3      0.667      1.000          -          0
`
	var b bytes.Buffer
	e.table(&b, speech.Speech{})
	e.costs(&b, speech.Speech{}) // which were not measured
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestTableOfCosts(t *testing.T) {
	one := func(bytes, files, steps int) *quality.Paid {
		return &quality.Paid{Bytes: bytes, Code: bytes / 2, Files: files, Steps: steps}
	}
	e := &evaluation{
		Report: &quality.Report{
			All: quality.Tally{
				Cold: &quality.Spread{Median: *one(57_840, 9, 4), P90: *one(80_000, 12, 4), Most: *one(123_456, 20, 5)},
				Warm: &quality.Spread{},
			},
			Kinds: []quality.Tally{
				{Kind: "中文", Cold: &quality.Spread{Median: *one(61_000, 10, 4)}, Warm: &quality.Spread{}},
				{Kind: "en", Cold: &quality.Spread{Median: *one(50_000, 8, 3)}, Warm: &quality.Spread{}},
			},
			Verdicts: []quality.Verdict{
				{Query: site.Query{Text: "什么是分布式事务"}, Cold: one(123_456, 20, 5), Warm: one(999, 1, 1)},
				{Query: site.Query{Text: "tcp"}, Cold: one(1000, 9, 4), Warm: one(0, 0, 0)},
			},
		},
		Code: &weight{15_000, 1}, Start: &weight{8_123, 1}, Index: &weight{1_900_123, 940},
	}
	const last = `
of each cold query, 15.0 KB are the search box (1 file), 8.1 KB the start of the index
the index has 940 files, 1900 KB in all
`
	for _, c := range []struct {
		each bool
		want string
	}{
		{true, `
                                  cold                            warm
cost                     KB   code  files  steps         KB   code  files  steps
什么是分布式事务      123.5   61.7     20      5        1.0    0.5      1      1
tcp                     1.0    0.5      9      4        0.0    0.0      0      0
中文                   61.0   30.5     10      4        0.0    0.0      0      0
en                     50.0   25.0      8      3        0.0    0.0      0      0
median                 57.8   28.9      9      4        0.0    0.0      0      0
nine of ten            80.0   40.0     12      4        0.0    0.0      0      0
most                  123.5   61.7     20      5        0.0    0.0      0      0
` + last},
		{false, `
                             cold                            warm
cost                KB   code  files  steps         KB   code  files  steps
中文              61.0   30.5     10      4        0.0    0.0      0      0
en                50.0   25.0      8      3        0.0    0.0      0      0
median            57.8   28.9      9      4        0.0    0.0      0      0
nine of ten       80.0   40.0     12      4        0.0    0.0      0      0
most             123.5   61.7     20      5        0.0    0.0      0      0
` + last},
	} {
		var b bytes.Buffer
		e.each = c.each
		e.costs(&b, speech.Speech{})
		if b.String() != c.want {
			t.Errorf("got\n%swant\n%s", b.String(), c.want)
		}
	}
}
