package markdown

import (
	"bytes"

	"github.com/biji-notes/biji/site/markdown/callout"
)

// Inside writes what stands in the callout that is a block, without its title. What is
// wrong with it, HTML says.
func (d *Doc) Inside(w *bytes.Buffer, block int, h Hooks) {
	box, ok := d.blocks[block].(*callout.Node)
	if !ok {
		return
	}
	first := box.FirstChild()
	if head, ok := first.(*callout.TitleNode); ok {
		first = head.NextSibling()
	}
	start := w.Len()
	p := d.page(w, block, block+1, -1, h)
	p.blocksFrom(first)
	p.finish(start)
}
