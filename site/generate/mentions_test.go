package generate_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

func notesOf(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// A block gathers callouts of other notes, by type or title, folder and tags.
func TestCollect(t *testing.T) {
	notes := notesOf(map[string]string{
		"all.md":   "# 收集\n\n> [!tip] 一句话\n> 自己的\n\n```collect\ncallout: 一句话\nfrom: a\ntags: [二, 一]\n```\n\n## 其次\n\n```collect\ncallout: warning\n```\n\n```collect\nfrom: a\ncolour: red\n```\n",
		"a/x.md":   "---\ntags: [一]\n---\n# 甲\n\n> [!hint] 一句话\n> 甲的*话*，见 [[乙]]。\n\n后文\n",
		"a/b/y.md": "---\ntags: [二]\n---\n# 乙\n\n> [!tip]- 一句话\n> - 乙的话[^1]\n\n[^1]: 注\n",
		"a/z.md":   "# 丙\n\n> [!tip] 一句话\n> 没有标签\n",
		"c.md":     "# 丁\n\n> [!tip] 一句话\n> 在别处\n\n> [!注意]\n> ## 小心\n> 火\n",
		"d.md":     "---\nunlisted: true\n---\n# 戊\n\n> [!warning]\n> 不列出\n",
	})
	out, result := buildMemory(t, notes, site.Options{Lang: "zh-CN"}, 2)
	data, err := fs.ReadFile(out, "all.html")
	if err != nil {
		t.Fatal(err)
	}
	above, body, _ := strings.Cut(string(data), `class="biji-text"`)
	if strings.Contains(above, "分钟") {
		t.Error("a page that gathers says how long its own text takes")
	}
	_, body, _ = strings.Cut(body, "自己的")
	first, second, _ := strings.Cut(body, "其次")
	for _, want := range []string{`<dt><a href="a/b/y.html">乙</a> <small>二</small></dt>`, "乙的话<sup", `<dt><a href="a/x.html">甲</a> <small>一</small></dt>`, `甲的<em class="han">话</em>，见 <a href="a/b/y.html">乙</a>。`} {
		_, rest, ok := strings.Cut(first, want)
		if !ok {
			t.Errorf("no %s, in this order, in\n%s", want, first)
			continue
		}
		first = rest
	}
	if !strings.Contains(second, "<h3>小心</h3>") || strings.Contains(second, "不列出") || strings.Contains(body, "没有标签") || strings.Contains(body, "在别处") || strings.Contains(body, "后文") {
		t.Errorf("by type: %s", second)
	}
	if len(result.Problems) != 1 || result.Problems[0].Kind != site.BadTable || result.Problems[0].At.Line != 20 {
		t.Errorf("%v", result.Problems)
	}
}

// Names of notes are links once in a section, and not in code, headings and links; the
// note that is named lists who names it, but not who links to it.
func TestMentions(t *testing.T) {
	notes := notesOf(map[string]string{
		"a/快照隔离.md": "---\naliases: [snapshot isolation]\n---\n# 快照隔离\n\n自己说快照隔离。\n",
		"a/版本链.md":  "# 版本链\n\n链。\n",
		"b/正文.md":   "# 正文\n\n讲**快照隔离**，再讲快照隔离。`快照隔离` 与 [快照隔离](https://example.org/)。\n\n## 快照隔离的标题\n\n- 又是 Snapshot Isolation\n\n| 快照隔离 |\n|-|\n| 版本链 |\n\n> [!tip] 快照隔离\n> 无\n\n<code>版本链</code>\n",
		"b/链了.md":   "# 链了\n\n见 [[快照隔离]]，快照隔离。\n",
		"b/不要.md":   "---\nmentions: false\n---\n# 不要提我\n\n快照隔离\n",
		"b/尾.md":    "# 尾\n\n不要提我\n\n版本链\n",
	})
	files := cardSite(t, site.Options{Lang: "zh-CN"}, notes)
	body := files["b/正文.html"]
	for _, want := range []string{
		`讲<strong><a class="mention" href="../a/快照隔离.html">快照隔离</a></strong>，再讲快照隔离。<code>快照隔离</code>`,
		`又是 <a class="mention" href="../a/快照隔离.html">Snapshot Isolation</a>`,
		`<td><a class="mention" href="../a/版本链.html">版本链</a></td>`,
		"assets/previews-",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if n := strings.Count(body, `class="mention"`); n != 3 {
		t.Errorf("%d links, want 3:\n%s", n, body)
	}
	for _, name := range []string{"b/链了.html", "b/不要.html", "a/快照隔离.html"} {
		if strings.Contains(files[name], `class="mention"`) {
			t.Errorf("%s has such links", name)
		}
	}
	if !strings.Contains(files["b/尾.html"], `<p>不要提我</p>`) {
		t.Error("a note is named that is not to be")
	}
	_, list, _ := strings.Cut(files["a/快照隔离.html"], `id="biji-mentioned"`)
	list, _, _ = strings.Cut(list, "</section>")
	if !strings.Contains(list, `<blockquote>讲<a href="../b/%e6%ad%a3%e6%96%87.html#%e6%ad%a3%e6%96%87">快照隔离</a>，再讲快照隔离。</blockquote>`) || strings.Contains(list, "链了") || strings.Contains(list, "不要") {
		t.Errorf("who names it: %s", list)
	}
	if strings.Contains(files["b/正文.html.md"], "(../a/快照") {
		t.Error("the Markdown has links that its author did not make")
	}
	for name, data := range cardSite(t, site.Options{Lang: "zh-CN", Mentions: site.Off}, notes) {
		if strings.HasSuffix(name, ".html") && (strings.Contains(data, `class="mention"`) || strings.Contains(data, "biji-mentioned")) {
			t.Errorf("%s: it was switched off", name)
		}
	}
}

// The page of short answers among the project's own notes has that of every note in a
// folder that has one.
func TestDigestGathersAll(t *testing.T) {
	files, _ := realSite(t)
	page, err := fs.ReadFile(files, "digest.html")
	if err != nil {
		t.Fatal(err)
	}
	content := os.DirFS(testkit.OwnContent(t))
	notes, err := fs.Glob(content, "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	have := 0
	for _, name := range notes {
		text, err := fs.ReadFile(content, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\n> [!tip] 面试一句话\n") {
			have++
		}
	}
	if n := strings.Count(string(page), "<dt><a "); n != have || have < 90 {
		t.Errorf("%d short answers are gathered of %d", n, have)
	}
}
