package browser

import (
	"context"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

type chromiumBrowser struct {
	ctx context.Context
	end func()
}

func (*chromiumBrowser) Name() string { return "Chromium" }

func (c *chromiumBrowser) open() (tab, error) {
	ctx, stop := chromedp.NewContext(c.ctx)
	// A page without a window has no focus.
	focus := emulation.SetFocusEmulationEnabledParams{Enabled: true}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, focus); err != nil {
		stop()
		return nil, err
	}
	return &chromiumTab{ctx, stop}, nil
}

type chromiumTab struct {
	ctx  context.Context
	stop context.CancelFunc
}

const slow = 40 * time.Second // a browser that has not answered by then will not

func (c *chromiumTab) navigate(url string) error {
	ctx, stop := context.WithTimeout(c.ctx, slow)
	defer stop()
	return chromedp.Do(ctx, chromedp.Navigate(url))
}

func (c *chromiumTab) eval(script string) (string, error) {
	ctx, stop := context.WithTimeout(c.ctx, slow)
	defer stop()
	return chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
}

func (c *chromiumTab) press(keys string) error {
	ctx, stop := context.WithTimeout(c.ctx, slow)
	defer stop()
	for _, r := range keys {
		switch string(r) {
		case Enter:
			r = '\r'
		case Escape:
			r = []rune(kb.Escape)[0]
		case ArrowDown:
			r = []rune(kb.ArrowDown)[0]
		case Tab:
			r = '\t'
		}
		if kb.Keys[r] == nil { // as an input method types it
			if _, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: string(r)}); err != nil {
				return err
			}
			continue
		}
		for _, k := range kb.Encode(r) {
			if k.Type == kb.KeyChar {
				continue
			}
			if k.Type != kb.KeyUp && (strconv.IsPrint(r) && r < 0x80 || r == '\r') {
				k.Type, k.Text = "keyDown", string(r) // types only if the page lets the key pass
			}
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, *k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *chromiumTab) resize(width, height int64) error {
	ctx, stop := context.WithTimeout(c.ctx, slow)
	defer stop()
	return chromedp.Do(ctx, chromedp.EmulateViewport(width, height))
}

func (c *chromiumTab) close() error {
	c.stop()
	return nil
}
