package templates_test

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// strangeTexts are those that a chain of analysis is likely to trip over.
var strangeTexts = []string{
	"三次握手 TCP/IP", "ＴＣＰ 协议", "SO_REUSEADDR epoll_wait _x__y_ HashMap", "C++ C# B+树 a+b g++ c+++", "Rc<RefCell<T>>",
	"ｶﾞデータベースー 한국어 锁", "ーー ﾞ", "café naïve Ωμέγα ΣΑΣ Σ σΣ İ ß ΣȺ ȺΣ", "running flies s ied ss caresses", "⼀〆々x\u3099が",
	"i18n utf8 x86_64", "Ⱥ", "㍿ １２ ½", "e\u0301x", "가각 각", "İstanbul DİYARBAKIR STRAẞE1a", "𝐀𝐁s 𐐀𐐀s a𐐀𐐀ed 😀锁😀", "𠀀𠀁𠮷野家", "ﬁng ﬃing", "ǅ ŉ ﷺ",
	"yyed sayying bled sized hopping falling hissing fizzed troubling conflated agreed feed plastered", "\U0001B123\U0001B150",
	"sky say by happy y yy oyy", "ational rational conditional valenci hesitanci digitizer conformabli radicalli vileli analogousli",
	"controll roll ll rate cease probate eee", "ion adoption fusion zion tion", "generalizations oscillators electriciti",
	"ค้นหาข้อความ ทำ ก Git", "ใช้Git锁กข", "ກ\u200bຂ\u200b x\u200by", "ཀྵ་བོད། ོཾ", "ရှာ၊ဖွေ", "ស្វែង\u200bរក។", "\u200dกำ\u2060",
	strings.Repeat("长", 300), strings.Repeat("ab_", 200),
	strings.Repeat("running", 100), strings.Repeat("é", 255) + " " + strings.Repeat("é", 256) + "ing " + strings.Repeat("𐐀", 257), strings.Repeat("ー", 300),
}

// TestReaderAnalyzesLikeBleve compares token by token: all words of the
// corpora, and random texts made of strange ones.
func TestReaderAnalyzesLikeBleve(t *testing.T) {
	p := packIndex(t, []site.Section{{Page: "a.html", Title: "A"}})
	chain, _ := p.bleve.Mapping().AnalyzerNamed(p.bleve.Mapping().AnalyzerNameForPath("body")).(*analysis.DefaultAnalyzer)
	e := newEngine(t)
	texts := strangeTexts
	for _, name := range corpusNames(t) {
		t.Run(name, func(t *testing.T) {
			words := distinctWords(chain, corpus(t, name))
			texts = append(texts, testkit.Some(words, 10, len(words))...)
		})
	}
	random := testkit.Times(800, 4000, 4000)
	texts = append(texts, randomTexts(random)...)
	total := 0
	for len(texts) > 0 {
		part := texts[:min(len(texts), 500)]
		texts = texts[len(part):]
		data, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		v := e.eval(t, `(texts) => JSON.stringify(JSON.parse(texts).map((s) => biji.terms(s)))`, string(data))
		var got [][]string
		if err := json.Unmarshal([]byte(v.String()), &got); err != nil {
			t.Fatal(err)
		}
		for i, text := range part {
			want := []string{}
			for j, tok := range chain.Analyze([]byte(text)) {
				if tok.Position != j+1 {
					t.Fatalf("%q: term %d has position %d", text, j, tok.Position)
				}
				want = append(want, oneMark(string(tok.Term)))
			}
			total += len(want)
			for j := range got[i] {
				got[i][j] = oneMark(got[i][j])
			}
			if diff := cmp.Diff(want, append([]string{}, got[i]...)); diff != "" {
				t.Fatalf("%q (-bleve +reader)\n%s", text, diff)
			}
		}
	}
	t.Logf("%d tokens", total)
	if total < random*5/2 { // the random texts alone have more
		t.Error("that is not much of a test")
	}
}

var marks = regexp.MustCompile("\uFFFD+")

