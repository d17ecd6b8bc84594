// Package chromium starts Chromium for the tests of all packages.
package chromium

import (
	"context"
	"fmt"

	"github.com/chromedp/chromedp"
)

// Start starts the program with a new profile and without a window on the
// screen. The context is that of its first tab, which is blank; end ends the
// browser. The flags change nothing that a page may do:
//
//   - There is no sandbox, since CI is root in a container.
//   - Nothing is loaded ahead for the list that drops down from the address bar,
//     which in tests nobody sees: it costs each window five times the processor's
//     time of a page.
func Start(program string, more ...chromedp.ExecAllocatorOption) (ctx context.Context, end func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("disable-features", "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"))
	alloc, free := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	ctx, stop := chromedp.NewContext(alloc)
	end = func() { stop(); free() }
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		end()
		return nil, nil, fmt.Errorf("start Chromium: %w", err)
	}
	return ctx, end, nil
}
