package sanitize_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// line shows a fragment on one line.
func line(f *sanitize.Fragment) string {
	var b strings.Builder
	for _, t := range f.Tokens {
		switch t.Kind {
		case sanitize.Text:
			b.WriteString(t.Attrs)
		case sanitize.End:
			b.WriteString("</" + t.Name + ">")
		case sanitize.Frame:
			fmt.Fprintf(&b, "[%s %s→%s]", t.Text, t.Link, t.URL)
		case sanitize.Program:
			fmt.Fprintf(&b, "[%s: %q]", t.Name, t.Text)
		case sanitize.Whole:
			b.WriteString("{" + t.Name + t.Attrs)
			for _, l := range t.Leads {
				b.WriteString(" " + l.Attribute + "→" + l.URL)
			}
			b.WriteString("|" + t.Tail + "}")
		default:
			b.WriteString("<" + t.Element + t.Attrs)
			if t.ID != "" {
				b.WriteString(" #" + t.ID)
			}
			if t.Link != "" {
				fmt.Fprintf(&b, " %s→%s", t.Link, t.URL)
			}
			for _, l := range t.Leads {
				fmt.Fprintf(&b, " %s→%s %s", l.Attribute, l.URL, l.Descriptor)
			}
			if t.Width+t.Height+t.Zoom > 0 {
				fmt.Fprintf(&b, " %dx%d %d%%", t.Width, t.Height, t.Zoom)
			}
			b.WriteString(">")
		}
	}
	for _, o := range f.Left {
		fmt.Fprintf(&b, " -%s@%d", o.What, o.Offset)
	}
	return b.String()
}

// read reads one piece of raw HTML, a block or a part of a text.
func read(p *sanitize.Policy, src []byte, block bool) *sanitize.Fragment {
	if block {
		return p.ReadBlocks([][]byte{src})[0]
	}
	return p.ReadInline([]sanitize.Inline{{Source: src}})[0]
}

