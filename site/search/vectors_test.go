package search

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/write"
	"github.com/biji-notes/biji/site/testkit"
)

var update = flag.Bool("update", false, "write the golden files")

const (
	textsFile   = "testdata/texts.txt"
	vectorsFile = "testdata/vectors.txt"
)

// vectorSite is the site that the vectors are about.
var vectorSite = []site.Section{
	{Page: "net/tcp.html", Title: "传输层 TCP", Body: "TCP 是面向连接的协议。\n", Tags: []string{"Net", "TCP"}, Dir: "net"},
	{Page: "net/tcp.html", ID: "三次握手", Title: "传输层 TCP", Trail: []string{"连接", "三次握手"}, Dir: "net", Tags: []string{"Net", "TCP"},
		Body: "三次握手建立连接：SYN、SYN-ACK、ACK。第一次握手由客户端发起。keep-alive 保持连接，happens-before 是另一回事。\n", Code: "ss -tan state syn-sent\n"},
	{Page: "net/tcp.html", ID: "四次挥手", Title: "传输层 TCP", Trail: []string{"连接", "四次挥手"}, Dir: "net", Tags: []string{"Net", "TCP"},
		Body: "四次挥手断开连接。TIME_WAIT 等 2MSL；SO_REUSEADDR 允许重新绑定。\n"},
	{Page: "net/udp.html", Title: "UDP", Body: "没有连接，没有握手。alive, keep。计算机网络里最简单的传输协议。\n", Tags: []string{"net"}, Dir: "net"},
	{Page: "os/死锁 #1.html", ID: "条件", Title: "死锁", Trail: []string{"必要条件"}, Body: "互斥、占有和等待、不可抢占、循环等待。进程与线程都会死锁。\n", Dir: "os/并发", Tags: []string{"操作系统"}},
	{Page: "os/死锁 #1.html", ID: "银行家", Title: "死锁", Trail: []string{"处理", "银行家算法"}, Body: "避免死锁的办法。\n", Code: "while (need > work) {\n\trelease(lock);\n}\n", Dir: "os/并发"},
	{Page: "db/redis.html", ID: "p", Title: "Redis", Trail: []string{"持久化"}, Body: "AOF 与 RDB 的区别：AOF 记录每个命令，RDB 是快照。\n", Code: "CONFIG SET appendonly yes\nBGSAVE\n", Dir: "db"},
	{Page: "db/redis.html", ID: "c", Title: "Redis", Trail: []string{"缓存", "穿透：查不存在的键"}, Body: "缓存空值，或者用布隆过滤器。\n", Dir: "db"},
	{Page: "lang/java.html", Title: "Java", Body: "HashMap 扩容，ConcurrentHashMap 分段。synchronized 同步。CompletableFuture 组合。\n", Code: "map.put(k, v); // HashMap\n", Dir: "lang"},
	{Page: "lang/cpp.html", Title: "C++ 与 C#", Body: "C++ 和 C# 都有 iterators 和 encryption 库。A hash map in a café, naïvely. Über résumé.\n", Dir: "lang"},
	{Page: "lang/rust.html", ID: "rc", Title: "Rust", Trail: []string{"Rc<T>"}, Body: "Rc<RefCell<T>> counts references; trait objects follow.\n", Code: "let a: Rc<T> = Rc::new(x);\nepoll_wait(fd);\n", Dir: "lang"},
	{Page: "ds/tree.html", Title: "树", Body: "B+ Tree 与 B Tree 与 B+树。计算密集型任务。ＦＵＬＬ　ｗｉｄｔｈ。🎉 emoji 在这里 👩‍👩‍👧。\n", Dir: "ds"},
	{Page: "ds/long.html", Title: "长文", Dir: "ds", Body: strings.Repeat("这是一段很长的文字，说的是别的事情。", 30) + "锁在中间。" + strings.Repeat("It goes on and on; nothing here. ", 30) + "The lock again, and a deadlock.\n"},
	{Page: "ja.html", Title: "データベース", Body: "データベースのトランザクション。한국어 문서도 있다。ｶﾞｲﾄﾞ\n"},
	{Page: "zh-hant.html", ID: "x", Title: "並行", Trail: []string{"執行緒"}, Body: "執行緒安全與記憶體洩漏，這是傳統的說法；計算機網絡。\n"},
	{Page: "lang/go-notes.html", Title: "Go 语言", Body: "goroutine 与 channel。A naive resume in a cafe.\n", Dir: "lang", Aliases: []string{"Golang", "Go lang", "old/go.html"}},
	{Page: "lang/go-notes.html", ID: "s", Title: "Go 语言", Trail: []string{"调度（Scheduler）"}, Body: "G、M、P 的区别。\n", Dir: "lang", Aliases: []string{"Golang", "Go lang", "old/go.html"}},
	{Page: "db/index.html", ID: "b", Title: "索引", Trail: []string{"B+树"}, Body: "聚簇索引的叶子里有整行；MVCC 是另一回事。\n", Dir: "db", Says: []string{"聚簇索引 = 聚集索引", "MVCC = multi-version concurrency control"}},
	{Page: "th.html", Title: "ค้นหา", Body: "การค้นหาข้อความใน Git ทำได้ง่าย กข\u200bค\n"},
	{Page: "vi.html", Title: "Đồng bộ ghi chú", Body: "Ghi chú của bạn. IŞIK, Işık.\n"},
	{Page: "ru.html", Title: "Ежедневные заметки", Body: "Наряди ёлку.\n"},
	{Page: "he.html", Title: "הפתקים", Body: "חיפוש בפתקים, וקובץ אחד.\n"},
	{Page: "ar.html", Title: "البَحْث", Body: "الـبـحـث عن شيء\n"},
	{Page: "empty.html", Title: "空", Tags: []string{"Net"}},
	{Page: "news.html", Title: "News", Body: "The news of organizations. A café: docker tag:latest, and code:404 → ⌘K, ½ of ①.\n"},
	{Page: "new.html", Title: "🆕 New", Body: "All is new in an organ. A cafe, news of it.\n"},
	{Page: "node.html", Title: "Servers", Trail: []string{"Node.js"}, ID: "n", Body: "Node.js is one; HTTPS is safe.\n"},
	{Page: "locks.html", Title: "数据库", Trail: []string{"乐观锁与行锁"}, ID: "l", Body: "乐观锁不加锁，行锁加在行上。幂等性检查。\n"},
	{Page: "code.html", Title: "Only code", Code: "fn main() {\n    let keepalive = true;\n}\n"},
}

