package cjk_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"

	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var plain, amended = syntaxtest.Markdown(), syntaxtest.Markdown(cjk.Emphasis)

func render(t testing.TB, md goldmark.Markdown, note string) string {
	t.Helper()
	var b bytes.Buffer
	if err := md.Convert([]byte(note), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sameAsGoldmark fails if a note without tildes and CJK characters, in UTF-8, is read in
// another way than goldmark reads it.
func sameAsGoldmark(t testing.TB, note string) {
	t.Helper()
	if !utf8.ValidString(note) || strings.Contains(note, "~") || strings.ContainsFunc(note, cjk.Is) {
		return
	}
	if diff := cmp.Diff(render(t, plain, note), render(t, amended, note)); diff != "" {
		t.Errorf("%q (-goldmark +ours)\n%s", note, diff)
	}
}

// CommonMark's own examples, which goldmark carries along.
func TestCommonMarkIsUnchanged(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil || len(examples) < 600 {
		t.Fatal(len(examples), err)
	}
	for _, e := range examples {
		sameAsGoldmark(t, e.Markdown)
	}
}

func FuzzWithoutCJK(f *testing.F) {
	for _, note := range []string{"**a*_b_", "*a_ *b_", "a**\"b\"**c", "[*a](b)*", "_a*b_*c*", "***a** b*", "é**(a)**é", "** a **"} {
		f.Add(note)
	}
	f.Fuzz(func(t *testing.T, note string) { sameAsGoldmark(t, note) })
}

func TestIs(t *testing.T) {
	for _, r := range "中、。，：（）「」『』《》！？Ａｱあア한ㄱ々〇〜㊗\u3000𠀀︰￥" {
		if !cjk.Is(r) {
			t.Errorf("%c is CJK", r)
		}
	}
	for _, r := range "aé.*“”‘’—…·¥⭐⌚⚡🙂🀄🈚🉐αЖ\u00A0\u2003\uFE0F" {
		if cjk.Is(r) {
			t.Errorf("%c is not CJK", r)
		}
	}
}

func TestJoins(t *testing.T) {
	for _, pair := range []string{"中文", "，文", "中（", "あ漢", "”中", "中“", "—中", "中…", "ＡＢ"} {
		if r := []rune(pair); !cjk.Joins(r[0], r[1]) {
			t.Errorf("%s belongs together", pair)
		}
	}
	for _, pair := range []string{"ab", "中a", "a中", "1中", "한국", "中한", ".中", "“a", "a”", "——", "🙂中", "中🙂"} {
		if r := []rune(pair); cjk.Joins(r[0], r[1]) {
			t.Errorf("%s has a space between", pair)
		}
	}
	if cjk.Joins(0, '中') || cjk.Joins('中', 0) {
		t.Error("what is no text joins nothing")
	}
}
