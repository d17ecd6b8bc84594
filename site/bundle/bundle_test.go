package bundle_test

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/templates"
)

func assets(t testing.TB, files fs.FS, extra map[string]string) map[string]bundle.Asset {
	t.Helper()
	list, err := bundle.Assets(files, "zh", extra)
	if err != nil {
		t.Fatal(err)
	}
	byRole := map[string]bundle.Asset{}
	for _, a := range list {
		role := a.Role
		if role == bundle.Later {
			role, _, _ = strings.Cut(strings.TrimSuffix(a.Name, ".js"), "-")
		}
		if a.For != "" {
			role += " of " + string(a.For)
		}
		byRole[role] = a
	}
	if len(byRole) != len(list) || len(list) != 16+ofFeatures(t, files) {
		t.Fatalf("%d assets with %d roles", len(list), len(byRole))
	}
	return byRole
}

// ofFeatures counts the style sheets and scripts that only some pages load.
func ofFeatures(t testing.TB, files fs.FS) (count int) {
	t.Helper()
	for _, f := range site.AllFeatures() {
		for _, name := range []string{"style/" + string(f) + ".css", "client/" + string(f) + ".ts"} {
			if _, err := fs.Stat(files, name); err == nil {
				count++
			}
		}
	}
	if count < len(site.AllFeatures()) {
		t.Fatalf("%d files of %d features", count, len(site.AllFeatures()))
	}
	return count
}

func TestSameSourcesSameBytes(t *testing.T) {
	extra := map[string]string{"code": ".k { color: red }", "more": ".l { color: blue }"}
	if diff := cmp.Diff(assets(t, templates.FS, extra), assets(t, templates.FS, extra)); diff != "" {
		t.Error(diff)
	}
}

// newest names the scripts that come later.
const newest = "assets/latest"

// TestNamesHoldAHash: another content has another name, so a cache never
// mixes two builds.
func TestNamesHoldAHash(t *testing.T) {
	name := regexp.MustCompile(`^assets/[a-z]+-[0-9a-f]{10}\.(js|css|svg)$`)
	plain := assets(t, templates.FS, nil)
	more := assets(t, templates.FS, map[string]string{"code": ".k { color: red }"})
	for role, a := range plain {
		if role == newest {
			continue
		}
		if !name.MatchString(a.Name) || len(a.Data) == 0 {
			t.Errorf("%s: %q, %d bytes", role, a.Name, len(a.Data))
		}
		if changed := a.Name != more[role].Name; changed != (role == bundle.Style) {
			t.Errorf("%s: changed is %v", role, changed)
		}
	}
}

// TestExtraStyleComesLast: sorted by name, behind our own, minified.
func TestExtraStyleComesLast(t *testing.T) {
	css := string(assets(t, templates.FS, map[string]string{
		"b": ".last { color: #ff0000 }", "a": ".first { color: blue }",
	})[bundle.Style].Data)
	if !strings.HasSuffix(strings.TrimSpace(css), ".first{color:#00f}.last{color:red}") {
		t.Errorf("…%s", css[max(0, len(css)-200):])
	}
}

// TestScriptsAreClassic: from disk nothing else loads.
func TestScriptsAreClassic(t *testing.T) {
	all := assets(t, templates.FS, nil)
	for _, role := range []string{bundle.Script, bundle.Theme} {
		data := bytes.TrimSpace(all[role].Data)
		if !bytes.HasPrefix(data, []byte(`"use strict";(()=>{`)) || !bytes.HasSuffix(data, []byte("})();")) {
			t.Errorf("%s is no function of its own: %.40s…", role, data)
		}
		for _, word := range []string{"import ", "export ", "sourceMappingURL"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s holds %q", role, word)
			}
		}
	}
	if n := len(all[bundle.Theme].Data); n > 2000 {
		t.Errorf("the script that holds up every page has %d bytes", n)
	}
}

// Whatever a server says of the encoding of scripts and styles, they are ASCII.
func TestAssetsAreASCII(t *testing.T) {
	for role, a := range assets(t, templates.FS, map[string]string{"x.css": "a::before{content:'笔记😀'}"}) {
		if i := bytes.IndexFunc(a.Data, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 && a.Role != bundle.Icon {
			t.Errorf("%s holds %q", role, a.Data[i:min(len(a.Data), i+20)])
		}
	}
}

// TestScriptsThatComeLater: a script names those it loads, and the second one
// holds the worker as a function. Each language has its own.
func TestScriptsThatComeLater(t *testing.T) {
	all := assets(t, templates.FS, nil)
	for _, role := range []string{"assets/search", "assets/arrival"} {
		for _, who := range []string{bundle.Script, newest} {
			if name := path.Base(all[role].Name); !bytes.Contains(all[who].Data, []byte(name)) {
				t.Errorf("%s does not name %s", who, name)
			}
		}
	}
	search := all["assets/search"].Data
	for want, is := range map[string]bool{`\u6b63\u5728\u641c\u7d22`: true /* 正在搜索 */, "Searching": false, "scope": false, "LANGUAGE": false, "postMessage": true} {
		if bytes.Contains(search, []byte(want)) != is {
			t.Errorf("%q in the second script: %v, want %v", want, !is, is)
		}
	}
}

// TestFaultsAreNamed: whoever changes a template learns where it is wrong.
func TestFaultsAreNamed(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"client/main.ts", "let a = 1;\nlet a = 2;\n", "client/main.ts:2:5: "},
		{"client/main.ts", "import './gone.ts';\n", "client/main.ts:1:8: "},
		{"client/main.ts", "import 'left-pad';\n", `client/main.ts:1:8: "left-pad" is not a relative path`},
		{"client/early.ts", "(", "client/early.ts:1:2: "},
		{"client/search/main.ts", "let a = 1;\nlet a = 2;\n", "client/search/main.ts:2:5: "},
		{"client/reading/worker.ts", "import './gone.ts';\n", "client/reading/worker.ts:1:8: "},
		{"style/main.css", "\n@import './gone.css';\n", "style/main.css:2:9: "},
		{"style/main.css", "a { colr }\n", "style/main.css:1:9: "},
		{"style/main.css", "a { background: url(https://example.org/a.png) }\n", "style/main.css:1:17: "},
	} {
		_, err := bundle.Assets(templates.Overlay(templates.FS, fstest.MapFS{c.file: {Data: []byte(c.text)}}), "zh", nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q\n does not name %s: %v", c.file, c.text, c.want, err)
		}
	}
	_, err := bundle.Assets(templates.FS, "zh", map[string]string{"code.css": "a { colr }"})
	if err == nil || !strings.Contains(err.Error(), "code.css:1:") {
		t.Error(err)
	}
	if _, err := bundle.Assets(fstest.MapFS{}, "zh", nil); err == nil {
		t.Error("assets of nothing")
	}
}

func BenchmarkAssets(b *testing.B) {
	for b.Loop() {
		assets(b, templates.FS, nil)
	}
}