// A vectorAnswer is what the page gets, in the words of templates/client/search/engine.ts.
type vectorAnswer struct {
	How       string      `json:"how"`
	HowZh     string      `json:"howZh"`
	Dropped   []string    `json:"dropped"`
	Corrected [][2]string `json:"corrected"`
	Total     int         `json:"total"`
	Hits      []vectorHit `json:"hits"`
}

type vectorHit struct {
	URL      string          `json:"url"`
	Page     string          `json:"page"`
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Trail    []string        `json:"trail"`
	Score    float64         `json:"score"`
	Tier     string          `json:"tier"`
	Also     []vectorExcerpt `json:"also,omitempty"`
	Excerpts []vectorExcerpt `json:"excerpts"`
}

type vectorExcerpt struct {
	Text  string       `json:"text"`
	Marks []vectorMark `json:"marks"` // in UTF-16 units
	Code  bool         `json:"code"`
}

type vectorMark struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// answered is the answer of the index in Go, as the page would get it.
func answered(t testing.TB, x *Index, text string, o SearchOptions) vectorAnswer {
	t.Helper()
	res, err := x.Search(t.Context(), text, o)
	if err != nil {
		t.Fatal(err)
	}
	a := vectorAnswer{How: res.How.Line("en"), HowZh: res.How.Line("zh-CN"), Dropped: res.How.Dropped, Total: res.Total}
	for _, c := range res.How.Corrected {
		a.Corrected = append(a.Corrected, [2]string{c.Typed, c.Taken})
	}
	for _, h := range res.Hits {
		v := vectorHit{URL: h.URL, Page: h.Page, ID: h.ID, Title: h.Title, Trail: h.Trail, Score: h.Score, Tier: res.How.Tier(h.Tier, "en")}
		shown := func(e Excerpt) vectorExcerpt {
			out := vectorExcerpt{Text: e.Text, Code: e.Code}
			units := func(bytes int) int { return len(utf16.Encode([]rune(e.Text[:bytes]))) }
			for _, r := range e.Marks {
				out.Marks = append(out.Marks, vectorMark{units(r.From), units(r.To)})
			}
			return out
		}
		for _, e := range append([]Excerpt{h.Excerpt}, h.More...) {
			if e.Text != "" {
				v.Excerpts = append(v.Excerpts, shown(e))
			}
		}
		for _, e := range h.Also {
			v.Also = append(v.Also, shown(e))
		}
		a.Hits = append(a.Hits, v)
	}
	return a
}

// browsed is the answer of the twin, in English.
func browsed(t testing.TB, w *twin, text string, o SearchOptions) vectorAnswer {
	t.Helper()
	var a vectorAnswer
	w.call(t, "search", &a, text, "en", o.Size, o.From)
	return a
}

// sameAnswer compares all but the scores exactly, and no list with nil.
var sameAnswer = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }),
}

// vectorTexts are the lines of texts.txt, those that begin with a quote as Go
// spells strings.
func vectorTexts(t testing.TB) (texts []string) {
	t.Helper()
	data, err := os.ReadFile(textsFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "`") || strings.HasPrefix(line, `"`) {
			if line, err = strconv.Unquote(line); err != nil {
				t.Fatal(line, err)
			}
		}
		texts = append(texts, line)
	}
	if len(texts) < 200 {
		t.Fatalf("%d texts", len(texts))
	}
	return texts
}

