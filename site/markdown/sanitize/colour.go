package sanitize

import (
	"strconv"
	"strings"
)

// A page has few colours, each in a light and a dark shade that can be read.
// What an author chose becomes the nearest of them: red, amber, green, blue,
// violet, grey.

// named are the names of colours that notes use, by CSS.
var named = map[string]string{
	"red": "red", "crimson": "red", "firebrick": "red", "darkred": "red", "tomato": "red", "orangered": "red", "indianred": "red", "maroon": "red",
	"brown": "red", "salmon": "red", "coral": "red", "pink": "red", "hotpink": "red", "deeppink": "red", "lightcoral": "red", "lightpink": "red", "mistyrose": "red",
	"orange": "amber", "darkorange": "amber", "gold": "amber", "goldenrod": "amber", "darkgoldenrod": "amber", "yellow": "amber", "chocolate": "amber",
	"khaki": "amber", "peru": "amber", "sienna": "amber", "tan": "amber", "lightyellow": "amber", "olive": "amber", "moccasin": "amber", "wheat": "amber",
	"green": "green", "lime": "green", "limegreen": "green", "darkgreen": "green", "forestgreen": "green", "seagreen": "green", "lightgreen": "green",
	"springgreen": "green", "yellowgreen": "green", "olivedrab": "green", "palegreen": "green", "mediumseagreen": "green", "teal": "green", "greenyellow": "green",
	"blue": "blue", "navy": "blue", "aqua": "blue", "cyan": "blue", "skyblue": "blue", "deepskyblue": "blue", "dodgerblue": "blue", "royalblue": "blue",
	"steelblue": "blue", "lightblue": "blue", "darkblue": "blue", "mediumblue": "blue", "cornflowerblue": "blue", "cadetblue": "blue", "turquoise": "blue",
	"darkcyan": "blue", "lightskyblue": "blue", "aliceblue": "blue", "lightcyan": "blue", "slateblue": "violet",
	"purple": "violet", "violet": "violet", "magenta": "violet", "fuchsia": "violet", "indigo": "violet", "darkviolet": "violet", "orchid": "violet",
	"plum": "violet", "blueviolet": "violet", "mediumpurple": "violet", "rebeccapurple": "violet", "lavender": "violet", "darkmagenta": "violet",
	"grey": "grey", "gray": "grey", "silver": "grey", "darkgray": "grey", "darkgrey": "grey", "lightgray": "grey", "lightgrey": "grey", "dimgray": "grey",
	"dimgrey": "grey", "gainsboro": "grey", "slategray": "grey", "slategrey": "grey", "whitesmoke": "grey",
}

// tone is the nearest of a page's colours; "" for black, white and what is none.
func tone(css string) string {
	css = strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(css), "!important")))
	if t, ok := named[css]; ok {
		return t
	}
	if r, g, b, ok := channels(css); ok {
		return toneOf(r, g, b)
	}
	return ""
}

// channels reads #rgb, #rrggbb and rgb(r, g, b), from 0 to 255.
func channels(css string) (r, g, b int, ok bool) {
	if inner, cut := strings.CutPrefix(strings.Replace(css, "rgba(", "rgb(", 1), "rgb("); cut {
		parts := strings.FieldsFunc(strings.TrimSuffix(inner, ")"), func(r rune) bool { return strings.ContainsRune(", /", r) })
		if len(parts) < 3 {
			return 0, 0, 0, false
		}
		var n [3]int
		for i := range n {
			v, err := strconv.ParseFloat(parts[i], 64)
			if err != nil || !(v >= 0 && v <= 255) {
				return 0, 0, 0, false
			}
			n[i] = int(v)
		}
		return n[0], n[1], n[2], true
	}
	digits, cut := strings.CutPrefix(css, "#")
	if len(digits) == 3 || len(digits) == 4 {
		digits = strings.Repeat(digits[:1], 2) + strings.Repeat(digits[1:2], 2) + strings.Repeat(digits[2:3], 2)
	}
	if !cut || len(digits) != 6 && len(digits) != 8 {
		return 0, 0, 0, false
	}
	n, err := strconv.ParseUint(digits[:6], 16, 32)
	return int(n >> 16), int(n >> 8 & 255), int(n & 255), err == nil
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

// styled are the classes for what is understood of a style attribute.
func styled(css string) (classes []string) {
	for rule := range strings.SplitSeq(css, ";") {
		property, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(property)) {
		case "color":
			classes = appendTone(classes, "ink-", value)
		case "background", "background-color":
			classes = appendTone(classes, "wash-", value)
		case "text-align":
			if side := strings.ToLower(value); side == "center" || side == "right" {
				classes = append(classes, side)
			}
		}
	}
	return classes
}

func appendTone(classes []string, kind, css string) []string {
	if t := tone(css); t != "" {
		return append(classes, kind+t)
	}
	return classes
}
