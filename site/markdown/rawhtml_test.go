package markdown_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
)

// What raw HTML leaves of the text around it: on the page, in the search, and
// in the problems. "…" in the page stands for anything.
func TestRawHTML(t *testing.T) {
	for _, c := range []struct{ name, note, page, body, code, problems string }{
		{
			"a tag in a block", "<div>\n用 <title> 写标题，后面的文字\n还有一行\n</div>\n\n## Next\n",
			"<div>\n用 &lt;title&gt; 写标题，后面的文字\n还有一行\n</div>\n<h2 id=\"next\">Next</h2>\n",
			"用 <title> 写标题，后面的文字还有一行\n", "",
			"2:3 raw HTML: <title> is shown as text",
		},
		{
			"a script that is not closed", "before\n\n<script> 标签用来写脚本。\n\n## 后面的标题\n正文 **a**\n",
			"<p>before</p>\n<p>&lt;script&gt; 标签用来写脚本。</p>\n<h2 id=\"后面的标题\">后面的标题</h2>\n<p>正文 <strong>a</strong></p>\n",
			"before\n<script> 标签用来写脚本。\n正文 a\n", "",
			"3:1 raw HTML: <script> is never closed; it is shown as text, and so is what follows",
		},
		{
			"a comment that is not closed", "a\n<!-- 待办\n\n- b\n",
			"<p>a\n&lt;!-- 待办</p>\n<ul>\n<li>b</li>\n</ul>\n", "a <!-- 待办\nb\n", "",
			"2:1 raw HTML: <!-- is never closed; it is shown as text, and so is what follows",
		},
		{
			"instructions that are not closed", "<?php\n\na\n\n<![CDATA[\n\nb\n\n<!DOCTYPE\n\nc\n",
			"<p>&lt;?php</p>\n<p>a</p>\n<p>&lt;![CDATA[</p>\n<p>b</p>\n<p>&lt;!DOCTYPE</p>\n<p>c</p>\n", "<?php\na\n<![CDATA[\nb\n<!DOCTYPE\nc\n", "",
			"1:1 raw HTML: <? is never closed; it is shown as text, and so is what follows\n" +
				"5:1 raw HTML: <![CDATA[ is never closed; it is shown as text, and so is what follows\n" +
				"9:1 raw HTML: <! is never closed; it is shown as text, and so is what follows",
		},
		{
			"a comment that another ends", "<!-- 待办\n\na\n\n<!-- b -->\n\nc\n",
			"<p>c</p>\n", "c\n", "",
			"1:1 raw HTML: a comment hides this: another <!-- stands in it (lines 1 to 5)",
		},
		{
			"a comment that an arrow ends", "<!-- 待办\n\n```mermaid\ngraph LR\nA --> B\n```\n\nc\n", "…", "B\n", "\nc\n",
			"1:1 raw HTML: a comment hides this: it ends in a code block (lines 1 to 5)",
		},
		{"a long comment", "<!-- 待办\n\n## A\n\n```\na\n```\n\nb\n-->\n\nc\n", "<p>c</p>\n", "c\n", "", ""},
		{
			"a player with an empty line in it", "<video>\n\n<source src=\"a.mp4\">\n\n</video>\n\n<video>\n\nb\n",
			"<video controls>\n<source src=\"a.mp4\">\n</video>\n&lt;video&gt;\n<p>b</p>\n", "<video>\nb\n", "",
			"7:1 raw HTML: <video> is shown as text",
		},
		{
			"what its list cuts off", "- <!-- a\n\nb --> c\n",
			"<ul>\n<li>\n&lt;!-- a\n</li>\n</ul>\n<p>b --&gt; c</p>\n", "<!-- a\nb --> c\n", "", "",
		},
		{"comments", "a <!-- b --> c\n\n<!-- d\n\ne -->\n", "<p>a  c</p>\n…", "a  c\n", "", ""},
		{
			"tags in a sentence", "在 HTML 里 <title> 写标题，<script> 写脚本，不在<script></script>中\n",
			"<p>在 HTML 里 &lt;title&gt; 写标题，&lt;script&gt; 写脚本，不在&lt;script&gt;&lt;/script&gt;中</p>\n",
			"在 HTML 里 <title> 写标题，<script> 写脚本，不在<script></script>中\n", "", "",
		},
		{
			"players in a sentence", "用 <video> 播放视频，用 <audio> 播放声音，后面\n",
			"<p>用 &lt;video&gt; 播放视频，用 &lt;audio&gt; 播放声音，后面</p>\n", "用 <video> 播放视频，用 <audio> 播放声音，后面\n", "", "",
		},
		{
			"a player that is not closed", "看 <video src=\"a.mp4\"> 后面\n",
			"<p>看 <video controls src=\"a.mp4\"></video> 后面</p>\n", "看  后面\n", "", "",
		},
		{
			"a player that only an emphasis closes", "看 <video src=\"a.mp4\">*b</video>c* d\n",
			"<p>看 <video controls src=\"a.mp4\"></video><em>bc</em> d</p>\n", "看 bc d\n", "", "",
		},
		{
			"a drawing", "<svg width=\"20\"><circle cx=\"10\"/><text>hi</text></svg> x\n", "<p>hi x</p>\n", "hi x\n", "",
			"1:1 raw HTML: <svg> is left out",
		},
		{
			"a program", "<script async>\nimport a from 'b'\n</script>\n\nc\n",
			"<details class=\"program\"><summary>Script (not run)</summary><pre><code>&lt;script async&gt;\nimport a from 'b'\n&lt;/script&gt;</code></pre></details>\n<p>c</p>\n",
			"c\n", "<script async>\nimport a from 'b'\n</script>\n",
			"1:1 raw HTML: <script> is not run, and shown folded (lines 1 to 3)",
		},
		{"the program of a page", "<script setup>\nimport a from 'b'\n</script>\n\nc\n\n<style>\na { }\n</style>\n", "<p>c</p>\n", "c\n", "", ""},
		{
			"a frame", "<iframe src=\"//player.bilibili.com/player.html?bvid=1\"\n width=9></iframe>\n",
			"<p><a href=\"https://player.bilibili.com/player.html?bvid=1\">▶ player.bilibili.com/player.html</a></p>\n",
			"▶ player.bilibili.com/player.html\n", "",
			"1:1 raw HTML: <iframe> is shown as a link to its address (lines 1 to 2)",
		},
		{
			"a control", "按 <button>**确定**</button> 再 <button> 标签\n", "<p>按 <strong>确定</strong> 再 &lt;button&gt; 标签</p>\n", "按 确定 再 <button> 标签\n", "",
			"1:3 raw HTML: <button> is left out",
		},
	} {
		d, problems := parserFor(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(c.note)})
		n := d.Outline().Blocks
		got := page(t, d, 0, n, markdown.Hooks{})
		if start, _, open := strings.Cut(c.page, "…"); got != c.page && !(open && strings.HasPrefix(got, start)) {
			t.Errorf("%s: the page is\n%s\nnot\n%s", c.name, got, c.page)
		}
		var body, code strings.Builder
		for _, s := range d.Sections(0, n) {
			body.WriteString(s.Body)
			code.WriteString(s.Code)
		}
		if body.String() != c.body || code.String() != c.code {
			t.Errorf("%s: the search has %q and %q, not %q and %q", c.name, body.String(), code.String(), c.body, c.code)
		}
		var said []string
		for _, p := range problems {
			if p.Kind != site.BadHTML {
				continue
			}
			said = append(said, strings.TrimPrefix(strings.Replace(p.String(), ": ", " ", 1), "a.md:"))
		}
		if got := strings.Join(said, "\n"); got != c.problems {
			t.Errorf("%s: the problems are\n%s\nnot\n%s", c.name, got, c.problems)
		}
	}
}
