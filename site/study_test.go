package site

import (
	"slices"
	"testing"
)

func TestQuestions(t *testing.T) {
	h := func(level int, id string) Heading { return Heading{Level: level, ID: id, Text: id, Top: true} }
	empty, nested := h(3, "no answer"), h(3, "in a quote")
	empty.Empty, nested.Top = true, false
	got := Questions([]Heading{h(2, "before"), h(3, "x"), h(2, "FAQ:"), h(3, "why"), h(4, "detail"), empty, nested, h(3, "how"), h(2, "after"), h(3, "y"), h(1, "常见追问"), h(2, "谁")})
	if want := []string{"why", "how", "谁"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
