package wikilink

import (
	"fmt"
	"strings"
	"testing"
)

// However links are begun, the bytes looked at stay in proportion.
func TestWorkIsLinear(t *testing.T) {
	for _, pattern := range []string{"[[", "[[a ", "[[a]](", "[[a]](b ", "[[a]](<", "![[a|"} {
		line := []byte(strings.Repeat(pattern, 64<<10/len(pattern)))
		looked := 0
		for i := range line {
			if strings.HasPrefix(string(line[i:min(i+2, len(line))]), "[[") {
				looked += inside(line[i+2:]) + 1
			}
			if line[i] == '(' {
				looked += addressLength(line[i+1:]) + 1
			}
		}
		if looked > 40*len(line) {
			t.Errorf("%q: %d bytes looked at in a line of %d", pattern, looked, len(line))
		}
	}
}

// A size is cut off an alt text, and nothing else is.
func TestAltSize(t *testing.T) {
	for in, want := range map[string]string{
		"a chart|300":     "a chart 300 0",
		`a chart\|300x20`: "a chart 300 20",
		"|50":             " 50 0",
		"a|b":             "a|b 0 0",
		"a|0":             "a|0 0 0",
		"a|30x":           "a|30x 0 0",
		"404":             "404 0 0",
		"a|b|7":           "a|b 7 0",
	} {
		text, w, h := AltSize([]byte(in))
		if got := fmt.Sprintf("%s %d %d", text, w, h); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
