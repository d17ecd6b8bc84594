package colour

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for want, all := range map[string]string{
		"255 0 0 1.0":     "red|RED |#f00|#ff0000|#FF0000FF|rgb(255,0,0)|rgb(255 0 0 / 100%)|rgb(100%, 0%, 0%)|hsl(0,100%,50%)|hsl(360deg 100% 50%)|hsl(-360,100%,50%)",
		"0 0 255 0.5":     "rgba(0,0,255,.5)|hsla(240,100%,50%,0.5)|rgb(0 0 255 / 50%)",
		"102 51 153 1.0":  "rebeccapurple|#639",
		"170 187 204 0.9": "#abce|#aabbccee",
		"none":            "|#12|#12345|#ggg|rgb(1,2)|rgb(1,2,3,4,5)|rgb(a,b,c)|rgb(300,0,0)|rgb(-1,0,0)|var(--x)|currentColor|transparent|inherit|url(#x)|rgb(1,2,3) x|rgb(1..2,3,4)",
	} {
		for css := range strings.SplitSeq(all, "|") {
			got := "none"
			if c, ok := Parse(css); ok {
				got = fmt.Sprintf("%.0f %.0f %.0f %.1f", c.R, c.G, c.B, c.Alpha)
			}
			if got != want {
				t.Errorf("%q: %s, want %s", css, got, want)
			}
		}
	}
}

// An angle may be as large as an author writes it: the turns are not counted.
func TestLargeAngle(t *testing.T) {
	if _, ok := Parse("hsl(" + strings.Repeat("9", 40) + ",50%,50%)"); !ok {
		t.Error("is not read")
	}
	if _, ok := Parse("hsl(-" + strings.Repeat("9", 40) + ",50%,50%)"); !ok {
		t.Error("is not read")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("#abc")
	f.Add("hsla(1deg, 2%, 3% / 4%)")
	f.Fuzz(func(t *testing.T, css string) {
		if c, ok := Parse(css); ok && !(c.R >= 0 && c.R <= 255 && c.G >= 0 && c.G <= 255 && c.B >= 0 && c.B <= 255) {
			t.Errorf("%q is %v", css, c)
		}
	})
}
