package generate

import (
	"encoding/base64"
	"fmt"
	"maps"
	"strconv"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/licence"
	"github.com/biji-notes/biji/site/mathfont"
)

// withMathFont puts the glyphs of all formulas into their style sheet: Firefox
// loads no font from a file of the disk. Nothing changes if there is no formula.
func withMathFont(assets []bundle.Asset, subset func(map[rune]bool) ([][]byte, error), formulas []map[rune]bool) ([]bundle.Asset, error) {
	runes := runesOf(formulas)
	if len(runes) == 0 {
		return assets, nil
	}
	fonts, err := subset(runes)
	if err != nil {
		return nil, err
	}
	const notice = "formulas-LICENSE.txt"
	css := "/*! " + mathfont.Family + " is made of parts of other fonts; see " + notice + " beside this file. */\n"
	for i, font := range fonts {
		family := mathfont.Family
		if i > 0 {
			family += " " + strconv.Itoa(i+1)
		}
		css += fmt.Sprintf("@font-face{font-family:%q;src:url(data:font/woff2;base64,%s)}\n", family, base64.StdEncoding.EncodeToString(font))
	}
	var all []bundle.Asset
	for _, a := range assets {
		if a.For == site.Formulas && a.Role == bundle.Style {
			a = a.With(css)
		}
		all = append(all, a)
	}
	return append(all, bundle.Asset{Name: "assets/" + notice, Role: bundle.Legal, For: site.Formulas, Data: []byte(licence.MathFonts())}), nil
}

// runesOf are the characters of all formulas.
func runesOf(formulas []map[rune]bool) map[rune]bool {
	runes := map[rune]bool{}
	for _, f := range formulas {
		maps.Copy(runes, f)
	}
	return runes
}
