package tex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// An atom is one element, and how what follows treats it.
type atom struct {
	*node
	limits bool // sub- and superscript stand below and above
	fn     bool // a name such as log: a thin space follows
}

// expression reads to the end of the group, cell or formula. It returns one
// element, nil if there is nothing.
func (p *reader) expression() *node {
	defer p.enter()()
	defer func(font string) { p.font = font }(p.font)
	var parts []*node
	for !p.failed && !p.ends() {
		name := p.next()
		var a atom
		if kind := switches[name]; kind != 0 {
			p.acceptCommand(name)
			if parts, a = p.switched(kind, name, parts); a.node == nil {
				continue
			}
			a = p.withScripts(a)
		} else {
			a = p.scripted()
		}
		if a.node == nil {
			continue
		}
		parts = append(parts, a.node)
		if a.fn && p.appliesTo() {
			parts = append(parts, space("0.1667"))
		}
	}
	if p.failed || len(parts) == 0 {
		return nil
	}
	return row(parts...)
}

// ends says whether nothing more belongs to the expression.
func (p *reader) ends() bool {
	switch p.peek() {
	case 0, '}', '&':
		return true
	case '\\':
		switch p.next() {
		case `\`, "cr", "newline", "end", "right", "middle", "egroup", "endgroup":
			return true
		}
	}
	return false
}

// appliesTo says whether a letter or the like follows the name of a function.
func (p *reader) appliesTo() bool {
	c := p.peek()
	if c != '\\' {
		return letter(c) || digit(c)
	}
	s, ok := symbols[p.next()]
	return ok && (s.kind == identifier || s.kind == function || s.kind == limit)
}

// scripted reads an atom and the scripts and primes that follow it. It has no
// node if it only defines something.
func (p *reader) scripted() atom {
	var base atom
	if c := p.peek(); c == '^' || c == '_' {
		base.node = el("mrow", "")
	} else {
		base = p.atom()
	}
	return p.withScripts(base)
}

// withScripts reads the scripts and primes that follow an atom.
func (p *reader) withScripts(base atom) atom {
	var sub, sup *node
	primes := ""
	for !p.failed {
		switch c := p.peek(); {
		case base.node == nil:
			return base
		case p.acceptCommand("limits"), p.acceptCommand("displaylimits"):
			base.limits = true
			base.attr = strings.Replace(base.attr, movable, "", 1)
		case p.acceptCommand("nolimits"):
			base.limits = false
		case c == '\'' && sup == nil:
			p.at++
			primes += "′"
		case c == '_' && sub == nil:
			p.at++
			sub = p.argument()
		case c == '^' && sup == nil:
			p.at++
			sup = p.argument()
		case c == '^' || c == '_' || c == '\'':
			p.fail()
		default:
			if primes != "" {
				mark := leaf("mo", tight, primes)
				if sup != nil {
					mark = row(mark, sup)
				}
				sup = mark
			}
			base.node = scripts(base, sub, sup)
			return base
		}
	}
	return base
}

// scripts puts sub and sup, which may be nil, to the base.
func scripts(base atom, sub, sup *node) *node {
	names := [3]string{"msub", "msup", "msubsup"}
	if base.limits {
		names = [3]string{"munder", "mover", "munderover"}
	}
	if (sub != nil || sup != nil) && strings.Contains(base.attr, "minsize") {
		base.node = el("mrow", "", base.node) // or Chromium does not stretch it
	}
	switch {
	case sub != nil && sup != nil:
		return el(names[2], "", base.node, sub, sup)
	case sub != nil:
		return el(names[0], "", base.node, sub)
	case sup != nil:
		return el(names[1], "", base.node, sup)
	}
	return base.node
}

// argument reads what a command or a script applies to: a group, or else one
// character or command. It is never nil, so that elements have the children
// they need.
func (p *reader) argument() *node {
	c := p.peek()
	switch {
	case c == 0 || c == '}' || c == '&' || c == '^' || c == '_':
		return p.fail()
	case digit(c):
		p.at++
		return p.number(string(c)).node
	case c == '{':
		return p.group()
	}
	if a := p.atom(); a.node != nil {
		return a.node
	}
	return el("mrow", "")
}

// group reads {…}. It is never nil.
func (p *reader) group() *node {
	if !p.accept("{") {
		return p.fail()
	}
	inner := p.expression()
	switch {
	case !p.accept("}"):
		return p.fail()
	case inner == nil:
		return el("mrow", "")
	}
	return inner
}

// atom reads one thing without its scripts.
func (p *reader) atom() atom {
	defer p.enter()()
	switch c := p.peek(); {
	case p.failed || c == 0:
		return atom{node: p.fail()}
	case c == '{':
		return atom{node: tightened(p.group())}
	case c == '\\':
		p.at++
		return p.named(p.command())
	case digit(c), c == '.' && p.at+1 < len(p.tex) && digit(p.tex[p.at+1]):
		return p.number(p.digits())
	case letter(c):
		p.at++
		return p.identifier(string(c))
	case c < utf8.RuneSelf:
		p.at++
		return p.sign(c)
	}
	return atom{node: p.foreign()}
}

// named reads what follows the name of a command.
func (p *reader) named(name string) atom {
	if m, ok := p.macro(name); ok {
		return p.expand(name, m)
	}
	if s, ok := symbols[name]; ok {
		return s.atom(p)
	}
	if run, ok := p.commands[name]; ok {
		return run(p, name)
	}
	if s, ok := textSymbols[name]; ok && letter(name[0]) {
		return atom{node: text(s)}
	}
	return atom{node: p.failFor(unknown(name))}
}

func (p *reader) digits() string {
	start, point := p.at, false
	for ; p.at < len(p.tex); p.at++ {
		c := p.tex[p.at]
		if c == '.' && !point && p.at+1 < len(p.tex) && digit(p.tex[p.at+1]) {
			point = true
		} else if !digit(c) {
			break
		}
	}
	return p.tex[start:p.at]
}

func (p *reader) number(s string) atom {
	return atom{node: leaf("mn", "", styled(p.font, s))}
}

func (p *reader) identifier(s string) atom {
	if r, _ := utf8.DecodeRuneInString(s); p.font == "rm" || p.font == "" && upright(r) {
		return atom{node: leaf("mi", ` mathvariant="normal"`, s)}
	}
	n := leaf("mi", "", styled(p.font, s))
	if n.text == s && (p.font == "bf" || p.font == "bi") {
		n.class = "math-bold"
	}
	return atom{node: n}
}

// upright says whether TeX does not slant r, where browsers would.
func upright(r rune) bool { return r >= 'Γ' && r <= 'Ω' || r == '∇' }

// sign reads an ASCII character that is neither a letter nor a digit.
func (p *reader) sign(c byte) atom {
	switch c {
	case '-':
		return p.operator("−")
	case '*':
		return p.operator("∗")
	case '~':
		return atom{node: space("0.3333")}
	case '\'':
		primes := "′"
		for p.accept("'") {
			primes += "′"
		}
		return atom{node: leaf("mo", tight, primes)}
	case '|':
		return atom{node: leaf("mo", rigid+tight, "|")}
	case '(', ')', '[', ']':
		return atom{node: leaf("mo", rigid, string(c))}
	case ',', ';':
		return atom{node: leaf("mo", ` separator="true"`, string(c))}
	case '/':
		return atom{node: leaf("mo", tight, "/")}
	case '+', '=', '<', '>', '!', ':', '.', '?', '"', '@', '`':
		return p.operator(string(c))
	}
	p.at-- // # $ & } and the like have no meaning here
	return atom{node: p.fail()}
}

func (p *reader) operator(s string) atom {
	n := operator(s)
	if p.font == "bf" || p.font == "bi" {
		n.class = "math-bold"
	}
	return atom{node: n}
}

// foreign reads what is beyond ASCII: a run of CJK letters is text, another
// letter is an identifier, and a sign is an operator.
func (p *reader) foreign() *node {
	start := p.at
	for p.at < len(p.tex) {
		r, size := utf8.DecodeRuneInString(p.rest())
		if !cjk.Is(r) || !word(r) {
			if p.at > start {
				break
			}
			p.at += size
			return p.single(r)
		}
		p.at += size
	}
	return text(p.tex[start:p.at])
}

// single is one character beyond ASCII.
func (p *reader) single(r rune) *node {
	switch {
	case unicode.IsSpace(r):
		return space("0.3333")
	case word(r):
		return p.identifier(string(r)).node
	case big(r):
		return leaf("mo", movable, string(r))
	}
	return p.operator(string(r)).node
}

// big says whether r is a sum or the like, whose scripts stand below and above.
func big(r rune) bool { return strings.ContainsRune("∏∐∑⋀⋁⋂⋃⨀⨁⨂⨄⨆", r) }

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }
