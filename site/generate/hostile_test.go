package generate_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/check"
	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/testkit"
)

// payloads run a script, ran=1, or reach out for evil.test, if a page takes any
// of them for more than text: every end of what may be around it, and then
// everything that begins something.
func payloads() (all []string) {
	ends := []string{"", `"`, `'`, `>`, `">`, `'>`, "`", "-->", "]]>", "</title>", "</textarea>", "</script>", "</style>", "</a></p></div>", "</noscript>", "\\\">", "&quot;>", "&#62;"}
	begins := []string{
		"<img src=x onerror=ran=1>", "<img/src/onerror=ran=1>", "<IMG SRC=x OnError=ran=1", "<image href=x onerror=ran=1>", "<img src=x onerror\x0c=ran=1>",
		"<svg onload=ran=1>", "<svg><script>ran=1</script></svg>", "<svg><script href=data:,ran=1 />", "<svg><a href=javascript:ran=1><text y=9>a</text></a></svg>",
		"<svg><animate onbegin=ran=1 attributeName=x dur=1s>", "<svg><use href='data:image/svg+xml,<svg id=x onload=ran=1/>#x'/></svg>",
		"<script>ran=1</script>", "<script src=data:,ran=1></script>", "<SCRIPT>ran=1//", "<script\x0c>ran=1</script >",
		"<iframe srcdoc='<script>parent.ran=1</script>'></iframe>", "<iframe src=javascript:parent.ran=1></iframe>", "<object data='data:text/html,<script>parent.ran=1</script>'></object>", "<embed src=javascript:ran=1>",
		"<details open ontoggle=ran=1>a</details>", "<input autofocus onfocus=ran=1>", "<video src=x onerror=ran=1></video>", "<audio><source onerror=ran=1></audio>", "<marquee onstart=ran=1>a</marquee>",
		"<body onload=ran=1>", "<p style=animation-name:x onanimationstart=ran=1>a</p>", "<button popovertarget=p>a</button><p popover id=p onbeforetoggle=ran=1>a</p>",
		"<a href=javascript:ran=1>a</a>", "<a href='&#x6a;avascript:ran=1'>a</a>", "<form action=javascript:ran=1><button>a</button></form>", "<button form=q formaction=javascript:ran=1>a</button>",
		"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=ran=1&gt;'>", "<math href=javascript:ran=1>a</math>",
		"<noscript><p title='</noscript><img src=x onerror=ran=1>'>", "<template><img src=x onerror=ran=1></template>", "<xmp><p title='</xmp><img src=x onerror=ran=1>'>",
		"<meta http-equiv=refresh content='0;url=//evil.test/'>", "<base href=//evil.test/>", "<link rel=stylesheet href=//evil.test/>", "<style>@import '//evil.test/';</style>", "<style>*{display:none}",
		"<!--><img src=x onerror=ran=1>-->", "<![CDATA[><img src=x onerror=ran=1>]]>", "<?a ><img src=x onerror=ran=1>?>", "<a\x00 href=x onclick=ran=1>", "<div id=__biji class=biji-find data-biji=nav data-biji-words={}>a</div>",
		"[a](javascript:ran=1)", "![a](x\"onerror=ran=1)", "{{constructor.constructor('ran=1')()}}", "{onclick=ran=1 style=x data-biji=nav}", "$\\href{javascript:ran=1}{a}$", "\u202e<img src=x onerror=ran=1>",
	}
	for i, end := range ends {
		for k, begin := range begins {
			if end == "" || testkit.Long() || (i+k)%len(ends) == 0 {
				all = append(all, end+begin)
			}
		}
	}
	return all
}

// hostileNote holds a payload wherever something of a note is shown.
func hostileNote(p string) string {
	quoted, _ := json.Marshal(p)
	q := string(quoted)
	front := "---\ntitle: " + q + "\ntags: [" + q + ", hostile]\ndescription: " + q + "\naliases: [" + q + "]\nlang: " + q + "\nslug: " + q + "\nimage: " + q + "\ncssclass: " + q + "\n---\n"
	return front + strings.ReplaceAll(`
# P {#P .P onclick="ran=1" data-biji=nav}

quisquis P

## P

### [P](P "P")

P *P* ~~P~~ ==P== `+"`P`"+` $P$ :P: #P @P [^1] [[P]] [[P|P]] [[x#P]] ![[P]] ![[x.png|P]] ![P](x.png "P") [P](<P> 'P') [P][P] <P> ^P

[P]: P "P"
[^1]: P

- [ ] P
1. P

> [!note] P
> P

::: tip P
P
:::

| P | P |
| :-: | --- |
| P | `+"`P`"+` |

Term P
: P

`+"```P {title=\"P\" P}\nP\n```\n\n~~~html\nP\n~~~\n\n```mermaid\ngraph TD; A[\"P\"] --> B\n```\n\n$$\nP \\text{P}\n$$"+`

<div title="P" align='P' lang=P data-x='P'>P</div>

<span P>P</span> <a href="P" id='P' name=P>P</a> <img src="x.png" alt="P" width=P> <video src='P'></video>

P

    P
`, "P", p)
}

