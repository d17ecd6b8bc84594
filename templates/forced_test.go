package templates_test

import (
	"bytes"
	"image"
	"image/png"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/biji-notes/biji/site/testkit"
)

// TestForcedColours: where a reader's system forces its colours on pages, icons
// are drawn, and what is chosen, current, pressed or marked can be told from the rest.
func TestForcedColours(t *testing.T) {
	ctx, _ := startBrowser(t)
	v := &visit{t, ctx, searchSites(t)["http"].base, ""}
	v.size(1280, 900)
	for _, scheme := range testkit.Some([]string{"dark", "light"}, 1, 2) {
		forced := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"}, // a picture of a page that fades in is none of the page
		}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, forced); err != nil {
			t.Fatal(err)
		}
		v.open("index.html")
		v.sees("forced", `matchMedia("(forced-colors: active)").matches`, "true")
		for _, icon := range []string{".biji-theme .biji-icon", ".biji-search-button .biji-icon"} {
			v.drawn(icon)
		}
		v.differ(".biji-nav [aria-current=page]", ".biji-nav li > a:not([aria-current])")
		v.sees("legible", `(() => { const e = document.createElement("i"); e.style.color = "HighlightText"; document.body.append(e);
			return String(getComputedStyle(document.querySelector(".biji-nav li > a[aria-current=page]")).color === getComputedStyle(e).color) })()`, "true")
		v.ask("握手")
		v.sees("chosen", chosen, "连接 › 握手")
		v.drawn(".biji-find-head > .biji-icon")
		v.differ("[role=option][aria-selected=true]", "[role=option][aria-selected=false]")
		v.differ("[role=option][aria-selected=false] mark", "[role=option][aria-selected=false]")
		v.press("\r")
		v.sees("marked", stepped, "2 of 4")
		v.drawn(".biji-marks .biji-button .biji-icon")
		v.differ(".biji-mark[data-now]", ".biji-text")
	}
}

// drawn holds that an element shows something: it has more than one colour.
func (v *visit) drawn(selector string) {
	v.Helper()
	shot := v.shot(selector)
	for x := range shot.Bounds().Dx() {
		for y := range shot.Bounds().Dy() {
			if shot.At(x, y) != shot.At(0, 0) {
				return
			}
		}
	}
	v.Errorf("%s is not to be seen", selector)
}

// differ holds that two elements stand on other grounds.
func (v *visit) differ(a, b string) {
	v.Helper()
	x, y := v.shot(a), v.shot(b)
	at := func(m image.Image) any { return m.At(m.Bounds().Dx()-2, m.Bounds().Dy()/2) }
	if at(x) == at(y) {
		v.Errorf("%s looks like %s: %v", a, b, at(x))
	}
}

// shot is a picture of the first element of a selector.
func (v *visit) shot(selector string) image.Image {
	v.Helper()
	rect := `(() => { const r = document.querySelector(` + strconv.Quote(selector) + `)?.getBoundingClientRect()
		return r ? [r.x + scrollX, r.y + scrollY, r.width, r.height] : [] })()`
	at, err := chromedp.Run(v.ctx, chromedp.Evaluate[[]float64](rect))
	if err != nil || len(at) != 4 || at[2] < 4 || at[3] < 4 {
		v.Fatalf("%s: %v %v", selector, at, err)
	}
	clip := &page.Viewport{X: at[0], Y: at[1], Width: at[2], Height: at[3], Scale: 1}
	got, err := chromedp.Call(v.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: clip})
	if err != nil {
		v.Fatalf("%s: %v", selector, err)
	}
	shot, err := png.Decode(bytes.NewReader(got.Data))
	if err != nil {
		v.Fatalf("%s: %v", selector, err)
	}
	return shot
}
