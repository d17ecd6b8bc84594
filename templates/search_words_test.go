package templates_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// wordsScript leaves what the tests call in the global object words.
func wordsScript(t *testing.T) string {
	t.Helper()
	return bundled(t, `export * from "../search/matches.ts"
		export * from "../search/marks.ts"
		export * from "../search/keys.ts"
		export * from "../search/hits.ts"`, "words", false)
}

// TestWordsOnAPage: which words of the box a page marks, and where it finds
// them. It runs in a browser: its regular expressions know all scripts.
func TestWordsOnAPage(t *testing.T) {
	ctx, _ := startBrowser(t)
	v := &visit{T: t, ctx: ctx}
	v.do(chromedp.Navigate("about:blank"))
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[string]("globalThis.eval("+quoted(t, wordsScript(t)+";globalThis.words=words")+");''")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ ask, want string }{
		{`marks('三次握手，四次握手', ['三次握手', '握手'])`, "三次握手"},
		{`marks('四次握手', ['三次握手', '握手'])`, "握手"},
		{`marks('ＴＣＰ and tcp, Tcp/ip, udptcp', ['TCP'])`, "ＴＣＰ|tcp|Tcp"},
		{`marks('lock locks locking block clock LockSupport', ['lock'])`, "lock|locks|locking|LockSupport"},
		{`marks('go Go good cargo C c class C++', ['go', 'c'])`, "go|Go|C|c|C"},
		{`marks('C++ and C', ['C++'])`, "C++"},
		{`marks('HashMap epoll_wait hashmap', ['map', 'wait'])`, "Map|wait"},
		{`marks('café Café cafe', ['cafe'])`, "café|Café|cafe"},
		{`marks('keep\nalive keep alive', ['keep alive'])`, "keep\nalive|keep alive"},
		{`['k', 'К', 'л', 'κ', 'ل', 'j'].map((key, i) => words.opens({ key, code: i < 5 ? 'KeyK' : 'KeyJ', ctrlKey: true }))`, "true|true|true|true|true|false"},
		{`[words.letterOf({ key: 'N', code: 'KeyN' }), words.letterOf({ key: 'т', code: 'KeyN' }), words.letterOf({ key: 'n', code: 'KeyL' })]`, "n|n|n"}, // the last on a layout of Dvorak
		{`marks('aaaa', ['', ' ', 'b'])`, ""},
		{`marks('การค้นหาข้อความ ค้นหา', ['ค้นหา'])`, "ค้นหา|ค้นหา"},
		{`marks('ค้นหาข้อความ', ['หาข'])`, "หาข้"},
		{`marks('ការស្វែងរកអត្ថបទ', ['ស្វែងរក'])`, "ស្វែងរក"},
		{`marks('बिल्ली बिल्लियाँ', ['बिल्ली'])`, "बिल्ली"},
		{`marks('Việt Ngữ, ёлка, Αθήνα, أرض', ['viet ngu', 'елка', 'αθηνα', 'ارض'])`, "Việt Ngữ|ёлка|Αθήνα|أرض"},
		{`marks('İstanbul ﬁ ẞ 𠮷野家', ['野家', 'istanbul'])`, "İstanbul|野家"},
		{`[words.fold('İ ﬁ ẞ 𠮷Ａé\u3000\t').length]`, "12"},
		{`words.wordsToMark(['什么是死锁'], [{ excerpts: [{ text: '死锁，互斥锁', marks: [{ from: 0, to: 2 }, { from: 5, to: 6 }] }] }])`, "什么是死锁|死锁|锁"},
		{`words.wordsToMark([...'aaaaaaaabcdefghijk', 'x'.repeat(99)], [])`, "a|b|c|d|e|f|g|h"},
		{`[words.withMarks('./a.html#b', ['x&y', '三#']), words.withMarks('./a.html#b', []), words.withMarks('a b.html', ['c'])]`,
			"./a.html?mark=x%26y&mark=%E4%B8%89%23#b|./a.html#b|a b.html?mark=c"},
	} {
		script := `(() => { const marks = (text, list) => words.findAll(text, list).map(m => text.slice(m.from, m.to)); return ` + c.ask + `.join("|") })()`
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
		if err != nil {
			t.Errorf("%s: %v", c.ask, err)
			continue
		}
		if diff := cmp.Diff(strings.Split(c.want, "|"), strings.Split(got, "|")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.ask, diff)
		}
	}
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
