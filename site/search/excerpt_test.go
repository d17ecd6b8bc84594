package search_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

const filler = "这里说的是别的事情。Other things are told, one after the other. "

// first is what the best section shows of its prose, or of its code.
func first(t *testing.T, sec site.Section, query string) search.Hit {
	t.Helper()
	res, err := open(t, []site.Section{sec}).Search(t.Context(), query, search.SearchOptions{})
	if err != nil || len(res.Hits) != 1 {
		t.Fatalf("%s: %v, %v", query, res, err)
	}
	return res.Hits[0]
}

func TestMarksAreWhatWasAskedFor(t *testing.T) {
	body := "TIME_WAIT, FIN_WAIT2, CLOSE_WAIT; TimeWait and TCP_TIME_WAIT_LEN, time-wait, wait for a time. ConcurrentHashMap, a hash of a map."
	for query, want := range map[string]string{
		"TIME_WAIT": "[TIME_WAIT], FIN_WAIT2, CLOSE_WAIT; [TimeWait] and TCP_[TIME_WAIT]_LEN, [time-wait], wait for a time. ConcurrentHashMap, a hash of a map.",
		"wait":      "TIME_[WAIT], FIN_[WAIT]2, CLOSE_[WAIT]; Time[Wait] and TCP_TIME_[WAIT]_LEN, time-[wait], [wait] for a time. ConcurrentHashMap, a hash of a map.",
		"time-wait": "[TIME_WAIT], FIN_WAIT2, CLOSE_WAIT; [TimeWait] and TCP_[TIME_WAIT]_LEN, [time-wait], wait for a time. ConcurrentHashMap, a hash of a map.",
		"HashMap":   "Concurrent[HashMap], a hash of a map.",
		"hashmap":   "Concurrent[HashMap], a hash of a map.",
		"hash map":  "Concurrent[HashMap], a [hash] of a [map].",
		"conc":      "[Concurrent]HashMap, a hash of a map.",
		`"a time"`:  "wait for [a time]. ConcurrentHashMap, a hash of a map.",
	} {
		if got := shown(first(t, site.Section{Page: "a.html", Body: body}, query).Excerpt); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s; want %s", query, got, want)
		}
	}
}

func TestExcerptBeginsAndEndsWhereTheTextAllowsIt(t *testing.T) {
	long := strings.Repeat(filler, 4)
	for body, want := range map[string]string{
		long + "In the state TIME_WAIT a needle waits. " + long:                             "…In the state TIME_WAIT a [needle] waits. ",
		long + "没有标点符号的一段文字在前面一直说到这里，然后是needle在此" + long:                                    "…然后是[needle]在此",
		long + "更正\n「调 tcp_fin_timeout 减少 needle」" + long:                                   "…「调 tcp_fin_timeout 减少 [needle]」",
		long + "without_any_stop and SomeVeryLongNames before the word needle here " + long: "…and SomeVeryLongNames before the word [needle] here",
		"短文 needle。": "短文 [needle]。",
		long + "状态多\t说明\t先看\nneedle\t对方关了\t程序\n" + long:      "…[needle] | 对方关了 | 程序 · 这里说的",
		long + "一\n二。\n\n三：\nneedle\n" + long:                "…三： [needle] · 这里",
		"needle and " + strings.Repeat("x", 300):             "[needle] and…",
		"needle " + strings.Repeat("Connection closed ", 20): "closed…",
	} {
		if got := shown(first(t, site.Section{Page: "a.html", Body: body}, "needle").Excerpt); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func TestCodeIsShownInWholeLines(t *testing.T) {
	code := strings.Repeat("# far away\n", 30) + "\tif a {\n\t\tneedle(b)\n\n\t\treturn\n\t}\n\tlast()\n" + strings.Repeat("# far away\n", 30)
	got := shown(first(t, site.Section{Page: "a.html", Body: filler, Code: code}, "needle").Excerpt)
	if want := "\t[needle](b)\n\n\treturn\n}…"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	code = strings.Repeat("word ", 100) + "needle " + strings.Repeat("word ", 100)
	if got = shown(first(t, site.Section{Page: "a.html", Code: code}, "needle").Excerpt); !strings.HasPrefix(got, "…word word") || !strings.Contains(got, " [needle] ") {
		t.Errorf("%q", got)
	}
}

func TestOtherNamesAreShownIfNothingElseSaysWhy(t *testing.T) {
	sec := site.Section{Page: "python/py-threads.html", Title: "Python 线程", Body: "共享内存。\n", Aliases: []string{"死锁", "互斥锁与死锁", "GIL", "old/x.html"}}
	for query, want := range map[string]string{
		"死锁":      "[死锁]",
		"gil":     "[GIL]",
		"线程 GIL":  "[GIL]",
		"threads": "py-[threads]",
		"线程":      "",
		"内存":      "",
	} {
		var got []string
		for _, name := range first(t, sec, query).Also {
			got = append(got, shown(name))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %s", query, got, want)
		}
	}
}

func TestTraditionalTextIsMarked(t *testing.T) {
	sec := site.Section{Page: "a.html", Title: "並行", Body: "線程安全：執行緒安全與資料結構。\n", Code: "// 線程池\n"}
	for query, want := range map[string]string{
		"线程安全": "[線程安全]：執行緒[安全]與資料結構。",
		"線程安全": "[線程安全]：執行緒[安全]與資料結構。",
		"安全":   "線程[安全]：執行緒[安全]與資料結構。",
		"结构":   "線程安全：執行緒安全與資料[結構]。",
		"线程池":  "[線程]安全：執行緒安全與資料結構。",
	} {
		if got := shown(first(t, sec, query).Excerpt); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if got := first(t, sec, "线程池").More; len(got) != 1 || shown(got[0]) != "// [線程池]" {
		t.Errorf("%v", got)
	}
}
