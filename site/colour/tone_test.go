package colour

import (
	"strings"
	"testing"
)

func TestTones(t *testing.T) {
	for tones, colours := range map[string]string{
		"red":    "red|RED |#f00|#F00|#ff0000|rgb(255, 0, 0)|#e53935|#dd0055|#c00|rgba(220,20,60,.5)|#ff0000ff|red !important",
		"amber":  "orange|#ffa500|#ff8c00|yellow|#FFFF00|#ff0|#b8860b|rgb(255 193 7)",
		"green":  "green|#008000|#00FF00|#0a0|seagreen|#42b983",
		"blue":   "blue|#0000ff|#00f|#1e90ff|cyan|#0ff|#409eff|navy",
		"violet": "purple|#800080|#9400d3|magenta|#f0f",
		"grey":   "gray|#808080|#999|silver|rgb(150,150,150)",
		"":       "black|#000|#333|white|#fff|#fefefe|inherit|transparent|var(--x)|#12|#ggg|rgb(1,2)|rgb(a,b,c)|rgb(300,0,0)|expression(alert(1))|",
	} {
		for css := range strings.SplitSeq(colours, "|") {
			if got := Tone(css); got != tones {
				t.Errorf("%q: %q, want %q", css, got, tones)
			}
		}
	}
}
