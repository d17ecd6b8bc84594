package card

import (
	"fmt"
	"image"
	"strings"
	"unicode"

	"golang.org/x/image/math/fixed"
)

// IconSize is that of an icon in pixels: what phones put on their screens.
const IconSize = 180

// Icon draws the icon of a site that phones put on their screens: the first letter of
// its name, or the first Han character, on its colour. Phones round the corners. ok is
// false if the letter cannot be drawn.
func (p *Painter) Icon(name string) (data []byte, ok bool, err error) {
	b := p.brush()
	defer p.brushes.Put(b)
	drawn, ok := b.drawable(name)
	first := strings.IndexFunc(drawn, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	if !ok || first < 0 {
		return nil, false, nil
	}
	letter := unicode.ToUpper([]rune(drawn[first:])[0])
	icon := newBrush(p.fonts, p.palette.negative())
	icon.clear(image.Rect(0, 0, IconSize, IconSize))
	icon.middle(letter, IconSize*3/5)
	if data, err = icon.png(); err != nil {
		return nil, false, fmt.Errorf("draw the icon: %w", err)
	}
	return data, true, nil
}

// middle draws a letter in the middle of the canvas.
func (b *brush) middle(letter rune, size int) {
	number := b.fontOf(letter)
	if number < 0 {
		return
	}
	bounds, _, _ := b.face(number, size).GlyphBounds(letter)
	whole := b.canvas.Rect.Size()
	centre := func(room int, low, high fixed.Int26_6) int { return room/2 - ((low + high) / 2).Round() }
	b.line(string(letter), centre(whole.X, bounds.Min.X, bounds.Max.X), centre(whole.Y, bounds.Min.Y, bounds.Max.Y), size, titleInk)
}
