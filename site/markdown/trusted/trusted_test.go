package trusted_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/trusted"
)

func TestSources(t *testing.T) {
	hash := site.SourceOf("x")
	for _, c := range []struct{ html, want string }{
		{`<p>a <b>b</b> <a href="https://a.org">c</a> <img src="d.png">`, "img-src 'self'"},
		{`<img src="https://A.org/b.png?c"><img src="//a.org:8080/d"><img srcset="http://b.org/e 2x, f.png">`,
			"img-src 'self'|img-src http://b.org|img-src https://a.org|img-src https://a.org:8080"},
		{`<img src="https://图.org/a"><img src="https://a;b.org/"><img src="https:///a"><img src="javascript:b"><img src="">`, "img-src https://xn--wcs.org"},
		{`<iframe src="https://a.org/b"></iframe>`, "frame-src https://a.org"},
		{`<iframe src="b.html"></iframe><iframe src="data:text/html,c"></iframe>`, "frame-src 'self'"},
		{`<iframe srcdoc="<script>x</script>"></iframe>`, "script-src " + hash},
		{`<object data="https://a.org/b"></object>`, "frame-src https://a.org|object-src https://a.org"},
		{`<video poster="https://a.org/b" src="https://c.org/d"><source src="https://e.org/f"><track src="g"></video>`,
			"img-src https://a.org|media-src 'self'|media-src https://c.org|media-src https://e.org"},
		{`<script>x</script>`, "script-src " + hash},
		{`<script type="application/json">x</script><script></script>`, ""},
		{`<script src="https://a.org/b.js"></script>`, "script-src https://a.org"},
		{`<svg><script>x</script><style>x</style><image href="https://a.org/b"/></svg>`, "img-src https://a.org|script-src " + hash + "|style-src " + hash},
		{`<b onclick="x">c</b>`, "script-src-attr " + hash + "|script-src-attr 'unsafe-hashes'"},
		{`<b style="x">c</b>`, "style-src-attr " + hash + "|style-src-attr 'unsafe-hashes'"},
		{`<link rel="Alternate StyleSheet" href="https://a.org/b"><link rel="icon" href="https://c.org/d">`, "style-src https://a.org"},
		{`<form action="https://a.org/b"><button formaction="https://c.org/">d</button></form>`, "form-action https://a.org|form-action https://c.org"},
		{`<a href="https://a.org" ping="https://b.org">c</a>`, ""},
	} {
		if got := sources(t, c.html, ""); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

// What a style names is allowed, as what it is.
func TestSourcesOfStyle(t *testing.T) {
	for css, want := range map[string]string{
		`a{b:url(https://a.org/c) url( "https://b.org/d" ) URL('https://c.org')}`: "img-src https://a.org|img-src https://b.org|img-src https://c.org",
		`@font-face{src:url(https://a.org/b)} c{d:url(https://e.org/f)}`:          "font-src https://a.org|img-src https://e.org",
		`@import "https://a.org/b"; @import url(https://c.org/d); e{}`:            "style-src https://a.org|style-src https://c.org",
		`/* url(https://a.org) */ b{content:"url(https://c.org)"} d{e:url(`:       "",
	} {
		if got := sources(t, "<style>"+css+"</style>", site.SourceOf(css)); got != want {
			t.Errorf("%s\n got %s\nwant %s", css, got, want)
		}
	}
}

// sources lists what Settle says of HTML, but for what has the value without.
func sources(t *testing.T, html, without string) string {
	t.Helper()
	_, all, ok := trusted.Settle([]byte(html))
	if !ok {
		t.Fatalf("%s is not settled", html)
	}
	var list []string
	for s := range maps.Keys(all) {
		if s.Value != without {
			list = append(list, s.Directive+" "+s.Value)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "|")
}

func TestEnd(t *testing.T) {
	for src, want := range map[string]string{
		"<script>a</script>b":                   "<script>a</script>",
		"<SCRIPT a='>'>b</Script >c":            "<SCRIPT a='>'>b</Script >",
		"<style>a`b`</style>":                   "<style>a`b`</style>",
		"<scripty>a</scripty>":                  "",
		"<script>a":                             "",
		"<script>a<script>b</script>":           "",
		"<script>a`</script>`":                  "",
		`<script>a\</script>`:                   "",
		"<script>a</script":                     "",
		"<script><!--<script>a</script>":        "",
		"<iframe>a</iframe><iframe>b</iframe>c": "<iframe>a</iframe>",
	} {
		if got := src[:trusted.End([]byte(src))]; got != want {
			t.Errorf("%s\n got %q\nwant %q", src, got, want)
		}
	}
}

// HTML that is settled stays so, and nothing in it is open.
func FuzzSettle(f *testing.F) {
	for _, s := range []string{"<script><!--<script>a</script>", "<table><form><td></form><select><input>", "<svg><p></svg>", "<a><div><a>", "<plaintext>a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		settled, _, ok := trusted.Settle(part)
		if !ok {
			return
		}
		again, _, ok := trusted.Settle(settled)
		if !ok || string(again) != string(settled) {
			t.Errorf("%q becomes %q, then %q", part, settled, again)
		}
		trusted.End(part)
	})
}

func TestOrigin(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.org/x.png":        "https://a.org",
		"HTTPS://A.org:8443/x":       "https://a.org:8443",
		"https://u:p@a.org/x":        "https://a.org",
		"https://图片.中国/x":            "https://xn--wcsw84d.xn--fiqs8s",
		"https://a_b.org/x":          "https://a_b.org",
		"https://a.org:/x":           "https://a.org",
		"https://[::1]/x":            "",
		"https://a.org;b/x":          "",
		"https://a.org('self'/x":     "",
		"https:///x":                 "",
		"data:image/png;base64,AA==": "",
		"//a.org/x":                  "https://a.org",
	} {
		if got := trusted.Origin(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
