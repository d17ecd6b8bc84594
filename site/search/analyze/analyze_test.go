package analyze

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	regexptokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/regexp"
	"golang.org/x/text/unicode/norm"
)

// Every character of a script that bleve takes for CJK is one for us, or in
// no word: or bleve would cut a word of ours into pairs.
func TestClassesAgreeWithBleve(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if regexptokenizer.IdeographRegexp.MatchString(string(r)) && Classify(r) == inWord {
			t.Errorf("%U is CJK for bleve and a letter for us", r)
		}
	}
}

func TestPatternAgreesWithClasses(t *testing.T) {
	word := regexp.MustCompile("^(?:" + wordPattern() + ")$")
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r >= 0xD800 && r <= 0xDFFF {
			continue
		}
		if got, want := word.MatchString(string(r)), Classify(r) != InGap; got != want {
			t.Errorf("%U matches: %v, want %v", r, got, want)
		}
	}
}

func FuzzAnalyzerAgreesWithBleve(f *testing.F) {
	for _, s := range []string{
		"三次握手 TCP/IP", "ＴＣＰ 协议", "SO_REUSEADDR epoll_wait _x__y_ HashMap", "C++ C# B+树 a+b g++", "Rc<RefCell<T>>",
		"ｶﾞデータベースー 한국어 锁", "ーー", "café naïve Ωμέγα ΣΑΣ İ ß", "running flies s ied", "⼀〆々x\u3099が", "\xff锁\xfe", "i18n utf8 x86_64",
		"Ⱥ", "㍿ １２ ½", "e\u0301x", "가각 각",
		"ค้นหาข้อความ ทำ ก Git", "ใช้Git锁กข", "ກ\u200bຂ\u200b x\u200by", "ཀྵ་བོད། ོཾ", "ရှာ၊ဖွေ", "ស្វែង\u200bរក។", "ก\u200b", "\u200dกำ\u2060",
	} {
		f.Add(s)
	}
	m, err := NewMapping()
	if err != nil {
		f.Fatal(err)
	}
	chain := m.AnalyzerNamed(textAnalyzer)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := NewAnalyzer(m)
		if err != nil {
			t.Fatal(err)
		}
		tokens, length := a.Analyze([]byte(text))
		var got []string
		for _, tok := range tokens[:length] {
			got = append(got, fmt.Sprintf("%s/%d", a.Terms[tok.Term], tok.Pos))
		}
		var want []string
		for _, tok := range chain.Analyze([]byte(text)) {
			want = append(want, fmt.Sprintf("%s/%d", tok.Term, tok.Position))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	})
}

func TestWordsAreAdded(t *testing.T) {
	m, err := NewMapping()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"HashMap":            "hashmap/1 hash/102 map/103",
		"call epoll_wait()":  "call/1 epoll_wait/2 epol/103 wait/104",
		"SO_REUSEADDR":       "so_reuseaddr/1 so/102 reuseaddr/103",
		"HTTPServer utf8":    "httpserver/1 utf8/2 http/103 server/104 utf/205 8/206",
		"死锁，锁":               "死锁/1 锁/2",
		"死锁。":                "死锁/1 锁/0",
		"ｶﾞｲﾄﾞ":              "ガイ/1 イド/2 ド/0",
		"café":               "café/1 cafe/0",
		"ĐỒNG BỘ":            "đồng/1 bộ/2 dong/0 bo/0",
		"ищу ёлку":           "ищу/1 ёлку/2 елк/0",
		"الـبَحْث":           "الـبَحْث/1 بحث/0",
		"ค้น":                "ค/1 ค้/2 ้น/3 น/4",
		"הַפְּתָקִים בפתקים": "הַפְּתָקִים/1 בפתקים/2 פתקים/0",
		"והקובץ של":          "והקובץ/1 של/2 קובץ/0",
		"C++ and C#":         "c++/1 and/2 c#/3",
	} {
		a, err := NewAnalyzer(m)
		if err != nil {
			t.Fatal(err)
		}
		tokens, _ := a.Analyze([]byte(text))
		var got []string
		for _, tok := range tokens {
			got = append(got, fmt.Sprintf("%s/%d", a.Terms[tok.Term], tok.Pos))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// bleve numbers the bytes of a pair after NFKC. If that made a run longer, it
// would reach the next run in bleve's eyes, and be paired with it.
func TestNoRunGrows(t *testing.T) {
	for _, s := range Shared.CJKSpans {
		for r := s.lo; r <= s.hi; r++ {
			if n := len(norm.NFKC.String(string(r))); n > utf8.RuneLen(r) {
				t.Errorf("%U takes %d bytes after NFKC", r, n)
			}
		}
	}
}
