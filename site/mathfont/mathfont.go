// Package mathfont makes the fonts that a site with formulas ships: the glyphs
// of a math font that the formulas need, with all their larger forms, so that
// brackets, roots and sums stretch on every system.
//
// What goes in is a set of characters, what comes out are fonts in WOFF2. They
// are parts of Latin Modern Math, which looks as formulas do in LaTeX, and, for
// rare symbols that it lacks, of STIX Two Math. The parts have a name of their
// own (Family), as the licence of the first asks.
package mathfont

import (
	"fmt"
	"maps"

	"github.com/go-fonts/latin-modern/lmmath"
	"github.com/go-fonts/stix/stix2mathregular"
)

// Family is the name of the font in style sheets.
const Family = "Biji Math"

// left are the tables that the fonts do without: they are of use to text.
var left = []string{"DSIG", "GPOS", "GSUB", "GDEF", "FFTM"}

// Subset are fonts with the glyphs for these characters, and for the slanted
// letters that browsers show in the place of some. A character is in the first
// font that has it; a font with none is left out. The same characters give the
// same bytes.
func Subset(runes map[rune]bool) ([][]byte, error) {
	wanted := maps.Clone(runes)
	var all [][]byte
	for i, whole := range [][]byte{lmmath.TTF, stix2mathregular.TTF} {
		data, err := subset(whole, copyrights[i], wanted)
		if err != nil {
			return nil, fmt.Errorf("make the math font: %w", err)
		}
		if data != nil {
			all = append(all, data)
		}
	}
	return all, nil
}

// copyrights are those of the fonts, as they say themselves.
var copyrights = []string{
	"A part of Latin Modern Math, Copyright 2012--2014 by B. Jackowski, P. Strzelczyk and P. Pianowski (on behalf of TeX users groups). " +
		"GUST Font License, http://tug.org/fonts/licenses/GUST-FONT-LICENSE.txt",
	"A part of STIX Two Math, Copyright 2001-2021 The STIX Fonts Project Authors (https://github.com/stipub/stixfonts). " +
		"SIL Open Font License 1.1, https://scripts.sil.org/OFL",
}

// subset is a font with the wanted characters, which are wanted no more; nil if
// there is none.
func subset(whole []byte, copyright string, wanted map[rune]bool) ([]byte, error) {
	f, err := readFont(whole)
	if err != nil {
		return nil, err
	}
	for _, name := range left {
		delete(f, name)
	}
	characters := map[rune]int{}
	keep := map[int]bool{0: true}
	for r, glyph := range f.characters() {
		if wanted[r] || wanted[upright(r)] {
			characters[r] = glyph
			keep[glyph] = true
		}
	}
	if len(characters) == 0 {
		return nil, nil
	}
	for r := range characters {
		delete(wanted, r)
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
	f["name"] = newName(copyright, Family)
	return f.woff2()
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
