package math

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/markdown/cjk"

	"github.com/biji-notes/biji/site/budget"
)

// A reader reads TeX from left to right, once. After the first thing it does
// not understand it has failed, and every method returns at once.
type reader struct {
	tex     string
	at      int
	depth   int
	display bool
	style   string // of letters: "", "bb", "bf" …
	failed  bool
	why     string // it has failed
}

// An atom is one element, and how what follows treats it.
type atom struct {
	ml     string
	limits bool // sub- and superscript stand below and above
	fn     bool // a name such as log: a thin space follows
}

func (p *reader) fail() atom { return p.failFor(p.unexpected()) }

// failFor is fail with a reason. The first counts.
func (p *reader) failFor(why string) atom {
	if !p.failed {
		p.failed, p.why = true, why
	}
	return atom{}
}

func unknown(name string) string { return `\` + name + " is not known" }

// unexpected says what stands where the reader is.
func (p *reader) unexpected() string {
	if p.skipSpace(); p.at >= len(p.tex) {
		return "something is missing at the end"
	}
	if name := p.next(); name != "" {
		return `\` + name + " is not expected"
	}
	r, _ := utf8.DecodeRuneInString(p.tex[p.at:])
	return string(r) + " is not expected"
}

// enter counts a level of nesting; the result leaves it.
func (p *reader) enter() func() {
	if p.depth++; p.depth > budget.FormulaDepth {
		p.failFor("it nests too deep")
	}
	return func() { p.depth-- }
}

func (p *reader) skipSpace() {
	for p.at < len(p.tex) {
		switch p.tex[p.at] {
		case ' ', '\t', '\n':
			p.at++
		case '%':
			end := strings.IndexByte(p.tex[p.at:], '\n')
			if end < 0 {
				end = len(p.tex) - p.at - 1
			}
			p.at += end + 1
		default:
			return
		}
	}
}

// peek is the next character after spaces, 0 at the end.
func (p *reader) peek() byte {
	if p.skipSpace(); p.at < len(p.tex) {
		return p.tex[p.at]
	}
	return 0
}

func (p *reader) accept(s string) bool {
	if p.skipSpace(); strings.HasPrefix(p.tex[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

// command reads the name after a backslash: letters, or one other character.
func (p *reader) command() string {
	start := p.at
	for p.at < len(p.tex) && letter(p.tex[p.at]) {
		p.at++
	}
	if p.at == start && p.at < len(p.tex) {
		_, size := utf8.DecodeRuneInString(p.tex[p.at:])
		p.at += size
	}
	return p.tex[start:p.at]
}

// next is the command that follows, without reading it; "" if none does.
func (p *reader) next() string {
	if p.peek() != '\\' {
		return ""
	}
	at := p.at
	p.at++
	name := p.command()
	p.at = at
	return name
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }

// expression reads to the end of the group, cell or formula, and returns one
// element, or "" if there is nothing.
func (p *reader) expression() string {
	defer p.enter()()
	var parts []string
	for !p.failed && !p.ends() {
		if name := p.next(); styles[name] != "" {
			p.accept(`\` + name)
			rest := p.expression()
			parts = append(parts, el("mstyle", styles[name], rest))
			break
		}
		a := p.scripted()
		parts = append(parts, a.ml)
		if a.fn && p.appliesTo() {
			parts = append(parts, space("0.1667"))
		}
	}
	if p.failed || len(parts) == 0 {
		return ""
	}
	return row(parts)
}

// ends says whether nothing more belongs to the expression.
func (p *reader) ends() bool {
	switch p.peek() {
	case 0, '}', '&':
		return true
	case '\\':
		switch p.next() {
		case `\`, "cr", "end", "right", "middle":
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
	return ok && (s.kind == identifier || s.kind == function)
}

// scripted reads an atom and the scripts and primes that follow it.
func (p *reader) scripted() atom {
	var base atom
	if c := p.peek(); c == '^' || c == '_' {
		base.ml = el("mrow", "", "")
	} else {
		base = p.atom()
	}
	var sub, sup string
	primes := ""
	for !p.failed {
		switch c := p.peek(); {
		case p.accept(`\limits`):
			base.limits = true
			base.ml = strings.Replace(base.ml, movable, "", 1)
		case p.accept(`\nolimits`):
			base.limits = false
		case c == '\'' && sup == "":
			p.at++
			primes += "′"
		case c == '_' && sub == "":
			p.at++
			sub = p.argument()
		case c == '^' && sup == "":
			p.at++
			sup = p.argument()
		case c == '^' || c == '_' || c == '\'':
			p.fail()
		default:
			if primes != "" {
				sup = row(append([]string{leaf("mo", "", primes)}, some(sup)...))
			}
			base.ml = scripts(base, sub, sup)
			return base
		}
	}
	return base
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// scripts puts sub and sup, which may be empty, to the base.
func scripts(base atom, sub, sup string) string {
	names := [3]string{"msub", "msup", "msubsup"}
	if base.limits {
		names = [3]string{"munder", "mover", "munderover"}
	}
	switch {
	case sub != "" && sup != "":
		return el(names[2], "", base.ml+sub+sup)
	case sub != "":
		return el(names[0], "", base.ml+sub)
	case sup != "":
		return el(names[1], "", base.ml+sup)
	}
	return base.ml
}

// argument reads what a command or a script applies to: a group, or else one
// character or command. It is never empty, so that elements have the children
// they need.
func (p *reader) argument() string {
	c := p.peek()
	switch {
	case c == 0 || c == '}' || c == '&' || c == '^' || c == '_':
		return p.fail().ml
	case digit(c):
		p.at++
		return p.number(string(c)).ml
	}
	return p.atom().ml
}

// group reads {…}.
func (p *reader) group() string {
	if !p.accept("{") {
		return p.fail().ml
	}
	inner := p.expression()
	if !p.accept("}") {
		return p.fail().ml
	}
	if inner == "" {
		return el("mrow", "", "")
	}
	return inner
}

// atom reads one thing without its scripts.
func (p *reader) atom() atom {
	defer p.enter()()
	switch c := p.peek(); {
	case p.failed || c == 0:
		return p.fail()
	case c == '{':
		return atom{ml: p.group()}
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
	return p.foreign()
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
	return atom{ml: leaf("mn", "", styled(p.style, s))}
}

func (p *reader) identifier(s string) atom {
	if r, _ := utf8.DecodeRuneInString(s); p.style == "rm" || p.style == "" && upright(r) {
		return atom{ml: leaf("mi", ` mathvariant="normal"`, s)}
	}
	return atom{ml: leaf("mi", "", styled(p.style, s))}
}

// upright says whether TeX does not slant r, where browsers would.
func upright(r rune) bool { return r >= 'Γ' && r <= 'Ω' || r == '∇' }

// sign reads an ASCII character that is neither a letter nor a digit.
func (p *reader) sign(c byte) atom {
	switch c {
	case '-':
		return operator("−")
	case '*':
		return operator("∗")
	case '~':
		return atom{ml: space("0.3333")}
	case '|':
		return atom{ml: leaf("mo", ` stretchy="false"`+tight, "|")}
	case '(', ')', '[', ']':
		return atom{ml: leaf("mo", ` stretchy="false"`, string(c))}
	case ',', ';':
		return atom{ml: leaf("mo", ` separator="true"`, string(c))}
	case '+', '=', '<', '>', '!', '/', ':', '.', '?', '"', '@', '`':
		return operator(string(c))
	}
	p.at-- // # $ & ' } and the like have no meaning here
	return p.fail()
}

func operator(s string) atom { return atom{ml: leaf("mo", "", s)} }

// foreign reads what is beyond ASCII: a run of CJK letters is text, another
// letter is an identifier, and a sign is an operator.
func (p *reader) foreign() atom {
	start := p.at
	for p.at < len(p.tex) {
		r, size := utf8.DecodeRuneInString(p.tex[p.at:])
		if !cjk.Is(r) || !word(r) {
			if p.at > start {
				break
			}
			p.at += size
			if word(r) {
				return p.identifier(string(r))
			}
			return operator(string(r))
		}
		p.at += size
	}
	return atom{ml: leaf("mtext", "", p.tex[start:p.at])}
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }
