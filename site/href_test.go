package site_test

import (
	"net/url"
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestHref(t *testing.T) {
	for _, c := range []struct{ from, to, query, fragment, want string }{
		{"index.html", "redis/持久化.html", "", "", "redis/持久化.html"},
		{"redis/a.html", "redis/b.html", "", "AOF 重写", "b.html#AOF%20重写"},
		{"redis/a.html", "index.html", "", "", "../index.html"},
		{"a/b/c.html", "a/d/e.html", "", "", "../d/e.html"},
		{"a/b/c.html", "a/b.html", "", "", "../b.html"},
		{"a.html", "a.html", "", "x", "#x"},
		{"a.html", "a.html", "", "", "a.html"},
		{"a.html", "100%?#.html", "", "", "100%25%3F%23.html"},
		{"a.html", "b:c.html", "", "", "./b:c.html"},
		{"x/a.html", "b:c.html", "", "", "../b:c.html"},
		{"a.html", "b.html", "q=1", "", "b.html?q=1"},
	} {
		if got := site.Href(c.from, c.to, c.query, c.fragment); got != c.want {
			t.Errorf("Href(%q, %q, %q, %q) = %q, want %q", c.from, c.to, c.query, c.fragment, got, c.want)
		}
	}
}

// What a browser makes of the link is the address that was meant.
func FuzzHrefResolves(f *testing.F) {
	f.Add("a/b.html", "c/d e.html", "x y")
	f.Add("a.html", "./:.html", "")
	f.Fuzz(func(t *testing.T, from, to, fragment string) {
		if !address(from) || !address(to) {
			t.Skip()
		}
		base := &url.URL{Scheme: "http", Host: "h", Path: "/" + from}
		ref, err := url.Parse(site.Href(from, to, "", fragment))
		if err != nil {
			t.Fatal(err)
		}
		got := base.ResolveReference(ref)
		if got.Path != "/"+to || got.Fragment != fragment {
			t.Errorf("from %q to %q#%q arrives at %q#%q", from, to, fragment, got.Path, got.Fragment)
		}
	})
}

// address says whether p is a path that package split could have made.
func address(p string) bool {
	u := url.URL{Path: "/" + p}
	return p != "" && u.JoinPath().Path == "/"+p && p[0] != '/' && p[len(p)-1] != '/'
}
