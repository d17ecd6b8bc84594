package sitemap_test

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/sitemap"
)

func pages(n int) []sitemap.Page {
	all := make([]sitemap.Page, n)
	for i := range all {
		all[i].URL = fmt.Sprintf("https://example.org/n/%d.html", i)
	}
	all[0].Date = time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	return all
}

func written(t *testing.T, n, most int) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := sitemap.Write(pages(n), "https://example.org/n/", most, func(name string, data []byte) error {
		files[name] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// locs are the addresses in a file whose root is so named.
func locs(t *testing.T, data []byte, root, item string) []string {
	t.Helper()
	var file struct {
		XMLName xml.Name
		Items   []struct {
			XMLName xml.Name
			Loc     string `xml:"loc"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if file.XMLName.Local != root || file.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Errorf("the root is %v", file.XMLName)
	}
	var all []string
	for _, i := range file.Items {
		if i.XMLName.Local != item {
			t.Errorf("holds %v", i.XMLName)
		}
		all = append(all, i.Loc)
	}
	return all
}

func TestWrite(t *testing.T) {
	files := written(t, 3, 3)
	want := xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://example.org/n/0.html</loc>
  <lastmod>2024-02-29</lastmod>
 </url>
 <url>
  <loc>https://example.org/n/1.html</loc>
 </url>
 <url>
  <loc>https://example.org/n/2.html</loc>
 </url>
</urlset>
`
	if got := string(files[site.SitemapFile]); len(files) != 1 || got != want {
		t.Errorf("%d files, %s", len(files), got)
	}
}

// More pages than a sitemap may have are in several, and none is missing.
func TestWriteMany(t *testing.T) {
	files := written(t, 7, 3)
	if names := slices.Sorted(maps.Keys(files)); !slices.Equal(names, []string{"sitemap--1.xml", "sitemap--2.xml", "sitemap--3.xml", "sitemap.xml"}) {
		t.Fatal(names)
	}
	var all []string
	for i, loc := range locs(t, files["sitemap.xml"], "sitemapindex", "sitemap") {
		name := fmt.Sprintf("sitemap--%d.xml", i+1)
		if loc != "https://example.org/n/"+name {
			t.Errorf("the index leads to %s", loc)
		}
		all = append(all, locs(t, files[name], "urlset", "url")...)
	}
	for i, p := range pages(7) {
		if len(all) != 7 || all[i] != p.URL {
			t.Fatalf("the sitemaps have %q", all)
		}
	}
}
