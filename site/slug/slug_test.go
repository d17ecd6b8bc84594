package slug_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/slug"
	"golang.org/x/text/unicode/norm"
)

func TestPath(t *testing.T) {
	long := strings.Repeat("很长", 40)
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Redis/3. 持久化 C++", "redis/3-持久化-c++"},
		{"a//b/", "a/b"},
		{"C#", "c-sharp"},
		{"C# 入门", "c-sharp-入门"},
		{"C#入门", "c-sharp-入门"},
		{"# 1", "1"},
		{"v1.2.3", "v1.2.3"},
		{"18.1 在 O(1) 时间内", "18.1-在-o-1-时间内"},
		{"..", "u2e-u2e"},
		{"...a...", "a"},
		{"a...b", "a.b"},
		{"-- a -- b --", "a-b"},
		{"😀", "u1f600"},
		{"😀 笑", "笑"},
		{"❤️", "u2764-ufe0f"},
		{"100%", "100"},
		{"a%20b", "a-20b"},
		{"snake_case", "snake_case"},
		{"~x~", "x"},
		{"Cafe\u0301", "caf\u00e9"},
		{"ＴＣＰ", "ｔｃｐ"},
		{"con", "con-"},
		{"AUX.txt", "aux-txt"},
		{"com1", "com1-"},
		{"lpt¹", "lpt¹-"},
		{"com10", "com10"},
		{"console/nul", "console/nul-"},
		{"a\u200db", "a-b"},
		{"a:b", "a-b"},
		{`a\b`, "a-b"},
		{"is it?", "is-it"},
		{"bad\xffname", "bad-name"},
		{long, strings.Repeat("很长", 15) + "-3623d502"},
	} {
		if got := slug.Path(c.in); got != c.want {
			t.Errorf("Path(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if slug.Path(long+"a") == slug.Path(long+"b") {
		t.Error("two long names have one address")
	}
}

func FuzzPath(f *testing.F) {
	f.Add("Redis/3. 持久化 C++")
	f.Add("con/../😀/\xff")
	f.Add("İ\u0345ẞ")
	f.Fuzz(func(t *testing.T, p string) {
		got := slug.Path(p)
		if again := slug.Path(got); again != got {
			t.Errorf("Path(%q) = %q, and of that %q", p, got, again)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("Path(%q) = %q", p, got)
		}
		if strings.Trim(p, "/") == "" {
			return
		}
		for part := range strings.SplitSeq(got, "/") {
			if part == "" || len(part) > 100 || strings.ContainsAny(part, " ~%?#&<>:\"\\|*'") ||
				strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") {
				t.Errorf("Path(%q) = %q", p, got)
			}
		}
	})
}

func TestID(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"一、概述", "一概述"},
		{"C++ 的 new", "c-的-new"},
		{"Hello, World!", "hello-world"},
		{" a  b ", "a--b"},
		{"snake_case and kebab-case", "snake_case-and-kebab-case"},
		{"Cafe\u0301", "caf\u00e9"},
		{"！？", ""},
		{"1. 引言（上）", "1-引言上"},
	} {
		if got := slug.ID(c.in); got != c.want {
			t.Errorf("ID(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"a b", "a b"},
		{"持久化。", "持久化。"},
		{" A\t\n B　C ", "a b c"},
		{"a  b", "a b"},
		{"Straße", "strasse"},
		{"ΣΑΣ", "σασ"},
		{"Cafe\u0301", "caf\u00e9"},
		{"か\u3099", "が"},
	} {
		if got := slug.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Straße  ＴＣＰ\u0345")
	f.Fuzz(func(t *testing.T, s string) {
		got := slug.Fold(s)
		if again := slug.Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, and of that %q", s, got, again)
		}
		if slug.Fold(norm.NFD.String(s)) != got {
			t.Errorf("Fold(%q) = %q, but of its NFD %q", s, got, slug.Fold(norm.NFD.String(s)))
		}
	})
}

func TestNatural(t *testing.T) {
	want := []string{
		"",
		"01",
		"1",
		"2",
		"3. 数组",
		"3.1 数组",
		"9",
		"10.1 a",
		"10.2 a",
		"18446744073709551616",
		"a/z",
		"a-b/a",
		"alpha",
		"Beta",
		"beta 2",
		"Beta 10",
		"北京",
		"测试",
		"第2章",
		"第二章",
		"第十章",
		"第十二章",
		"第一百零三章",
		"第二〇二六章",
		"二叉树",
		"上海",
		"一致性",
		"中国",
		"㐀",
	}
	for i, a := range want {
		for j, b := range want {
			got := slug.Natural(a, b)
			if (i < j) != (got < 0) || (i == j) != (got == 0) {
				t.Errorf("Natural(%q, %q) = %d", a, b, got)
			}
		}
	}
}

func TestNaturalNumerals(t *testing.T) {
	want := []string{"一、概述", "二、安装", "三", "十、问题", "十一、附录", "二十 索引"}
	got := slices.Clone(want)
	slices.Sort(got)
	if slices.Equal(got, want) {
		t.Fatal("the order of code points would do")
	}
	slices.SortFunc(got, slug.Natural)
	if !slices.Equal(got, want) {
		t.Errorf("sorted: %q", got)
	}
}

// Natural is a total order: antisymmetric, transitive, and 0 only for equals.
func FuzzNatural(f *testing.F) {
	f.Add("第十章", "第9章", "第10章")
	f.Add("a1", "a01", "A1")
	f.Add("三十、", "三千", "三")
	f.Add("\xff", "\ufffd", "é")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		s := []string{a, b, c}
		for _, x := range s {
			for _, y := range s {
				if got := slug.Natural(x, y); sign(got) != -sign(slug.Natural(y, x)) || (got == 0) != (x == y) {
					t.Errorf("Natural(%q, %q) = %d, the other way round %d", x, y, got, slug.Natural(y, x))
				}
			}
		}
		slices.SortFunc(s, slug.Natural)
		if slug.Natural(s[0], s[2]) > 0 || slug.Natural(s[0], s[1]) > 0 || slug.Natural(s[1], s[2]) > 0 {
			t.Errorf("%q are not in order", s)
		}
	})
}

func sign(n int) int { return min(max(n, -1), 1) }

func BenchmarkPath(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		slug.Path("Redis/3. 持久化 C++")
	}
}

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		slug.Fold("redis 持久化")
		slug.Fold("Redis 持久化")
	}
}

func BenchmarkNatural(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		slug.Natural("redis/32.1 从上往下打印二叉树.md", "Redis/32.2 把二叉树打印成多行.md")
	}
}
