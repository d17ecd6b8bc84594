package tex

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

const (
	// longest is how wide a formula in a line may be, in em, before the line may
	// break in it. The line of a phone has about 19.
	longest = 10
	// widest is how wide a piece of one, or a formula set apart, may be before it
	// scrolls by itself.
	widest = 12
)

// apart is a formula that is set apart. What scrolls has an element of HTML
// around it, as Firefox scrolls no MathML.
func apart(body *node) *node {
	m := el("math", ` display="block"`, body)
	if width(body) > widest {
		return classed("math-wide math-block", el("span", ` tabindex="0"`, m))
	}
	return m
}

// inLine is a formula in a line. Lines break in MathML nowhere, so that a long
// formula is cut behind its relations and operators, as TeX would.
func inLine(body *node) *node {
	if width(body) <= longest {
		return el("math", "", body)
	}
	span := classed("math-long", el("span", ""))
	for i, piece := range pieces(body) {
		if i > 0 {
			span.kids = append(span.kids, el("wbr", ""))
		}
		m := el("math", "", piece)
		if width(piece) > widest {
			m = classed("math-wide", el("span", ` tabindex="0"`, m))
		}
		span.kids = append(span.kids, m)
	}
	return span
}

// breaks are the signs behind which a line may break.
const breaks = "=<>≤≥⩽⩾≠≈≡∼≃≅≜≔∈∉⊂⊆⊃⊇∣→←⇒⇔↦⟶⟹⟺⟷∝≪≫+−±×⋅∗∪∩∧∨⊕⊗,;，；"

// pieces are the parts of a formula between which a line may break.
func pieces(body *node) []*node {
	if body.name != "mrow" || body.class != "" {
		return []*node{body}
	}
	var all []*node
	var now []*node
	depth := 0
	for _, k := range body.kids {
		now = append(now, k)
		mo := k.core()
		if mo == nil {
			continue
		}
		switch {
		case strings.Contains("([{⟨⌈⌊", mo.text):
			depth++
		case strings.Contains(")]}⟩⌉⌋", mo.text):
			depth--
		case depth <= 0 && strings.Contains(breaks, mo.text) && width(el("mrow", "", now...)) > 2:
			all = append(all, row(now...))
			now = nil
		}
	}
	if len(now) > 0 {
		all = append(all, row(now...))
	}
	return all
}

// width is about how wide n is, in em.
func width(n *node) float64 {
	switch n.name {
	case "mi", "mn", "mtext":
		return ems(n.text)
	case "mo":
		if strings.Contains(n.attr, "fence") || strings.Contains("()[]{}|,;:.!′", n.text) {
			return 0.5
		}
		return ems(n.text) + 0.5
	case "mspace":
		return length(n.attr)
	case "mfrac", "munder", "mover", "munderover":
		return broadest(n.kids)
	case "msub", "msup", "msubsup", "mmultiscripts":
		return width(n.kids[0]) + 0.7*broadest(n.kids[1:])
	case "mtable":
		return columns(n)
	case "mpadded":
		if strings.Contains(n.attr, `width="0"`) {
			return 0
		}
	}
	sum := 0.0
	for _, k := range n.kids {
		sum += width(k)
	}
	return sum
}

func ems(s string) float64 {
	w := 0.5 * float64(utf8.RuneCountInString(s))
	for _, r := range s {
		if cjk.Is(r) {
			w += 0.5
		}
	}
	return w
}

// length is the width that an attribute says.
func length(attr string) float64 {
	_, rest, _ := strings.Cut(attr, `width="`)
	em, _, _ := strings.Cut(rest, "em")
	w, _ := strconv.ParseFloat(em, 64)
	return w
}

func broadest(all []*node) float64 {
	w := 0.0
	for _, n := range all {
		w = max(w, width(n))
	}
	return w
}

// columns is the width of a table.
func columns(t *node) float64 {
	var all []float64
	for _, r := range t.kids {
		for i, td := range r.kids {
			if i == len(all) {
				all = append(all, 0)
			}
			all[i] = max(all[i], width(td)+0.8)
		}
	}
	sum := 0.0
	for _, w := range all {
		sum += w
	}
	return sum
}
