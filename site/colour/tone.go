package colour

import "strings"

// A page has few colours, each in a light and a dark shade that can be read.
// What an author chose becomes the nearest of them: red, amber, green, blue,
// violet, grey.

// Tone is the nearest of a page's colours to one as CSS has it; "" for black,
// white and what is none.
func Tone(css string) string {
	c, ok := Parse(strings.TrimSuffix(strings.TrimSpace(css), "!important"))
	if !ok {
		return ""
	}
	return toneOf(int(c.R), int(c.G), int(c.B))
}

// toneOf goes by the hue, in degrees: https://en.wikipedia.org/wiki/HSL_and_HSV.
func toneOf(r, g, b int) string {
	most, least := max(r, g, b), min(r, g, b)
	spread := most - least
	switch {
	case spread < 24 && (most < 90 || least > 235):
		return "" // ink and paper
	case spread < 24:
		return "grey"
	}
	hue := 0
	switch most {
	case r:
		hue = (60*(g-b)/spread + 360) % 360
	case g:
		hue = 120 + 60*(b-r)/spread
	case b:
		hue = 240 + 60*(r-g)/spread
	}
	switch {
	case hue < 18 || hue >= 325:
		return "red"
	case hue < 68:
		return "amber"
	case hue < 172:
		return "green"
	case hue < 252:
		return "blue"
	}
	return "violet"
}
