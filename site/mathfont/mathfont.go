// Package mathfont makes the font that a site with formulas ships: the glyphs of
// a math font that the formulas need, with all their larger forms, so that
// brackets, roots and sums stretch on every system.
//
// What goes in is a set of characters, what comes out is a font in WOFF2. The
// font is STIX Two Math, under the SIL Open Font License; its subset has
// another name (Family).
package mathfont

import (
	"fmt"

	"github.com/go-fonts/stix/stix2mathregular"
)

// Family is the name of the font in style sheets.
const Family = "Biji Math"

// left are the tables that the font does without: they are of use to text.
var left = []string{"DSIG", "GPOS", "GSUB", "GDEF", "FFTM"}

// Subset is the font with the glyphs for these characters, and for the letters
// and digits in the shapes of mathematics that a style sheet makes of them. The
// same characters give the same bytes, in whatever order they come.
func Subset(runes map[rune]bool) ([]byte, error) {
	f, err := readFont(stix2mathregular.TTF)
	if err != nil {
		return nil, err
	}
	for _, name := range left {
		delete(f, name)
	}
	characters := map[rune]int{}
	keep := map[int]bool{0: true}
	for r, glyph := range f.characters() {
		if runes[r] || runes[upright(r)] {
			characters[r] = glyph
			keep[glyph] = true
		}
	}
	f.withVariants(keep)
	outlines, err := readCFF(f["CFF "])
	if err != nil {
		return nil, err
	}
	if f["CFF "], err = outlines.subset(keep); err != nil {
		return nil, err
	}
	f.blankWidths(keep)
	f["cmap"] = newCmap(characters)
	data, err := f.woff2()
	if err != nil {
		return nil, fmt.Errorf("pack the math font: %w", err)
	}
	return data, nil
}

// upright is the letter that browsers show as r where it stands alone as a
// variable: slanted letters are characters of their own.
func upright(r rune) rune {
	switch {
	case r >= 0x1D434 && r <= 0x1D44D:
		return r - 0x1D434 + 'A'
	case r >= 0x1D44E && r <= 0x1D467:
		return r - 0x1D44E + 'a'
	case r >= 0x1D6E2 && r <= 0x1D6FA:
		return r - 0x1D6E2 + 'Α'
	case r >= 0x1D6FC && r <= 0x1D714:
		return r - 0x1D6FC + 'α'
	case r >= 0x1D715 && r <= 0x1D71B:
		return []rune("∂ϵϑϰϕϱϖ")[r-0x1D715]
	case r == 'ℎ':
		return 'h'
	case r == 0x1D6A4:
		return 'ı'
	case r == 0x1D6A5:
		return 'ȷ'
	}
	return r
}
