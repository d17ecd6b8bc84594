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
		case sanitize.Verbatim:
			b.WriteString("{" + t.Attrs + "}")
		default:
			b.WriteString("<" + t.Element + t.Attrs)
			if t.ID != "" {
				b.WriteString(" #" + t.ID)
			}
			if t.Link != "" {
				fmt.Fprintf(&b, " %s→%s", t.Link, t.URL)
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

func TestRead(t *testing.T) {
	p := sanitize.New(false)
	for _, c := range []struct{ html, want string }{
		{`<div align="center">`, `<div class="center">`},
		{`<center>`, `<div class="center">`},
		{`<font color=red>a</font>`, `<span>a</font>`},
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
		if got := line(p.Read([]byte(c.html), false)); got != c.want {
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
		{"<template>a</template><noscript>b</noscript>", "ab -<template>@0 -<noscript>@22"},
	} {
		if got := line(p.Read([]byte(c.html), true)); got != c.want {
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
		if got := line(p.Read([]byte(c.html), true)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

func TestUnsafe(t *testing.T) {
	f := sanitize.New(true).Read([]byte(`<script>a < b</script><A HREF='b' onclick=c>d</A>`), false)
	var b strings.Builder
	for _, k := range f.Tokens {
		b.WriteString(k.Attrs)
		if k.Link != "" {
			b.WriteString(" " + k.Link + `="` + k.URL + `"`)
		}
		b.WriteString(k.Tail)
	}
	if want := `<script>a < b</script><a href="b" onclick="c">d</A>`; b.String() != want {
		t.Errorf("%s\nwant %s", b.String(), want)
	}
}

// Only allowed elements come out, with no attribute that runs or fetches.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<div align=center><img src=a onerror=b style="zoom:1"></div><script>`), true)
	f.Add([]byte(`<a href='x' data-n="7"><![CDATA[<?<!--`), false)
	p := sanitize.New(false)
	f.Fuzz(func(t *testing.T, src []byte, block bool) {
		for _, k := range p.Read(src, block).Tokens {
			attrs := strings.ToLower(k.Attrs)
			switch {
			case k.Kind == sanitize.Frame && k.URL == "", k.Kind == sanitize.Program && k.Text == "":
				t.Errorf("%q gives %+v", src, k)
			case k.Kind == sanitize.Frame, k.Kind == sanitize.Program: // their text is text
			case k.Kind == sanitize.Text && strings.ContainsAny(k.Attrs, "<>\""),
				k.Kind == sanitize.Verbatim,
				k.Element == "script" || k.Element == "style" || k.Element == "iframe",
				k.Kind != sanitize.Text && (strings.Contains(attrs, " on") || strings.Contains(attrs, " style=") ||
					strings.Contains(attrs, "href=") || strings.Contains(attrs, "src=")) && !strings.Contains(attrs, "title="):
				t.Errorf("%q gives %+v", src, k)
			}
		}
	})
}
