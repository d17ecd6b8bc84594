package search_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/testkit"
)

// What readers type, and which page it has to find among the first five in
// real notes: here, and in a browser, where the answer is the same.
var typed = map[string][]struct{ why, text, page string }{
	"cs-notes": {
		{"typo", "sychronized", "Java 并发"},
		{"typo", "CompletbleFuture", "extra"},
		{"typo", "encrpytion", "HTTP"},
		{"phrase with a sign inside", `"keep-alive"`, "HTTP"},
		{"phrase with a sign inside", `"B+ Tree"`, "MySQL"},
		{"phrase with a sign inside", `"happens-before"`, "Java 并发"},
		{"identifier", "epoll_wait", "Socket"},
		{"identifier", "SO_REUSEADDR", "extra"},
		{"part of an identifier", "reuseaddr", "extra"},
		{"a name as two words", "hash map", "Java 容器"},
		{"two words as a name", "blockingqueue", "Java 并发"},
		{"a sign is part of the name", "C++", "Java 基础"},
		{"a sign is part of the name", "C#", "extra"},
		{"question", "什么是死锁", "计算机操作系统 - 死锁"},
		{"question", "死锁是什么", "计算机操作系统 - 死锁"},
		{"question", "怎么避免死锁", "计算机操作系统 - 死锁"},
		{"question", "what is epoll", "Socket"},
		{"comparison", "进程和线程的区别", "计算机操作系统 - 进程管理"},
		{"comparison", "select poll 比较", "Socket"},
		{"no space", "Redis持久化", "Redis"},
		{"no space", "TCP三次握手", "计算机网络 - 传输层"},
		{"full width", "ＴＣＰ　三次握手", "计算机网络 - 传输层"},
		{"traditional", "計算機網絡", "计算机网络"},
		{"traditional", "緩存雪崩", "缓存"},
		{"simplified, the note is traditional", "记忆体泄漏", "extra"},
		{"simplified, the note is traditional", "\"执行绪安全\"", "extra"},
		{"accent in the note", "cafe", "extra"},
		{"accent in the query", "naïve", "extra"},
		{"accent in both", "café", "extra"},
		{"file name", "设计模式 观察者", "设计模式 - 观察者"},
		{"one character", "锁", "Java 并发|数据库系统原理"},
	},
	"rust-book": {
		{"typo", "itreator", "ch13-02-iterators"},
		{"generic type", "Rc<T>", "ch15-04-rc"},
		{"generic types", "Rc<RefCell<T>>", "ch15-05-interior-mutability|ch15-06-reference-cycles"},
		{"a name as two words", "hash map", "ch08-03-hash-maps"},
		{"two words as a name", "hashmap", "ch08-03-hash-maps"},
		{"question", "what is ownership", "ch04-01-what-is-ownership"},
		{"question", "how to write a test", "ch11-01-writing-tests"},
		{"question", "difference between String and &str", "ch08-02-strings|ch04-03-slices"},
		{"not finished", "interior mutab", "ch15-05-interior-mutability"},
	},
}

// extra is what the corpora lack.
var extra = []site.Section{
	{Page: "extra.html", ID: "a", Title: "别的", Trail: []string{"异步"}, Body: "CompletableFuture 组合；重启时设 SO_REUSEADDR。C# 也有。\n"},
	{Page: "extra.html", ID: "b", Title: "别的", Trail: []string{"執行緒"}, Body: "執行緒安全與記憶體洩漏，這是傳統的說法。\n"},
	{Page: "extra.html", ID: "c", Title: "别的", Body: "A café; a naive approach.\n"},
}

