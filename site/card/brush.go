package card

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// An ink is one of the colours that a picture has on its paper.
type ink int

const (
	titleInk ink = iota
	softInk
	accentInk
	ruleInk
	inks
)

// A brush draws one picture after the other.
type brush struct {
	fonts   []*face
	palette palette
	sized   map[sizedFont]*sizedFace
	canvas  *image.Paletted
	coder   png.Encoder
}

type sizedFont struct{ number, size int }

// A sizedFace is a font in a size, with the widths that were looked up.
type sizedFace struct {
	font.Face
	advances map[rune]fixed.Int26_6
}

func newBrush(fonts []*face, p palette) *brush {
	return &brush{fonts: fonts, palette: p, sized: map[sizedFont]*sizedFace{}, coder: png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &pool{}}}
}

// A pool keeps the buffers of a brush's encoder.
type pool struct{ kept *png.EncoderBuffer }

func (p *pool) Get() *png.EncoderBuffer  { return p.kept }
func (p *pool) Put(b *png.EncoderBuffer) { p.kept = b }

// clear makes the canvas the paper of a picture of a size.
func (b *brush) clear(size image.Rectangle) {
	if b.canvas == nil || b.canvas.Rect != size {
		b.canvas = image.NewPaletted(size, b.palette.colours)
		return
	}
	clear(b.canvas.Pix)
}

func (b *brush) fill(r image.Rectangle, with ink) {
	full := b.palette.index(with, 0xff)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := b.canvas.Pix[b.canvas.PixOffset(r.Min.X, y):][:r.Dx()]
		for x := range row {
			row[x] = full
		}
	}
}

// face is a font in a size.
func (b *brush) face(number, size int) *sizedFace {
	key := sizedFont{number, size}
	if b.sized[key] == nil {
		f, _ := opentype.NewFace(b.fonts[number].font, &opentype.FaceOptions{Size: float64(size), DPI: 72}) // its error is always nil
		b.sized[key] = &sizedFace{f, map[rune]fixed.Int26_6{}}
	}
	return b.sized[key]
}

// advance is how far the next letter stands from one.
func (f *sizedFace) advance(r rune) fixed.Int26_6 {
	a, known := f.advances[r]
	if !known {
		a, _ = f.GlyphAdvance(r)
		f.advances[r] = a
	}
	return a
}

// fontOf is the number of the font that has a letter, -1 if none has.
func (b *brush) fontOf(r rune) int {
	return slices.IndexFunc(b.fonts, func(f *face) bool { return f.has(r) })
}

// fontIn is fontOf for a letter in a text: points that Latin has too are among Han
// those of the font for Han, which are as wide as it.
func (b *brush) fontIn(r rune, han bool) int {
	if last := len(b.fonts) - 1; han && strings.ContainsRune("·—“”…⸺", r) && b.fonts[last].has(r) {
		return last
	}
	return b.fontOf(r)
}

func hasHan(text string) bool { return strings.ContainsFunc(text, isHan) }

func isHan(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// walk goes over the letters of a text that begins at 0, and gives its width.
func (b *brush) walk(text string, size int, each func(face *sizedFace, r rune, x fixed.Int26_6)) fixed.Int26_6 {
	var x fixed.Int26_6
	before, last, han := rune(-1), -1, hasHan(text)
	for _, r := range text {
		number := b.fontIn(r, han)
		if number < 0 {
			continue
		}
		face := b.face(number, size)
		if number == last && !isHan(r) && !isHan(before) {
			x += face.Kern(before, r)
		}
		each(face, r, x)
		x, before, last = x+face.advance(r), r, number
	}
	return x
}

// width is that of a text in pixels.
func (b *brush) width(text string, size int) int {
	return b.walk(text, size, func(*sizedFace, rune, fixed.Int26_6) {}).Ceil()
}

// line draws a text that begins at x, with its base line at y.
func (b *brush) line(text string, x, y, size int, with ink) {
	b.walk(text, size, func(face *sizedFace, r rune, at fixed.Int26_6) {
		where, mask, from, _, ok := face.Glyph(fixed.P(even((fixed.I(x)+at).Round()), y), r)
		if shape, isAlpha := mask.(*image.Alpha); ok && isAlpha {
			b.cover(where, shape, from, with)
		}
	})
}

// even makes a place such that letters begin with a byte of the picture, which holds
// two pixels: those that are there twice are then packed as one.
func even(x int) int { return x &^ 1 }

// cover puts ink where a shape is.
func (b *brush) cover(where image.Rectangle, shape *image.Alpha, from image.Point, with ink) {
	seen := where.Intersect(b.canvas.Rect)
	from = from.Add(seen.Min.Sub(where.Min))
	for y := 0; y < seen.Dy(); y++ {
		to := b.canvas.Pix[b.canvas.PixOffset(seen.Min.X, seen.Min.Y+y):][:seen.Dx()]
		of := shape.Pix[shape.PixOffset(from.X, from.Y+y):]
		for x := range to {
			if of[x] > 0 {
				to[x] = max(to[x], b.palette.index(with, of[x]))
			}
		}
	}
}

// png is the picture.
func (b *brush) png() ([]byte, error) {
	var data bytes.Buffer
	if err := b.coder.Encode(&data, b.canvas); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}
