package highlight

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/chroma/v2/styles"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/biji-notes/biji/site/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

func highlighter(tb testing.TB) *Highlighter {
	tb.Helper()
	h, err := New(Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

// figure is the HTML of a block, and its problems as lines.
func figure(h *Highlighter, info, code string) (string, []string) {
	var w bytes.Buffer
	var said []string
	for _, p := range h.Block(&w, info, []byte(code)) {
		said = append(said, fmt.Sprintf("%d:%d %s: %s", p.At.Line, p.At.Col, p.Kind, p))
	}
	return w.String(), said
}

// A golden file is a fenced block with its info string, a line of dashes, the
// HTML, and the problems.
func TestGolden(t *testing.T) {
	h := highlighter(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source, _, _ := strings.Cut(string(data), "\n----\n")
		info, code, _ := strings.Cut(source, "\n")
		out, said := figure(h, info, code+"\n")
		got := source + "\n----\n" + out + "\n" + strings.Join(append(said, ""), "\n")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if diff := cmp.Diff(string(data), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", file, diff)
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// text is what a reader copies of a figure.
func text(t *testing.T, out string) string {
	t.Helper()
	_, out, ok := strings.Cut(out, "<code>")
	out, _, ok2 := strings.Cut(out, "</code></pre></figure>")
	if !ok || !ok2 {
		t.Fatalf("no figure: %q", out)
	}
	return html.UnescapeString(tag.ReplaceAllString(out, ""))
}

// H14: the text never changes, whatever the lexer and the attributes.
func TestH14_TextNeverChanges(t *testing.T) {
	h := highlighter(t)
	seen := map[string]bool{}
	n, every := 0, testkit.Times(3, 3, 1)
	for name, lexer := range h.lexers.byName {
		if seen[lexer.Config().Name] {
			continue
		}
		seen[lexer.Config().Name] = true
		for i, s := range chromatest.Samples {
			if (i+len(name))%every != 0 {
				continue
			}
			info := strings.ReplaceAll(name, " ", "_") // some names have spaces; then it is an unknown language
			if i%2 == 1 {
				info += " {1-3} linenos"
			}
			out, _ := figure(h, info, s)
			if got := text(t, out); got != s {
				t.Errorf("%s: text became %q, was %q", name, got, s)
			}
			n++
		}
	}
	if n < 4000/every {
		t.Errorf("only %d blocks", n)
	}
}

func TestPlain(t *testing.T) {
	h := highlighter(t)
	user := `1 读写性能优异
2 支持数据持久化，支持 'AOF' 和 'RDB' 两种持久化方式
3 Redis' 不具备自动容错和恢复功能'，主机从机的宕机都会导致前端部分读写请求失败。
`
	for _, c := range []struct{ info, code, why string }{
		{"", "x = 1\n", "no language"},
		{"klingon", "if (x) { return 1; }\n", "unknown language"},
		{"text", "func main() {}\n", "text"},
		{"mermaid", "graph TD; A-->B\n", "a diagram"},
		{"python", user, "prose in a Python fence"},
		{"tex", "1.InnoDB支持事务,MyISAM不支持；要有begin和commit'\n2.InnoDB支持外键\n", "prose in a TeX fence"},
		{"java", "一个线程' 可以创建' 多个子线程；所以要同步，并且等待它们结束。\n", "prose in a Java fence"},
		{"sql", "说明：这里' 的文字，\n有一个引号没有关上，所以全部变成字符串。\n再来一行，还是字符串。\n", "prose behind a stray quote"},
		{"sql", "用 SELECT 语句查询，用 INSERT 语句插入数据；其余的语句以后再说。\n", "prose about SQL"},
		{"json", "这里写的是一段说明文字，不是代码，也不是数据。\n", "prose in a JSON fence"},
		{"go", strings.Repeat("x := 1\n", budget.CodeBytes/7+1), "too large"},
	} {
		out, said := figure(h, c.info, c.code)
		if strings.Contains(out, "<span") || len(said) > 0 {
			t.Errorf("%s is painted, or complained of: %.300s %v", c.why, out, said)
		}
	}
}

func TestPainted(t *testing.T) {
	h := highlighter(t)
	for _, c := range []struct{ info, code, want string }{
		{"java", "// 线程池的核心参数，包括核心线程数、最大线程数。以及队列。\nint 年龄 = 3;\n", `<span class="k">int`},
		{"bash", "echo 你好，世界\n", `echo`},
		{"python", "x = '''多行，\n字符串。很长很长的说明文字'''\n", `<span class="s">`},
		{"sql", "CREATE TABLE t (\n  # int 类型，不为空，自增，变长字符串类型\n  id INT\n);\n", `<span class="c">#`},
		{"yaml", "标题: 很长的中文标题，没有引号，可以有标点。\n", `<span class="nt">`},
		{"yaml", "jobs:\n  - run: |\n      npm ci\n      npm test\n    name: x\n", `<span class="nt">name`},
		{"yaml", "a: >-\n  folded\n  text\nb: |2\n    kept\nc: true\n", `<span class="kc">true`},
		{"Python", "import os\n", `data-lang="python"`},
		{"py3", "import os\n", `<span class="`},
		{"c++", "int x;\n", `data-lang="c++"`},
		{"console", "$ ls -l\n", `<span`},
		{"objective-c", "@interface A\n@end\n", `<span`},
		{"rust,ignore,does_not_compile", "fn main() {}\n", `data-lang="rust"`},
		{"sql", "SELECT 列名一, 列名二 FROM 表名 WHERE 条件表达式 ORDER BY 列名;\n", `<span class="k">SELECT`},
		{"json", "db.users.find({ name: 'x', age: { $gt: 18 } }).sort({ age: -1 })\n", `<span class="`},
		{"sql", "db.users.find({ name: { $in: ['$x'] } }).forEach(function (u) { print(u) })\n", `<span class="`},
		{"jsx", "<li *ngFor=\"let x of xs\" [class.on]=\"x.on\" (click)=\"go(x)\" #item>{{ x | async }}</li>\n", `<span class="nt">li`},
		{"gherkin", "# language: zh-CN\n功能: 登录以后可以看到自己的所有订单\n  场景: 用户输入正确的密码\n    假如用户已经打开登录页面\n", `<span class="`},
		{"vue-html", "<a @click.stop=\"x\" :[key]=\"y\"></a>\n<form @submit.prevent></form>\n<a #slot @[event]=\"z\"></a>\n", `<span class="nt">a`},
		{"toml", "[a]\nname = true\n", `<span class="nt">name`},
		{"js", "app.use(foo)\n", `<span class="nf">use</span>(foo)`},
		{"java", "a.start();\n", `<span class="nf">start</span>`},
		{"java", "int x = 12;\n", `<span class="m">12</span>`},
		{"go", "x := \"<&>\"\n", `&lt;&amp;&gt;`},
	} {
		if out, _ := figure(h, c.info, c.code); !strings.Contains(out, c.want) {
			t.Errorf("%s %q: no %q in %s", c.info, c.code, c.want, out)
		}
	}
}

// The user's own note: no fence of prose is painted, and the one of code is.
func TestNotesOfTheUser(t *testing.T) {
	h := highlighter(t)
	painted := 0
	for _, b := range blocks(t, testkit.CorpusDir(t, "notes")) {
		out, said := figure(h, b.info, b.code)
		if len(said) > 0 {
			t.Errorf("%s: %v", b.info, said)
		}
		if strings.Contains(out, "<span") {
			painted++
			if !strings.Contains(b.code, "socket.socket") {
				t.Errorf("prose is painted: %s", out)
			}
		}
	}
	if painted != 1 {
		t.Errorf("%d blocks are painted", painted)
	}
}

func TestInfo(t *testing.T) {
	m := func(from, to int, k mark, col int) span { return span{from: from, to: to, mark: k, col: col} }
	for info, want := range map[string]fence{
		"":                               {first: 1},
		"  Go  ":                         {lang: "go", first: 1},
		"go {1,3-5}":                     {lang: "go", first: 1, marks: []span{m(1, 1, marked, 4), m(3, 5, marked, 4)}},
		"js{2}":                          {lang: "js", first: 1, marks: []span{m(2, 2, marked, 3)}},
		`go title="a b.go" linenos`:      {lang: "go", first: 1, title: "a b.go", numbers: true},
		`go title='x' linenos=10`:        {lang: "go", first: 10, title: "x", numbers: true},
		"go hl={1} ins={2} del={3-4}":    {lang: "go", first: 1, marks: []span{m(1, 1, marked, 4), m(2, 2, inserted, 11), m(3, 4, deleted, 19)}},
		`py hl_lines="1 3" linenums="1"`: {lang: "py", first: 1, numbers: true, marks: []span{m(1, 1, marked, 4), m(3, 3, marked, 4)}},
		"{.go .numberLines startFrom=5}": {lang: "go", first: 5, numbers: true},
		"{ .c++ }":                       {lang: "c++", first: 1},
		"ts:line-numbers=2 [a.ts]":       {lang: "ts", first: 2, numbers: true, title: "a.ts"},
		"rust,ignore,no_run":             {lang: "rust", first: 1},
		"lang=go":                        {lang: "go", first: 1},
		"js run frame":                   {lang: "js", first: 1},
		"TABLE from #tag":                {lang: "table", first: 1},
		"diff":                           {lang: "diff", first: 1},
		// Hugo
		`yaml {file="a.yaml" copy=true}`:                          {lang: "yaml", first: 1, title: "a.yaml"},
		`yaml {name=b.yaml}`:                                      {lang: "yaml", first: 1, title: "b.yaml"},
		`go {linenos=inline hl_lines=[3]}`:                        {lang: "go", first: 1, numbers: true, marks: []span{m(3, 3, marked, 20)}},
		`go {hl_lines=["2-4"]}`:                                   {lang: "go", first: 1, marks: []span{m(2, 4, marked, 5)}},
		`go {linenos=table,hl_lines=[8,"15-17"],linenostart=199}`: {lang: "go", first: 199, numbers: true, marks: []span{m(8, 8, marked, 19), m(15, 17, marked, 19)}},
		`go { copy=true, style = "x" }`:                           {lang: "go", first: 1},
		`go {title="a } b" .x #y}  linenos`:                       {lang: "go", first: 1, title: "a } b", numbers: true},
		`{file="c.txt"}`:                                          {first: 1, title: "c.txt"},
		`{lang="go" linenos=true}`:                                {lang: "go", first: 1, numbers: true},
		// Pandoc, Markdown Preview Enhanced, Quarto, MyST
		"{.yaml .numberLines}":                {lang: "yaml", first: 1, numbers: true},
		`{ .sh .no-copy #example } title="x"`: {lang: "sh", first: 1, title: "x"},
		"js {.line-numbers}":                  {lang: "js", first: 1, numbers: true},
		"js {cmd=node}":                       {lang: "js", first: 1},
		"{r}":                                 {lang: "r", first: 1},
		`{r, echo=FALSE, fig.cap="a, b"}`:     {lang: "r", first: 1},
		"{Python}":                            {lang: "python", first: 1},
		"{code-block} python":                 {lang: "python", first: 1},
		"{note}":                              {lang: "note", first: 1},
		// VuePress, VitePress, Docusaurus, Shiki, Gatsby
		"js:line-numbers {1}":                   {lang: "js", first: 1, numbers: true, marks: []span{m(1, 1, marked, 17)}},
		"js:no-line-numbers":                    {lang: "js", first: 1},
		"js [app.js]":                           {lang: "js", first: 1, title: "app.js"},
		"jsx showLineNumbers":                   {lang: "jsx", first: 1, numbers: true},
		"js showLineNumbers{5} /a {x}/ \"{y}\"": {lang: "js", first: 5, numbers: true},
		"js {numberLines: true}{2}":             {lang: "js", first: 1, numbers: true, marks: []span{m(2, 2, marked, 23)}},
		"{1,3-4}":                               {first: 1, marks: []span{m(1, 1, marked, 2), m(3, 4, marked, 4)}},
		// Qiita, Zenn
		"js:src/app.js":           {lang: "js", first: 1, title: "src/app.js"},
		"diff js:app.js":          {lang: "diff", first: 1, title: "app.js"},
		"js https://e.org/app.js": {lang: "js", first: 1},
		// MkDocs
		`py linenums="5 2" hl_lines="2-3 4""`: {lang: "py", first: 5, numbers: true, marks: []span{m(2, 3, marked, 19), m(4, 4, marked, 19)}},
	} {
		got, problems := parseInfo(info)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(fence{}, span{})); diff != "" || len(problems) > 0 {
			t.Errorf("%q (-want +got) %v\n%s", info, problems, diff)
		}
	}
}

func TestBadInfo(t *testing.T) {
	h := highlighter(t)
	for info, want := range map[string]string{
		"go {x}":            `0:4 fence: code block cannot mark lines "x" ({1,3-5})`,
		"go {3-1}":          `0:4 fence: code block cannot mark lines "3-1" ({1,3-5})`,
		"go {}":             `0:4 fence: code block marks no lines ({1,3-5})`,
		"go {0}":            `0:4 fence: code block cannot mark lines "0" ({1,3-5})`,
		"go {1":             `0:4 fence: attribute of the code block lacks the closing }`,
		`go title="x`:       `0:10 fence: attribute of the code block lacks the closing "`,
		"go linenos=a":      `0:4 fence: line numbers of a code block cannot start at "a" (linenos=10)`,
		"go lineno":         `0:4 fence: code block has the unknown attribute "lineno" (did you mean "linenos"?)`,
		"go titel=x":        `0:4 fence: code block has the unknown attribute "titel" (did you mean "title"?)`,
		"go 标 hl={9}":       `0:6 fence: code block has no line 9 to mark (it has 2 lines)`,
		`go {title="x"`:     `0:4 fence: attributes of the code block lack the closing brace`,
		`go {hl_lines=[x]}`: `0:5 fence: code block cannot mark lines "x" ({1,3-5})`,
		"go {lineno=1}":     `0:5 fence: code block has the unknown attribute "lineno" (did you mean "linenos"?)`,
		"{.go linenos":      `0:1 fence: attributes of the code block lack the closing brace`,
		"go {99999999}":     `0:4 fence: code block cannot mark lines "99999999" ({1,3-5})`,
	} {
		out, said := figure(h, info, "x := 1\ny := 2\n")
		if len(said) != 1 || said[0] != want {
			t.Errorf("%q says %q, want %q", info, said, want)
		}
		if text(t, out) != "x := 1\ny := 2\n" {
			t.Errorf("%q: %s", info, out)
		}
	}
}

func TestUnknownStyle(t *testing.T) {
	for _, o := range []Options{{Light: "x"}, {Dark: "x"}} {
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), `"x"`) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// Every class that a block can have is in the sheet, in both themes.
func TestSheetCoversAllClasses(t *testing.T) {
	h := highlighter(t)
	css := h.CSS()
	light, dark, ok := strings.Cut(css, "@media screen")
	if !ok {
		t.Fatal("no dark theme")
	}
	if len(h.palette.looks) < 10 {
		t.Fatalf("only %d classes", len(h.palette.looks))
	}
	for _, l := range h.palette.looks {
		rule := ".chroma ." + l.class + "{"
		if !strings.Contains(light, rule) && !strings.Contains(dark, rule) {
			t.Errorf("no rule for %s", l.class)
		}
	}
	for _, want := range []string{"prefers-color-scheme:dark", ":root:not([data-theme=light]) ", ":root[data-theme=dark] ", ".hl{", ".ins{", ".del{"} {
		if !strings.Contains(css, want) {
			t.Errorf("no %q", want)
		}
	}
}

// Whatever style is chosen, code can be read, unless the plain text of the style
// is too faint itself.
func TestLegible(t *testing.T) {
	faint := 0
	for name, style := range styles.Registry {
		p := newPalette(style, style)
		if !p.plain.light.Background.IsSet() {
			continue
		}
		if contrast(p.plain.light.Colour, p.plain.light.Background) < legible {
			faint++
			continue
		}
		for _, l := range p.looks {
			if c := contrast(l.light.Colour, p.plain.light.Background); c < legible {
				t.Errorf("%s: %s has a contrast of %.2f", name, l.class, c)
			}
		}
	}
	if faint > 4 {
		t.Errorf("%d styles are faint", faint)
	}
}

// What the light theme says of a class, the dark one takes back or replaces.
func TestDarkOverridesLight(t *testing.T) {
	h := highlighter(t)
	for _, l := range h.palette.looks {
		if l.light.Colour != l.dark.Colour && !strings.Contains(h.CSS(), fmt.Sprintf("[data-theme=dark] .chroma .%s{color:%s", l.class, l.dark.Colour)) {
			t.Errorf("%s keeps its light colour in the dark", l.class)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	h := highlighter(t)
	want, _ := figure(highlighter(t), "go", chromatest.Samples[3])
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got, _ := figure(h, "go", chromatest.Samples[3]); got != want {
					t.Errorf("got %s", got)
				}
				figure(h, "java", chromatest.Samples[4])
			}
		})
	}
	wg.Wait()
}

func FuzzInfo(f *testing.F) {
	for _, s := range []string{`go {1,3-5} title="x" linenos=3`, "{.go .numberLines}", "a:line-numbers=1 [x]", "{", "x {", `"`, "=", "a==", ",,", "a {. b", "{", "a {b={c} d:", "code-block"} {
		f.Add(s)
	}
	h := highlighter(f)
	f.Fuzz(func(t *testing.T, info string) {
		out, _ := figure(h, info, "a < b\n")
		if got := text(t, out); got != "a < b\n" {
			t.Errorf("text is %q", got)
		}
	})
}

// Whatever the code, the text is kept.
func FuzzBlock(f *testing.F) {
	langs := []string{"go", "java", "python", "bash", "html", "markdown", "yaml", "rust", "sql", "js", "c", "css", "php", "ruby", "diff", "tex"}
	for i, s := range chromatest.Samples {
		f.Add(uint8(i), s)
	}
	h := highlighter(f)
	f.Fuzz(func(t *testing.T, lang uint8, code string) {
		code = strings.ToValidUTF8(code, "?")
		if strings.ContainsRune(code, 0) || len(code) > 2000 || directed([]byte(code)) {
			t.Skip()
		}
		name := langs[int(lang)%len(langs)]
		out, _ := figure(h, name, code)
		if got := text(t, out); got != code {
			t.Errorf("%s: text is %q, was %q", name, got, code)
		}
	})
}

// Prose in a fence wraps; code and drawings never do.
func TestProseWraps(t *testing.T) {
	h, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		info, code string
		wraps      bool
	}{
		{"", "原理：\n\t子进程把内存里的全部数据写成一个快照文件，父进程接着处理请求。\n", true},
		{"tex", "1.支持事务的引擎会把每一条语句都封装成事务,自动提交,所以会慢一些；\n", true},
		{"python", "# 这一行注释写得非常长，但它仍然是代码里的注释\nx = 1\n", false},
		{"text", "客户端 ----> 服务器，三次握手之后连接就建立起来了\n", false},
		{"text", "┌────┐\n│客户端发送请求给服务器并等待│\n└────┘\n", false},
		{"text", "| 命令 | 说明文字说明文字说明文字 |\n", false},
		{"", "plain English text, however long it may be\n", false},
	} {
		var w bytes.Buffer
		h.Block(&w, c.info, []byte(c.code))
		if got := strings.HasPrefix(w.String(), `<figure class="code wordy"`); got != c.wraps {
			t.Errorf("%q wraps: %v, want %v", c.code, got, c.wraps)
		}
	}
}
