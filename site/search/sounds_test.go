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