func TestRead(t *testing.T) {
	p := sanitize.New(false)
	for _, c := range []struct{ html, want string }{
		{`<div align="center">`, `<div class="center">`},
		{`<center>`, `<div class="center">`},
		{`<font color=red>a</font>`, `<span class="ink-red">a</font>`},
		{`<img src="a b.png" width="300px" style="zoom:50%;border:0" alt="x">`, `<img src→a b.png 300x0 50%>`},
		{`<img src=a style="width: 20px; height: 30px">`, `<img src→a 20x30 0%>`},
		{`<img src=a width="20%">`, `<img src→a>`},
		{`<a href="&#106;avascript:x" target=_blank id=b>`, `<a #b href→javascript:x>`},
		{`<a name="b"></a>`, `<a #b></a>`},
		{`<a id="biji-x">`, `<a>`},
		{`<a id="__biji">`, `<a>`},
		{`<img src=a id="__biji" name="__biji">`, `<img src→a>`},
		{`<p class="ok biji-x BAD">`, `<p class="ok">`},
		{`<td colspan=2 rowspan=x width=10% style=a onclick=b>`, `<td colspan="2" width="10%"> -onclick of <td>@0`},
		{`a<script>b</script>c`, `a&lt;script&gt;b&lt;/script&gt;c`},
		{`<iframe src=a></iframe>b`, `[▶ a src→a]b -<iframe>@0`},
		{`<iframe src="//h.org/p?q" title=" A  film "></iframe>`, `[▶ A film src→https://h.org/p?q] -<iframe>@0`},
		{`<iframe src="javascript:x"></iframe>`, `&lt;iframe src=&#34;javascript:x&#34;&gt;&lt;/iframe&gt; -<iframe>@0`},
		{`<svg><path d=a></svg>b`, `b -<svg>@0`},
		{`List<String>`, `List&lt;String&gt;`},
		{`</T>`, `&lt;/T&gt;`},
		{`<!-- a -->b<!doctype c>`, `b`},
		{`<?xml version="1.0" ?>b`, `b`},
		{`<![CDATA[ a ]]>b`, `&lt;![CDATA[ a ]]&gt;b`},
		{`<?php echo ">" ?>b`, `&lt;?php echo &#34;&gt;&#34; ?&gt;b`},
		{`<![CDATA[ ">" ]]>b`, `&lt;![CDATA[ &#34;&gt;&#34; ]]&gt;b`},
		{`<source srcset="a.png 2x, b.png" media="(min-width: 800px)">`, `<source media="(min-width: 800px)" srcset→a.png>`},
		{`<details open>`, `<details open="">`},
		{`<Listing number="1-1" file-name="a.rs" caption="b ` + "`c`" + `">`, `<figure><figcaption>1-1 a.rs: b ` + "`c`" + `</figcaption>`},
		{`<b data-n="0">`, `<b>`},
		{`a &lt;b&gt; &amp;`, `a &lt;b&gt; &amp;`},
		{`<br/>`, `<br>`},
		{`<div`, `&lt;div`},
	} {
		if got := line(read(p, []byte(c.html), false)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

// What becomes of elements that are not allowed in a block of their own.
func TestReadBlock(t *testing.T) {
	p := sanitize.New(false)
	for _, c := range []struct{ html, want string }{
		{"<div>\n用 <title> 写\n还有\n</div>", "<div>\n用 &lt;title&gt; 写\n还有\n</div> -<title>@10"},
		{"<div>A <object>b</object> C</div>", "<div>A b C</div> -<object>@7"},
		{"<div>\n用 <form> 写\n</div>", "<div>\n用 &lt;form&gt; 写\n</div> -<form>@10"},
		{"<form>\n<input> a\n</form>", "\n a\n -<form>@0 -<input>@7"},
		{"<script>\nlet a\n</script>", `[script: "<script>\nlet a\n</script>"] -<script>@0`},
		{"<style>a</style><script>b</script>", `[style: "<style>a</style>"][script: "<script>b</script>"] -<style>@0 -<script>@16`},
		{"<div>a <script>b</script> c</div>", "<div>a &lt;script&gt;b&lt;/script&gt; c</div> -<script>@7"},
		{"<?php\n$a->b()\n?>\nc", `[?: "<?php\n$a->b()\n?>"]` + "\nc -<?@0"},
		{"<div title=\"a>\n<b>c</b>\n<i title=\"d\">", "&lt;div title=&#34;a&gt;\n&lt;b&gt;c&lt;/b&gt;\n&lt;i title=&#34;d&#34;&gt;"},
		{"<svg width=9><title>a</title><style>b</style><circle r=1 /><text>c</text></svg> d", `a[style: "<style>b</style>"]c d -<svg>@0 -<style>@29`},
		{"<svg width=9><circle r=1 /><text>c</text></div>", "c</div> -<svg>@0"},
		{"<path d=a />", " -<path>@0"},
		{"<div><!-- a", "<div>&lt;!-- a"},
		{"<div><!-- a</div> <!-- b --> c", "<div> c"},
		{"<!-- a\n<b>c</b>", "&lt;!-- a\n<b>c</b>"},
		{"<div><? a", "<div>&lt;? a"},
		{"a </ b> c", "a &lt;/ b&gt; c"},
		{"<video>a</video>", "&lt;video&gt;a&lt;/video&gt; -<video>@0"},
		{"<video><source src=a>b</video>", "<video><source src→a>b</video>"},
		{"<video src=a>b", "<video src→a></video>b"},
		{"</hr>", ""},
		{"<template>a</template><noscript>b</noscript>", "ab -<template>@0 -<noscript>@22"},
	} {
		if got := line(read(p, []byte(c.html), true)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

// What becomes of tags in a sentence depends on the others in it.
func TestReadInline(t *testing.T) {
	p := sanitize.New(false)
	for _, c := range []struct{ text, want string }{ // a dot is text
		{"<title>|.|<script>|.", "&lt;title&gt;|&lt;script&gt;"},
		{"<form>|.", "&lt;form&gt;"},
		{"<button>|.|</button>", " -<button>@0|"},
		{"<button>|</button>", "&lt;button&gt;|&lt;/button&gt;"},
		{"<label>|<input type=text>|.|</label>", " -<label>@0| -<input>@0|"},
		{"<svg width=20>|<circle cx=10 />|<text>|.|</text>|</svg>", " -<svg>@0||||"},
		{"<svg width=20>|<circle cx=10 />|</svg>", " -<svg>@0||"},
		{"<svg>|.|<T>", "&lt;svg&gt;|&lt;T&gt;"},
		{"<math>|<mi>|.|</mi>|</math>", " -<math>@0|||"},
		{"<video>|.|<audio>|.", "&lt;video&gt;|&lt;audio&gt;"},
		{"<video src=a>|.", "<video src→a></video>"},
		{"<iframe src='https://www.a.org/b/?c'>|</iframe>", "[▶ a.org/b src→https://www.a.org/b/?c] -<iframe>@0|"},
		{"<b>|<!-- a -->|</b>", "<b>||</b>"},
		{"</hr>|</img>|</source>|</wbr>|</br>", "||||<br>"},
	} {
		var all []sanitize.Inline
		seen := 0
		for tag := range strings.SplitSeq(c.text, "|") {
			if tag == "." {
				seen++
				continue
			}
			all = append(all, sanitize.Inline{Source: []byte(tag), Seen: seen})
		}
		var got []string
		for _, f := range p.ReadInline(all) {
			got = append(got, line(f))
		}
		if got := strings.Join(got, "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Paragraphs and headings that a block leaves open would hold blocks.
func TestOpenParagraphIsADivision(t *testing.T) {
	p := sanitize.New(false)
	for _, c := range []struct{ html, want string }{
		{"<p align=center>\n", `<div class="center">`},
		{"<p align=center>a</p>\n", `<p class="center">a</p>`},
		{"<h1>\n", `<div>`},
		{"<p><p>a</p>\n", `<div><p>a</p>`},
		{"</p>\n", `</p>`},
	} {
		if got := line(read(p, []byte(c.html), true)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

func TestUnsafe(t *testing.T) {
	p := sanitize.New(true)
	for _, c := range []struct{ html, want string }{
		{"<script>a < b</script><A HREF='b' onclick=c>d</A>", `{script|a < b</script>}<a onclick="c" href→b >d</a>`},
		{"<div style='a:b' id=c x=1 x=2>d</div>", `<div style="a:b" x="1" #c>d</div>`},
		{"<iframe src=//a.org title=b></iframe><textarea>c <b></textarea>", `{iframe title="b" src→//a.org|</iframe>}{textarea|c <b></textarea>}`},
		{"<img src=a srcset='b 2x, c 3x' alt=d>", `<img alt="d" src→a  srcset→b 2x srcset→c 3x>`},
		{"<video poster=a src=b></video><object data=c>d</object>", `<video poster→a  src→b ></video><object data→c >d</object>`},
		{"<link rel=stylesheet href=a><link rel=icon href=b>", `<link rel="stylesheet" href→a ><link rel="icon" href="b">`},
		{"<svg viewBox='0 0 1 1'><title>a</title><g><circle r=1 /></g></svg>", `<svg viewbox="0 0 1 1"><title>a</title><g><circle r="1"></g></svg>`},
		{"<form action=a><input><button>b</button></form>", `<form action="a"><input><button>b</button></form>`},
		{"<my-el a=b>c</my-el><T>d</T>", `<my-el a="b">c</my-el>&lt;T&gt;d&lt;/T&gt;`},
		{"<!-- a -->b", `<!-- a -->b`},
		// what would swallow or break the page
		{"<div>用 <title> 写\n<script> 写</div>", "<div>用 &lt;title&gt; 写\n&lt;script&gt; 写</div> -<title>@9 -<script>@21"},
		{"<div><iframe src=a> b</div>", `<div>[▶ a src→a] b</div> -<iframe>@5`},
		{"<i><style>` … </style>", "<i>&lt;style&gt;` … &lt;/style&gt; -<style>@3"},
		{`<script>b = "\</script>"`, `&lt;script&gt;b = &#34;\&lt;/script&gt;&#34; -<script>@0`},
		{"<p><noscript>a <noscript>b</noscript></p>", "<p>&lt;noscript&gt;a {noscript|b</noscript>}</p> -<noscript>@3"},
		{"<html><body><base href=a>b</body>", "b -<html>@0 -<body>@6 -<base>@12"},
		{"<dialog>\na", "\na -<dialog>@0"},
		{"<svg width=1><path d=a>", " -<svg>@0"},
	} {
		if got := line(read(p, []byte(c.html), true)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

// Only allowed elements come out, with no attribute that runs or fetches.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<div align=center><img src=a onerror=b style="zoom:1"></div><script>`), true)
	f.Add([]byte(`<a href='x' data-n="7"><![CDATA[<?<!--`), false)
	p := sanitize.New(false)
	f.Fuzz(func(t *testing.T, src []byte, block bool) {
		for _, k := range read(p, src, block).Tokens {
			attrs := strings.ToLower(k.Attrs)
			switch {
			case k.Kind == sanitize.Frame && k.URL == "", k.Kind == sanitize.Program && k.Text == "":
				t.Errorf("%q gives %+v", src, k)
			case k.Kind == sanitize.Frame, k.Kind == sanitize.Program: // their text is text
			case k.Kind == sanitize.Text && strings.ContainsAny(k.Attrs, "<>\""),
				k.AsWritten, k.Kind == sanitize.Whole,
				k.Element == "script" || k.Element == "style" || k.Element == "iframe",
				k.Kind != sanitize.Text && (strings.Contains(attrs, " on") || strings.Contains(attrs, " style=") ||
					strings.Contains(attrs, "href=") || strings.Contains(attrs, "src=")) && !strings.Contains(attrs, "title="):
				t.Errorf("%q gives %+v", src, k)
			}
		}
	})
}
