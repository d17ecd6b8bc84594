package templates_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(templates.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func words(t *testing.T, lang string) map[string]string {
	t.Helper()
	w := map[string]string{}
	if err := json.Unmarshal([]byte(read(t, "text/"+lang+".json")), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestEveryWordInEveryLanguage: the same keys, none empty, with the same
// places for values.
func TestEveryWordInEveryLanguage(t *testing.T) {
	for _, kind := range []string{"", "search-", "marks-", "pictures-", "study-", "code-", "aids-", "recent-", "renewed-"} {
		for _, lang := range site.UIs() {
			sameWords(t, words(t, kind+lang), words(t, kind+site.English))
		}
	}
}

func sameWords(t *testing.T, zh, en map[string]string) {
	t.Helper()
	keys := func(w map[string]string) []string {
		return slices.DeleteFunc(slices.Sorted(maps.Keys(w)), func(k string) bool { return strings.HasSuffix(k, "_one") })
	}
	if diff := cmp.Diff(keys(zh), keys(en)); diff != "" {
		t.Errorf("keys (-zh +en)\n%s", diff)
	}
	for key, text := range zh {
		if text == "" || en[key] == "" {
			t.Errorf("%q is empty", key)
		}
		if diff := cmp.Diff(placeholders(text), placeholders(en[key])); diff != "" {
			t.Errorf("%q (-zh +en)\n%s", key, diff)
		}
	}
}

func placeholders(text string) []string {
	found := regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}

// TestNoWordIsIdle: every word is used by a template, the script or the
// sidebar.
func TestNoWordIsIdle(t *testing.T) {
	var all strings.Builder
	for _, pattern := range []string{"html/*.html", "html/parts/*.html", "client/*.ts", "client/search/*.ts"} {
		for _, name := range testkit.Cases(t, templates.FS, pattern) {
			all.WriteString(read(t, name))
		}
	}
	text := all.String()
	inGo := []string{"nav_all", "date"}
	for key := range words(t, "zh") {
		said, isScript := strings.CutPrefix(key, "js_")
		used := strings.Contains(text, ".T."+key) || strings.Contains(text, `"`+key+`"`) || slices.Contains(inGo, key)
		if isScript {
			used = strings.Contains(text, `"`+said+`"`) || strings.HasPrefix(said, "theme_") && strings.Contains(text, "`theme_${theme}`")
		}
		if !used {
			t.Errorf("%q is used nowhere", key)
		}
	}
	for key := range words(t, "search-zh") {
		if !strings.Contains(text, `"`+key+`"`) {
			t.Errorf("%q of search is used nowhere", key)
		}
	}
}

var (
	token    = regexp.MustCompile(`(?m)^\s*--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);`)
	fallback = regexp.MustCompile(`(?m)^    --([a-z-]+):\s*(#[0-9a-f]{6});`)
)

// colours reads the pairs of tokens.css: light and dark by name.
func colours(t *testing.T) map[string][2]string {
	t.Helper()
	pairs := map[string][2]string{}
	for _, m := range token.FindAllStringSubmatch(read(t, "style/tokens.css"), -1) {
		pairs[m[1]] = [2]string{m[2], m[3]}
	}
	if len(pairs) < 15 {
		t.Fatalf("only %d colours found", len(pairs))
	}
	return pairs
}

// TestContrast computes the contrast of text on its ground in both themes, as
// WCAG 2.2 does (relative luminance, 1.4.3): 4.5 for text, 3 for large text
// and for lines that carry meaning.
func TestContrast(t *testing.T) {
	c := colours(t)
	text := []string{"ink", "ink-strong", "ink-soft", "ink-faint", "accent", "bad", "blue", "green", "amber", "red", "violet", "grey"}
	grounds := []string{"paper", "raised", "sunken"}
	for theme, name := range []string{"light", "dark"} {
		check := func(what, ink, ground string) {
			t.Helper()
			if got := contrast(t, ink, ground); got < 4.5 {
				t.Errorf("%s: %s: %s on %s is %.2f", name, what, ink, ground, got)
			}
		}
		for _, ink := range text {
			for _, ground := range grounds {
				check(ink+" on "+ground, c[ink][theme], c[ground][theme])
			}
		}
		check("text in a mark", c["ink"][theme], c["marked"][theme])
		check("link in a mark", c["accent"][theme], c["marked"][theme])
		check("current line", c["accent"][theme], c["accent-wash"][theme])
		check("marked code line", c["ink"][theme], c["accent-wash"][theme])
		for _, ink := range []string{"ink", "ink-soft", "accent"} {
			check(ink+" in a chosen hit", c[ink][theme], c["accent-wash"][theme])
		}
		check("skip link", c["paper"][theme], c["accent"][theme])
		for _, tone := range []string{"accent", "blue", "green", "amber", "red", "violet", "grey"} {
			ground := mix(t, c[tone][theme], c["paper"][theme], 0.06) // as callouts.css mixes it
			for _, ink := range []string{tone, "ink", "ink-soft", "accent", "bad"} {
				check(ink+" in a callout of "+tone, c[ink][theme], ground)
			}
		}
	}
}

// TestFallbackIsTheLightTheme: old browsers get the same light colours.
func TestFallbackIsTheLightTheme(t *testing.T) {
	_, block, ok := strings.Cut(read(t, "style/tokens.css"), "@supports not")
	if !ok {
		t.Fatal("no fallback")
	}
	got := map[string]string{}
	for _, m := range fallback.FindAllStringSubmatch(block, -1) {
		got[m[1]] = m[2]
	}
	want := map[string]string{}
	for name, pair := range colours(t) {
		want[name] = pair[0]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-tokens +fallback)\n%s", diff)
	}
}

func rgb(t *testing.T, hex string) (out [3]float64) {
	t.Helper()
	for i := range out {
		v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("colour %q: %v", hex, err)
		}
		out[i] = float64(v)
	}
	return out
}

func luminance(c [3]float64) float64 {
	weights := [3]float64{0.2126, 0.7152, 0.0722}
	sum := 0.0
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weights[i] * v
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	if a == "" || b == "" {
		t.Fatal("a colour is missing")
	}
	x, y := luminance(rgb(t, a)), luminance(rgb(t, b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// mix is color-mix(in srgb, a share, b).
func mix(t *testing.T, a, b string, share float64) string {
	x, y := rgb(t, a), rgb(t, b)
	out := "#"
	for i := range x {
		v := int(math.Round(x[i]*share + y[i]*(1-share)))
		out += strconv.FormatInt(int64(v/16), 16) + strconv.FormatInt(int64(v%16), 16)
	}
	return out
}

// TestStyleLoadsNothing: a style sheet fetches nothing, and main.css names
// every other one that is not of a feature.
func TestStyleLoadsNothing(t *testing.T) {
	main := read(t, "style/main.css")
	for _, name := range testkit.Cases(t, templates.FS, "style/*.css") {
		text := read(t, name)
		for _, piece := range strings.Split(text, "url(")[1:] {
			if !strings.HasPrefix(piece, `"data:image/svg+xml,`) {
				t.Errorf("%s: url(%.40s", name, piece)
			}
		}
		base := path.Base(name)
		feature := slices.Contains(site.AllFeatures(), site.Feature(strings.TrimSuffix(base, ".css")))
		if named := strings.Contains(main, `"./`+base+`"`); base != "main.css" && named == feature {
			t.Errorf("%s: in main.css %v, of a feature %v", base, named, feature)
		}
		if base != "main.css" && strings.Contains(text, "@import") {
			t.Errorf("%s imports", name)
		}
	}
}

// A method of this name is no fetch, nor is a word in a comment.
var forbidden = regexp.MustCompile(`(?:[=(!]|await|return)\s*fetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bimport\(|\beval\(|new Function`)

// TestScriptFetchesNothing: no module of the client may use what fails from
// disk, or put text in as HTML.
func TestScriptFetchesNothing(t *testing.T) {
	for _, name := range append(testkit.Cases(t, templates.FS, "client/*.ts"), testkit.Cases(t, templates.FS, "client/*/*.ts")...) {
		text := read(t, name)
		if name == "client/renewed.ts" && strings.Contains(read(t, "client/later.ts"), `location.protocol !== "file:") void script(renewedScript)`) { // from disk it is not loaded
			text = strings.Replace(text, "await fetch(location.pathname, { cache })", "", 1)
		}
		if name == "client/offered.ts" && strings.Contains(read(t, "client/search/opener.ts"), `location.protocol !== "file:") script(offeredScript)`) { // likewise
			text = strings.NewReplacer("await fetch(top + \"llms.txt\")", "", "new XMLHttpRequest()", "").Replace(text)
		}
		if name == "client/markdown.ts" && strings.Contains(text, `location.protocol !== "file:"`) { // from disk its link is a link
			text = strings.Replace(text, "= fetch(link.href)", "", 1)
		}
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	}
}

func TestOverlay(t *testing.T) {
	base := fstest.MapFS{"a/x": {Data: []byte("base x")}, "a/y": {Data: []byte("base y")}}
	over := fstest.MapFS{"a/y": {Data: []byte("over y")}, "a/z": {Data: []byte("over z")}}
	both := templates.Overlay(base, over)
	for name, want := range map[string]string{"a/x": "base x", "a/y": "over y", "a/z": "over z"} {
		got, err := fs.ReadFile(both, name)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q %v, want %q", name, got, err, want)
		}
	}
	names, err := fs.Glob(both, "a/*")
	if diff := cmp.Diff([]string{"a/x", "a/y", "a/z"}, names); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	if _, err := fs.ReadFile(both, "a/none"); err == nil {
		t.Error("a missing file is there")
	}
	if templates.Overlay(base, nil) == nil {
		t.Error("nothing over nothing")
	}
}
