package slug_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/slug"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ folder, asked, want string }{
		{"a", "/about/", "about/index.html"}, {"a", "/about", "about.html"}, {"a", "/about.html", "about.html"}, {"a", "/About.HTM", "about.html"},
		{"a/b", "x", "a/b/x.html"}, {"a/b", "x/y/", "a/b/x/y/index.html"}, {"", "x", "x.html"}, {"", "/", "index.html"}, {"a", "/", "index.html"},
		{"a", "/2020/01/02/名字/", "2020/01/02/名字/index.html"}, {"a", "../../x", "x.html"}, {"a", "/../x", "x.html"},
	} {
		if got := slug.Address(c.folder, c.asked); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.asked, c.folder, got, c.want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("a/b", "../x/")
	f.Add("", "/")
	f.Fuzz(func(t *testing.T, folder, asked string) {
		got := slug.Address(folder, asked)
		if got != "" && (!strings.HasSuffix(got, ".html") || strings.HasPrefix(got, "/") || strings.Contains("/"+got, "/..") || strings.ContainsAny(got, "\\\x00")) {
			t.Errorf("%q in %q: %q", asked, folder, got)
		}
	})
}
