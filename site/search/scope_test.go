package search

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// What is in the language of the reader comes before all else, in Go and in
// TypeScript: the same hits with the same scores, in another order.
func TestTwinScope(t *testing.T) {
	x, w := openSections(t, vectorSite), newTwin(t, vectorSite)
	for _, c := range []struct {
		text  string
		first Scope
		in    func(dir string) bool
	}{
		{"的 OR 锁 OR lock OR 与", Scope{Within: "net"}, func(dir string) bool { return dir == "net" || strings.HasPrefix(dir, "net/") }},
		{"的 OR 锁 OR lock OR 与", Scope{Without: []string{"net"}}, func(dir string) bool { return dir != "net" && !strings.HasPrefix(dir, "net/") }},
		{"的 OR 锁 OR lock OR 与", Scope{Without: []string{"net", "os"}}, func(dir string) bool { return !strings.HasPrefix(dir, "net") && !strings.HasPrefix(dir, "os") }},
		{"握手", Scope{Within: "os"}, func(dir string) bool { return strings.HasPrefix(dir, "os") }},
		{"zzzz", Scope{Within: "os"}, func(string) bool { return false }},
	} {
		plain := answered(t, x, c.text, SearchOptions{Size: 100})
		var want []vectorHit
		for _, ours := range []bool{true, false} {
			for _, h := range plain.Hits {
				if c.in(sectionAt(t, Hit{Page: h.Page, ID: h.ID}).Dir) == ours {
					want = append(want, h)
				}
			}
		}
		for _, from := range []int{0, 1, 3} {
			o := SearchOptions{Size: 4, From: from, First: c.first}
			some := want[min(from, len(want)):min(from+4, len(want))]
			inGo := answered(t, x, c.text, o)
			var inPage vectorAnswer
			w.call(t, "search", &inPage, c.text, "en", 4, from, "", "", c.first.Within, strings.Join(c.first.Without, " "))
			for name, got := range map[string]vectorAnswer{"Go": inGo, "TypeScript": inPage} {
				if diff := gocmp.Diff(some, got.Hits, sameAnswer); diff != "" || got.Total != plain.Total {
					t.Errorf("%s: %+v from %d: (-want +got)\n%s", name, c, from, diff)
				}
			}
		}
		if len(want) > 0 && c.text != "握手" && slices.EqualFunc(want, plain.Hits, func(a, b vectorHit) bool { return a.URL == b.URL }) {
			t.Errorf("%+v changes nothing", c.first)
		}
	}
}
