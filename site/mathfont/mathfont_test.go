package mathfont

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/go-fonts/latin-modern/lmmath"
)

func set(s string) map[rune]bool {
	all := map[rune]bool{}
	for _, r := range s {
		all[r] = true
	}
	return all
}

// unpacked are the tables of a font in WOFF2.
func unpacked(t *testing.T, data []byte) font {
	t.Helper()
	b := be(data)
	if string(data[:8]) != "wOF2OTTO" || b.u32(8) != len(data) {
		t.Fatalf("the font begins with %q and says that it has %d of its %d bytes", data[:8], b.u32(8), len(data))
	}
	type entry struct {
		tag  string
		size int
	}
	var entries []entry
	at, total := 48, 0
	for range b.u16(12) {
		e := entry{tag: known[5*int(data[at]):][:4]}
		for at++; ; at++ {
			e.size = e.size<<7 | int(data[at]&0x7F)
			if data[at] < 0x80 {
				break
			}
		}
		at++
		total += e.size
		entries = append(entries, e)
	}
	tables, err := io.ReadAll(brotli.NewReader(bytes.NewReader(data[at : at+b.u32(20)])))
	if err != nil || len(tables) != total {
		t.Fatalf("%d bytes of tables, want %d: %v", len(tables), total, err)
	}
	f := font{}
	for _, e := range entries {
		f[e.tag], tables = tables[:e.size], tables[e.size:]
	}
	return f
}

func TestSubset(t *testing.T) {
	fonts, err := Subset(set("x√(∑{=中"))
	if err != nil || len(fonts) != 1 {
		t.Fatal(len(fonts), err)
	}
	f := unpacked(t, fonts[0])
	characters := f.characters()
	if got := string(slices.Sorted(maps.Keys(characters))); got != "(=x{∑√𝑥" {
		t.Errorf("the font has %q", got)
	}
	whole, err := readFont(lmmath.TTF)
	if err != nil {
		t.Fatal(err)
	}
	if f.glyphs() != whole.glyphs() || !bytes.Equal(f["MATH"], whole["MATH"]) {
		t.Error("the numbers of glyphs have changed")
	}
	before, err := readCFF(whole["CFF "])
	if err != nil {
		t.Fatal(err)
	}
	after, err := readCFF(f["CFF "])
	if err != nil {
		t.Fatal(err)
	}
	keep := map[int]bool{}
	for _, glyph := range characters {
		keep[glyph] = true
	}
	f.withVariants(keep)
	if n := len(keep); n < 30 {
		t.Errorf("%d glyphs: brackets, roots and sums have larger forms", n)
	}
	outline := func(c *cff, glyph int) []byte {
		return c.data[c.charstrings.starts[glyph]:c.charstrings.starts[glyph+1]]
	}
	for glyph := range whole.glyphs() {
		want := outline(before, glyph)
		if !keep[glyph] && glyph > 0 {
			want = []byte{endchar}
		}
		if got := outline(after, glyph); !bytes.Equal(got, want) {
			t.Fatalf("the outline of glyph %d is %x, want %x", glyph, got, want)
		}
	}
	for glyph := range keep { // and what it calls is there
		if after.stems, after.stack = 0, 0; !after.trace(after.charstrings, glyph, 0) {
			t.Errorf("glyph %d calls what is not there", glyph)
		}
	}
	for n := range after.usedLocal {
		if after.local.starts[n] == after.local.starts[n+1] {
			t.Errorf("subroutine %d is empty", n)
		}
	}
}

func TestSubsetIsDeterministic(t *testing.T) {
	a, _ := Subset(set("abc+∫"))
	b, _ := Subset(set("∫+cba"))
	if len(a) != 1 || !slices.EqualFunc(a, b, bytes.Equal) {
		t.Error("the same characters give other bytes")
	}
}

// The letters, digits and signs of everyday formulas.
func TestWeight(t *testing.T) {
	fonts, err := Subset(set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+−=()[]{},./|∑∫√∞≤≥≠∈→×⋅αβγδεθλμπσφω′^~¯"))
	if err != nil || len(fonts) != 1 {
		t.Fatal(len(fonts), err)
	}
	if n := len(fonts[0]); n > 45_000 {
		t.Errorf("%d bytes, at most 45,000 are wanted", n)
	} else {
		t.Log(n, "bytes")
	}
}

// Nothing but our own font is read; a font that is cut off is refused.
func TestBrokenFonts(t *testing.T) {
	data := lmmath.TTF
	for _, n := range []int{0, 3, 11, 100, 400, 5000, len(data) / 2} {
		if _, err := readFont(data[:n]); err == nil {
			t.Errorf("%d bytes are a font", n)
		}
	}
}

// What the first font lacks is in another, which is there only then.
func TestRareSymbols(t *testing.T) {
	fonts, err := Subset(set("x⪹"))
	if err != nil || len(fonts) != 2 {
		t.Fatal(len(fonts), err)
	}
	for i, want := range []string{"x𝑥", "⪹"} {
		if got := string(slices.Sorted(maps.Keys(unpacked(t, fonts[i]).characters()))); got != want {
			t.Errorf("font %d has %q, want %q", i, got, want)
		}
	}
	if fonts, err := Subset(set("中")); err != nil || len(fonts) != 0 {
		t.Errorf("%d fonts, %v", len(fonts), err)
	}
}
