package tex

import (
	"strings"
)

// chemistry reads \ce{H2O} and \pu{9.8 m/s^2} of mhchem. They have a grammar
// of their own, and are rewritten into TeX.
func (p *reader) chemistry(name string) atom {
	raw := p.raw()
	p.chemical += len(raw)
	if p.failed || p.chemical > mostExpanded {
		return atom{node: p.fail()}
	}
	c := &chemist{s: raw}
	write := c.equation
	if name == "pu" {
		write = c.unit
	}
	write()
	n := p.inside(c.b.String(), p.expression)
	return atom{node: orEmpty(n)}
}

// A chemist rewrites what is between the braces of \ce or \pu, from left to
// right.
type chemist struct {
	s     string
	at    int
	b     strings.Builder
	depth int
}

func (c *chemist) rest() string { return c.s[c.at:] }

// peek is the character n places further on, 0 behind the end.
func (c *chemist) peek(n int) byte {
	if c.at+n < len(c.s) {
		return c.s[c.at+n]
	}
	return 0
}

// before is the character in front, a space at the beginning.
func (c *chemist) before() byte {
	if c.at == 0 {
		return ' '
	}
	return c.s[c.at-1]
}

// reactions are the arrows, longest first, and what they are in TeX.
var reactions = [][2]string{
	{"<=>>", `\xrightleftharpoons`}, {"<<=>", `\xrightleftharpoons`}, {"<-->", `\xrightleftarrows`}, {"<=>", `\xrightleftharpoons`},
	{"<->", `\xleftrightarrow`}, {"->", `\xrightarrow`}, {"<-", `\xleftarrow`}, {"→", `\xrightarrow`}, {"⇌", `\xrightleftharpoons`}, {"↔", `\xleftrightarrow`},
}

// bonds are what \bond{…} draws.
var bonds = map[string]string{
	"-": "{-}", "1": "{-}", "=": "{=}", "2": "{=}", "#": `{\equiv}`, "3": `{\equiv}`, "~": `{\sim}`, "~-": `{\simeq}`,
	"...": `{\cdots}`, "....": `{\cdots\cdot}`, "->": `{\rightarrow}`, "<-": `{\leftarrow}`,
}

// equation rewrites formulas, arrows and operators.
func (c *chemist) equation() {
	for c.at < len(c.s) {
		switch ch := c.s[c.at]; {
		case c.arrow():
		case ch == ' ' || ch == '\n' || ch == '\t':
			c.between()
		case ch == '^' || ch == '_':
			c.script()
		case digit(ch):
			c.number()
		case letter(ch):
			c.letters()
		case ch == '+' || ch == '-':
			c.charge()
		case ch == '$':
			c.formula()
		case ch == '{':
			c.text()
		case ch == '\\':
			c.command()
		default:
			c.sign()
		}
	}
}

// arrow rewrites ->[above][below].
func (c *chemist) arrow() bool {
	for _, r := range reactions {
		if !strings.HasPrefix(c.rest(), r[0]) {
			continue
		}
		c.at += len(r[0])
		above, below := c.bracket(), c.bracket()
		c.b.WriteString(r[1])
		if below != "" {
			c.b.WriteString("[{" + below + "}]")
		}
		c.b.WriteString("{" + above + "}")
		c.skip()
		return true
	}
	return false
}

func (c *chemist) skip() {
	for c.at < len(c.s) && strings.IndexByte(" \t\n", c.s[c.at]) >= 0 {
		c.at++
	}
}

// mostNested bounds what stands over an arrow that stands over an arrow.
const mostNested = 4

// bracket reads […], which holds another equation.
func (c *chemist) bracket() string {
	if c.peek(0) != '[' || c.depth > mostNested {
		return ""
	}
	end := strings.IndexByte(c.rest(), ']')
	if end < 0 {
		return ""
	}
	inner := &chemist{s: c.rest()[1:end], depth: c.depth + 1}
	c.at += end + 1
	inner.equation()
	return inner.b.String()
}

