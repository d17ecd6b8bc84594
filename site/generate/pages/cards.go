package pages

import (
	"path"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/card"
	"github.com/biji-notes/biji/site/render"
)

// cardsFolder is where cards lie in the site.
const cardsFolder = "assets/"

// ownCard is the card of page i; ok is false if it has none of its own.
func (w *World) ownCard(i int) (c card.Card, ok bool) {
	p := &w.Pages[i]
	if w.Cards == nil || w.Options.URL == "" || w.isPorch(p) || w.picture(p) != "" {
		return c, false
	}
	own := w.tongueOf(p)
	texts := card.Texts{Page: p.URL, Title: p.Title, Site: own.shared.Title}
	for _, crumb := range w.crumbs(p) {
		if crumb.Text != own.shared.Title {
			texts.Trail = append(texts.Trail, crumb.Text)
		}
	}
	if texts.Title == texts.Site {
		texts.Site = ""
	}
	return w.Cards.Card(texts)
}

// poster is the picture that other sites show beside a link to page i: its own, or
// its card, or else the card of the front page; nil if there is none of them.
func (w *World) poster(i int) *render.Poster {
	p := &w.Pages[i]
	if own := w.picture(p); own != "" {
		return &render.Poster{URL: own}
	}
	c, ok := w.ownCard(i)
	if home, known := w.atlas.Page(w.tongueOf(p).home); !ok && known && w.picture(&w.Pages[home]) == "" {
		c, ok = w.ownCard(home)
	}
	if !ok {
		return nil
	}
	return &render.Poster{URL: w.Absolute(cardsFolder + c.Name()), Width: card.Width, Height: card.Height}
}

// putCard puts the card of page i, if it has one of its own. One that the site had
// before is not drawn again: its name says all that it depends on.
func (w *World) putCard(i int, put Put) error {
	c, ok := w.ownCard(i)
	if !ok {
		return nil
	}
	address := cardsFolder + c.Name()
	if w.Earlier != nil {
		if data, err := w.Earlier(address); err == nil && card.IsWhole(data) {
			return put(address, data)
		}
	}
	data, err := c.PNG()
	if err != nil {
		return err
	}
	return put(address, data)
}

// CardFile draws the card at an address; ok is false if no page has it.
func (w *World) CardFile(address string) (data []byte, ok bool) {
	if w.Cards == nil || path.Dir(address)+"/" != cardsFolder {
		return nil, false
	}
	for i := range w.Pages {
		if c, ok := w.ownCard(i); ok && c.Name() == path.Base(address) {
			data, err := c.PNG()
			return data, err == nil
		}
	}
	return nil, false
}

// picture is the address of the picture that a page has itself, as its note says; ""
// if it has none, or the address of the site is not known.
func (w *World) picture(p *site.Page) string {
	if p.Note < 0 || w.Options.URL == "" {
		return ""
	}
	n := &w.Notes[p.Note]
	if n.Meta.Image != "" {
		return n.Meta.Image
	}
	k := n.Properties.Picture()
	if k < 0 {
		return ""
	}
	if to := w.propertyTarget(p.Note, k); to.Kind == site.ToFile {
		return w.Absolute(to.URL)
	}
	return ""
}
