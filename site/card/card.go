// Package card draws the pictures that chats and other sites show beside a link
// to a page: its title, the folders in which it lies, and the name of the site,
// in the site's colours.
//
//	New    fonts, accent      -> *Painter
//	Card   texts of a page    -> Card, with a name, if the fonts have its texts
//	PNG    Card               -> the picture
//
// Letters are set one beside the other, which is right for Han, Kana, Hangul,
// Latin, Greek and Cyrillic. What other scripts need, such as letters that join,
// is not done: a text in them is left out, and never drawn wrongly.
package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site/colour"
)

// Size of a card in pixels, as other sites crop them least.
const (
	Width  = 1200
	Height = 630
)

// version stands in the names of cards: other drawings have other names. A test holds
// that it is another when the drawing is.
const version = "1"

// Texts are what a card says.
type Texts struct {
	Page  string   // address of the page, for the name alone
	Title string   // of the page
	Site  string   // name of the site; "" if the title is that
	Trail []string // the folders in which the page lies, outermost first
}

// A Painter draws cards. It is safe for concurrent use.
type Painter struct {
	fonts   []*face
	palette palette
	brushes sync.Pool
	about   string // what the drawings depend on besides the texts
}

// New makes a Painter that takes each letter from the first of the fonts that has it,
// and from biji's own, which has those of Latin, Greek and Cyrillic. A font whose
// Plain is set comes after biji's own, the others before. accent is as
// site.Accent.Light; "" is biji's own.
func New(fonts []Font, accent string) (*Painter, error) {
	own, err := builtIn()
	if err != nil {
		return nil, err
	}
	p := &Painter{palette: newPalette(accent)}
	for _, f := range fonts {
		if !f.Plain {
			p.fonts = append(p.fonts, f.face)
		}
	}
	p.fonts = append(p.fonts, own)
	for _, f := range fonts {
		if f.Plain {
			p.fonts = append(p.fonts, f.face)
		}
	}
	about := []string{version, accent}
	for _, f := range p.fonts {
		about = append(about, f.name)
	}
	p.about = strings.Join(about, "\x00")
	p.brushes.New = func() any { return newBrush(p.fonts, p.palette) }
	return p, nil
}

// A Card is one that can be drawn.
type Card struct {
	painter     *Painter
	title, site string
	trail       []string
	page        string
}

// Card is the card that says texts. ok is false if it cannot say the title. Of the
// rest it says what it can.
func (p *Painter) Card(t Texts) (c Card, ok bool) {
	b := p.brush()
	defer p.brushes.Put(b)
	c = Card{painter: p, page: t.Page}
	if c.title, ok = b.drawable(t.Title); !ok || c.title == "" {
		return c, false
	}
	c.site, _ = b.drawable(t.Site)
	for _, folder := range t.Trail {
		if name, ok := b.drawable(folder); ok && name != "" {
			c.trail = append(c.trail, name)
		}
	}
	return c, true
}

// Draws says whether it can write a title.
func (p *Painter) Draws(title string) bool {
	b := p.brush()
	defer p.brushes.Put(b)
	drawn, ok := b.drawable(title)
	return ok && drawn != ""
}

// Name is that of the card's file. It tells all that the picture depends on: another
// picture has another name.
func (c *Card) Name() string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{c.painter.about, c.page, c.title, c.site}, c.trail...), "\x00")))
	return "card-" + hex.EncodeToString(sum[:8]) + ".png"
}

// PNG draws the card.
func (c *Card) PNG() ([]byte, error) {
	b := c.painter.brush()
	defer c.painter.brushes.Put(b)
	b.clear(image.Rect(0, 0, Width, Height))
	b.card(c)
	data, err := b.png()
	if err != nil {
		return nil, fmt.Errorf("draw the card of %s: %w", c.page, err)
	}
	return data, nil
}

// IsWhole says whether data, which were read somewhere, are a card from its beginning to
// its end.
func IsWhole(data []byte) bool {
	picture, err := png.Decode(bytes.NewReader(data)) // which reads the sums of all parts
	return err == nil && picture.Bounds() == image.Rect(0, 0, Width, Height)
}

func (p *Painter) brush() *brush { return p.brushes.Get().(*brush) }

// Places on a card.
const (
	margin  = 88
	bar     = 18  // width of the stripe at the left
	trailAt = 118 // base line
	siteAt  = 546 // likewise
	ruleAt  = 478
)

func (b *brush) card(c *Card) {
	b.fill(image.Rect(0, 0, bar, Height), accentInk)
	room := Width - 2*margin
	if len(c.trail) > 0 {
		b.line(b.shortened(strings.Join(c.trail, " / "), small, room), margin, trailAt, small, softInk)
	}
	lines, size := b.set(c.title, room)
	height := (len(lines) - 1) * leading(size)
	base := (trailAt+ruleAt)/2 - height/2 + size*2/5
	for i, line := range lines {
		b.line(line, margin, base+i*leading(size), size, titleInk)
	}
	if c.site != "" {
		b.fill(image.Rect(margin, ruleAt, Width-margin, ruleAt+2), ruleInk)
		b.line(b.shortened(c.site, small, room), margin, siteAt, small, accentInk)
	}
}

// The colours of light paper, as style/tokens.css has them.
var (
	paper  = rgb("#fcfbf8")
	strong = rgb("#121417")
	soft   = rgb("#565a60")
	rule   = rgb("#e5e1d8")
	biji   = rgb("#0b6b62")
)

func rgb(text string) colour.RGB {
	c, _ := colour.Parse(text)
	return c
}
