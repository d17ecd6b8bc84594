package quality_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/quality"
)

// A book is a search that looks its answers up: page, title, heading.
type book map[string][]quality.Answer

func (b book) search(_ context.Context, text string, size int) ([]quality.Answer, error) {
	if text == "broken" {
		return nil, errors.New("no index")
	}
	return b[text][:min(size, len(b[text]))], nil
}

func answers(lines ...string) (list []quality.Answer) {
	for _, l := range lines {
		p := strings.Split(l, "|")
		list = append(list, quality.Answer{Page: p[0], Title: p[1], Heading: p[2]})
	}
	return list
}

var tcp = book{
	"握手":  answers("net/tcp.html|TCP|三次握手", "net/udp.html|UDP|UDP"),
	"udp": answers("net/tcp.html|TCP|区别", "net/udp.html|UDP|UDP"),
	"far": append(answers(strings.Split(strings.Repeat("x.html|X|x,", 5)+"net/udp.html|UDP|UDP", ",")...), answers(
		"net/tcp.html|TCP|a")...),
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		text, expect, section string
		rank                  int
		first                 bool
		miss                  bool
	}{
		{"握手", "^tcp$", "握手$", 1, true, false},
		{"握手", "NET/TCP.HTML", "", 1, false, false},
		{"握手", "^net/tcp$", "挥手", 1, false, true},
		{"握手", "html$", "三", 1, true, false},
		{"握手", "nowhere,UDP", "UDP", 2, false, true}, // the right section, but second
		{"握手", "握手", "", 0, false, true},             // a heading is no title
		{"udp", "^udp$", "", 2, false, true},
		{"far", "^udp$", "", 6, false, true},
		{"nothing", ".", "", 0, false, true},
	} {
		q := site.Query{Text: c.text, Expect: strings.Split(c.expect, ","), Section: c.section}
		r, err := quality.Run(t.Context(), []site.Query{q}, tcp.search, nil)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Verdicts[0]
		if v.Rank != c.rank || v.Section != c.first || v.Miss() != c.miss || (v.First == nil) != (c.text == "nothing") {
			t.Errorf("%+v: %+v", c, v)
		}
	}
}

