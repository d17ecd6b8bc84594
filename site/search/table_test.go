package search_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/quality"
	"github.com/biji-notes/biji/site/testkit"
)

// blindFiles are queries over several corpora, by the name of the corpus, that
// were written from the titles of pages before anybody saw what they find. Those
// of the open half may be looked at one by one; of the closed half only the
// totals.
const blindFiles = "testdata/queries/blind-*.json"

// blind are the queries of one of those files.
func blind(t *testing.T, file string) (sets map[string][]site.Query) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &sets)
	}
	if err != nil || len(sets) == 0 {
		t.Fatalf("%s: %d corpora, %v", file, len(sets), err)
	}
	return sets
}

// TestQualityTable prints how many queries of each set find the right page:
//
//	BIJI_LONG=1 go test ./site/search -run QualityTable -v
func TestQualityTable(t *testing.T) {
	if !testkit.Long() {
		t.Skip("only with BIJI_LONG=1")
	}
	table := map[string]quality.Tally{}
	add := func(set string, r *quality.Report) {
		kinds := append(r.Kinds, r.All)
		if strings.HasPrefix(set, "known") {
			kinds = kinds[len(kinds)-1:]
		}
		for _, k := range kinds {
			name := strings.TrimRight(set+" "+k.Kind, " ")
			sum := table[name]
			sum.Queries, sum.Hit1, sum.Hit5, sum.Found = sum.Queries+k.Queries, sum.Hit1+k.Hit1, sum.Hit5+k.Hit5, sum.Found+k.Found
			sum.Sections, sum.Section1 = sum.Sections+k.Sections, sum.Section1+k.Section1
			table[name] = sum
		}
	}
	indexes := map[string]*search.Index{}
	ask := func(set, corpus string, qs []site.Query, shown bool) {
		if indexes[corpus] == nil {
			indexes[corpus] = open(t, corpusOrContent(t, corpus))
		}
		r := judged(t, indexes[corpus], qs)
		add(set, r)
		for _, v := range r.Verdicts {
			if shown && v.Rank != 1 {
				t.Logf("%s: %s %q is %d; first is %v", corpus, v.Query.Kind, v.Query.Text, v.Rank, v.First)
			}
		}
	}
	for _, c := range qualityGoals {
		if c.file == "" {
			ask("known, "+c.corpus, c.corpus, questions(t, testkit.Queries(t, c.corpus)), false)
		} else {
			ask("known, "+filepath.Base(c.file), c.corpus, questions(t, c.file), false)
		}
	}
	data, err := os.ReadFile(filepath.Join(testkit.OwnContent(t), "queries.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	own, _ := load.Queries("queries.yaml", data)
	ask("known, content", "content", own.Queries, false)
	files, err := filepath.Glob(blindFiles)
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		sets := blind(t, file)
		for _, corpus := range slices.Sorted(maps.Keys(sets)) {
			ask(filepath.Base(file), corpus, sets[corpus], strings.HasSuffix(file, "open.json"))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		k := table[name]
		fmt.Printf("%-32s %4d queries  first %3d  in five %3d  section %3d of %3d  found %3d\n", name, k.Queries, k.Hit1, k.Hit5, k.Section1, k.Sections, k.Found)
	}
}
