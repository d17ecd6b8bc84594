package synonyms

import (
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// What the notes call a thing besides is said of the sections whose heading has one
// of both names and whose text has not the other, with the page that says so.
func TestMine(t *testing.T) {
	sections := []site.Section{
		{Page: "i.html", Title: "索引"},
		{Page: "i.html", ID: "c", Title: "索引", Trail: []string{"聚簇索引"}, Body: "叶子里有整行。\n"},
		{Page: "i.html", ID: "x", Title: "索引", Trail: []string{"聚簇索引与二级索引"}, Body: "差别在叶子。\n"},
		{Page: "g.html", Title: "词汇", Body: "InnoDB 的聚簇索引（Clustered Index）就是表。\n这里的参数（optional）可以不写。\n"},
		{Page: "h.html", Title: "别的", Body: "两个参数（optional）和一个返回值（optional）。表里是数据索引（Secondary Index）。\n"},
		{Page: "t.html", Title: "TCP 首部", Body: "二十个字节。\n"},
		{Page: "n.html", Title: "网络", Body: "Transmission Control Protocol (TCP) 是可靠的。所谓写时复制（copy on write），见下。\n"},
		{Page: "o.html", Title: "系统", Body: "fork 用写时复制（copy on write）。\n", Trail: []string{"写时复制的代价"}, ID: "w"},
		{Page: "p.html", ID: "w", Title: "快照", Trail: []string{"写时复制的代价"}, Body: "页变多。\n"},
		{Page: "l.html", Title: "乐观锁", Body: "乐观锁，又称乐观并发控制，不先锁住。\n"},
		{Page: "m.html", ID: "v", Title: "版本", Trail: []string{"乐观锁的版本号"}, Body: "加一列。\n"},
		{Page: "e.html", Title: "Trie", Body: "A Trie, also known as prefix tree, has letters on its edges.\n"},
		{Page: "f.html", ID: "b", Title: "Big", Trail: []string{"Building a trie"}, Body: "Letter by letter.\n"},
		{Page: "d.html", ID: "o", Title: "数据库", Trail: []string{"操作"}, Body: "几种操作（INSERT）、操作（UPDATE）和操作（DELETE）。\n"},
	}
	Add(sections, nil)
	Mine(sections)
	want := map[string]string{
		"i.html#c": "聚簇索引 = Clustered Index ← 词汇",
		"i.html#x": "聚簇索引 = Clustered Index ← 词汇",
		"t.html#":  "TCP = Transmission Control Protocol ← 网络",
		"p.html#w": "写时复制 = copy on write ← 网络",
		"m.html#v": "乐观锁 = 乐观并发控制 ← 乐观锁",
		"f.html#b": "Trie = prefix tree ← Trie",
	}
	for _, s := range sections {
		if got := strings.Join(s.Says, "; "); got != want[s.Page+"#"+s.ID] {
			t.Errorf("%s#%s says %q, want %q", s.Page, s.ID, got, want[s.Page+"#"+s.ID])
		}
	}
	before := slices.Clone(sections[1].Says)
	Add(sections, nil)
	Mine(sections)
	if !slices.Equal(before, sections[1].Says) {
		t.Errorf("again: %q", sections[1].Says)
	}
}

func TestOther(t *testing.T) {
	for says, want := range map[string]string{"a = b c": "b c", "聚簇索引 = Clustered Index ← 索引 = 目录": "Clustered Index"} {
		if got := Other(says); got != want {
			t.Errorf("%s: %s, want %s", says, got, want)
		}
	}
}
