package generate_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-fonts/stix/stix2mathregular"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
)

var poster = regexp.MustCompile(`<meta property="og:image" content="https://example.org/n/([^"]*)">`)

// Pages show the picture of their note, or else a card, or else the card of the front
// page; all of these are in the site, and no others.
func TestPosters(t *testing.T) {
	content := world(`-- README.md --
# Notes
-- go/own.md --
---
cover: img/x.png
---
# Own
-- go/wiki.md --
---
image: "[[x.png]]"
---
# Wiki
-- go/far.md --
---
image: https://cdn.example.org/y.jpg
---
# Far
-- go/colour.md --
---
cover: green
---
# Colour
-- go/drawn.md --
# Drawn
-- arabic.md --
# مرحبا
`)
	content["go/img/x.png"] = content["README.md"]
	out, result := buildMemory(t, content, site.Options{URL: "https://example.org/n/", Face: site.Face{Cards: true}}, 2)
	if len(result.Problems) != 1 || result.Problems[0].Kind != site.NoCard || !strings.Contains(result.Problems[0].What, ": 1,") {
		t.Error(result.Problems)
	}
	shown := map[string]string{}
	for _, name := range []string{"index.html", "go/own.html", "go/wiki.html", "go/colour.html", "go/drawn.html", "go/index.html", "arabic.html"} {
		m := poster.FindStringSubmatch(page(t, out, name))
		if m == nil {
			t.Fatalf("%s shows no picture", name)
		}
		shown[name] = m[1]
		if _, err := fs.Stat(out, m[1]); err != nil {
			t.Error(err)
		}
		contains(t, page(t, out, name), `<meta name="twitter:card" content="summary_large_image">`)
	}
	contains(t, page(t, out, "go/far.html"), `<meta property="og:image" content="https://cdn.example.org/y.jpg">`)
	if shown["go/own.html"] != "go/img/x.png" || shown["go/wiki.html"] != "go/img/x.png" || shown["arabic.html"] != shown["index.html"] || shown["go/drawn.html"] == shown["index.html"] {
		t.Error(shown)
	}
	if drawn, err := fs.Glob(out, "assets/card-*.png"); err != nil || len(drawn) != 4 {
		t.Error(drawn, err)
	}

	touch := regexp.MustCompile(`<link rel="apple-touch-icon" href="\.\./(assets/icon-[0-9a-f]+\.png)">`).FindStringSubmatch(page(t, out, "go/own.html"))
	if touch == nil {
		t.Fatal("no touch icon")
	}
	shown["touch icon"] = touch[1]

	var l generate.Live
	served, _, err := l.Look(context.Background(), generate.Input{Content: content, Options: result.Options}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range shown {
		built, _ := fs.ReadFile(out, address)
		if data, err := fs.ReadFile(served, address); err != nil || !bytes.Equal(data, built) {
			t.Errorf("%s is served otherwise: %v", address, err)
		}
	}
	if _, err := fs.ReadFile(served, "assets/card-0123456789abcdef.png"); err == nil {
		t.Error("any card is served")
	}
}

// Without the address of the site there are no pictures, and what a cover names is no
// link. The font of the settings
// comes before biji's own.
func TestPosterSettings(t *testing.T) {
	content := world("-- README.md --\n---\ncover: none.png\n---\n# Notes\n-- a.md --\n# ∮ Integrals\n")
	font := *content["a.md"]
	font.Data = stix2mathregular.TTF
	content["math.otf"], content["broken.otf"] = &font, content["a.md"]
	for name, c := range map[string]struct {
		options site.Options
		kinds   []site.Kind
		card    bool
	}{
		"no address":  {site.Options{Face: site.Face{Cards: true}}, []site.Kind{site.NoCard}, false},
		"own font":    {site.Options{URL: "https://example.org/n/", Face: site.Face{Cards: true, CardFont: site.FaceFile{Path: "math.otf"}}}, []site.Kind{site.BrokenImage}, true},
		"broken font": {site.Options{URL: "https://example.org/n/", Face: site.Face{Cards: true, CardFont: site.FaceFile{Path: "broken.otf"}}}, []site.Kind{site.BadConfig, site.BrokenImage, site.NoCard}, true},
	} {
		if name == "own font" {
			content["apple-touch-icon.png"] = content["README.md"]
		}
		out, result := buildMemory(t, content, c.options, 1)
		var kinds []site.Kind
		for _, p := range result.Problems {
			kinds = append(kinds, p.Kind)
		}
		slices.Sort(kinds)
		slices.Sort(c.kinds)
		if touch := strings.Contains(page(t, out, "a.html"), `<link rel="apple-touch-icon" href="apple-touch-icon.png">`); touch != (content["apple-touch-icon.png"] != nil) {
			t.Errorf("%s: the author's own icon is named %t", name, touch)
		}
		if drawn, _ := fs.Glob(out, "assets/card-*.png"); !slices.Equal(kinds, c.kinds) || len(drawn) > 0 != c.card || strings.Contains(page(t, out, "a.html"), "og:image") != c.card {
			t.Errorf("%s: %v %v", name, result.Problems, drawn)
		}
	}
}

// A card that the folder has from the build before is taken as it is, if it is whole.
func TestCardsAreKept(t *testing.T) {
	content := world("-- README.md --\n# Notes\n-- a.md --\n# A\n")
	o := site.Options{URL: "https://example.org/n/", Face: site.Face{Cards: true}}
	dir := filepath.Join(t.TempDir(), "site")
	card := func() (name string, data []byte) {
		t.Helper()
		buildWith(t, o, content, dir)
		name = filepath.Join(dir, poster.FindStringSubmatch(page(t, os.DirFS(dir), "a.html"))[1])
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return name, data
	}
	name, drawn := card()
	home, err := os.ReadFile(filepath.Join(dir, poster.FindStringSubmatch(page(t, os.DirFS(dir), "index.html"))[1]))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ there, want []byte }{{home, home}, {drawn[:len(drawn)/2], drawn}, {nil, drawn}} {
		if err := os.WriteFile(name, c.there, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, got := card(); !bytes.Equal(got, c.want) {
			t.Errorf("%d bytes became %d", len(c.there), len(got))
		}
	}
}
