package mathfont

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// errFont says that the font is not one that this package can read. It is the
// program's own, so that it never comes out of a test.
var errFont = errors.New("the math font cannot be read")

// A font is an OpenType font by its tables.
type font map[string][]byte

// be reads numbers of a font; what is beyond the end is 0.
type be []byte

func (b be) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func (b be) u32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}

// from is what begins at an offset.
func (b be) from(at int) be {
	if at < 0 || at > len(b) {
		return nil
	}
	return b[at:]
}

// readFont splits a font into copies of its tables.
func readFont(data []byte) (font, error) {
	b := be(data)
	f := font{}
	for i := range b.u16(4) {
		entry := 12 + 16*i
		offset, size := b.u32(entry+8), b.u32(entry+12)
		if entry+16 > len(data) || offset+size > len(data) {
			return nil, errFont
		}
		f[string(data[entry:entry+4])] = slices.Clone(data[offset : offset+size])
	}
	for _, name := range []string{"CFF ", "MATH", "cmap", "hmtx", "hhea", "maxp"} {
		if len(f[name]) == 0 {
			return nil, errFont
		}
	}
	return f, nil
}

// tags are the names of the tables, sorted.
func (f font) tags() []string { return slices.Sorted(maps.Keys(f)) }

// glyphs is how many there are.
func (f font) glyphs() int { return be(f["maxp"]).u16(4) }

// characters are the glyphs of all characters of the font.
func (f font) characters() map[rune]int {
	all := map[rune]int{}
	cmap := be(f["cmap"])
	for i := range cmap.u16(2) {
		table := cmap.from(cmap.u32(4 + 8*i + 4))
		if table.u16(0) != 12 {
			continue
		}
		for g := range table.u32(12) {
			at := 16 + 12*g
			first, last, glyph := table.u32(at), table.u32(at+4), table.u32(at+8)
			for r := first; r <= last && r <= 0x10FFFF; r++ {
				all[rune(r)] = glyph + r - first
			}
		}
	}
	return all
}

// newCmap is a table of format 12 that has just these characters.
func newCmap(all map[rune]int) []byte {
	runes := slices.Sorted(maps.Keys(all))
	table := []byte{0, 12, 0, 0}
	table = binary.BigEndian.AppendUint32(table, uint32(16+12*len(runes)))
	table = append(table, 0, 0, 0, 0)
	table = binary.BigEndian.AppendUint32(table, uint32(len(runes)))
	for _, r := range runes {
		for _, n := range []int{int(r), int(r), all[r]} {
			table = binary.BigEndian.AppendUint32(table, uint32(n))
		}
	}
	return append([]byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12}, table...)
}

// blankWidths zeroes the widths of all other glyphs.
func (f font) blankWidths(keep map[int]bool) {
	hmtx, long := f["hmtx"], be(f["hhea"]).u16(34)
	for glyph := range f.glyphs() {
		if keep[glyph] {
			continue
		}
		at, size := 4*glyph, 4
		if glyph >= long {
			at, size = 4*long+2*(glyph-long), 2
		} else if glyph == long-1 {
			continue // its width holds for all that follow
		}
		if at+size <= len(hmtx) {
			clear(hmtx[at : at+size])
		}
	}
}

// newName is a table of names. Browsers refuse a font without one.
func newName(copyright, family string) []byte {
	const windows, unicodeBMP, english = 3, 1, 0x409
	names := []struct {
		id   int
		text string
	}{{0, copyright}, {1, family}, {2, "Regular"}, {4, family}, {6, strings.ReplaceAll(family, " ", "")}}
	put := func(b []byte, numbers ...int) []byte {
		for _, n := range numbers {
			b = binary.BigEndian.AppendUint16(b, uint16(n))
		}
		return b
	}
	table := put(nil, 0, len(names), 6+12*len(names))
	var texts []byte
	for _, n := range names {
		text := utf16.Encode([]rune(n.text))
		table = put(table, windows, unicodeBMP, english, n.id, 2*len(text), len(texts))
		for _, unit := range text {
			texts = put(texts, int(unit))
		}
	}
	return append(table, texts...)
}
