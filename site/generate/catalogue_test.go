package generate_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
)

// A folder of overrides can bring a language of the interface: pages in it, or in a
// form of it, speak it, and so do scripts; what it lacks is English. What it has in
// vain is reported with its line.
func TestLanguageOfOverrides(t *testing.T) {
	over := fstest.MapFS{
		"text/fr.json":        {Data: []byte("{\n  \"made\": \"Fait avec biji\",\n  \"chars\": \"{n} mots\",\n  \"nxt\": \"Suivante\"\n}\n")},
		"text/search-fr.json": {Data: []byte(`{"none": "Rien trouvé"}`)},
		"text/search-de.json": {Data: []byte(`{"none": "Nichts gefunden"}`)},
	}
	content := world("-- README.md --\n# Notes\n\nun\n\n## Deux\n-- a.md --\n---\ndate: 2026-01-31\n---\n# A\n\n一\n-- b.md --\n# B\n")
	for name, o := range map[string]site.Options{
		"one":     {Lang: "fr-CA"},
		"several": {Languages: site.Languages{{Tag: "fr", Label: "Français", Folder: "fr"}, {Tag: "zh-CN", Label: "中文", Folder: "zh"}}},
	} {
		files := content
		home := ""
		if name == "several" {
			home, files = "fr/", fstest.MapFS{}
			for name, file := range content {
				files["fr/"+name], files["zh/"+name] = file, file
			}
		}
		out := output.NewMemory()
		result, err := generate.Site(context.Background(), generate.Input{Content: files, Overrides: over, Options: o, Scratch: t.TempDir()}, out)
		if err != nil {
			t.Fatal(err)
		}
		var strays []string
		for _, p := range result.Problems {
			if p.Kind == site.BadConfig {
				strays = append(strays, p.String())
			}
		}
		if len(strays) != 2 || !strings.HasPrefix(strays[0], "text/fr.json:4: ") || !strings.Contains(strays[1], "text/search-de.json") {
			t.Errorf("%s: %q", name, strays)
		}
		text := page(t, out, home+"a.html")
		contains(t, text, "Fait avec biji", "1 mots", "Skip to the text", "31 janvier 2026")
		if strings.Contains(text, `lang="en"`) {
			t.Error("English that is not said to be so is French")
		}
		scripts, err := fs.Glob(out, "assets/search-*.js")
		if err != nil || len(scripts) != 1 {
			t.Fatal(scripts, err)
		}
		contains(t, page(t, out, scripts[0]), `Rien trouv\u00e9`)
		if name == "several" {
			contains(t, text, `data-biji-ui="fr"`)
			contains(t, page(t, out, "zh/a.html"), `data-biji-ui="zh"`, "由 biji 生成")
		}
	}
}
