package colour

import (
	"fmt"
	"math"
)

// Readable is the contrast that WCAG 2.2 asks of text (1.4.3, level AA).
const Readable = 4.5

// Contrast is that of two colours, from 1 to 21, as WCAG defines it
// (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). What they cover counts for
// nothing.
func Contrast(a, b RGB) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func (c RGB) luminance() float64 {
	linear := func(v float64) float64 {
		if v /= 255; v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Mix is c with so much of it, from 0 to 1, and the rest of another.
func (c RGB) Mix(share float64, other RGB) RGB {
	mix := func(a, b float64) float64 { return a*share + b*(1-share) }
	return RGB{mix(c.R, other.R), mix(c.G, other.G), mix(c.B, other.B), 1}
}

// ReadableOn is the colour nearest to c whose contrast on paper is not less than
// that: c itself, or darker or lighter in small steps.
func (c RGB) ReadableOn(paper RGB, least float64) RGB {
	towards := RGB{0, 0, 0, 1}
	if paper.luminance() < 0.18 {
		towards = RGB{255, 255, 255, 1}
	}
	for share := 1.0; share > 0; share -= 0.02 {
		if m := c.Mix(share, towards).whole(); Contrast(m, paper) >= least {
			return m
		}
	}
	return towards
}

// whole is c as a screen has it.
func (c RGB) whole() RGB {
	return RGB{math.Round(c.R), math.Round(c.G), math.Round(c.B), 1}
}

// Hex is c as #rrggbb.
func (c RGB) Hex() string {
	c = c.whole()
	return fmt.Sprintf("#%02x%02x%02x", int(c.R), int(c.G), int(c.B))
}
