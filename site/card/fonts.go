package card

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/go-fonts/stix/stix2textsemibold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// A Font has letters for cards.
type Font struct {
	Plain bool // only what biji's own font lacks is taken from it
	face  *face
}

// A face is a font that was read. Of a letter it is asked again and again.
type face struct {
	font *opentype.Font
	name string // with its version

	mu     sync.Mutex
	glyphs map[rune]bool
}

// Read reads a font, or of a collection of fonts the one that is for a language,
// bold if there is a choice. data is read as long as the font is used.
func Read(data io.ReaderAt, lang string) (f Font, err error) {
	all, err := opentype.ParseCollectionReaderAt(data)
	if err != nil {
		return f, fmt.Errorf("read font: %w", err)
	}
	best := -1
	for i := range all.NumFonts() {
		one, err := all.Font(i)
		if err != nil {
			continue
		}
		if points := suits(one, lang); points > best {
			best, f.face = points, newFace(one)
		}
	}
	if f.face == nil {
		return f, errors.New("read font: it is of a kind that is not known")
	}
	return f, nil
}

// builtIn is biji's own font.
var builtIn = sync.OnceValues(func() (*face, error) {
	f, err := opentype.Parse(stix2textsemibold.TTF)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return newFace(f), nil
})

func newFace(f *opentype.Font) *face {
	return &face{font: f, name: nameOf(f, sfnt.NameIDFull) + " " + nameOf(f, sfnt.NameIDVersion), glyphs: map[rune]bool{}}
}

func nameOf(f *opentype.Font, id sfnt.NameID) string {
	name, _ := f.Name(nil, id) // one without names is as good
	return name
}

// suits says how well a font of a collection suits a language.
func suits(f *opentype.Font, lang string) (points int) {
	family, style := nameOf(f, sfnt.NameIDFamily), nameOf(f, sfnt.NameIDSubfamily)
	if region := regionOf(lang); strings.Contains(family+" ", " "+region+" ") {
		points += 2
	}
	if strings.Contains(style, "Bold") {
		points++
	}
	return points
}

// regionOf is how makers of fonts name the Han characters that readers of a language
// are used to.
func regionOf(lang string) string {
	lang = strings.ToLower(lang)
	primary, rest, _ := strings.Cut(lang, "-")
	switch {
	case primary == "ja":
		return "JP"
	case primary == "ko":
		return "KR"
	case strings.Contains(rest, "hk"), strings.Contains(rest, "mo"):
		return "HK"
	case strings.Contains(rest, "hant"), strings.Contains(rest, "tw"):
		return "TC"
	}
	return "SC"
}

// has says whether the font has a letter.
func (f *face) has(r rune) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	has, known := f.glyphs[r]
	if !known {
		i, err := f.font.GlyphIndex(nil, r)
		has = err == nil && i != 0
		f.glyphs[r] = has
	}
	return has
}
