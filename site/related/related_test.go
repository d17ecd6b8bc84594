package related_test

import (
	"fmt"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/related"
)

func of(title, body string) related.Terms {
	return related.TermsOf([]site.Section{{Title: title, Body: body}})
}

func any(int) bool { return true }

// Rare terms bring pages together, those of all pages do not; plural and case do not
// matter; a page is not near itself, nor is one that may not be listed.
func TestNear(t *testing.T) {
	pages := []related.Terms{
		of("快照", "数据库的快照隔离，快照很旧。Undo logs keep Snapshots."),
		of("日志", "数据库写日志，undo log 保存旧的快照，snapshot。"),
		of("菜谱", "番茄炒蛋，先放番茄，再放鸡蛋。"),
		of("汤", "番茄鸡蛋汤，番茄要熟。"),
	}
	for i := range 40 {
		pages = append(pages, of(fmt.Sprint("别的", i), fmt.Sprintf("别的第%d页，word%d other%d。", i, i, i)))
	}
	x := related.New(pages)
	for page, want := range []int{1, 0, 3, 2} {
		if got := x.Near(page, 3, any); len(got) == 0 || got[0].Page != want || got[0].Likeness > 1 {
			t.Errorf("near %d: %v", page, got)
		}
	}
	if got := x.Near(0, 3, func(k int) bool { return k != 1 }); len(got) > 0 && got[0].Page == 1 {
		t.Errorf("%v", got)
	}
	if x.Common(0, 1, "undo") == 0 || x.Common(0, 1, "快照") == 0 || x.Common(0, 2, "番茄") != 0 || x.Common(0, 1, "") != 0 {
		t.Error("terms that two pages have in common")
	}
}

// What is no word counts like one: pages of a tag that few have are near one another.
func TestWith(t *testing.T) {
	var pages []related.Terms
	for i := range 30 {
		var tags []string
		if i == 4 || i == 9 {
			tags = []string{"rare"}
		}
		pages = append(pages, of(fmt.Sprint("p", i), fmt.Sprintf("alpha%d beta%d", i, i)).With("tag", tags, 6))
	}
	if got := related.New(pages).Near(4, 3, any); len(got) != 1 || got[0].Page != 9 {
		t.Error(got)
	}
}
