package templates_test

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/templates"
)

// A handle is an attribute data-biji-… or data-biji=…: by it the scripts and
// the style sheet find what a template writes.
var (
	written  = regexp.MustCompile(`\bdata-biji(?:="[a-z-]+"|-[a-z]+)`)
	selected = regexp.MustCompile(`\[data-biji(?:=[a-z-]+|-[a-z]+)`)
	inData   = regexp.MustCompile(`dataset\["biji([A-Z][a-z]+)"\]|\bbiji([A-Z][a-z]+)(?: =|: )|told\("biji([A-Z][a-z]+)"`)
	setByIt  = regexp.MustCompile(`dataset\["biji([A-Z][a-z]+)"\] = `)
)

// TestHandles: what a script or the style sheet looks for is written by a
// template or set by a script, and what a template writes is looked for.
func TestHandles(t *testing.T) {
	made, wanted := map[string]string{}, map[string]string{"data-biji-lang": "the command cost", "data-biji-ui": "the bundler, in sites of several languages"}
	for name, text := range sources(t) {
		switch path.Ext(name) {
		case ".html":
			for _, h := range written.FindAllString(text, -1) {
				made[strings.ReplaceAll(h, `"`, "")] = name
			}
		case ".ts":
			for _, m := range inData.FindAllStringSubmatch(text, -1) {
				wanted["data-biji-"+strings.ToLower(m[1]+m[2]+m[3])] = name
			}
			for _, m := range setByIt.FindAllStringSubmatch(text, -1) {
				made["data-biji-"+strings.ToLower(m[1])] = name
			}
		}
		for _, h := range selected.FindAllString(text, -1) {
			wanted[h[1:]] = name
		}
	}
	if len(made) < 15 || len(wanted) < 15 {
		t.Fatalf("%d handles are written, %d wanted: the patterns miss them", len(made), len(wanted))
	}
	missing(t, wanted, made, "nobody writes it")
	missing(t, made, wanted, "nobody looks for it")
}

func missing(t *testing.T, these, those map[string]string, what string) {
	t.Helper()
	for h, name := range these {
		if those[h] == "" {
			t.Errorf("%s: %s: %s", name, h, what)
		}
	}
}

// sources are the templates, scripts and style sheets by name.
func sources(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(templates.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all[name] = read(t, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
