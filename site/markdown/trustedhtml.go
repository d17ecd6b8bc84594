package markdown

import (
	"github.com/biji-notes/biji/site/markdown/trusted"
)

// settle makes what has been written since start fit to stand in a page, and
// tells what it loads and runs.
func (p *page) settle(start int) {
	settled, sources, ok := trusted.Settle(p.w.Bytes()[start:])
	if !ok {
		panic("its HTML is read in another way each time")
	}
	p.w.Truncate(start)
	p.w.Write(settled)
	if p.hooks.Source != nil {
		for s := range sources {
			p.hooks.Source(s)
		}
	}
}