func hostileSite(t *testing.T) (files fs.FS, pages []string) {
	content := fstest.MapFS{
		"README.md":  {Data: []byte("# 首页\n")},
		"x.png":      {Data: []byte("\x89PNG\r\n\x1a\n")},
		"hostile.md": {Data: []byte("# 图\n\n![](evil.svg) <img src=\"evil.svg\"> [图](evil.svg)\n\n![[evil.svg]]\n")},
		"evil.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.ran=1"><script>parent.ran=1</script><image href="http://evil.test/a.png"/></svg>`)},
	}
	names := strings.NewReplacer("/", "", "\x00", "")
	for i, p := range payloads() {
		content[fmt.Sprintf("%c/%03d %s.md", 'a'+i%5, i, names.Replace(p))] = &fstest.MapFile{Data: []byte(hostileNote(p))}
	}
	out, result := buildMemory(t, content, site.Options{Lang: "zh-CN"}, 0)
	for _, p := range result.Pages {
		pages = append(pages, p.URL)
	}
	slices.Sort(pages)
	return out, pages
}

// unsound is what a page holds that could run, or that belongs to the frame; it
// asks the browser, which alone knows what an address or an attribute means.
const unsound = `(() => {
	const bad = [...refused]
	if (window.ran !== undefined) bad.push("it ran")
	const urls = ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "cite", "ping"]
	for (const e of document.querySelectorAll("*")) {
		const is = e.outerHTML.slice(0, 120)
		if (e.matches("iframe, object, embed, base, frame, applet, style, noscript, template, marquee, body :is(link, meta, script, title):not(#biji-nav ~ script, section.biji-vicinity:not(.biji-text *) :is(svg title, link))")) bad.push("element: " + is)
		if (e.matches("script") && !new URL(e.src).pathname.includes("/assets/")) bad.push("script: " + is)
		if (e.matches(".biji-text [data-biji], .biji-text form, .biji-text [form], .biji-text [id^=biji]:not([id^=biji-fn], [id^=biji-ref]), .biji-text [id^=__biji]")) bad.push("frame: " + is)
		for (const { name, value } of e.attributes) {
			if (/^on|^style$|^srcdoc$/.test(name)) bad.push("attribute: " + is)
			if (!urls.includes(name) || !URL.canParse(value, location.href)) continue
			const { protocol, hostname } = new URL(value, location.href)
			if (hostname.endsWith("evil.test") && !e.matches("a")) bad.push("reaches out: " + is)
			if (!["http:", "https:", "mailto:", "file:"].includes(protocol) && !(e.matches("img, link") && /^data:(image\/|,)/.test(value))) bad.push("address: " + is)
		}
	}
	return bad.slice(0, 5).join("\n")
})()`

// TestHostileNotes: whatever notes, their names and their tags hold is shown as
// text, on their pages, in lists and in search; as a question, too. A policy
// that refuses something is a fault: it is the second wall and not the first.
func TestHostileNotes(t *testing.T) {
	files, pages := hostileSite(t)
	for _, p := range check.Site(files) {
		if p.Kind != site.BadHTML && p.Kind != site.UnsafeURL {
			continue
		}
		t.Error(p)
	}
	for i, b := range browsers.Some(t) {
		t.Run(b.Name(), func(t *testing.T) {
			s := searcher{browser.NewReader(t, b)}
			base := host{}.serve(t, files)
			notes := share(pages, i, testkit.Times(len(pages)/3, len(pages)/3, 6))
			asked := share(payloads(), i, testkit.Times(len(pages), len(pages), 60))
			for _, p := range append(notes, "hostile.html", "tags/index.html", "search/terms.html") {
				s.sound(base + (&url.URL{Path: p}).EscapedPath())
			}
			s.Open(base + "search.html?q=quisquis")
			const shown = `document.querySelectorAll("[role=option]").length`
			s.Sees(shown, "20")
			s.Run(`document.querySelector(".biji-find-more").click()`)
			s.Sees(shown, "40")
			s.Sees(unsound, "")
			for _, p := range asked {
				q := url.QueryEscape(p)
				s.Open(base + "search.html?q=" + q + "&tag=" + q + "&dir=" + q)
				s.outcome()
				s.Sees(unsound, "")
				s.sound(base + "hostile.html?theme=" + q + "&mark=" + q + "#" + q)
				s.asks(p)
				s.outcome()
				s.Sees(unsound, "")
			}
		})
	}
}

// share is one in so many of all, from the one numbered first.
func share(all []string, first, every int) (some []string) {
	for k := first; k < len(all); k += every {
		some = append(some, all[k])
	}
	return some
}

// sound opens a page and holds that nothing of it runs.
func (s searcher) sound(address string) {
	s.Helper()
	s.Open(address)
	s.Sees(`document.querySelectorAll("h1").length > 0`, "true")
	s.Run(`for (const e of document.querySelectorAll(".biji-text *")) e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))`)
	if got := s.Ask(unsound); got != "" {
		s.Errorf("%s\n%s", address, got)
	}
}

// What these tests ask a browser for is noticed by it.
func TestUnsoundIsNoticed(t *testing.T) {
	s := searcher{browser.NewReader(t, browsers.Chromium(t))}
	bodies := map[string]string{
		"":            `<div class="biji-text"><a href="a.html">a</a> <img src="data:image/gif,"></div>`,
		"it ran":      `<img src="data:image/gif,x" onerror="ran=1">`,
		"element:":    `<iframe></iframe>`,
		"script:":     `<script src="data:,"></script>`,
		"frame:":      `<div class="biji-text"><p data-biji="nav">a</p></div>`,
		"attribute:":  `<p onclick="ran=1">a</p>`,
		"address:":    `<a href="java&#9;script:x">a</a>`,
		"reaches out": `<img src="//evil.test/a.png">`,
		"img-src":     `<img src="//localhost:9/a.png">`,
	}
	for _, want := range testkit.Some(slices.Sorted(maps.Keys(bodies)), 3, len(bodies)) {
		body := bodies[want]
		files := fstest.MapFS{"a.html": {Data: []byte(`<!DOCTYPE html><head><script src="assets/theme-0.js"></script></head><body>` + body)}, "assets/theme-0.js": {}}
		h := host{}
		if want == "img-src" {
			h.policy = "default-src 'self'"
		}
		s.Open(h.serve(t, files) + "a.html")
		got := s.Waits(unsound, func(got string) bool { return strings.Contains(got, want) })
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q", body, got)
		}
	}
}

// spellings are addresses that a browser may take for one that runs.
func spellings() (all []string) {
	for _, scheme := range []string{"javascript", "vbscript", "data", "blob", "filesystem", "view-source"} {
		rest := "window.ran=1"
		if scheme == "data" {
			rest = "text/html,<script>opener.ran=1</script>"
		}
		half := len(scheme) / 2
		a, b := scheme[:half], scheme[half:]
		first := scheme[0]
		for _, s := range []string{
			scheme + ":", strings.ToUpper(scheme) + ":", strings.ToUpper(a) + b + ":", " " + scheme + ":", "\x01" + scheme + ":", "\x1f " + scheme + ":",
			"\t" + scheme + ":", "\u00a0" + scheme + ":", "\ufeff" + scheme + ":", "\u2028" + scheme + ":", "\u200b" + scheme + ":",
			a + "\t" + b + ":", a + "\x00" + b + ":", a + "\x0c" + b + ":", a + "&#9;" + b + ":", a + "&#x0A;" + b + ":", a + "&Tab;" + b + ":", a + "&NewLine;" + b + ":", a + "&#13;" + b + ":",
			scheme + "&colon;", scheme + "&#58;", scheme + "&#x3a", scheme + "&#58", scheme + "\\:", scheme + "%3a", scheme + "：", scheme + "\t:", scheme + " :", scheme + "&#9;:",
			fmt.Sprintf("&#%d;%s:", first, scheme[1:]), fmt.Sprintf("&#x%X;%s:", first, scheme[1:]), fmt.Sprintf("&#%07d%s:", first, scheme[1:]), fmt.Sprintf("&amp;#%d;%s:", first, scheme[1:]),
			fmt.Sprintf("%%%02x%s:", first, scheme[1:]), fmt.Sprintf("\\%c%s:", first, scheme[1:]), "\\" + scheme + ":", "//" + scheme + ":", "/" + scheme + ":", scheme + "://%0a", "feed:" + scheme + ":", "url:" + scheme + ":", "http:" + scheme + ":", "&#0;" + scheme + ":", "&#1;" + scheme + ":", "&#x1f;" + scheme + ":",
		} {
			all = append(all, s+rest)
		}
	}
	return all
}

// addressSite is one page with links of all spellings, in all ways to write a link.
func addressSite(t *testing.T) fs.FS {
	inLine := strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E")
	inAngles := strings.NewReplacer("<", "\\<", ">", "\\>")
	inQuotes := strings.NewReplacer(`"`, "", "'", "", "<", "&lt;", ">", "&gt;")
	var note strings.Builder
	note.WriteString("# 地址\n")
	for i, s := range spellings() {
		in, quoted := inLine.Replace(s), inQuotes.Replace(s)
		fmt.Fprintf(&note, "\n## 第 %d 种\n\n[a](%s) [b](<%s>) [c][%[1]d] <%[2]s> [[%[2]s]] ![d](%[2]s) <a href=\"%[4]s\">e</a> <a href=%[2]s>f</a> <img src='%[4]s'> <iframe src=\"%[4]s\"></iframe>\n\n[%[1]d]: %[2]s\n",
			i, in, inAngles.Replace(s), quoted)
	}
	files, _ := buildMemory(t, fstest.MapFS{"a.md": {Data: []byte(note.String())}}, site.Options{}, 0)
	return files
}

