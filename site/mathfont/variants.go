package mathfont

// withVariants adds the glyphs that the MATH table puts in the place of those
// of keep, or makes them of: larger brackets, and the pieces of the largest.
func (f font) withVariants(keep map[int]bool) {
	math := be(f["MATH"])
	variants := math.from(math.u16(8))
	vertical, horizontal := variants.u16(6), variants.u16(8)
	for {
		before := len(keep)
		for i, glyph := range covered(variants.from(variants.u16(2))) {
			if i < vertical && keep[glyph] {
				addConstruction(keep, variants.from(variants.u16(10+2*i)))
			}
		}
		for i, glyph := range covered(variants.from(variants.u16(4))) {
			if i < horizontal && keep[glyph] {
				addConstruction(keep, variants.from(variants.u16(10+2*(vertical+i))))
			}
		}
		if len(keep) == before {
			return
		}
	}
}

// addConstruction adds the glyphs of a MathGlyphConstruction.
func addConstruction(keep map[int]bool, c be) {
	for i := range c.u16(2) {
		keep[c.u16(4+4*i)] = true
	}
	if at := c.u16(0); at > 0 {
		assembly := c.from(at)
		for i := range assembly.u16(4) {
			keep[assembly.u16(6+10*i)] = true
		}
	}
}

// covered are the glyphs of a Coverage table, by index.
func covered(c be) (glyphs []int) {
	switch n := c.u16(2); c.u16(0) {
	case 1:
		for i := range n {
			glyphs = append(glyphs, c.u16(4+2*i))
		}
	case 2:
		for i := range n {
			for g := c.u16(4 + 6*i); g <= c.u16(4+6*i+2); g++ {
				glyphs = append(glyphs, g)
			}
		}
	}
	return glyphs
}
