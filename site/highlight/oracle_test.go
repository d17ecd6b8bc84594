package highlight

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/biji-notes/biji/site/testkit"
)

// samples are inputs for every lexer: code of several families, prose, and
// what is likely to trip a lexer.
var samples = []string{
	"",
	"\n",
	"x",
	"package main\n\nimport \"fmt\"\n\n// main 是入口\nfunc main() {\n\tfmt.Println(\"你好\", 0x1F, 'a', `raw\n{{.X}}`)\n}\n",
	"public class A<T extends B> {\n  /* c\n  */\n  @Override\n  private static final int[] x = {1, 2L, 3.0f};\n  void f(String s) throws E { return \"a\\\"b\"; }\n}\n",
	"#include <stdio.h>\n#define X(a) \\\n  a\nint main(void) {\n\n\n  char *s = \"x\"; // y\n  return a->b && c;\n}\n",
	"def f(x: int = 1) -> str:\n    \"\"\"doc\n    more\"\"\"\n    return f\"{x!r} {y}\" + r'\\d' # c\n\nclass A(B): pass\n",
	"SELECT a, count(*) FROM `t` WHERE x = 'it''s' -- c\n  AND y IN (1, 2.5) GROUP BY a;\n",
	"<!DOCTYPE html>\n<p class=\"a\">x &amp; <b>y</b><script>var a = 1;</script><style>p{color:red}</style></p>\n",
	"$ echo \"$HOME\" | grep -v x # c\nfor i in *; do cat <<EOF\n$i\nEOF\ndone\n",
	"{\"a\": [1, true, null, \"x\\n\"], \"b\": -1.5e3}\n",
	"a: 1\nb:\n  - x\n  - \"y\" # c\n---\n[s]\nk = \"v\"\n",
	"fn main() {\n    let x: Vec<&'a str> = vec![\"a\"]; // c\n    println!(\"{}\", x);\n}\n",
	"const a = async (x) => { return `t${x}` + /re/g; }\n",
	"# 标题\n\n中文 **粗体** `code`\n\n```go\nfunc f() {}\n```\n",
	"读写性能优异，支持 'AOF' 和 \"RDB\" 两种持久化方式。it's don't\n",
	"\t\ttabs\r\nand\rcr\n\n\n\n\n  trailing  \n\n",
	"((((([[[[{{{{\"'`<>#%$@!~^&*|\\/?;:.,\n",
	"no newline at the end é ß 𝒳 ａ１",
	"POST /a HTTP/1.1\nHost: x\n  more\nContent-Type: application/json; charset=utf-8\n\n{\"a\": [1, \"中\"]}\n",
	"HTTP/1.1 200 OK\nContent-Type: application/x+xml\n\n<a b=\"c\">d</a>\n",
	"Title\n=====\n\n.. code-block:: python\n\n  def f():\n    return 1\n\n* a\n  b\n\n::\n\n  x\n  y\n\n`a <b>`_ :c:`d`\n",
	"<h1><%= a.b %></h1>{% if x %}{{ y|z }}{% endif %}{#await p}{x}{/await}<?php echo 'a'; ?>{{range .A}}{{end}}\n<script lang=\"ts\">let a = 1</script>\n",
	"(defun f (x &optional y) \"doc\" (let ((a 1)) (setq b 'c) (cons x y))) ; c\n(defvaralias 'a 'b)\n",
	"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n",
}

// ask lets chroma cut text; ok is false if it takes too long, panics or
// changes the text.
func ask(l chroma.Lexer, text string) (tokens []token, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return nil, false
	}
	start, at := time.Now(), 0
	for t := next(); t != chroma.EOF; t = next() {
		if time.Since(start) > time.Second/5 {
			return nil, false
		}
		value := t.Value
		if at+len(value) == len(text)+1 {
			value = strings.TrimSuffix(value, "\n")
		}
		if !strings.HasPrefix(text[at:], value) {
			return nil, false
		}
		at += len(value)
		tokens = append(tokens, token{at, t.Type})
	}
	return merge(tokens, len(text)), true
}

// merge joins neighbours of one type; what is left of the text is Text.
func merge(tokens []token, size int) []token {
	var out []token
	for _, t := range append(tokens, token{size, chroma.Text}) {
		start := 0
		if n := len(out); n > 0 {
			start = out[n-1].end
		}
		if t.end <= start {
			continue
		}
		if n := len(out); n > 0 && out[n-1].kind == t.kind {
			out[n-1].end = t.end
		} else {
			out = append(out, t)
		}
	}
	return out
}

func show(text string, tokens []token) string {
	var b strings.Builder
	start := 0
	for _, t := range tokens {
		fmt.Fprintf(&b, "%v %q\n", t.kind, text[start:t.end])
		start = t.end
	}
	return b.String()
}

// differ compares our tokens with chroma's. It returns what differs, and
// whether chroma had an answer.
func differ(c *catalogue, l *language, text string) (diff string, compared bool) {
	want, ok := ask(l.lexer, text)
	if !ok {
		return "", false
	}
	var m machine
	if err := c.tokenise(&m, l, []byte(text)); err != nil {
		return fmt.Sprintf("we fail: %v\n", err), true
	}
	got := merge(m.tokens, len(text))
	if g, w := show(text, got), show(text, want); g != w {
		return "got\n" + g + "want\n" + w, true
	}
	return "", true
}

// alwaysPlain are the lexers of chroma that have no grammar here: what they do
// is written in Go. An upgrade that makes another one plain must not go unseen.
var alwaysPlain = []string{"haxe", "raku"}

// Our automatons and chroma's own machine cut every sample alike, whatever the
// lexer.
func TestSameTokensAsChroma(t *testing.T) {
	c := newCatalogue()
	var plain []string
	fast, compared, every := 0, 0, testkit.Times(5, 1) // chroma takes its time
	for n, lexer := range lexers.GlobalLexerRegistry.Lexers {
		name := strings.ToLower(lexer.Config().Name)
		l := c.get(name)
		if l == nil || l.lexer != lexer {
			continue
		}
		if l.grammar == nil {
			plain = append(plain, name)
			continue
		}
		fast++
		for i, text := range samples {
			if (i+n)%every != 0 {
				continue
			}
			diff, ok := differ(c, l, text)
			if diff != "" {
				t.Errorf("%s, sample %d: %s", name, i, diff)
				break
			}
			if ok {
				compared++
			}
		}
	}
	if slices.Sort(plain); !slices.Equal(plain, alwaysPlain) {
		t.Errorf("these stay plain: %q, want %q", plain, alwaysPlain)
	}
	if fast < 290 || compared < 3000/every {
		t.Errorf("only %d lexers and %d samples were compared", fast, compared)
	}
	t.Logf("%d lexers, %d samples", fast, compared)
}

// And so they do for all code of real notes.
func TestSameTokensInRealNotes(t *testing.T) {
	c := newCatalogue()
	compared := 0
	for _, b := range realBlocks(t) {
		f, _ := parseInfo(b.info)
		l := c.get(f.lang)
		if l == nil || l.grammar == nil {
			continue
		}
		diff, ok := differ(c, l, b.code)
		if diff != "" {
			t.Errorf("%s, %s: %s", b.file, f.lang, diff)
		}
		if ok {
			compared++
		}
	}
	if compared < testkit.Times(200, 1000) {
		t.Errorf("only %d blocks were compared", compared)
	}
}
