package colour

import (
	"math"
	"testing"
)

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#777", "#fff", 4.48}, {"#0b6b62", "#fcfbf8", 6.15}, {"red", "red", 1}} {
		a, _ := Parse(c.a)
		b, _ := Parse(c.b)
		if got := Contrast(a, b); math.Abs(got-c.want) > 0.05 || got != Contrast(b, a) {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// Any colour becomes one that can be read, and one that can be read stays.
func TestReadableOn(t *testing.T) {
	for name := range names {
		c, _ := Parse(name)
		for _, paper := range []string{"#fcfbf8", "#17191b"} {
			p, _ := Parse(paper)
			got := c.ReadableOn(p, Readable)
			if Contrast(got, p) < Readable {
				t.Errorf("%s on %s: %s, %.2f", name, paper, got.Hex(), Contrast(got, p))
			}
			if Contrast(c, p) >= Readable && got.Hex() != c.Hex() {
				t.Errorf("%s on %s is changed to %s", name, paper, got.Hex())
			}
		}
	}
}
