package generate

import (
	"bytes"
	"fmt"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/card"
	"github.com/biji-notes/biji/site/generate/face"
)

// cards draws the cards of a site; it is nil if the site has none. A font of the
// settings that cannot be read is a problem.
func (in Input) cards(o site.Options) (*card.Painter, []site.Problem, error) {
	switch {
	case !o.Face.Cards:
		return nil, nil, nil
	case o.URL == "":
		return nil, []site.Problem{{Kind: site.NoCard, What: "cards are not drawn without url", Hint: "other sites want the whole address of a picture"}}, nil
	}
	font, problems := in.cardFont(o)
	painter, err := card.New(font, o.Face.Accent.Light)
	if err != nil {
		return nil, nil, fmt.Errorf("prepare cards: %w", err)
	}
	return painter, problems, nil
}

// withTouchIcon are assets and the icon that phones put on their screens, if the site has
// cards and its title begins with a letter that can be drawn.
func withTouchIcon(assets []bundle.Asset, cards *card.Painter, title string) ([]bundle.Asset, error) {
	if cards == nil {
		return assets, nil
	}
	data, ok, err := cards.Icon(title)
	if !ok || err != nil {
		return assets, err
	}
	return append(assets, bundle.FileAsset(bundle.TouchIcon, ".png", data)), nil
}

// cardFont is the font of the settings; without one it is one of this computer, if
// that may be used and is there.
func (in Input) cardFont(o site.Options) (fonts []card.Font, problems []site.Problem) {
	if o.Face.CardFont.Path == "" {
		if !in.SystemFonts {
			return nil, nil
		}
		if font, ok := card.System(o.Lang); ok {
			fonts = append(fonts, font)
		}
		return fonts, nil
	}
	data, problems := face.Font(in.Content, &o.Face)
	if len(problems) > 0 {
		return nil, problems
	}
	font, err := card.Read(bytes.NewReader(data), o.Lang)
	if err != nil {
		return nil, []site.Problem{{At: o.Face.CardFont.At, Kind: site.BadConfig, What: fmt.Sprintf("card-font: %q is no font that can be read", o.Face.CardFont.Path)}}
	}
	return append(fonts, font), nil
}

// cardless says of how many pages the cards do not show the title.
func (p *planned) cardless() []site.Problem {
	if p.parts.Cards == nil {
		return nil
	}
	var without []string
	for i := range p.parts.Pages {
		if title := p.parts.Pages[i].Title; !p.parts.Cards.Draws(title) {
			without = append(without, title)
		}
	}
	if len(without) == 0 {
		return nil
	}
	return []site.Problem{{
		At: p.parts.Options.Face.CardFont.At, Kind: site.NoCard,
		What: fmt.Sprintf("titles that cannot be written on cards: %d, such as %q", len(without), without[0]),
		Hint: "card-font names a font; that of the front page is shown for pages without a card",
	}}
}
