package generate_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// A screen is something on which readers look at a site.
type screen struct {
	name          string
	width, height int64
	touch         bool
}

var screens = []screen{
	{"phone", 390, 844, true},
	{"desktop", 1680, 1050, false},
	{"tablet", 820, 1180, true},
	{"laptop", 1280, 800, false},
	{"narrow", 320, 640, true}, // 400 % of 1280 (WCAG 1.4.10)
}

// media are what the system says of its colours.
var media = map[string][]*emulation.MediaFeature{
	"light":  {{Name: "prefers-color-scheme", Value: "light"}},
	"dark":   {{Name: "prefers-color-scheme", Value: "dark"}},
	"forced": {{Name: "prefers-color-scheme", Value: "dark"}, {Name: "forced-colors", Value: "active"}},
}

// A look is a page of the specimen, and what a reader does there first.
type look struct {
	name, lang, page string
	does             string // JavaScript: true when it is done
}

const searches = `(() => {
	const box = document.querySelector(".biji-find-input");
	if (!box) document.querySelector("form[data-biji=search]").requestSubmit();
	else if (!box.value) { box.value = "数据库"; box.dispatchEvent(new InputEvent("input", { bubbles: true })) }
	return document.querySelectorAll("[role=option]").length > 1;
})()`

var specimenLooks = []look{
	{"home", "zh", "index.html", ""},
	{"text", "zh", "排版/文字.html", ""},
	{"code", "zh", "排版/代码.html", ""},
	{"tables", "zh", "排版/表格.html", ""},
	{"formulas", "zh", "排版/公式.html", ""},
	{"diagrams", "zh", "排版/图.html", ""},
	{"questions", "zh", "问题.html", ""},
	{"folder", "zh", "排版/index.html", ""},
	{"tag", "zh", "tags/样张.html", ""},
	{"tags", "zh", "tags/index.html", ""},
	{"terms", "zh", "search/terms.html", ""},
	{"lost", "zh", "404.html", ""},
	{"dialog", "zh", "问题.html", searches},
	{"results", "zh", "search.html?q=数据库", `document.querySelectorAll("[role=option]").length > 1`},
	{"landing", "zh", "问题.html?mark=数据库", `!!document.querySelector(".biji-marks")`},
	{"home", "en", "index.html", ""},
	{"code", "en", "code.html", ""}, // a short run takes this one
	{"text", "en", "type.html", ""},
	{"home", "ar", "index.html", ""},
	{"text", "ar", "نص.html", ""},
}

// TestLooks opens every page of the specimen on every screen: none is wider than
// the screen, and nothing is complained of. A long run leaves pictures of all in the
// folder looks at the top of the repository, for whoever changes the style: they are
// to be looked at, one by one.
func TestLooks(t *testing.T) {
	b := newBrowser(t)
	chosen := testkit.Some([]string{"light", "dark", "forced"}, 1, 1)
	for _, lang := range []string{"zh", "en", "ar"} {
		base := specimen(t, lang)
		for _, l := range testkit.Some(specimenLooks, 5, len(specimenLooks)) {
			if l.lang != lang {
				continue
			}
			for _, s := range testkit.Some(screens, 1, 2) {
				for _, m := range chosen {
					b.look(t, base, l, s, m)
				}
			}
			b.look(t, base, l, screens[len(screens)-1], "light")
		}
	}
}

// specimen serves a site of the specimen below a sub-path, and gives its address.
func specimen(t *testing.T, lang string) string {
	t.Helper()
	dir := filepath.Join("testdata", "specimen", lang)
	if names, err := fs.Glob(os.DirFS(dir), "*.md"); err != nil || len(names) == 0 {
		t.Fatalf("no specimen in %s: %v", dir, err)
	}
	files, _ := buildMemory(t, os.DirFS(dir), site.Options{Lang: lang, URL: "http://example.org/sub/path/"}, 0)
	server := httptest.NewServer(http.StripPrefix("/sub/path", http.FileServerFS(files)))
	t.Cleanup(server.Close)
	return server.URL + "/sub/path/"
}

