package load

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/traditionalchinese"
)

// read makes a note of the bytes of a file, and lists its problems.
func read(t testing.TB, raw, encoding string) (site.Note, []string) {
	t.Helper()
	l, err := legacyNamed(encoding)
	if err != nil {
		t.Fatal(err)
	}
	r := &report{file: "n.md"}
	n := r.note([]byte(raw), l)
	var problems []string
	for _, p := range r.problems {
		problems = append(problems, p.String())
	}
	return n, problems
}

func TestDecode(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	for _, c := range []struct {
		name, raw, encoding, body string
		problems                  []string
	}{
		{"plain", "a\n", "", "a\n", nil},
		{"byte order mark", bom + "a", "", "a", nil},
		{"line ends", "a\r\nb\rc\n\r\n\rd", "", "a\nb\nc\n\n\nd", nil},
		{"other line ends stay", "a\u2028b\u2029c", "", "a\u2028b\u2029c", nil},
		{"NUL", "a\n中\x00\x00b", "", "a\n中��b",
			[]string{"n.md:2:2: holds 2 NULs, shown as �"}},
		{"UTF-16LE", "\xff\xfea\x00-N", "", "a中", nil},
		{"UTF-16BE", "\xfe\xff\x00aN-", "", "a中", nil},
		{"UTF-16 pair", "\xfe\xff\xd8\x3d\xde\x00", "", "😀", nil},
		{"half a pair", "\xfe\xff\x00a\xd8\x3d\x00b", "", "a�b",
			[]string{"n.md:1:2: is not valid UTF-16 here (it is shown as �)"}},
		{"half a unit", "\xfe\xff\x00a\x00", "", "a�",
			[]string{"n.md:1:2: is not valid UTF-16 here (it is shown as �)"}},
		{"UTF-16 in the settings", "\x00h\x00i\x00\n", "utf-16be", "hi\n", nil},
		{"UTF-8 in spite of the settings", "中文\n", "utf-16le", "中文\n", nil},
		{"UTF-16 without a mark", "h\x00i\x00\n\x00", "", "",
			[]string{`n.md: looks like UTF-16 without a byte order mark (set encoding = "utf-16le" in biji.toml, or convert it to UTF-8)`}},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "", "",
			[]string{"n.md: is UTF-32, which is not supported (convert it to UTF-8)"}},
		{"GB18030", "# \xb1\xca\xbc\xc7\xb5\xc4\xd6\xf7\xd2\xaa\xc4\xda\xc8\xdd\n", "", "",
			[]string{`n.md:1:3: looks like GB18030 (set encoding = "gb18030" in biji.toml, or convert it to UTF-8)`}},
		{"GB18030 in the settings", "# \xb1\xca\xbc\xc7\n", "gbk", "# 笔记\n", nil},
		{"UTF-8 comes first", "笔记", "gb18030", "笔记", nil},
		{"damaged UTF-8 in spite of the settings", strings.Repeat("笔记", 20) + "\xb1\n", "gb18030", strings.Repeat("笔记", 20) + "�\n",
			[]string{"n.md:1:41: is not valid UTF-8: byte 0xB1 at offset 120 (it is shown as �)"}},
		{"not what the settings say", "# \xb1\xca\xff\xff\n", "gb18030", "",
			[]string{"n.md:1:4: is neither UTF-8 nor gb18030 (convert it to UTF-8)"}},
		{"what the author wrote", "\xb1\xca\x84\x31\xa4\x37", "gb18030", "笔�", nil},
		{"one bad byte", "a\nb\xe4c", "", "",
			[]string{`n.md:2:2: looks like Windows-1252 (Latin 1) (set encoding = "windows-1252" in biji.toml, or convert it to UTF-8)`}},
		{"bad bytes", "a\nb\x81c", "", "",
			[]string{"n.md:2:2: is not UTF-8: byte 0x81 at offset 3 (convert it to UTF-8, or name its encoding in biji.toml)"}},
		{"bad bytes after a mark", bom + "a\xff", "", "a�",
			[]string{"n.md:1:2: is not valid UTF-8: byte 0xFF at offset 4 (it is shown as �)"}},
		{"directions", "a\n中\u202eb\u2066", "", "a\n中\u202eb\u2066",
			[]string{"n.md:2:2: holds 2 characters that turn the direction of text (text may not be in the order in which it is shown)"}},
		{"title with directions", "---\ntitle: a\u202eb\n---\n", "", "",
			[]string{"n.md:2:9: holds a character that turns the direction of text (text may not be in the order in which it is shown)"}},
		{"zero width stays", "a\u200db\u200b\ufeff", "", "a\u200db\u200b\ufeff", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, problems := read(t, c.raw, c.encoding)
			if got := string(n.Body); got != c.body {
				t.Errorf("body %q, want %q", got, c.body)
			}
			if diff := cmp.Diff(c.problems, problems); diff != "" {
				t.Errorf("problems -want +got\n%s", diff)
			}
			if strings.ContainsRune(n.Meta.Title, '\u202e') {
				t.Errorf("title %q", n.Meta.Title)
			}
		})
	}
}

