package tex_test

import (
	"regexp"
	"strings"
	"testing"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// A long formula in a line is cut where TeX would break it, and says the same.
func TestLongFormulas(t *testing.T) {
	for _, c := range []struct {
		tex    string
		pieces int
		scroll bool // a piece is too wide for a phone
	}{
		{"a+b=c", 1, false},
		{`f(x) = a_0 + a_1x + a_2x^2 + a_3x^3 + a_4x^4 + a_5x^5`, 6, false},
		{`f(a+b,c+d,e+f,g+h) = \left(a+b+c+d+e+f+g+h\right)`, 2, false},
		{`\text{a very long text that nobody can break at all} = x`, 2, true},
		{`\begin{pmatrix} aaaa+b & aaaa+b & aaaa+b & aaaa+b & aaaa+b \end{pmatrix}`, 1, true},
	} {
		line, _ := convert(c.tex, false)
		apart, _ := convert(c.tex, true)
		if got := strings.Count(line, "<math"); got != c.pieces || strings.Contains(line, "math-wide") != c.scroll {
			t.Errorf("%s: %d pieces\n%s", c.tex, got, line)
		}
		if tags.ReplaceAllString(line, "") != tags.ReplaceAllString(apart, "") {
			t.Errorf("%s: %s\nsays something else than %s", c.tex, line, apart)
		}
	}
}
