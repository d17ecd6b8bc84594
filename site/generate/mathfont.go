package generate

import (
	"encoding/base64"
	"fmt"
	"maps"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/licence"
	"github.com/biji-notes/biji/site/mathfont"
)

// withMathFont puts the glyphs of all formulas into their style sheet: Firefox
// loads no font from a file of the disk. Nothing changes if there is no formula.
func withMathFont(assets []bundle.Asset, formulas []map[rune]bool) ([]bundle.Asset, error) {
	runes := map[rune]bool{}
	for _, f := range formulas {
		maps.Copy(runes, f)
	}
	if len(runes) == 0 {
		return assets, nil
	}
	font, err := mathfont.Subset(runes)
	if err != nil {
		return nil, err
	}
	const notice = "assets/formulas-LICENSE.txt"
	css := fmt.Sprintf("/*! %s is a part of STIX Two Math; its licence is %s. */\n@font-face{font-family:%q;src:url(data:font/woff2;base64,%s)}\n",
		mathfont.Family, notice, mathfont.Family, base64.StdEncoding.EncodeToString(font))
	var all []bundle.Asset
	for _, a := range assets {
		if a.For == site.Formulas && a.Role == bundle.Style {
			a = a.With(css)
		}
		all = append(all, a)
	}
	return append(all, bundle.Asset{Name: notice, Role: bundle.Legal, For: site.Formulas, Data: []byte(licence.STIX())}), nil
}