// Every control character, in the text, at its end and in a title, is dealt
// with and reported once.
func TestControls(t *testing.T) {
	tried := 0
	for c := rune(0); c < 0xA0; c++ {
		if c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < 0x7F {
			continue
		}
		tried++
		want := "x"
		what := "holds 3 control characters, left out"
		if c == 0 {
			want, what = "x�", "holds 3 NULs, shown as �"
		}
		s := "x" + string(c)
		n, problems := read(t, fmt.Sprintf("---\ntitle: %s\n---\n%s\n%s", s, s, s), "")
		if n.Meta.Title != want || string(n.Body) != want+"\n"+want {
			t.Errorf("%U: title %q, body %q", c, n.Meta.Title, n.Body)
		}
		if len(problems) != 1 || !strings.Contains(problems[0], what) || !strings.HasPrefix(problems[0], "n.md:2:9: ") {
			t.Errorf("%U: %q", c, problems)
		}
	}
	if tried != 62 { // 65, but for tab, LF and CR
		t.Errorf("tried %d characters", tried)
	}
}

// Text of other languages in their own encodings is told apart.
func TestLooksLike(t *testing.T) {
	const (
		traditional = "在這個程式中，我們使用一個執行緒來處理所有的請求，這樣就不會有資料競爭的問題。"
		japanese1   = "このプログラムでは、ひとつのスレッドがすべてのリクエストを処理します。"
		hangul      = "이 프로그램에서는 하나의 스레드가 모든 요청을 처리하기 때문에 데이터 경쟁이 없다."
		french      = "Le café est fermé à côté du théâtre, où l’élève préfère étudier."
	)
	encode := func(s string, f func(string) (string, error)) string {
		out, err := f(s)
		if err != nil {
			t.Fatal(err)
		}
		return "# Notes\n\n" + out + "\n"
	}
	for _, c := range []struct{ want, raw string }{
		{"big5", encode(traditional, traditionalchinese.Big5.NewEncoder().String)},
		{"shift_jis", encode(japanese1, japanese.ShiftJIS.NewEncoder().String)},
		{"euc-jp", encode(japanese1, japanese.EUCJP.NewEncoder().String)},
		{"euc-kr", encode(hangul, korean.EUCKR.NewEncoder().String)},
		{"windows-1252", encode(french, charmap.Windows1252.NewEncoder().String)},
		{"", "\x80\x81\xfe\xff\x00binary"},
	} {
		if got, _ := looksLike([]byte(c.raw)); got != c.want {
			t.Errorf("looks like %q, want %q", got, c.want)
		}
	}
}

func FuzzNote(f *testing.F) {
	for _, s := range []string{
		"", "# A\n", "---\ntitle: x\n---\ntext", "+++\ntitle = 'x'\n+++\n", "\xff\xfea\x00", "\xef\xbb\xbfa\r\nb\r",
		"a\x00b\u0085\u202e", "\xb1\xca\xbc\xc7", "---\na: &a [*a]\nb: *a\n---\n",
	} {
		f.Add(s, "")
		f.Add(s, "gb18030")
		f.Add(s, "utf-16le")
	}
	f.Fuzz(func(t *testing.T, raw, encoding string) {
		if _, err := legacyNamed(encoding); err != nil {
			t.Skip()
		}
		n, problems := read(t, raw, encoding)
		if !utf8.Valid(n.Body) {
			t.Errorf("body %q is not UTF-8", n.Body)
		}
		if i := strings.IndexFunc(string(n.Body), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 }); i >= 0 {
			t.Errorf("body %q holds a control character", n.Body)
		}
		if len(n.Body) == 0 && len(problems) == 0 && n.Line == 1 && raw != "" && raw != "\ufeff" && raw != "\xff\xfe" && raw != "\xfe\xff" {
			t.Errorf("nothing is left of %q, silently", raw)
		}
		// Text begins at most on the line after the last, which no LF ends.
		if n.Line < 1 || n.Line > strings.Count(raw, "\n")+strings.Count(raw, "\r")+2 {
			t.Errorf("line %d", n.Line)
		}
		for _, s := range append(append([]string{n.Meta.Title, n.Meta.Description, n.Meta.Lang}, n.Meta.Tags...), n.Meta.Aliases...) {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\x00\u202e") {
				t.Errorf("front matter holds %q", s)
			}
		}
		for _, p := range problems {
			if len(p) > 500 {
				t.Errorf("a problem of %d bytes", len(p))
			}
		}
	})
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("title: x\ntags: [a, b]\n", false)
	f.Add("title = 'x'\n[a.b]\nc = {d = 1}\n", true)
	f.Add("a: &a {b: *a}\n<<: *a\n", false)
	f.Add("title: >\n  x\n\n  y\ndate: 2026-01-02T03:04:05Z\n", false)
	f.Fuzz(func(t *testing.T, front string, toml bool) {
		fence := "---\n"
		if toml {
			fence = "+++\n"
		}
		n, problems := read(t, fence+"draft: false\n"+front+"\n"+fence+"text\n", "")
		if !strings.HasSuffix(string(n.Body), "text\n") && len(problems) == 0 {
			t.Errorf("the text is lost: %q", n.Body)
		}
		for _, p := range problems {
			if len(p) > 500 {
				t.Errorf("a problem of %d bytes", len(p))
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	text := []byte(strings.Repeat("Redis 的持久化有两种方式：RDB 和 AOF。\n", 1000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		(&report{}).clean(text)
	}
}

func BenchmarkFrontMatter(b *testing.B) {
	text := []byte("---\naliases:\n  - One\ntags: [a, b]\ndate: 2026-01-31\ntitle: 标题\n---\ntext\n")
	b.ReportAllocs()
	for b.Loop() {
		(&report{}).frontMatter(text)
	}
}