// TestAddressesThatRun: no spelling of an address that runs becomes a link that
// does, whichever of the ways to write a link it is written in.
func TestAddressesThatRun(t *testing.T) {
	if n := len(spellings()); n < 250 {
		t.Fatalf("only %d", n)
	}
	files := addressSite(t)
	for _, b := range browsers.Some(t) {
		s := searcher{browser.NewReader(t, b)}
		s.Open(host{}.serve(t, files) + "a.html")
		s.Sees(`document.querySelectorAll(".biji-text h2").length`, strconv.Itoa(len(spellings())))
		s.Sees(`document.querySelectorAll(".biji-text p a").length > 30`, "true") // those that only look so
		s.Sees(unsound, "")
	}
}

// TestEmbedsStayInside: however a note spells the way to a file beside the
// notes, nothing of that file reaches the site.
func TestEmbedsStayInside(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "notes")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	slashed := filepath.ToSlash(top)
	var note strings.Builder
	note.WriteString("# A\n")
	ways := 0
	for _, up := range []string{
		"../", "..\\", "%2e%2e/", ".%2e/", "..%2f", "%2e%2e%2f", "..%5c", "./../", "a/../../", "..//", "....//", "\\..\\", "/../", "..;/", "%252e%252e/", "．．/", "\u2025/",
		"file://" + slashed + "/", "file:" + slashed + "/", slashed + "/", "//localhost" + slashed + "/", "\\\\localhost" + slashed + "/", "C:\\..\\", "~/../", "notes/../../", "&period;&period;/",
	} {
		for _, ext := range []string{".md", ".png", ".svg", ".txt", ""} {
			n := up + "secret" + ext
			fmt.Fprintf(&note, "\n[a](<%s>) ![a](<%[1]s>) ![[%[1]s]] [[%[1]s]] <img src=\"%[1]s\"> <video src=\"%[1]s\"></video>\n\n<<< %[1]s\n\n@import \"%[1]s\"\n\n{{#include %[1]s}}\n", n)
			ways++
			if err := os.WriteFile(filepath.Join(top, "secret"+ext), []byte("# zqxjwvsecret0001\n\nzqxjwvtext0002\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(note.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	out, result := buildMemory(t, root.FS(), site.Options{}, 0)
	if got := leaks(t, out); len(got) > 0 {
		t.Errorf("words of a file beside the notes are in the site: %v", got)
	}
	if len(result.Problems) < ways {
		t.Errorf("%d ways, and %d problems", ways, len(result.Problems))
	}
}
