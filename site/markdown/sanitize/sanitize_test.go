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
		{`<p class="ok biji-x BAD">`, `<p class="ok">`},
		{`<td colspan=2 rowspan=x width=10% style=a onclick=b>`, `<td colspan="2" width="10%"> -onclick of <td>@0`},
		{`a<script>b</script>c`, `ac -<script>@1`},
		{`<iframe src=a></iframe>b`, `b -<iframe>@0`},
		{`<svg><path d=a></svg>b`, `b -<svg>@0`},
		{`List<String>`, `List&lt;String&gt;`},
		{`</T>`, `&lt;/T&gt;`},
		{`<!-- a -->b<!doctype c>`, `b`},
		{`<?php echo ">" ?>b`, `b`},
		{`<![CDATA[ ">" ]]>b`, `b`},
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
