package tex_test

import (
	"testing"

	"github.com/biji-notes/biji/site/markdown/tex"
)

func TestLine(t *testing.T) {
	for src, want := range map[string]string{
		`\frac{1}{2}`:                                  "1/2",
		`x^2 + y_1^{n}`:                                "x²+y₁ⁿ",
		`\frac{-b \pm \sqrt{b^2-4ac}}{2a}`:             "(−b±√(b²−4ac))/2a",
		`\sum_{i=1}^{N} a_i \le \sin x`:                "∑_(i=1)^N a_i≤sin x",
		`\bar{x} = \vec{v} \cdot \hat{u}`:              "x̄=v⃗⋅û",
		`\int_0^\infty \mathbf{A}`:                     "∫₀^∞A",
		`O(n \log n)`:                                  "O(n log n)",
		`\sqrt[3]{8}`:                                  "³√8",
		`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`: "(a b; c d)",
		`P(A \mid B) = \text{if so}`:                   "P(A∣B)=if so",
		`a < b & c`:                                    "",
	} {
		ml, _ := tex.MathML(src, false, nil)
		if got := tex.Line(ml); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
	if got := tex.Line("<code>x</code>"); got != "" {
		t.Error(got)
	}
}
