package render_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/render"
)

// What search engines are told of a note is JSON whatever its title is, has whole
// addresses, and is not there without the address of the site or if the note is not
// listed. It is data, which the policy of the page does not keep from them.
func TestStructured(t *testing.T) {
	r := newRenderer(t, nil)
	v := &render.View{
		Type: render.Note, Lang: "zh-CN", UI: "zh", URL: "redis/a.html", Root: "../", Title: `锁 </script><b> "x"`, Description: "说明", Source: "redis/a.md",
		Canonical: "https://example.org/notes/redis/a.html", Date: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
		Crumbs: []render.Link{{Text: "笔记", Href: "../index.html"}, {Text: "Redis", Href: "index.html"}}, Site: render.Site{Author: "某人"},
	}
	_, rest, ok := strings.Cut(page(t, r, v, nil), `<script type="application/ld+json">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var got struct {
		Graph []struct {
			Type     string `json:"@type"`
			Headline string
			URL      string
			Date     string `json:"datePublished"`
			Author   struct{ Name string }
			Items    []struct {
				Position   int
				Name, Item string
			} `json:"itemListElement"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &got); !ok || err != nil || len(got.Graph) != 2 {
		t.Fatalf("%v: %s", err, text)
	}
	a, crumbs := got.Graph[0], got.Graph[1].Items
	if a.Type != "TechArticle" || a.Headline != v.Title || a.URL != v.Canonical || a.Date != "2024-02-29" || a.Author.Name != "某人" {
		t.Errorf("%+v", a)
	}
	if len(crumbs) != 3 || crumbs[0].Item != "https://example.org/notes/" || crumbs[1].Item != "https://example.org/notes/redis/" || crumbs[2].Name != v.Title || crumbs[2].Position != 3 {
		t.Errorf("%+v", crumbs)
	}
	for _, without := range []func(v *render.View){
		func(v *render.View) { v.Canonical = "" }, func(v *render.View) { v.Unlisted = true }, func(v *render.View) { v.Type, v.Source = render.Folder, "" },
	} {
		other := *v
		other.Features = site.FeatureSet{}
		without(&other)
		if strings.Contains(page(t, r, &other, nil), "ld+json") {
			t.Errorf("told of %+v", other)
		}
	}
}
