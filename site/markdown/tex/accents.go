package tex

import "strings"

// An accent is a mark over or under its argument.
type accent struct {
	mark    string
	stretch bool
	under   bool
	limits  bool // scripts stand beyond the mark
}

// readAccents is by command: its mark, and how it stands.
func readAccents() map[string]accent {
	all := map[string]accent{}
	for _, t := range []struct {
		accent
		names string
	}{
		{accent{}, `hat ^ check ˇ tilde ~ acute ´ grave ` + "`" + ` dot ˙ ddot ¨ dddot ⃛ ddddot ⃜ breve ˘ bar ¯ vec → mathring ˚`},
		{accent{stretch: true}, `widehat ^ widetilde ~ widecheck ˇ overrightarrow → overleftarrow ← overleftrightarrow ↔
			Overrightarrow ⇒ overleftharpoon ↼ overrightharpoon ⇀ overgroup ⏠ overparen ⏜ wideparen ⏜`},
		{accent{stretch: true, under: true}, `utilde ~ underrightarrow → underleftarrow ← underleftrightarrow ↔ undergroup ⏡
			underparen ⏝`},
		{accent{stretch: true, limits: true}, `overbrace ⏞ overbracket ⎴`},
		{accent{stretch: true, limits: true, under: true}, `underbrace ⏟ underbracket ⎵`},
	} {
		for name, mark := range pairs(t.names) {
			a := t.accent
			a.mark = mark
			all[name] = a
		}
	}
	return all
}

var accents = readAccents()

func (p *reader) accent(name string) atom {
	a := accents[name]
	if strings.HasSuffix(name, "bracket") {
		p.optional()
		p.optional()
	}
	base := p.argument()
	attr := rigid
	if a.stretch {
		attr = ` stretchy="true"`
	}
	mark := leaf("mo", attr, a.mark)
	if a.under {
		return atom{node: el("munder", ` accentunder="true"`, base, mark), limits: a.limits}
	}
	return atom{node: el("mover", ` accent="true"`, base, mark), limits: a.limits}
}

// line is the argument with a line over, under or through it, as long as it is.
func (p *reader) line(name string) atom {
	return atom{node: classed(lines[name], el("mrow", "", p.argument()))}
}

// lines are the classes of what has a line.
var lines = map[string]string{
	"overline": "math-over", "underline": "math-under", "underbar": "math-under", "boxed": "math-box",
	"cancel": "math-cancel", "bcancel": "math-bcancel", "xcancel": "math-cancel math-bcancel", "sout": "math-sout",
	"overlinesegment": "math-over", "underlinesegment": "math-under",
	"angl": "math-over math-right-line", "phase": "math-under",
}

// extensibles are the arrows that grow with what stands over and under them.
var extensibles = pairs(`xleftarrow ← xrightarrow → xLeftarrow ⇐ xRightarrow ⇒ xleftrightarrow ↔ xLeftrightarrow ⇔
xhookleftarrow ↩ xhookrightarrow ↪ xmapsto ↦ xrightharpoondown ⇁ xrightharpoonup ⇀ xleftharpoondown ↽ xleftharpoonup ↼
xrightleftharpoons ⇌ xleftrightharpoons ⇋ xlongequal = xtwoheadrightarrow ↠ xtwoheadleftarrow ↞ xtofrom ⇄
xrightleftarrows ⇄ xleftrightarrows ⇆ xrightequilibrium ⇌ xleftequilibrium ⇋ xlongleftarrow ← xlongrightarrow →`)

// extensible reads \xrightarrow[below]{above}.
func (p *reader) extensible(name string) atom {
	var below *node
	if raw, ok := p.optional(); ok {
		below = p.inside(raw, p.expression)
	}
	return atom{node: arrowWith(extensibles[name], p.argument(), below)}
}

// arrowWith is an arrow with text over it and, if it is not nil, under it.
func arrowWith(arrow string, above, below *node) *node {
	padded := func(n *node) *node { return el("mrow", "", space("0.4"), n, space("0.4")) }
	mo := leaf("mo", ` stretchy="true" minsize="1.5em"`, arrow)
	if below == nil {
		return el("mover", "", mo, padded(above))
	}
	return el("munderover", "", mo, padded(below), padded(above))
}
