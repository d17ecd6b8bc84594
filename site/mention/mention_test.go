package mention_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/mention"
)

func around(text string, from, to int) site.Sentence {
	return site.Sentence{Before: text[:from], After: text[to:]}
}

func says(text string) []site.Section { return []site.Section{{ID: "s", Body: text}} }

// named is a table of pages that say nothing, each with its names, and a page without a
// name before them.
func named(all ...[]string) *mention.Table {
	pages := []mention.Page{{}}
	for _, names := range all {
		pages = append(pages, mention.Page{Names: names})
	}
	return mention.New(pages, nil, around)
}

func TestFind(t *testing.T) {
	table := named([]string{"Redis", "Redis 持久化", "ＡＯＦ"}, []string{"事务"}, []string{"事务隔离级别"}, []string{"C++"}, []string{"Virtual memory"}, []string{"Move"},
		[]string{"简介", "锁", "42", "Go", "Notes"}, []string{"两处", "甲乙"}, []string{"两处"})
	for text, want := range map[string]string{
		"用 Redis 存，Redis的":                                     "Redis Redis",
		"redis、Rediscover、Redis-cli、a.Redis、Redis.io、no_Redis": "",
		"Redis.": "Redis",
		"见Redis持久化，见 redis   持久化": "Redis持久化 redis   持久化",
		"事务隔离级别、事务隔离、分布式事务":       "事务隔离级别 事务 事务",
		"事\n务":               "",
		"C++11 与 C++ 都行，c++": "C++ c++",
		"VIRTUAL  memory, virtual-memory, virtual memory's": "VIRTUAL  memory virtual memory",
		"move or Move":     "Move",
		"简介、锁、42、Go、Notes": "",
		"两处、甲乙":            "甲乙",
		"AOF 重写":           "AOF",
		"":                 "",
	} {
		var got []string
		for _, h := range table.Find(0, text, 0, 0) {
			got = append(got, text[h.From:h.To])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := table.Find(0, "Redis", 'x', 0); len(got) > 0 {
		t.Errorf("behind a letter: %v", got)
	}
	if got := table.Find(0, "Redis", 0, 'x'); len(got) > 0 {
		t.Errorf("before a letter: %v", got)
	}
	if got := table.Find(2, "事务、Redis", 0, 0); len(got) != 1 || got[0].Page != 1 {
		t.Errorf("a page that names itself: %v", got)
	}
}

func TestOf(t *testing.T) {
	pages := []mention.Page{
		{Names: []string{"快照隔离"}, Sections: says("自己：快照隔离。")},
		{Sections: says("说到快照隔离，又是快照隔离。")},
		{Sections: says("也有快照隔离"), Knows: []int{0}},
		{Sections: says("不公开的快照隔离"), Silent: true},
		{Sections: says("snapshot 快照隔离"), Language: 1},
	}
	table := mention.New(pages, nil, around)
	for range 2 {
		first, all := table.Of(0)
		if all != 1 || len(first) != 1 || first[0].Page != 1 {
			t.Fatalf("%v, %d", first, all)
		}
		if q := table.Quote(first[0]); q.ID != "s" || q.Text != "快照隔离" || q.Sentence.Before != "说到" || q.Sentence.After != "，又是快照隔离。" {
			t.Errorf("%+v", q)
		}
		table.Settle()
	}
	if found := table.Find(2, "快照隔离", 0, 0); len(found) > 0 {
		t.Errorf("the page links to it: %v", found)
	}
}

// What very many pages say is no name, and what a table knows of an earlier state is as
// if it had looked anew.
func TestAgain(t *testing.T) {
	pages := []mention.Page{{Names: []string{"常见词"}}, {Names: []string{"少见词"}}}
	for i := range 30 {
		pages = append(pages, mention.Page{Names: []string{fmt.Sprintf("第%d篇", i)}, Sections: says(fmt.Sprintf("常见词，见第%d篇", i/2))})
	}
	pages[9].Sections = says("少见词")
	first := mention.New(pages, nil, around)
	if _, all := first.Of(0); all != 0 {
		t.Errorf("%d pages are told", all)
	}
	if _, all := first.Of(1); all != 1 {
		t.Errorf("%d pages say it", all)
	}
	edited := slices.Clone(pages)
	edited[4].Sections = says("少见词")
	edited[5].Names = []string{"改名"}
	edited[6].Sections = says("改名")
	again, anew := mention.New(edited, first, around), mention.New(edited, nil, around)
	for i := range edited {
		a, n := again.Of(i)
		b, m := anew.Of(i)
		if n != m || !slices.Equal(a, b) {
			t.Errorf("page %d: %v and %v", i, a, b)
		}
	}
	if _, all := again.Of(5); all != 1 {
		t.Errorf("the new name: %d", all)
	}
}
