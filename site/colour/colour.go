// Package colour reads colours as CSS has them.
package colour

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	hex  = regexp.MustCompile(`^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$`)
	call = regexp.MustCompile(`^(rgb|rgba|hsl|hsla)\(([0-9.,%/ deg-]{1,60})\)$`)
)

// An RGB is a colour: its channels from 0 to 255, and from 0 to 1 how much it
// covers what is below.
type RGB struct{ R, G, B, Alpha float64 }

// Parse reads a name, #rgb, #rrggbb, both with or without alpha, rgb(), rgba(),
// hsl() and hsla(), in any case. ok is false for all else: var(), currentColor,
// channels beyond their range.
func Parse(css string) (c RGB, ok bool) {
	css = strings.ToLower(strings.TrimSpace(css))
	if v, named := names[css]; named {
		return opaque(uint64(v)), true
	}
	if hex.MatchString(css) {
		return parseHex(css[1:]), true
	}
	if m := call.FindStringSubmatch(css); m != nil {
		return parseCall(m[1], m[2])
	}
	return RGB{}, false
}

func opaque(v uint64) RGB {
	return RGB{float64(v >> 16 & 255), float64(v >> 8 & 255), float64(v & 255), 1}
}

func parseHex(digits string) RGB {
	if len(digits) < 6 {
		var long strings.Builder
		for _, d := range digits {
			long.WriteString(strings.Repeat(string(d), 2))
		}
		digits = long.String()
	}
	v, _ := strconv.ParseUint(digits[:6], 16, 32) // of which there are no others
	c := opaque(v)
	if len(digits) == 8 {
		a, _ := strconv.ParseUint(digits[6:], 16, 8)
		c.Alpha = float64(a) / 255
	}
	return c
}

func parseCall(function, arguments string) (c RGB, ok bool) {
	parts := strings.FieldsFunc(arguments, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) < 3 || len(parts) > 4 {
		return RGB{}, false
	}
	v := [4]float64{3: 1}
	for i, p := range parts {
		number, percent := strings.CutSuffix(strings.TrimSuffix(p, "deg"), "%")
		f, err := strconv.ParseFloat(number, 64)
		switch {
		case err != nil:
			return RGB{}, false
		case percent && i == 3:
			f /= 100
		case percent && strings.HasPrefix(function, "rgb"):
			f *= 2.55
		}
		v[i] = f
	}
	c = RGB{v[0], v[1], v[2], v[3]}
	if strings.HasPrefix(function, "hsl") {
		c.R, c.G, c.B = fromHSL(v[0], v[1]/100, v[2]/100)
	}
	in := func(x float64) bool { return x >= 0 && x <= 255 }
	return c, in(c.R) && in(c.G) && in(c.B)
}

// fromHSL follows CSS Color Module Level 4, section 7.1.
func fromHSL(h, s, l float64) (r, g, b float64) {
	at := func(n float64) float64 {
		k := math.Mod(n+h/30, 12)
		if k < 0 {
			k += 12
		}
		return 255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1)))
	}
	return at(0), at(8), at(4)
}
