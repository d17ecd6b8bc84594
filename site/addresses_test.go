package site_test

import (
	"path"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestClaim(t *testing.T) {
	var a site.Addresses
	for _, c := range []struct{ want, by, got, holder string }{
		{"a.html", "1", "a.html", ""},
		{"A.html", "2", "A-2.html", "1"},
		{"a.html", "3", "a-3.html", "1"},
		{"a-2.html", "4", "a-2-2.html", "2"},
		{"a.html/x.html", "5", "a.html-2/x.html", "1"},
		{"d/x.png", "6", "d/x.png", ""},
		{"d", "7", "d-2", "6"},
		{"404.html", "8", "404-2.html", "biji"},
		{"tags/x.html", "9", "tags-2/x.html", "biji"},
		{"search/index.html", "10", "search-2/index.html", "biji"},
		{"a/tags/x.html", "11", "a/tags/x.html", ""},
		{"d/.hidden", "12", "d/.hidden", ""},
		{"d/.hidden", "13", "d/.hidden-2", "12"},
	} {
		got, holder := a.Claim(c.want, c.by)
		if got != c.got || holder != c.holder {
			t.Errorf("%s wants %s, gets %s because of %q; want %s, %q", c.by, c.want, got, holder, c.got, c.holder)
		}
	}
}

// A thousand of one name take a thousand steps.
func TestClaimTheSameManyTimes(t *testing.T) {
	var a site.Addresses
	got := ""
	for range 100_000 {
		got, _ = a.Claim("x.html", "y")
	}
	if got != "x-100000.html" {
		t.Error(got)
	}
}

// Nobody gets what another has, or a folder of that name.
func FuzzClaim(f *testing.F) {
	f.Add("a.html\nA.html\na-2.html\na.html/b\na/b\na")
	f.Add("tags/x\n404.html\ntags-2\ntags")
	f.Fuzz(func(t *testing.T, text string) {
		var a site.Addresses
		files, folders := map[string]bool{}, map[string]bool{}
		for want := range strings.FieldsSeq(text) {
			if len(want) > 40 || path.Clean("/"+want) != "/"+want || want == "" {
				t.Skip()
			}
			got, _ := a.Claim(want, "x")
			key := strings.ToLower(got)
			if files[key] || folders[key] {
				t.Errorf("%q is given twice", got)
			}
			files[key] = true
			for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
				if files[dir] {
					t.Errorf("%q is given, and so is %q", got, dir)
				}
				folders[dir] = true
			}
		}
	})
}

// A file that has one of biji's own names gets another, whatever it is called.
func TestClaimEndsForOwnNames(t *testing.T) {
	var a site.Addresses
	for _, name := range []string{"sitemap.xml", "sitemap-1.xml", "sitemap--1.xml", "sitemap--12.xml", "sitemap-x/y.xml", "search/a.html", "tags/index.html", "404.html"} {
		if got, _ := a.Claim(name, name); got == "" || got == "sitemap.xml" || got == "sitemap--1.xml" {
			t.Errorf("%s becomes %q", name, got)
		}
	}
}
