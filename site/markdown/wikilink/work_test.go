package wikilink

import (
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
