package card

import (
	"image/color"

	"github.com/biji-notes/biji/site/colour"
)

// A palette is the paper and each ink on it in so many steps as make edges smooth:
// 16 colours together, of which two fit into a byte.
type palette struct {
	colours color.Palette
	first   [inks]uint8
	steps   [inks]uint8
}

func newPalette(accent string) palette {
	p := palette{colours: color.Palette{plain(paper)}, steps: [inks]uint8{titleInk: 3, softInk: 3, accentInk: 4, ruleInk: 1}}
	c, ok := colour.Parse(accent)
	if !ok {
		c = biji
	}
	for i, of := range [inks]colour.RGB{titleInk: strong, softInk: soft, accentInk: c, ruleInk: rule} {
		p.first[i] = uint8(len(p.colours))
		for step := range p.steps[i] {
			p.colours = append(p.colours, plain(of.Mix(float64(step+1)/float64(p.steps[i]), paper)))
		}
	}
	return p
}

// negative has the paper for its first ink, and the accent for its paper.
func (p palette) negative() palette {
	accent := p.colours[p.first[accentInk]+p.steps[accentInk]-1]
	under := colourOf(accent)
	n := palette{colours: color.Palette{accent}, first: p.first, steps: p.steps}
	n.first[titleInk] = 1
	for step := range p.steps[titleInk] {
		n.colours = append(n.colours, plain(paper.Mix(float64(step+1)/float64(p.steps[titleInk]), under)))
	}
	return n
}

func colourOf(c color.Color) colour.RGB {
	r, g, b, _ := c.RGBA()
	return colour.RGB{R: float64(r >> 8), G: float64(g >> 8), B: float64(b >> 8), Alpha: 1}
}

// index is the colour of a pixel of which an ink covers so much; 0 is paper.
func (p *palette) index(of ink, cover uint8) uint8 {
	step := (int(cover)*int(p.steps[of]) + 127) / 255
	if step == 0 {
		return 0
	}
	return p.first[of] + uint8(step) - 1
}

func plain(c colour.RGB) color.RGBA {
	return color.RGBA{uint8(c.R + 0.5), uint8(c.G + 0.5), uint8(c.B + 0.5), 0xff}
}
