package search_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

// A question is a line of a file of queries: what a reader types, and where
// the answer is.
type question struct {
	Q       string   `json:"q"`
	Expect  []string `json:"expect"`  // regular expressions on path or title of the page; one has to match
	Section string   `json:"section"` // regular expression on the headings; "" is not judged
}

func questions(t *testing.T, name string) []question {
	t.Helper()
	dir := os.Getenv("BIJI_CORPORA")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "corpora")
	}
	data, err := os.ReadFile(filepath.Join(dir, "..", "queries", name+".json"))
	if err != nil {
		t.Skipf("no queries: %v", err)
	}
	var qs []question
	if err := json.Unmarshal(data, &qs); err != nil || len(qs) == 0 {
		t.Fatalf("%d queries, %v", len(qs), err)
	}
	return qs
}

func TestReadersFindTheRightPageFirst(t *testing.T) {
	for _, c := range []struct {
		corpus          string
		pages, sections int // at least
	}{{"cs-notes", 21, 18}, {"rust-book", 21, 0}} {
		t.Run(c.corpus, func(t *testing.T) {
			x := open(t, corpus(t, c.corpus))
			pages, sections := 0, 0
			qs := questions(t, c.corpus)
			for _, q := range qs {
				res, err := x.Search(t.Context(), q.Q, search.SearchOptions{Size: 3})
				if err != nil {
					t.Fatal(err)
				}
				if len(res.Hits) == 0 {
					t.Logf("%s: nothing (%v)", q.Q, res.How)
					continue
				}
				h := res.Hits[0]
				page := matches(q.Expect, strings.TrimSuffix(filepath.Base(h.Page), ".html")) || matches(q.Expect, h.Title)
				section := q.Section != "" && page && matches([]string{q.Section}, own(h))
				if page {
					pages++
				}
				if section {
					sections++
				}
				if !page || q.Section != "" && !section {
					for _, h := range res.Hits {
						t.Logf("%s: page %v, section %v: %s > %s (%.3f)", q.Q, page, section, h.Page, strings.Join(h.Trail, " > "), h.Score)
					}
					t.Log(res.Total, res.How)
				}
			}
			t.Logf("of %d queries, the right page is first in %d, the right section in %d", len(qs), pages, sections)
			if pages < c.pages || sections < c.sections {
				t.Errorf("fewer than %d and %d", c.pages, c.sections)
			}
		})
	}
}

// own is the heading of a section; of the text before the first, the title.
func own(h search.Hit) string {
	if h.ID == "" || len(h.Trail) == 0 {
		return h.Title
	}
	return h.Trail[len(h.Trail)-1]
}

func matches(patterns []string, s string) bool {
	for _, p := range patterns {
		if regexp.MustCompile("(?i)" + p).MatchString(s) {
			return true
		}
	}
	return false
}

// What should come first, in worlds of a few sections, and why.
func TestOrder(t *testing.T) {
	for _, c := range []struct {
		why, query, first string
		sections          []site.Section
	}{
		{"a list of links names, but explains nothing", "SO_REUSEADDR", "socket.html#选项", []site.Section{
			{Page: "socket.html", ID: "选项", Title: "Socket", Trail: []string{"选项"}, Body: "服务器重启时，旧连接还在等待，绑定会失败；设了 SO_REUSEADDR 就可以马上再绑定同一个端口。"},
			{Page: "wait.html", ID: "相关", Title: "排查", Trail: []string{"相关"}, Body: "SO_REUSEADDR 和端口\n四次挥手\nsocket 编程\n"},
		}},
		{"four characters are two words, one in the title, one in the heading", "缓存穿透", "cache.html#穿透", []site.Section{
			{Page: "words.html", ID: "词", Title: "词汇", Trail: []string{"词"}, Body: "缓存穿透、雪崩，以及许多别的词，每个都只有一行。"},
			{Page: "cache.html", ID: "穿透", Title: "缓存问题", Trail: []string{"穿透：查不存在的键"}, Body: "布隆过滤器挡住查不存在的键的请求，空值也存一会儿。"},
		}},
		{"words of joining are not looked for", "进程和线程的区别", "os.html#比较", []site.Section{
			{Page: "os.html", ID: "比较", Title: "进程", Trail: []string{"比较"}, Body: "进程之间不共享内存，线程之间共享，这是主要的区别。"},
			{Page: "x.html", Title: "别的", Body: "和平的区域，的确不同。"},
		}},
		{"a word in lower case is the name that is written as one", "hash map", "java.html#m", []site.Section{
			{Page: "map.html", ID: "a", Title: "Maps", Trail: []string{"Drawing"}, Body: "a map of the town, and a hash of it"},
			{Page: "java.html", ID: "m", Title: "Java", Trail: []string{"HashMap"}, Body: "HashMap resizes"},
		}},
		{"two words are one word elsewhere", "time out", "net.html#t", []site.Section{
			{Page: "net.html", ID: "t", Title: "Net", Trail: []string{"Waiting"}, Body: "the timeout is 3 s"},
			{Page: "x.html", Title: "X", Body: "time flies"},
		}},
		{"one word is two words elsewhere", "deadlock", "os.html#d", []site.Section{
			{Page: "os.html", ID: "d", Title: "OS", Trail: []string{"Locks"}, Body: "a dead lock stops all"},
			{Page: "x.html", Title: "X", Body: "lock the dead door"},
		}},
	} {
		x := open(t, append(c.sections, site.Section{Page: "other.html", Title: "另一篇", Body: "与此无关，only to have more words。"}))
		res, err := x.Search(t.Context(), c.query, search.SearchOptions{})
		if err != nil || len(res.Hits) == 0 || res.Hits[0].URL != c.first {
			t.Errorf("%s: %s finds %+v, %v; want %s first", c.why, c.query, res, err, c.first)
		}
	}
}

// Traditional characters find simplified ones: each of these words does, and
// a note in traditional characters is found as it is.
func TestTraditionalCharacters(t *testing.T) {
	for typed, written := range map[string]string{
		"計算機網絡": "计算机网络", "資料結構與演算法": "资料结构与演算法", "執行緒": "执行绪", "記憶體": "记忆体", "併發": "并发", "緩存雪崩": "缓存雪崩", "頭髮": "头发",
		"發送": "发送", "後端": "后端", "裡面": "里面", "關係型資料庫": "关系型资料库", "鎖": "锁", "臺灣": "台湾",
	} {
		x := open(t, []site.Section{{Page: "a.html", Title: "甲", Body: "说的是" + written + "。"}, {Page: "b.html", Title: "乙", Body: "没有"}})
		res, err := x.Search(t.Context(), typed, search.SearchOptions{})
		if err != nil || len(res.Hits) != 1 || len(res.How.Corrected) != 1 || res.How.Corrected[0].Taken != written {
			t.Errorf("%s: %+v, %v", typed, res, err)
		}
		x = open(t, []site.Section{{Page: "a.html", Title: "甲", Body: "說的是" + typed + "。"}, {Page: "b.html", Title: "乙", Body: "沒有"}})
		if res, err = x.Search(t.Context(), typed, search.SearchOptions{}); err != nil || len(res.Hits) != 1 || len(res.How.Corrected) != 0 {
			t.Errorf("%s: %+v, %v", typed, res, err)
		}
	}
}
