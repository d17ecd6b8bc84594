package tex

import "strings"

// delimiter reads what may stand after \left: a bracket, or a dot for none.
func (p *reader) delimiter() string {
	c := p.peek()
	if c == '\\' {
		p.at++
		name := p.command()
		if m, ok := p.macro(name); ok {
			p.tex = p.tex[:p.at] + m.body + p.rest()
			return p.delimiter()
		}
		if s, ok := angles[name]; ok {
			return s
		}
		if s, ok := symbols[name]; ok && (s.kind == fence || s.kind == arrow || name == "backslash") {
			return s.text
		}
		p.failFor(unknown(name) + " as a bracket")
		return ""
	}
	for _, d := range delimiters {
		if p.accept(d[0]) {
			return d[1]
		}
	}
	p.fail()
	return ""
}

// delimiters are the characters that may stand for brackets, and what they are.
var delimiters = [][2]string{
	{".", ""}, {"<", "⟨"}, {">", "⟩"}, {"(", "("}, {")", ")"}, {"[", "["}, {"]", "]"}, {"|", "|"}, {"/", "/"},
	{"⟨", "⟨"}, {"⟩", "⟩"}, {"⌈", "⌈"}, {"⌉", "⌉"}, {"⌊", "⌊"}, {"⌋", "⌋"}, {"‖", "‖"}, {"∥", "‖"}, {"∣", "|"},
	{"（", "("}, {"）", ")"}, {"⟦", "⟦"}, {"⟧", "⟧"}, {"↑", "↑"}, {"↓", "↓"},
}

// angles are the signs that stand for angle brackets.
var angles = map[string]string{"lt": "⟨", "gt": "⟩"}

// leftRight reads \left( … \middle| … \right).
func (p *reader) leftRight(string) atom {
	left := p.delimiter()
	var parts []*node
	for !p.failed {
		if inner := p.expression(); inner != nil {
			parts = append(parts, inner)
		}
		switch {
		case p.acceptCommand("middle"):
			parts = append(parts, leaf("mo", ` fence="true" form="infix" stretchy="true" lspace="0.05em" rspace="0.05em"`, p.delimiter()))
		case p.acceptCommand("right"):
			return atom{node: fenced(left, p.delimiter(), parts...)}
		default:
			p.fail()
		}
	}
	return atom{node: p.fail()}
}

// fenced puts brackets, which may be empty, around inner.
func fenced(left, right string, inner ...*node) *node {
	var all []*node
	if left != "" {
		all = append(all, bracket("prefix", left))
	}
	all = append(all, inner...)
	if right != "" {
		all = append(all, bracket("postfix", right))
	}
	return el("mrow", "", all...)
}

func bracket(form, s string) *node {
	attr := ` fence="true" form="` + form + `"`
	if strings.Contains(`/\↑↓↕⇑⇓⇕`, s) { // browsers do not stretch them by themselves
		attr += ` stretchy="true"` + tight
	}
	return leaf("mo", attr, s)
}

// heights are those of brackets in em by command, without l, r or m at its end.
var heights = map[string]string{"big": "1.2", "Big": "1.8", "bigg": "2.4", "Bigg": "3"}

func (p *reader) sized(name string) atom {
	em := heights[strings.TrimRight(name, "lrm")]
	form := ""
	switch name[len(name)-1] {
	case 'l':
		form = ` form="prefix"`
	case 'r':
		form = ` form="postfix"`
	}
	return atom{node: leaf("mo", ` minsize="`+em+`em" maxsize="`+em+`em" stretchy="true" symmetric="true"`+form, p.delimiter())}
}