// oneMark is a term with one replacement character where there are several:
// where bleve tears a letter apart, browsers count the parts otherwise.
func oneMark(term string) string { return marks.ReplaceAllString(term, "\uFFFD") }

// distinctWords are the words of sections, a hundred to a text. A CJK run
// counts as new if a pair in it is.
func distinctWords(chain *analysis.DefaultAnalyzer, sections []site.Section) (texts []string) {
	seen := map[string]bool{}
	isNew := func(w string) bool {
		was := seen[w]
		seen[w] = true
		return !was
	}
	var now []string
	for _, s := range sections {
		text := []byte(s.Title + " " + strings.Join(s.Trail, " ") + " " + s.Body + " " + s.Code)
		for _, word := range chain.Tokenizer.Tokenize(text) {
			fresh := false
			if word.Type == analysis.Ideographic {
				letters := []rune(string(word.Term))
				for i := range letters {
					fresh = isNew(string(letters[i:min(i+2, len(letters))])) || fresh
				}
			} else {
				fresh = isNew(string(word.Term))
			}
			if !fresh {
				continue
			}
			if now = append(now, string(word.Term)); len(now) == 100 {
				texts = append(texts, strings.Join(now, " "))
				now = nil
			}
		}
	}
	return append(texts, strings.Join(now, " "))
}

// randomTexts are made of letters of the strange texts, of English endings
// and of any characters.
func randomTexts(n int) (texts []string) {
	random := rand.New(rand.NewPCG(3, 4))
	letters := []rune(strings.Join(strangeTexts[:len(strangeTexts)-2], " "))
	endings := strings.Fields("sses ies ss s eed ed ing at bl iz y ational tional enci anci izer bli alli entli eli ousli ization ation ator " +
		"alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ible ant " +
		"ement ment ent ion sion tion ou ism ate iti ous ive ize e ll")
	for range n {
		var b strings.Builder
		for range 1 + random.IntN(20) {
			switch random.IntN(8) {
			case 0:
				b.WriteRune(rune(random.IntN(0x20000)))
			case 1, 2:
				b.WriteString(endings[random.IntN(len(endings))])
			case 3, 4:
				b.WriteString(string("aeioubcdlstyzw"[random.IntN(14)]))
			case 5:
				b.WriteByte(" _-+#"[random.IntN(5)])
			default:
				b.WriteRune(letters[random.IntN(len(letters))])
			}
		}
		if s := b.String(); utf8.ValidString(s) {
			texts = append(texts, s)
		}
	}
	return texts
}

// TestReaderNamesLikeTheIndex: what the index holds of a name besides the
// name itself is what the reader asks for.
func TestReaderNamesLikeTheIndex(t *testing.T) {
	e := newEngine(t)
	for name, want := range map[string]string{
		"HashMap": "Hash Map", "SO_REUSEADDR": "SO REUSEADDR", "HTTPServer": "HTTP Server", "utf8": "utf 8", "x86_64": "x86 64",
		"plain": "", "a_b_c_d_e_f_g_h_i": "", "__init__": "", "getURLFor2ndTime": "get URL For 2nd Time", "éClair": "", "naïveBayes": "naïve Bayes",
	} {
		v := e.eval(t, `(s) => biji.parts(s).join(" ")`, name)
		if v.String() != want {
			t.Errorf("%s has parts %q, want %q", name, v, want)
		}
	}
	for heading, want := range map[string]string{
		"一、概述": "概述", "2.1 Running Threads": "run thread", "三": "三", "12": "12", strings.Repeat("长", 100): "",
	} {
		if v := e.eval(t, `(s) => biji.nameOf(s)`, heading); v.String() != want {
			t.Errorf("%s is called %q, want %q", heading, v, want)
		}
	}
	for value, want := range map[string]string{"ＴＡＧ": "tag", "Σ": "ς", "Go/語": "go/語"} {
		if v := e.eval(t, `(s) => biji.keyword(s)`, value); v.String() != want {
			t.Errorf("%s is indexed as %q, want %q", value, v, want)
		}
	}
}
