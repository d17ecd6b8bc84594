package load_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/google/go-cmp/cmp"
)

// told is what was read of a file of queries, one line each.
func told(set site.QuerySet, problems []site.Problem) string {
	var b strings.Builder
	if set.Min != (site.Goals{}) {
		fmt.Fprintf(&b, "min %+v\n", set.Min)
	}
	if set.Max != (site.Limits{}) {
		fmt.Fprintf(&b, "max %+v\n", set.Max)
	}
	for _, q := range set.Queries {
		fmt.Fprintf(&b, "%s %q %q %q %q\n", q.At, q.Text, q.Kind, q.Expect, q.Section)
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%s: %s\n", p.Kind, p)
	}
	return b.String()
}

func TestQueries(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"q.yaml", "- {q: 三次握手, kind: zh, expect: [握手, tcp], section: ^三}\n- q: 404\n  expect: B\\+\n",
			`q.yaml:1:3 "三次握手" "zh" ["握手" "tcp"] "^三"` + "\n" + `q.yaml:2:3 "404" "" ["B\\+"] ""` + "\n"},
		{"q.json", "[\n {\"q\":\"\\u4e09\\/\\ud83d\\ude00\",\"expect\":[\"x\"],\"section\":\"\"},\r\n\t{\"q\":\"b\", \"expect\":\"y\"}]",
			`q.json:2:2 "三/😀" "" ["x"] ""` + "\n" + `q.json:3:2 "b" "" ["y"] ""` + "\n"},
		{"q.JSON", "\ufeff{\"min\":{\"hit1\":0.5,\"found\":1},\"queries\":[]}", "min {Hit1:0.5 Hit5:0 Section1:0 Found:1}\n"},
		{"q.yml", "max: {bytes: 80000, steps: 4, warm: 20000}\n", "max {Bytes:80000 Steps:4 Warm:20000}\n"},
		{"q.yml", "min: {hit1: 0.9, hit5: 1.0, section1: .8}\nqueries: [{q: a, expect: b}]\n",
			"min {Hit1:0.9 Hit5:1 Section1:0.8 Found:0}\n" + `q.yml:2:11 "a" "" ["b"] ""` + "\n"},
		{"q.yaml", "x: &a [{q: a, expect: b}]\nqueries: *a\n",
			`q.yaml:1:8 "a" "" ["b"] ""` + "\n" + `query: q.yaml:1:1: there is no key "x" here (there are queries, min, max)` + "\n"},
		{"q.yaml", "# nothing\n", ""},
		{"q.json", "[]", ""},
		{"q.yaml", "", ""},

		{"q.yaml", "- {q: a, expect: b, secton: c}\n- {q: a, expect: '(', kind: [x]}\n- {q: '', expect: x}\n- {q: x}\n- x\n- {q: ~, expect: [~]}\n",
			`query: q.yaml:1:21: there is no key "secton" here (did you mean "section"?)
query: q.yaml:2:18: expect is no regular expression: error parsing regexp: missing closing ): ` + "`(?i)(`" + `
query: q.yaml:2:29: kind should be text
query: q.yaml:3:3: a query without q, its text
query: q.yaml:4:3: the query "x" does not say what to expect
query: q.yaml:5:3: a query should have the keys q and expect
query: q.yaml:6:3: a query without q, its text
`},
		{"q.yaml", "min: {hit1: 90, hit2: 1, found: x}\nqueries: 3\n",
			`query: q.yaml:1:13: hit1 should be a number from 0 to 1
query: q.yaml:1:17: there is no key "hit2" here (did you mean "hit1"?)
query: q.yaml:1:33: found should be a number from 0 to 1
query: q.yaml:2:10: queries should be a list
`},
		{"q.yaml", "max: {bytes: 80_000, step: 4, warm: -1}\nmin: 1\n",
			`query: q.yaml:1:14: bytes should be a whole number
query: q.yaml:1:22: there is no key "step" here (did you mean "steps"?)
query: q.yaml:1:37: warm should be a whole number
query: q.yaml:2:6: min should have the keys hit1, hit5, section1 or found
`},
		{"q.yaml", "max: 3\n", "query: q.yaml:1:6: max should have the keys bytes, steps or warm\n"},
		{"q.yaml", "min: NaN\n", "query: q.yaml:1:6: min should have the keys hit1, hit5, section1 or found\n"},
		{"q.yaml", "min: {hit1: NaN}\n", "query: q.yaml:1:13: hit1 should be a number from 0 to 1\n"},
		{"q.yaml", "text\n", "query: q.yaml:1:1: this should be a list of queries\n"},
		{"q.yaml", "- {q: a,\n- b\n", "query: q.yaml:1:1: did not find expected node content\n"},
		{"q.json", "[{\"q\": \"a\",\n  \"expect\": b}]", "query: q.json:2:13: invalid character 'b' looking for beginning of value\n"},
		{"q.json", "", "query: q.json:1:1: unexpected end of JSON input\n"},
		{"q.json", strings.Repeat("[", 200) + strings.Repeat("]", 200), "query: q.json:1:101: lists in lists, too deep\n"},
		{"q.yaml", "\xc8\xfd\xb4\xce\xce\xd5\xca\xd6\xb5\xc4\xb9\xfd\xb3\xcc\xca\xc7\xca\xb2\xc3\xb4", "encoding: q.yaml:1:1: looks like GB18030 (set encoding = \"gb18030\" in biji.toml, or convert it to UTF-8)\n"},
	} {
		if diff := cmp.Diff(c.want, told(load.Queries(c.name, []byte(c.text)))); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.text, diff)
		}
	}
}