// between rewrites spaces, and what stands alone between two: an operator, or
// the arrow of a gas or a precipitate.
func (c *chemist) between() {
	c.skip()
	alone := c.at+1 >= len(c.s) || strings.IndexByte(" \t\n", c.s[c.at+1]) >= 0
	switch ch := c.peek(0); {
	case ch == '^' && alone:
		c.b.WriteString(`\,{\uparrow}`)
		c.at++
	case ch == 'v' && alone:
		c.b.WriteString(`\,{\downarrow}`)
		c.at++
	case (ch == '+' || ch == '=' || ch == '-') && alone:
		c.b.WriteByte(ch)
		c.at++
		c.skip()
	case ch == '-' && c.peek(1) == '>', ch == '<', ch == 0:
	default:
		c.b.WriteString(`\,`)
	}
}

// script rewrites ^2+, ^{2+}, _{90} and x_1.
func (c *chemist) script() {
	mark := c.s[c.at]
	c.at++
	inner := ""
	switch ch := c.peek(0); {
	case ch == '{':
		inner = c.group()
		if mark == '_' && len(inner) == 1 && letter(inner[0]) {
			break
		}
		if strings.Trim(inner, "0123456789+-IVX.•/ ") == "" {
			inner = strings.ReplaceAll(inner, " ", "")
		}
		if !strings.ContainsAny(inner, `\$`) && strings.Trim(inner, "IVX") == "" {
			inner = `\mathrm{` + inner + "}"
		}
	case ch == '$':
		before := c.b.Len()
		c.formula()
		inner = c.b.String()[before:]
		whole := c.b.String()[:before]
		c.b.Reset()
		c.b.WriteString(whole)
	default:
		start := c.at
		for c.at < len(c.s) && (digit(c.s[c.at]) || strings.IndexByte("+-.*", c.s[c.at]) >= 0 && (mark == '^' || digit(c.peek(1)))) {
			c.at++
		}
		if c.at == start && c.at < len(c.s) {
			if letter(c.s[c.at]) {
				c.at++
			}
		}
		inner = c.s[start:c.at]
	}
	if before := c.b.String(); before == "" || strings.HasSuffix(before, `\,`) || strings.HasSuffix(before, "}") && strings.HasSuffix(before, "]{}") {
		c.b.WriteString("{}")
	}
	c.b.WriteString(string(mark) + "{" + inner + "}")
}

// number rewrites a count: below the line behind an element or a bracket, on
// it elsewhere. 1/2 is a fraction.
func (c *chemist) number() {
	below := letter(c.before()) || c.before() == ')' || c.before() == ']' || c.before() == '}'
	start := c.at
	for c.at < len(c.s) && (digit(c.s[c.at]) || (c.s[c.at] == '.' || c.s[c.at] == ',') && digit(c.peek(1)) && !below) {
		c.at++
	}
	n := c.s[start:c.at]
	switch {
	case below:
		c.b.WriteString("_{" + n + "}")
	case c.peek(0) == '/' && digit(c.peek(1)):
		c.at++
		from := c.at
		for digit(c.peek(0)) {
			c.at++
		}
		c.b.WriteString(`\tfrac{` + n + "}{" + c.s[from:c.at] + "}")
	default:
		c.b.WriteString(n)
		if letter(c.peek(0)) {
			c.b.WriteString(`\,`)
		}
	}
}

// letters rewrites elements, upright; a small letter alone is a variable.
func (c *chemist) letters() {
	start := c.at
	for c.at < len(c.s) && letter(c.s[c.at]) {
		c.at++
	}
	word := c.s[start:c.at]
	if len(word) == 1 && word[0] >= 'a' && word != "e" && (start == 0 || c.s[start-1] == ' ') {
		c.b.WriteString(word)
		return
	}
	c.b.WriteString(`\mathrm{` + word + "}")
}

// charge rewrites a + or -: a charge behind an atom, a bond between two.
func (c *chemist) charge() {
	ch, next := c.s[c.at], c.peek(1)
	atom := letter(c.before()) || digit(c.before()) || strings.IndexByte(")]}+-*", c.before()) >= 0
	c.at++
	switch {
	case atom && !letter(next) && !digit(next) && next != '\\' && (ch == '+' || next != '(' && next != '[' || c.state()):
		for c.peek(0) == ch {
			c.at++
			c.b.WriteString("^{" + string(ch) + string(ch) + "}")
			return
		}
		c.b.WriteString("^{" + string(ch) + "}")
	case ch == '-' && atom:
		c.b.WriteString("{-}")
	default:
		c.b.WriteByte(ch)
	}
}

// state says whether the state of a substance follows: (aq), (s).
func (c *chemist) state() bool {
	for _, s := range []string{"(aq)", "(s)", "(l)", "(g)"} {
		if strings.HasPrefix(c.rest(), s) {
			return true
		}
	}
	return false
}

