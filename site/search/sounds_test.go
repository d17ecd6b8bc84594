package search_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/write"
)

// What is typed as a heading sounds finds it, before anything that is spelt like
// it, and the line says what it was taken for.
func TestNamesAreFoundByTheirSound(t *testing.T) {
	x := open(t, []site.Section{
		{Page: "tcp.html", Title: "TCP", Body: "面向连接。\n"},
		{Page: "tcp.html", ID: "3", Title: "TCP", Trail: []string{"为什么要三次握手"}, Body: "确认双方都能收发。\n"},
		{Page: "redis.html", Title: "Redis", Body: "内存里的数据库。\n"},
		{Page: "redis.html", ID: "p", Title: "Redis", Trail: []string{"持久化"}, Body: "AOF 与 RDB。\n"},
		{Page: "kafka.html", ID: "p", Title: "Kafka", Trail: []string{"持久化"}, Body: "日志分段。\n"},
		{Page: "pool.html", Title: "线程池", Body: "复用线程。\n", Aliases: []string{"执行器"}},
		{Page: "hold.html", Title: "持有锁", Body: "线程持有锁时，别的 child 线程等着。\n"},
		{Page: "lock.html", Title: "行级锁与重入", Body: "InnoDB 锁住一行。sca scan\n"},
		{Page: "hant.html", Title: "記憶體管理", Body: "分頁。\n"},
		{Page: "ja.html", Title: "仮想記憶", Body: "これは日本語のページ。\n"},
	})
	for _, c := range []struct{ text, first, taken string }{
		{"sanciwoshou", "tcp.html#3", "三次握手"},
		{"scws", "tcp.html#3", "三次握手"},
		{"sanciwosh", "tcp.html#3", "三次握手"},
		{"sanciwosh x", "", ""}, // not at the end of the text, so it is not half typed
		{"redis chijiuhua", "redis.html#p", "持久化"},
		{"chijiuhua kafka", "kafka.html#p", "持久化"},
		{"线程chi", "pool.html", "线程池"},
		{"什么是线程chi", "pool.html", "什么是线程池"},
		{"zhixingqi", "pool.html", "执行器"},
		{"hangjisuo", "lock.html", "行级锁"},
		{"chongru", "lock.html", "重入"},
		{"neicun", "", ""},
		{"jiyiti", "hant.html", "记忆体"},
		{"jiyi guanli", "hant.html", "记忆"},
		{"jiaxiang", "", ""},
		{"suo", "", ""},            // one character is too little
		{"child", "hold.html", ""}, // it is a word
		{"title:sanciwoshou", "tcp.html#3", "三次握手"},
		{"title:xianchengc", "pool.html", "线程池"},
		{"dir:x sanciwoshou", "", "三次握手"},
		{"三次我手", "tcp.html#3", "三次握手"}, // characters that sound alike
		{"什么是先成池", "pool.html", "线程池"},
		{"redis 持久话", "redis.html#p", "持久化"},
		{"为什么要三次卧手", "tcp.html#3", "要三次握手"},
		{"行级所与重入", "lock.html", "行级锁"},
		{"title:线呈池", "pool.html", "线程池"},
		{"三次握收 -连接", "tcp.html#3", "三次握手"},
		{"纸行器", "pool.html", "执行器"},
		{"线池", "pool.html", "线程池"},     // one is left out, as people do
		{"持久层", "redis.html#p", "持久化"}, // does not sound so, but is it with another character
		{"线程", "pool.html", ""},        // is somewhere
		{"線程池", "pool.html", "线程池"},    // is only traditional
		{"假想", "", ""},                 // of a page in Japanese it is not known
	} {
		res, err := x.Search(t.Context(), c.text, search.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		first, taken := "", ""
		if len(res.Hits) > 0 && res.Hits[0].Tier == 0 {
			first = res.Hits[0].URL
		}
		if len(res.How.Corrected) > 0 {
			taken = res.How.Corrected[0].Taken
		}
		if strings.TrimPrefix(first, "./") != c.first || taken != c.taken {
			t.Errorf("%s: %s first, read as %q; want %s, %q", c.text, first, taken, c.first, c.taken)
		}
	}
}

// A word that is in few places is also read as what it is typed for, which the line
// says; but not one that is common.
func TestRareWordsAreAlsoSounds(t *testing.T) {
	sections := []site.Section{
		{Page: "pool.html", Title: "线程池", Body: "复用线程。\n"},
		{Page: "input.html", Title: "输入法", Body: "用 xianchengchi 这样的拼音。\n"},
		{Page: "suo.html", Title: "索引", Body: "B+ 树。\n"},
	}
	for _, c := range "abcdefg" {
		sections = append(sections, site.Section{Page: string(c) + ".html", Title: "Note " + string(c), Body: "a suoyin here\n"})
	}
	pair := search.NewPair(t, sections)
	for _, c := range []struct{ text, how, pages string }{
		{"xianchengchi", "xianchengchi…(线程池)", "pool.html input.html"},
		{"title:xianchengchi", "title: xianchengchi…", "pool.html"},
		{"suoyin", "suoyin…", "a.html b.html"},
	} {
		if got := strings.Join(pair.Pages(t, c.text, 2), " "); got != c.pages {
			t.Errorf("%s finds %s first, want %s", c.text, got, c.pages)
		}
		if diff := pair.Diff(t, c.text, search.SearchOptions{Size: 10}); diff != "" {
			t.Errorf("%s: the page answers otherwise:\n%s", c.text, diff)
		}
	}
}

// headerOf is the first line of a start file.
func headerOf(t *testing.T, script []byte) string {
	t.Helper()
	member, err := pack.Member(script)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(member))
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(z).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// A site without Chinese pays nothing for it: no field in its start file, no term.
func TestNoChineseNoSounds(t *testing.T) {
	for text, want := range map[string]bool{"Handshake": false, "ハンドシェイク 握手": false, "한국어": false, "握手": true} {
		dir := t.TempDir()
		if err := write.Index(t.Context(), dir, []site.Section{{Page: "a.html", Title: text, Body: "woshou\n"}}, 1); err != nil {
			t.Fatal(err)
		}
		var names []string
		err := pack.Write(os.DirFS(dir), func(name string, script []byte) error {
			if name == pack.Start {
				names = strings.Split(headerOf(t, script), `"`)
			}
			return nil
		})
		if got := slices.Contains(names, "typed"); err != nil || got != want || !slices.Contains(names, "trail") {
			t.Errorf("%s: %v, want %v; %v", text, got, want, err)
		}
	}
}