func TestTallies(t *testing.T) {
	queries := []site.Query{
		{Text: "握手", Kind: "zh", Expect: []string{"tcp"}, Section: "握手"},
		{Text: "udp", Kind: "en", Expect: []string{"udp"}, Section: "UDP"},
		{Text: "far", Kind: "en", Expect: []string{"udp"}},
		{Text: "nothing", Kind: "zh", Expect: []string{"tcp"}},
	}
	r, err := quality.Run(t.Context(), queries, tcp.search, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []quality.Tally{
		{Kind: "", Queries: 4, Hit1: 1, Hit5: 2, Sections: 2, Section1: 1, Found: 3},
		{Kind: "zh", Queries: 2, Hit1: 1, Hit5: 1, Sections: 1, Section1: 1, Found: 1},
		{Kind: "en", Queries: 2, Hit1: 0, Hit5: 1, Sections: 1, Section1: 0, Found: 2},
	}
	if diff := cmp.Diff(want, append([]quality.Tally{r.All}, r.Kinds...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, c := range []struct {
		min  site.Goals
		want string
	}{
		{site.Goals{}, ""},
		{site.Goals{Hit1: 0.25, Hit5: 0.5, Section1: 0.5, Found: 0.75}, ""},
		{site.Goals{Hit1: 0.26, Hit5: 0.501, Section1: 1, Found: 0.75},
			"hit@1 is 0.250, less than 0.260\nhit@5 is 0.500, less than 0.501\nsection@1 is 0.500, less than 1.000"},
		{site.Goals{Found: 0.9}, "found is 0.750, less than 0.900"},
	} {
		if got := strings.Join(r.Below(c.min), "\n"); got != c.want {
			t.Errorf("%+v: %s", c.min, got)
		}
	}
}

// The cost of query n of ten is n thousand bytes, files that become fewer, and
// a single query that takes long.
func TestCosts(t *testing.T) {
	var queries []site.Query
	for n := range 10 {
		queries = append(queries, site.Query{Text: strings.Repeat("x", n+1), Kind: strconv.Itoa(n % 2), Expect: []string{"x"}})
	}
	cost := func(q string) (cold, warm quality.Paid, err error) {
		cold = quality.Paid{Bytes: 1000 * len(q), Files: 20 - len(q), Steps: 3}
		if len(q) == 4 {
			cold.Steps = 9
		}
		return cold, quality.Paid{Bytes: len(q)}, nil
	}
	r, err := quality.Run(t.Context(), queries, tcp.search, cost)
	if err != nil {
		t.Fatal(err)
	}
	want := []*quality.Spread{
		{Median: quality.Paid{Bytes: 6000, Files: 15, Steps: 3}, P90: quality.Paid{Bytes: 9000, Files: 18, Steps: 3}, Most: quality.Paid{Bytes: 10000, Files: 19, Steps: 9}},
		{Median: quality.Paid{Bytes: 6}, P90: quality.Paid{Bytes: 9}, Most: quality.Paid{Bytes: 10}},
		{Median: quality.Paid{Bytes: 5000, Files: 15, Steps: 3}, P90: quality.Paid{Bytes: 9000, Files: 19, Steps: 3}, Most: quality.Paid{Bytes: 9000, Files: 19, Steps: 3}},
	}
	if diff := cmp.Diff(want, []*quality.Spread{r.All.Cold, r.All.Warm, r.Kinds[0].Cold}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, c := range []struct {
		max  site.Limits
		want string
	}{
		{site.Limits{}, ""},
		{site.Limits{Bytes: 6000, Steps: 3, Warm: 6}, ""},
		{site.Limits{Bytes: 5999, Steps: 2, Warm: 5},
			"a cold query costs 6000 bytes, more than 5999\na cold query costs 3 steps, more than 2\na warm query costs 6 bytes, more than 5"},
	} {
		if got := strings.Join(r.Above(c.max), "\n"); got != c.want {
			t.Errorf("%+v: %s", c.max, got)
		}
	}
	unmeasured := quality.Report{}
	if above := unmeasured.Above(site.Limits{Steps: 4}); len(above) != 1 {
		t.Errorf("not measured, and kept all the same: %q", above)
	}
}

// Two of three are 0.667: whoever copies that into a file of queries reaches it.
func TestGoalsAreComparedAsTheyAreShown(t *testing.T) {
	r := quality.Report{All: quality.Tally{Queries: 3, Hit1: 2}}
	if below := r.Below(site.Goals{Hit1: 0.667}); len(below) > 0 {
		t.Error(below)
	}
	if below := r.Below(site.Goals{Hit1: 0.668}); len(below) == 0 {
		t.Error("0.668 is reached with 2 of 3")
	}
	if below := r.Below(site.Goals{Section1: 0.5}); len(below) == 0 {
		t.Error("section@1 is reached without a query that names one")
	}
}

func TestErrors(t *testing.T) {
	for _, q := range []site.Query{
		{Text: "broken", Expect: []string{"x"}}, {Text: "udp", Expect: []string{"("}}, {Text: "udp", Expect: []string{"x"}, Section: "["},
	} {
		if _, err := quality.Run(t.Context(), []site.Query{q}, tcp.search, nil); err == nil || !strings.Contains(err.Error(), q.Text) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	dear := func(string) (cold, warm quality.Paid, err error) { return cold, warm, errors.New("offline") }
	if _, err := quality.Run(t.Context(), []site.Query{{Text: "udp", Expect: []string{"x"}}}, tcp.search, dear); err == nil {
		t.Error("a cost that cannot be told is no error")
	}
}