// formula passes $…$ on.
func (c *chemist) formula() {
	end := strings.IndexByte(c.rest()[1:], '$') + 1
	if end < 1 {
		c.at = len(c.s)
		c.b.WriteByte('}') // it is broken, and the reader will say so
		return
	}
	c.b.WriteString("{" + c.rest()[1:end] + "}")
	c.at += end + 1
}

// group reads {…}.
func (c *chemist) group() string {
	p := &reader{tex: c.s, at: c.at}
	s := p.until('{', '}')
	c.at = p.at
	return s
}

// text rewrites {…}.
func (c *chemist) text() {
	inner := &chemist{s: c.group(), depth: c.depth + 1}
	if c.depth > mostNested {
		return
	}
	inner.equation()
	c.b.WriteString("{" + inner.b.String() + "}")
}

// command passes a command of TeX on, with what it applies to.
func (c *chemist) command() {
	p := &reader{tex: c.s, at: c.at + 1}
	name := p.command()
	c.at = p.at
	if name == "bond" && c.peek(0) == '{' {
		kind := c.group()
		if bond, ok := bonds[kind]; ok {
			c.b.WriteString(bond)
			return
		}
		c.b.WriteString(`\bond{` + kind + "}")
		return
	}
	c.b.WriteString(`\` + name)
	for c.peek(0) == '{' {
		c.b.WriteString("{" + c.group() + "}")
	}
	c.b.WriteByte(' ')
}

// sign rewrites bonds, dots and brackets.
func (c *chemist) sign() {
	ch := c.s[c.at]
	c.at++
	switch {
	case ch == '=':
		c.b.WriteString("{=}")
	case ch == '#':
		c.b.WriteString(`{\equiv}`)
	case ch == '*', ch == '.' && c.at < len(c.s):
		c.b.WriteString(`{\cdot}`)
	case ch == '"' || ch == '&' || ch == '%' || ch == '}':
		c.b.WriteString(`\` + string(ch))
	default:
		c.b.WriteByte(ch)
	}
}

// unit rewrites a number and its unit: 1.2e3 kJ/mol, m s-2.
func (c *chemist) unit() {
	for c.at < len(c.s) {
		ch := c.s[c.at]
		switch {
		case digit(ch):
			c.quantity()
		case letter(ch):
			start := c.at
			for c.at < len(c.s) && letter(c.s[c.at]) {
				c.at++
			}
			c.b.WriteString(`\mathrm{` + c.s[start:c.at] + "}")
			c.exponent()
		case ch == ' ':
			c.at++
			c.b.WriteString(`\,`)
		case ch == '*' || ch == '.':
			c.at++
			c.b.WriteString(`{\cdot}`)
		case ch == '^' || ch == '_':
			c.script()
		case ch == '{':
			c.text()
		case ch == '\\':
			c.command()
		case ch == '/':
			for c.at++; c.peek(0) == '/'; c.at++ {
				continue
			}
			c.b.WriteString("/")
		case ch == '%':
			c.at++
			c.b.WriteString(`\%`)
		case ch == '-' || ch == '+':
			c.at++
			c.b.WriteString("{" + string(ch) + "}")
		default:
			c.b.WriteByte(ch)
			c.at++
		}
	}
}

// quantity rewrites 1.2e-3.
func (c *chemist) quantity() {
	start := c.at
	for c.at < len(c.s) && (digit(c.s[c.at]) || c.s[c.at] == '.' && digit(c.peek(1))) {
		c.at++
	}
	c.b.WriteString(c.s[start:c.at])
	next := c.peek(1)
	if e := c.peek(0); (e == 'e' || e == 'E') && (digit(next) || (next == '-' || next == '+') && digit(c.peek(2))) {
		c.at++
		c.b.WriteString(`\times 10`)
		c.power()
	}
}

// exponent rewrites the -2 of s-2.
func (c *chemist) exponent() {
	if digit(c.peek(0)) || c.peek(0) == '-' && digit(c.peek(1)) {
		c.power()
	}
}

func (c *chemist) power() {
	start := c.at
	for c.at++; digit(c.peek(0)); c.at++ {
		continue
	}
	c.b.WriteString("^{" + strings.TrimPrefix(c.s[start:c.at], "+") + "}")
}
