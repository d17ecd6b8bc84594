package tex

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/budget"
)

// A reader reads TeX from left to right, once. After the first thing it does
// not understand it has failed, and every method returns at once.
type reader struct {
	tex      string // what is left begins at at; a macro is replaced by what it means
	at       int
	depth    int
	display  bool
	font     string // of letters: "", "bb", "bf" …
	commands map[string]command
	pre      *Preamble
	expanded int // bytes that macros have given
	chemical int // bytes that mhchem has read
	tag      *node
	label    string
	failed   bool
	why      string // it has failed
}

// fail gives up at what stands where the reader is.
func (p *reader) fail() *node { return p.failFor(p.unexpected()) }

// failFor is fail with a reason. The first counts. What it returns is no part
// of a formula.
func (p *reader) failFor(why string) *node {
	if !p.failed {
		p.failed, p.why = true, why
	}
	return el("mrow", "")
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

func (p *reader) rest() string { return p.tex[p.at:] }

func (p *reader) skipSpace() {
	for p.at < len(p.tex) {
		switch p.tex[p.at] {
		case ' ', '\t', '\n':
			p.at++
		case '%':
			end := strings.IndexByte(p.rest(), '\n')
			if end < 0 {
				end = len(p.rest()) - 1
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
	if p.skipSpace(); strings.HasPrefix(p.rest(), s) {
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
		_, size := utf8.DecodeRuneInString(p.rest())
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

// acceptCommand reads the command if it follows.
func (p *reader) acceptCommand(name string) bool {
	return p.next() == name && p.accept(`\`+name)
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }

// raw reads {…} or one character or command, as it is written.
func (p *reader) raw() string {
	switch p.peek() {
	case 0, '}':
		p.fail()
		return ""
	case '{':
		return p.until('{', '}')
	case '\\':
		start := p.at
		p.at++
		p.command()
		return p.tex[start:p.at]
	}
	_, size := utf8.DecodeRuneInString(p.rest())
	p.at += size
	return p.tex[p.at-size : p.at]
}

// optional reads […], if it follows.
func (p *reader) optional() (string, bool) {
	if p.peek() != '[' {
		return "", false
	}
	return p.until('[', ']'), true
}

// until reads from opening to the closing that belongs to it.
func (p *reader) until(opening, closing byte) string {
	start, depth := p.at+1, 0
	for p.at++; p.at < len(p.tex); p.at++ {
		switch c := p.tex[p.at]; {
		case c == '\\':
			p.at++
		case c == closing && depth == 0:
			p.at++
			return p.tex[start : p.at-1]
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth < 0 {
				p.fail()
				return ""
			}
		}
	}
	p.at = len(p.tex)
	p.fail()
	return ""
}

// inside reads all of tex, as if it stood here.
func (p *reader) inside(tex string, read func() *node) *node {
	outer, at := p.tex, p.at
	p.tex, p.at = tex, 0
	n := read()
	if !p.failed && p.peek() != 0 {
		p.fail()
	}
	if !p.failed {
		p.tex, p.at = outer, at
	}
	return n
}

// units are lengths in em.
var units = map[string]float64{
	"em": 1, "ex": 0.43, "mu": 1.0 / 18, "pt": 0.1, "pc": 1.2, "in": 7.2, "cm": 2.845, "mm": 0.2845, "px": 0.075,
	"bp": 0.1, "dd": 0.107, "cc": 1.284, "sp": 0,
}

// length reads a dimension: 2em, -3.5mu. It is in em, with four digits at
// most, and no longer than a page is wide.
func (p *reader) length() string {
	start := p.at
	p.skipSpace()
	for p.at < len(p.tex) && strings.IndexByte("+-.0123456789 ", p.tex[p.at]) >= 0 {
		p.at++
	}
	number := strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(p.tex[start:p.at]), "+"), " ", "")
	unit := p.rest()[:min(2, len(p.rest()))]
	em, known := units[unit]
	value, err := strconv.ParseFloat(number, 64)
	if !known || err != nil {
		p.fail()
		return "0"
	}
	p.at += 2
	return strconv.FormatFloat(round(max(-100, min(100, value*em))), 'f', -1, 64)
}

func round(em float64) float64 {
	const parts = 10_000
	if em < 0 {
		return float64(int(em*parts-0.5)) / parts
	}
	return float64(int(em*parts+0.5)) / parts
}

// dimension reads a length that may stand in braces.
func (p *reader) dimension() string {
	if p.peek() != '{' {
		return p.length()
	}
	var em string
	p.inside(p.until('{', '}'), func() *node {
		em = p.length()
		return nil
	})
	return em
}