// touched says what is wrong for fingers: keys are shown that nobody can press, or the
// language of a block stands below its buttons, which are always there.
const touched = `[
	matchMedia("(hover: none)").matches ? "" : "there is a pointer",
	...[...document.querySelectorAll("kbd[aria-hidden]")].filter((key) => key.checkVisibility()).map((key) => "a key: " + key.textContent),
	...[...document.querySelectorAll("figure.code")].filter((code) => {
		const edge = code.getBoundingClientRect().right, language = getComputedStyle(code, "::after");
		return language.content !== "none" && [...code.querySelectorAll("button")].some((button) =>
			button.checkVisibility() && parseFloat(language.right) < edge - button.getBoundingClientRect().left);
	}).map((code) => "below its buttons: " + code.dataset.lang),
].join(" ").trim()`

func (b *testBrowser) look(t *testing.T, base string, l look, s screen, m string) {
	t.Helper()
	name := strings.Join([]string{l.name, l.lang, s.name, m}, "-")
	ctx, stop := context.WithTimeout(b.ctx, 60*time.Second)
	defer stop()
	if err := opens(ctx, base, l, s, m); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	beyond, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if beyond > 0 {
		t.Errorf("%s: %d pixels wider than the screen", name, beyond)
	}
	for _, bad := range b.take() {
		t.Errorf("%s: %s", name, bad)
	}
	if wrong, err := chromedp.Run(ctx, chromedp.Evaluate[string](touched)); err != nil || s.touch && wrong != "" {
		t.Errorf("%s: %s %v", name, wrong, err)
	}
	if testkit.Long() {
		keep(t, ctx, name)
	}
}

// drawn waits for movements that end by themselves, and not with scrolling.
const drawn = `Promise.all(document.getAnimations()
	.filter((a) => a.timeline === document.timeline && a.effect.getComputedTiming().iterations < 9)
	.map((a) => a.finished.catch(() => {}))).then(() => "")`

// opens opens a page, and waits until what a reader does there is done and all is drawn.
func opens(ctx context.Context, base string, l look, s screen, m string) error {
	var options []chromedp.EmulateViewportOption
	if s.touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: media[m]}); err != nil {
		return err
	}
	name, query, _ := strings.Cut(l.page, "?")
	key, value, _ := strings.Cut(query, "=")
	address := base + (&url.URL{Path: name}).EscapedPath()
	if key != "" {
		address += "?" + key + "=" + url.QueryEscape(value)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height, options...), chromedp.Navigate(address)); err != nil {
		return err
	}
	done := `document.readyState === "complete" && document.fonts.status === "loaded"`
	if l.does != "" {
		done += " && " + l.does
	}
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](done)); err != nil {
		return err
	}
	_, err := chromedp.Run(ctx, chromedp.Evaluate[string](drawn, chromedp.EvalAwaitPromise))
	return err
}

// tallest is how much of a long page a picture shows.
const tallest = 3000

// keep takes the picture of a page. One of a single colour is none.
func keep(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	size, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](`[innerWidth, document.querySelector("dialog[open]") ? innerHeight : document.documentElement.scrollHeight, innerHeight]`))
	if err != nil || len(size) != 3 {
		t.Fatalf("%s: %v", name, err)
	}
	beyond := size[1] > size[2] // of a page that fits, Chromium would shift one from right to left
	shot, err := chromedp.Call(ctx, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Clip: &cdppage.Viewport{Width: size[0], Height: min(size[1], tallest), Scale: 1}, CaptureBeyondViewport: &beyond,
	})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if picture, err := png.Decode(bytes.NewReader(shot.Data)); err != nil || shades(picture) < 8 {
		t.Errorf("%s: nothing is to be seen: %v", name, err)
	}
	dir := filepath.Join(testkit.Root(t), "looks")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot.Data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// shades is how many colours a picture has, on a grid of points.
func shades(p image.Image) int {
	seen := map[any]bool{}
	for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x += 3 {
		for y := p.Bounds().Min.Y; y < p.Bounds().Max.Y; y += 3 {
			seen[p.At(x, y)] = true
		}
	}
	return len(seen)
}