func TestWhatReadersType(t *testing.T) {
	for _, name := range testkit.Some(slices.Sorted(maps.Keys(typed)), 1, len(typed)) {
		queries := typed[name]
		t.Run(name, func(t *testing.T) {
			pair := search.NewPair(t, append(corpus(t, name), extra...))
			answers := map[string]string{}
			for _, q := range queries {
				pages := pair.Pages(t, q.text, 5)
				answers[q.text] = strings.Join(pages, "\n")
				if !slices.ContainsFunc(strings.Split(q.page, "|"), func(p string) bool { return slices.Contains(pages, p+".html") }) {
					t.Errorf("%s: %s finds %q, want %s", q.why, q.text, pages, q.page)
				}
			}
			some := testkit.Some(queries, 2, 6) // the twin is slow
			for _, q := range some {
				if diff := pair.Diff(t, q.text, search.SearchOptions{Size: 5}); diff != "" {
					t.Errorf("%s (-Go +TypeScript):\n%.2000s", q.text, diff)
				}
			}
			// What was searched before changes nothing.
			random := rand.New(rand.NewPCG(5, 6))
			for _, i := range random.Perm(len(some)) {
				text := some[i].text
				if diff := cmp.Diff(answers[text], strings.Join(pair.Pages(t, text, 5), "\n")); diff != "" {
					t.Errorf("%s finds something else the second time:\n%s", text, diff)
				}
				if diff := pair.Diff(t, text, search.SearchOptions{Size: 5}); diff != "" {
					t.Errorf("%s, the second time (-Go +TypeScript):\n%.2000s", text, diff)
				}
			}
		})
	}
}

// One character finds every section that holds it.
func TestOneCharacterFindsAll(t *testing.T) {
	sections := corpus(t, "cs-notes")
	x := open(t, sections)
	texts := make([]string, len(sections))
	for i, s := range sections {
		texts[i] = strings.Join(append([]string{s.Title, s.Body, s.Code}, s.Trail...), "\n")
	}
	for _, c := range "锁树的栈图饿" {
		wanted(t, x, sections, texts, string(c), string(c))
	}
}

// Quoted words rank by score, as others do, and what is only like them is not
// found.
func TestPhrasesRank(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "a.html", Title: "A", Body: "keep-alive once, and many other words that say nothing of it at all\n"},
		{Page: "b.html", Title: "B", Trail: []string{"Keep-Alive"}, ID: "k", Body: "keep-alive, keep-alive\n"},
		{Page: "c.html", Title: "C", Body: "keep it alive, keepalive\n"},
	})
	res, err := x.Search(t.Context(), `"keep-alive"`, search.SearchOptions{})
	if err != nil || len(res.Hits) != 2 || res.Hits[0].Page != "b.html" || res.Hits[0].Score <= res.Hits[1].Score {
		t.Errorf("%+v, %v", res, err)
	}
}

// The other names of a page find it, though no text has them; what is shown
// of it is its text.
func TestAliases(t *testing.T) {
	page := func(id, heading, body string) site.Section {
		return site.Section{
			Page: "db/iso.html", Title: "事务隔离级别", ID: id, Trail: strings.Fields(heading), Body: body,
			Aliases: []string{"MVCC", "多版本并发控制", "幻读", "old/address.html", "脏读"},
		}
	}
	x := open(t, []site.Section{
		{Page: "x.html", Title: "术语表", Body: "MVCC：见别处。幻读、脏读：见别处。多版本并发控制，多版本并发控制。address\n"},
		page("", "", "四个级别。\n"),
		page("p", "幻读怎么防", "间隙锁。\n"),
		page("d", "读未提交", "会脏读，因为读的是未提交的。\n"),
		{Page: "y.html", Title: "别的", Body: "没有关系的文字，only to have more words。\n"},
		{Page: "设计模式-观察者.html", Title: "Observer", Body: "通知所有订阅的对象。\n"},
	})
	for text, want := range map[string]string{
		"MVCC": "db/iso.html", "mvcc": "db/iso.html", "多版本并发控制": "db/iso.html", "多版本": "db/iso.html", "幻读": "db/iso.html#p",
		"脏读": "db/iso.html#d", "观察者模式": "设计模式-观察者.html", "观察者": "设计模式-观察者.html",
	} {
		res, err := x.Search(t.Context(), text, search.SearchOptions{})
		if err != nil || len(res.Hits) == 0 || site.Href("", res.Hits[0].Page, "", res.Hits[0].ID) != site.Href("", strings.Split(want, "#")[0], "", strings.Join(strings.Split(want, "#")[1:], "")) {
			t.Errorf("%s finds %+v, %v; want %s", text, res, err, want)
			continue
		}
		if e := res.Hits[0].Excerpt; strings.Contains(e.Text, "MVCC") || strings.Contains(e.Text, "old") {
			t.Errorf("%s shows %q", text, e.Text)
		}
	}
	if res, err := x.Search(t.Context(), "address", search.SearchOptions{}); err != nil || res.Total != 1 || res.Hits[0].Page != "x.html" {
		t.Errorf("an old address is searched: %+v, %v", res, err)
	}
}