func openSections(t testing.TB, sections []site.Section) *Index {
	t.Helper()
	dir := t.TempDir()
	if err := write.Index(t.Context(), dir, sections, 2); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// TestVectors holds this package to how it reads texts, and to what they find;
// -update writes that.
func TestVectors(t *testing.T) {
	x := openSections(t, vectorSite)
	words, err := analyze.NewAnalyzer(x.bleve.Mapping())
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for i, text := range vectorTexts(t) {
		writeVector(&got, text, answered(t, x, text, SearchOptions{Size: 5}))
		if i%10 == 0 {
			fmt.Fprintf(&got, "\tasks  %s\n", askedFor(queryNode(t, strictQuery(words, text))))
		}
	}
	if *update {
		if err := os.WriteFile(vectorsFile, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%.4000s", diff)
	}
}

// writeVector writes how a text is read and what it finds.
func writeVector(w io.Writer, text string, a vectorAnswer) {
	fmt.Fprintf(w, "%q\n\treads %s\n\tsays  %s\n", text, readAs(parse(text)), a.How)
	if a.HowZh != a.How {
		fmt.Fprintf(w, "\tzh    %s\n", a.HowZh)
	}
	for _, c := range a.Corrected {
		fmt.Fprintf(w, "\ttakes %s for %s\n", c[1], c[0])
	}
	if len(a.Dropped) > 0 {
		fmt.Fprintf(w, "\tdrops %s\n", strings.Join(a.Dropped, ", "))
	}
	fmt.Fprintf(w, "\tfinds %d:", a.Total)
	tier := ""
	for _, h := range a.Hits {
		if h.Tier != tier {
			tier = h.Tier
			fmt.Fprintf(w, "\n\t      %s:", tier)
		}
		fmt.Fprint(w, " ", h.URL)
	}
	fmt.Fprintln(w)
}

// readAs is an expr on one line. What may be unfinished ends with an ellipsis.
func readAs(e expr) string {
	switch e.kind {
	case words, phrase:
		text := e.text
		if e.kind == phrase {
			text = strconv.Quote(text)
		}
		if e.open {
			text += "…"
		}
		if e.field != "" {
			text = e.field + ":" + text
		}
		return text
	}
	var kids []string
	for _, k := range e.kids {
		kids = append(kids, readAs(k))
	}
	return [...]string{all: "all", any_: "any", not: "not"}[e.kind] + "(" + strings.Join(kids, " ") + ")"
}

// askedFor is what queryNode gives on one line: field:term^boost, with * behind
// a beginning, ~ and the edits behind a word that may have typos.
func askedFor(q any) string {
	n, ok := q.(node)
	if !ok {
		return "nothing"
	}
	leaf := func(text string) string { return fmt.Sprintf("%v:%s^%v", n["field"], text, n["boost"]) }
	switch n["kind"] {
	case "term":
		return leaf(strconv.Quote(n["term"].(string)))
	case "prefix":
		return leaf(n["prefix"].(string) + "*")
	case "fuzzy":
		return leaf(fmt.Sprintf("%v~%v/%v", n["term"], n["edits"], n["prefix"]))
	case "phrase":
		return leaf(fmt.Sprintf("%q", n["terms"]))
	}
	text := n["kind"].(string)
	if min, ok := n["min"]; ok {
		text += fmt.Sprint(min)
	}
	for _, part := range []string{"all", "any", "must", "should", "mustNot"} {
		list, ok := n[part].([]any)
		if !ok {
			continue
		}
		if n["kind"] == "boolean" {
			text += " " + part
		}
		text += "("
		for i, kid := range list {
			text += []string{"", " "}[min(i, 1)] + askedFor(kid)
		}
		text += ")"
	}
	return text
}

// TestTwinVectors holds the TypeScript to what this package makes of the texts:
// how they are read, what they ask first, and the whole answer.
func TestTwinVectors(t *testing.T) {
	x, w := openSections(t, vectorSite), newTwin(t, vectorSite)
	words, err := analyze.NewAnalyzer(x.bleve.Mapping())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range testkit.Some(vectorTexts(t), 20, 60) {
		var e, q any
		w.call(t, "exprOf", &e, text)
		if diff := cmp.Diff(plainJSON(t, exprNode(parse(text))), e); diff != "" {
			t.Errorf("%q is read as another (-Go +TypeScript):\n%s", text, diff)
		}
		w.call(t, "queryOf", &q, text)
		if diff := cmp.Diff(plainJSON(t, queryNode(t, strictQuery(words, text))), q); diff != "" {
			t.Errorf("%q asks for something else (-Go +TypeScript):\n%s", text, diff)
		}
		want, answer := answered(t, x, text, SearchOptions{Size: 5}), browsed(t, w, text, SearchOptions{Size: 5})
		if answer.HowZh = answer.How; want.HowZh != want.How {
			var zh vectorAnswer
			w.call(t, "search", &zh, text, "zh", 5, 0)
			answer.HowZh = zh.How
		}
		if diff := cmp.Diff(want, answer, sameAnswer); diff != "" {
			t.Errorf("%q has another answer (-Go +TypeScript):\n%s", text, diff)
		}
	}
}
