package tex

import "strings"

// diagram reads the rows of \begin{CD}: A @>f>> B, and @VVgV between them.
func (p *reader) diagram() *node {
	t := classed("math-diagram", el("mtable", ` displaystyle="true"`))
	tr := el("mtr", "")
	for !p.failed {
		switch {
		case p.acceptCommand("end"):
			if p.raw() != "CD" {
				return p.fail()
			}
			if len(tr.kids) > 0 {
				t.kids = append(t.kids, tr)
			}
			return t
		case p.acceptCommand(`\`), p.acceptCommand("cr"):
			t.kids = append(t.kids, tr)
			tr = el("mtr", "")
		case p.accept("@"):
			n, upright := p.arrow()
			if upright && len(tr.kids) > 0 { // a column of objects, and one of arrows
				tr.kids = append(tr.kids, el("mtd", ""))
			}
			tr.kids = append(tr.kids, el("mtd", "", n))
		case p.peek() == 0:
			return p.fail()
		default:
			end := strings.IndexAny(p.rest(), "@\\")
			if end > 0 && p.rest()[end] == '@' && !strings.ContainsAny(p.rest()[:end], "{}") {
				raw := p.rest()[:end]
				p.at += end
				tr.kids = append(tr.kids, el("mtd", "", orEmpty(p.inside(raw, p.expression))))
				continue
			}
			tr.kids = append(tr.kids, el("mtd", "", p.object()))
		}
	}
	return p.fail()
}

// object reads what stands between two arrows.
func (p *reader) object() *node {
	var parts []*node
	start := p.at
	for !p.failed && !p.ends() && p.peek() != '@' {
		if a := p.scripted(); a.node != nil {
			parts = append(parts, a.node)
		}
	}
	if p.at == start {
		return p.fail()
	}
	return row(parts...)
}

// arrow reads what follows an @, and says whether the arrow points up or down.
func (p *reader) arrow() (n *node, vertical bool) {
	if p.peek() == 0 {
		return p.fail(), false
	}
	c := p.tex[p.at]
	switch p.at++; c {
	case '.':
		return el("mrow", ""), false
	case '=':
		return leaf("mo", ` stretchy="true" minsize="2.5em"`, "="), false
	case '|':
		return leaf("mo", ` stretchy="true" minsize="1.8em"`, "‖"), true
	case '>', '<', 'V', 'A':
		first, second := p.upTo(c), p.upTo(c)
		sign := map[byte]string{'>': "→", '<': "←", 'V': "↓", 'A': "↑"}[c]
		if c == '>' || c == '<' {
			mo := leaf("mo", ` stretchy="true" minsize="2.5em"`, sign)
			pad := func(n *node) *node { return el("mrow", "", space("0.6"), n, space("0.6")) }
			return el("munderover", "", mo, pad(second), pad(first)), false
		}
		mo := leaf("mo", ` stretchy="true" minsize="1.8em"`, sign)
		small := func(n *node) *node { return el("mstyle", styles["scriptstyle"], n) }
		return el("mrow", "", small(first), mo, small(second)), true
	}
	p.at--
	return p.fail(), false
}

// upTo reads the label of an arrow, which ends in c.
func (p *reader) upTo(c byte) *node {
	if p.peek() == '{' {
		n := p.group()
		p.accept(string(c))
		return n
	}
	end := strings.IndexByte(p.rest(), c)
	if end < 0 {
		return p.fail()
	}
	raw := p.rest()[:end]
	p.at += end + 1
	return orEmpty(p.inside(raw, p.expression))
}
