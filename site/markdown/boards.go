package markdown

import (
	"fmt"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/board"
)

// board writes cards as what they are, HTML, at their places in an SVG, whose
// lines lie below them.
func (p *page) board(n *board.Board) {
	p.shows(site.Boards)
	cards := p.d.board.Cards
	if len(cards) == 0 {
		return
	}
	box := board.Bounds(cards)
	p.w.WriteString("<figure class=\"board\">\n")
	if box.Width > boardFits {
		fmt.Fprintf(p.w, "<label class=\"board-whole\"><input type=\"checkbox\"> %s</label>\n", p.d.parser.words.wholeBoard)
	}
	fmt.Fprintf(p.w, "<div class=\"board-plane\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n", p.d.parser.words.board)
	fmt.Fprintf(p.w, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\">\n", box.Width*3/4, box.Height*3/4, box.X, box.Y, box.Width, box.Height)
	p.frames(cards)
	p.lines()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c, ok := c.(*board.Card); ok && c.Number < len(cards) {
			p.card(c, cards[c.Number])
		}
	}
	p.w.WriteString("</svg>\n</div>\n</figure>\n")
}

// boardFits is how wide a board may be, in pixels, so that it can be read when it
// is made as wide as the text.
const boardFits = 900

// frames writes the rectangles of groups, below all else.
func (p *page) frames(cards []site.Card) {
	for _, c := range cards {
		if c.Kind == site.GroupCard {
			fmt.Fprintf(p.w, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" class=\"board-frame%s\"/>\n", c.X, c.Y, c.Width, c.Height, toneClass(c.Tone))
		}
	}
}

func (p *page) lines() {
	for _, l := range p.d.board.Lines {
		line, arrows := board.Path(l, p.d.board.Cards)
		fmt.Fprintf(p.w, "<g class=\"board-line%s\"><path d=\"%s\"/>", toneClass(l.Tone), line)
		for _, a := range arrows {
			fmt.Fprintf(p.w, "<path d=\"%s\" class=\"board-arrow\"/>", a)
		}
		p.w.WriteString("</g>\n")
	}
}

func toneClass(tone string) string {
	if tone == "" {
		return ""
	}
	return " board-" + tone
}

func (p *page) card(n *board.Card, c site.Card) {
	if c.Kind == site.GroupCard {
		c.Y, c.Height = c.Y-board.NameHeight, board.NameHeight
	}
	fmt.Fprintf(p.w, "<foreignObject x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><div class=\"board-card board-is-%s%s\">\n", c.X, c.Y, c.Width, c.Height, c.Kind, toneClass(c.Tone))
	p.inside(n)
	p.w.WriteString("</div></foreignObject>\n")
}
