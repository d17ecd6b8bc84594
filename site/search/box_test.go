package search_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

// What a reader types, and which sections of a small site it finds: after a bar,
// those that have all of it on one page, and after the next, a part of it.
func TestBox(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "tcp.html", Title: "传输层 TCP", Body: "三次握手建立连接。keep-alive 保持连接。\n", Tags: []string{"Net"}, Dir: "net/tcp"},
		{Page: "udp.html", Title: "UDP", Body: "没有连接，没有握手。alive, keep\n", Tags: []string{"net"}, Dir: "net"},
		{Page: "redis.html", Title: "Redis", Trail: []string{"持久化"}, ID: "p", Body: "AOF 与 RDB。\n", Code: "CONFIG SET appendonly yes\n"},
		{Page: "java.html", Title: "Java", Body: "HashMap 扩容，synchronized 同步，C++ 和 C#，encryption of iterators。\n", Code: "map.put(k, v);\n"},
		{Page: "trees.html", Title: "树", Body: "B+ Tree 与 B Tree，计算密集型任务\n"},
	})
	for _, c := range []struct{ text, want, how string }{
		{"握手", "tcp udp", "握手"},
		{"三次 握手", "tcp||udp", "三次 + 握手"},
		{"握手 -三次", "udp", "握手 − 三次"},
		{"握手 OR RDB", "redis tcp udp", "握手 or RDB…"},
		{"(AOF OR 三次) 连接", "tcp||redis udp", "(AOF or 三次) + 连接"},
		{"（AOF OR 三次） 连接", "tcp||redis udp", "(AOF or 三次) + 连接"},
		{"tag:net", "tcp udp", "tag: net"},
		{"tag:NET 三次", "tcp", "tag: NET + 三次"},
		{"dir:net", "tcp udp", "folder: net"},
		{"dir:net/tcp/ 连接", "tcp", "folder: net/tcp + 连接"},
		{"title:redis", "redis", "title: redis…"},
		{"title:持久化", "redis", "title: 持久化"},
		{"code:map", "java", "code: map…"},
		{"code:hashmap", "", "code: hashmap…"},
		{"Redis持久化", "redis", "Redis + 持久化"},
		{"Redis持", "redis||tcp", "Redis + 持"},
		{"ＲＥＤＩＳ", "redis", "ＲＥＤＩＳ…"},
		{"手", "tcp udp", "手"},
		{"hash map", "java", "hash + map…"},
		{"hashm", "java", "hashm…"},
		{"HashMap", "java", "HashMap…"},
		{"c++", "java", "c++…"},
		{"c#", "java", "c#…"},
		{`"B+ Tree"`, "trees", `"B+ Tree"`},
		{`"keep alive"`, "tcp", `"keep alive"`},
		{"keep-alive", "tcp", "keep-alive"},
		{"什么是持久化", "redis", "持久化"},
		{"sychronized", "java", "sychronized…; nothing has sychronized, showing synchronized"},
		{"encrpytion", "java", "encrpytion…; nothing has encrpytion, showing encryption"},
		{"itreator", "java", "itreator…; nothing has itreator, showing iterators"},
		{"iterato", "java", "iterato…"},
		{"RDB 握手 三次", "||redis tcp udp", "RDB + 握手 + 三次"},
		{"tag:nothing 握手", "", "tag: nothing + 握手"},
		{"-rf -握手", "|tcp udp", "rf + 握手; left out: rf"},
		{"傳輸層", "tcp", "傳輸層; nothing has 傳輸層, showing 传输层"},
		{"\"傳輸層\" tcp", "tcp", `"傳輸層" + tcp…; nothing has 傳輸層, showing 传输层`},
		{"Redis的持久化和AOF的区别", "redis", "Redis + 持久化 + AOF"},
		{"redis 的 持久化", "redis", "redis + 持久化"},
		{"keepalive", "tcp", "keepalive…; nothing has keepalive, showing keep alive"},
		{"append only", "redis", "append + only…"},
		{"三次建立", "tcp", "三次建立"},
		{"建立三次握手连接", "tcp||udp", "建立三次握手连接"},
		{"计算密集任务", "trees", "计算密集任务"},
		{"config -set", "redis", "config + set…"},
		{"config --set", "redis", "config + set…"},
		{"redis -appendonly", "", "redis − appendonly…"},
		{"AOF 扩容 encryption", "||java redis", "AOF + 扩容 + encryption…"},
		{"三次握手 面向", "|tcp|udp", "三次握手 + 面向; left out: 面向"},
		{"zzzzzz", "", "zzzzzz…"},
		{"!!!", "", ""},
		{"", "", ""},
	} {
		res, err := x.Search(t.Context(), c.text, search.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var tiers [3][]string
		for _, h := range res.Hits {
			tiers[h.Tier] = append(tiers[h.Tier], strings.TrimSuffix(h.Page, ".html"))
		}
		var found []string
		for _, pages := range tiers {
			slices.Sort(pages)
			found = append(found, strings.Join(pages, " "))
		}
		if got := strings.TrimRight(strings.Join(found, "|"), "|"); got != c.want || res.How.String() != c.how {
			t.Errorf("%s: %q (%s), want %q (%s)", c.text, got, res.How, c.want, c.how)
		}
	}
}

func TestHeadingThatIsTheQueryComesFirst(t *testing.T) {
	sections := []site.Section{
		{Page: "a.html", ID: "1", Title: "锁", Trail: []string{"死锁的检测"}, Body: strings.Repeat("死锁，", 20)},
		{Page: "b.html", ID: "2", Title: "并发", Trail: []string{"问题", "3. 死锁"}, Body: "见下。"},
		{Page: "c.html", ID: "3", Title: "死锁与活锁", Body: "死锁，死锁"},
	}
	for range 20 {
		sections = append(sections, site.Section{Page: "x.html", Body: "别的"})
	}
	res, err := open(t, sections).Search(t.Context(), "死锁", search.SearchOptions{Size: 1})
	if err != nil || res.Total != 3 || res.Hits[0].Page != "b.html" {
		t.Errorf("%+v, %v", res, err)
	}
}

// TestMisspeltNameFindsItsPage: what is called so comes before what speaks of it more.
func TestMisspeltNameFindsItsPage(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "redis.html", Title: "Redis", Body: "内存里的数据库，也可以作缓存。"},
		{Page: "crawl.html", Title: "scrapy-redis", Trail: []string{"redis 与 redis"}, Body: strings.Repeat("redis，", 20)},
		{Page: "other.html", Title: "Reading", Body: "别的"},
	})
	for _, text := range []string{"redis", "reids", "reddis"} {
		res, err := x.Search(t.Context(), text, search.SearchOptions{Size: 1})
		if err != nil || len(res.Hits) != 1 || res.Hits[0].Page != "redis.html" {
			t.Errorf("%s: %+v, %v", text, res, err)
		}
	}
}