func TestTooManyQueries(t *testing.T) {
	set, problems := load.Queries("q.json", []byte("["+strings.Repeat("{\"q\":\"a\",\"expect\":\"b\"},\n", 12_000)+`{"q":"a","expect":"b"}]`))
	if len(set.Queries) != 10_000 || len(problems) != 1 {
		t.Errorf("%d queries, %v", len(set.Queries), problems)
	}
	if last := set.Queries[len(set.Queries)-1].At; last.Line != 10_000 || last.Col != 1 {
		t.Errorf("the last is at %s", last)
	}
}

// Queries at the top are for biji; in a folder they may be anything.
func TestQueriesAreNotContent(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"queries.yaml", "queries.yml", "queries.json", "biji.toml", "a/queries.yaml", "query.yaml"} {
		fsys[name] = &fstest.MapFile{Data: []byte("[]")}
	}
	c, err := load.Notes(t.Context(), fsys, site.Options{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range c.Files {
		got = append(got, f.Path)
	}
	if want := []string{"a/queries.yaml", "query.yaml"}; !slices.Equal(got, want) {
		t.Errorf("files %q", got)
	}
}

// The site's own queries are read without a complaint.
func TestOwnQueries(t *testing.T) {
	path := filepath.Join(testkit.OwnContent(t), "queries.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := load.Queries("queries.yaml", data)
	if len(set.Queries) < 60 || len(problems) > 0 {
		t.Errorf("%d queries, %v", len(set.Queries), problems)
	}
}

// Whatever is in the file: what comes out can be used, and JSON that
// encoding/json reads is read as it reads it.
func FuzzQueries(f *testing.F) {
	f.Add([]byte("- {q: a, expect: [b], section: c}\n"), false)
	f.Add([]byte("min: {hit1: 1}\nqueries:\n- &x {q: a, expect: b}\n- *x\n"), false)
	f.Add([]byte(`[{"q":"a","kind":"b","expect":["c"],"section":"d"}]`), true)
	f.Add([]byte(`{"queries":[{"q":"\ud83d\ude00","expect":["\/"]}],"min":{"hit5":1}}`), true)
	f.Fuzz(func(t *testing.T, data []byte, asJSON bool) {
		name := "q.yaml"
		if asJSON {
			name = "q.json"
		}
		set, problems := load.Queries(name, data)
		for _, q := range set.Queries {
			if q.Text == "" || len(q.Expect) == 0 || q.At.Line < 1 || q.At.Col < 1 {
				t.Errorf("%+v", q)
			}
			for _, p := range append(q.Expect, q.Section) {
				regexp.MustCompile("(?i)" + p)
			}
		}
		var want []struct{ Q string }
		if asJSON && len(problems) == 0 && json.Unmarshal(data, &want) == nil && len(want) != len(set.Queries) {
			t.Errorf("%d queries, encoding/json reads %d", len(set.Queries), len(want))
		}
	})
}
