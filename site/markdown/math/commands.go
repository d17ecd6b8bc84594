package math

import (
	"cmp"
	"slices"
	"strings"
)

// named reads what follows the name of a command.
func (p *reader) named(name string) atom {
	if s, ok := symbols[name]; ok {
		return s.atom(p)
	}
	if a, ok := accents[name]; ok {
		return p.accent(a)
	}
	if style, ok := alphabets[name]; ok {
		return p.alphabet(style)
	}
	if width, ok := spaces[name]; ok {
		return atom{ml: space(width)}
	}
	if size, ok := sizes[strings.TrimRight(name, "lrm")]; ok {
		return p.sized(size)
	}
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		return p.fraction(name)
	case "binom", "dbinom", "tbinom":
		top, bottom := p.argument(), p.argument()
		return atom{ml: fenced("(", el("mfrac", ` linethickness="0"`, top+bottom), ")")}
	case "sqrt":
		return p.root()
	case "text", "textrm", "textnormal", "mbox", "textup":
		return atom{ml: leaf("mtext", "", p.raw())}
	case "textbf", "textit", "texttt", "textsf":
		return atom{ml: leaf("mtext", "", styled(alphabets["math"+name[len("text"):]], p.raw()))}
	case "operatorname":
		limits := p.accept("*")
		return atom{ml: leaf("mi", "", p.raw()), limits: limits, fn: true}
	case "overset", "stackrel":
		over, base := p.argument(), p.argument()
		return atom{ml: el("mover", "", base+over)}
	case "underset":
		under, base := p.argument(), p.argument()
		return atom{ml: el("munder", "", base+under)}
	case "not":
		return p.negated()
	case "phantom":
		return atom{ml: el("mphantom", "", p.argument())}
	case "pmod":
		return atom{ml: el("mrow", "", space("1")+leaf("mo", ` stretchy="false"`, "(")+leaf("mi", "", "mod")+
			space("0.3333")+p.argument()+leaf("mo", ` stretchy="false"`, ")"))}
	case "left":
		return p.leftRight()
	case "begin":
		return p.environment()
	}
	return p.failFor(unknown(name))
}

func (p *reader) fraction(name string) atom {
	f := el("mfrac", "", p.argument()+p.argument())
	switch name {
	case "dfrac", "cfrac":
		f = el("mstyle", styles["displaystyle"], f)
	case "tfrac":
		f = el("mstyle", styles["textstyle"], f)
	}
	return atom{ml: f}
}

func (p *reader) root() atom {
	if p.peek() != '[' {
		return atom{ml: el("msqrt", "", p.argument())}
	}
	end := strings.IndexByte(p.tex[p.at:], ']')
	if end < 0 {
		return p.fail()
	}
	inner := &reader{tex: p.tex[p.at+1 : p.at+end], depth: p.depth}
	degree := inner.expression()
	if inner.failed || inner.at < len(inner.tex) || degree == "" {
		return p.failFor(cmp.Or(inner.why, inner.unexpected()))
	}
	p.at += end + 1
	return atom{ml: el("mroot", "", p.argument()+degree)}
}

func (p *reader) accent(a accent) atom {
	base := p.argument()
	attributes := ""
	if !a.stretchy {
		attributes = ` stretchy="false"`
	}
	mark := leaf("mo", attributes, a.mark)
	if a.under {
		return atom{ml: el("munder", ` accentunder="true"`, base+mark), limits: a.limits}
	}
	return atom{ml: el("mover", ` accent="true"`, base+mark), limits: a.limits}
}

// alphabet reads an argument in another style. Upright letters that stand
// together are one name.
func (p *reader) alphabet(style string) atom {
	if style == "rm" || style == "bf" {
		if a, ok := p.name(style); ok {
			return a
		}
	}
	old := p.style
	p.style = style
	ml := p.argument()
	p.style = old
	return atom{ml: ml}
}

// name reads a group of two or more letters.
func (p *reader) name(style string) (atom, bool) {
	if p.peek() != '{' {
		return atom{}, false
	}
	size := strings.IndexByte(p.tex[p.at:], '}')
	if size < 3 {
		return atom{}, false
	}
	inner := p.tex[p.at+1 : p.at+size]
	for i := 0; i < len(inner); i++ {
		if !letter(inner[i]) {
			return atom{}, false
		}
	}
	p.at += size + 1
	return atom{ml: leaf("mi", "", styled(style, inner))}, true
}

// raw reads {…} as text.
func (p *reader) raw() string {
	if !p.accept("{") {
		return p.fail().ml
	}
	var b strings.Builder
	for depth := 1; p.at < len(p.tex); p.at++ {
		switch c := p.tex[p.at]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				p.at++
				return b.String()
			}
		case ' ', '\t', '\n', '~':
			b.WriteString("\u00A0") // XML would drop a space at the end
		case '$':
			return p.fail().ml
		case '\\':
			if p.at++; p.at == len(p.tex) || !strings.Contains(`{}$%&#_ `, p.tex[p.at:p.at+1]) {
				return p.failFor(unknown(p.command()) + " in text").ml
			}
			b.WriteByte(p.tex[p.at])
		default:
			b.WriteByte(c)
		}
	}
	return p.fail().ml
}

// negated strikes the relation that follows out.
func (p *reader) negated() atom {
	struck := func(s string) atom { return operator(s + "\u0338") }
	if name := p.next(); name != "" {
		s, ok := symbols[name]
		if !ok || s.kind != relation {
			return p.failFor(`\not\` + name + " is not known")
		}
		p.accept(`\` + name)
		return struck(s.text)
	}
	switch c := p.peek(); c {
	case '=', '<', '>':
		p.at++
		return struck(string(c))
	}
	return p.fail()
}

// delimiter reads what may stand after \left: a bracket, or a dot for none.
func (p *reader) delimiter() string {
	c := p.peek()
	if c == '\\' {
		p.at++
		name := p.command()
		if s, ok := symbols[name]; ok && (s.kind == fence || s.kind == arrow) {
			return s.text
		}
		return p.failFor(unknown(name)).ml
	}
	switch c {
	case '(', ')', '[', ']', '|', '/', '<', '>', '.':
		p.at++
		switch c {
		case '.':
			return ""
		case '<':
			return "⟨"
		case '>':
			return "⟩"
		}
		return string(c)
	}
	return p.fail().ml
}

func (p *reader) leftRight() atom {
	left := p.delimiter()
	var parts []string
	for !p.failed {
		parts = append(parts, some(p.expression())...)
		switch {
		case p.acceptCommand("middle"):
			parts = append(parts, leaf("mo", ` fence="true"`+tight, p.delimiter()))
		case p.acceptCommand("right"):
			return atom{ml: fenced(left, strings.Join(parts, ""), p.delimiter())}
		default:
			p.fail()
		}
	}
	return atom{}
}

func (p *reader) acceptCommand(name string) bool { return p.next() == name && p.accept(`\`+name) }

func (p *reader) sized(em string) atom {
	return atom{ml: leaf("mo", ` minsize="`+em+`em" maxsize="`+em+`em"`, p.delimiter())}
}

// fenced puts brackets, which may be empty, around inner.
func fenced(left, inner, right string) string {
	if left != "" {
		left = leaf("mo", ` fence="true" form="prefix"`, left)
	}
	if right != "" {
		right = leaf("mo", ` fence="true" form="postfix"`, right)
	}
	return el("mrow", "", left+inner+right)
}

// environment reads \begin{name} … \end{name}.
func (p *reader) environment() atom {
	name := p.raw()
	e, ok := environments[strings.TrimSuffix(name, "*")]
	if p.failed || !ok {
		return p.failFor(unknown("begin{" + name + "}"))
	}
	columns := ""
	if e.columns {
		columns = p.raw()
		if strings.Trim(columns, "lcr|\u00A0") != "" {
			return p.failFor("the columns {" + columns + "} are not known")
		}
		columns = strings.NewReplacer("|", "", "\u00A0", "").Replace(columns)
	}
	rows := p.rows(name)
	if p.failed || len(rows) == 0 {
		return p.fail()
	}
	class := func(column int) string {
		c := byte(0)
		switch {
		case e.columns && column < len(columns):
			c = columns[column]
		case e.align != "":
			c = e.align[column%len(e.align)]
		}
		return map[byte]string{'l': "math-left", 'r': "math-right"}[c]
	}
	return atom{ml: fenced(e.left, table(rows, class, e.display), e.right)}
}

// rows reads cells to the end of the environment, or of the formula if it has
// no name. A row end after the last row begins no other.
func (p *reader) rows(environment string) [][]string {
	rows := [][]string{nil}
	for !p.failed {
		for p.acceptCommand("hline") {
			continue
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], p.expression())
		switch c := p.peek(); {
		case c == '&' && environment != "":
			p.at++
		case p.acceptCommand(`\`), p.acceptCommand("cr"):
			rows = append(rows, nil)
			p.skipRowSpace()
		case environment == "" && c == 0:
			return withoutLast(rows)
		case environment != "" && p.acceptCommand("end") && p.raw() == environment:
			return withoutLast(rows)
		default:
			p.fail()
		}
	}
	return nil
}

// skipRowSpace passes over the [2ex] after \\.
func (p *reader) skipRowSpace() {
	if !strings.HasPrefix(p.tex[p.at:], "[") {
		return
	}
	end := strings.IndexByte(p.tex[p.at:], ']')
	if end < 0 || strings.Trim(p.tex[p.at+1:p.at+end], "-.0123456789emxptcin ") != "" {
		return
	}
	p.at += end + 1
}

func withoutLast(rows [][]string) [][]string {
	last := rows[len(rows)-1]
	if len(rows) > 1 && len(last) == 1 && last[0] == "" {
		return rows[:len(rows)-1]
	}
	return rows
}

// Known says whether a command of this name has a meaning.
func Known(name string) bool {
	if _, ok := symbols[name]; ok {
		return true
	}
	if _, ok := accents[name]; ok {
		return true
	}
	if _, ok := spaces[name]; ok || alphabets[name] != "" || styles[name] != "" {
		return true
	}
	if _, ok := sizes[strings.TrimRight(name, "lrm")]; ok {
		return true
	}
	return slices.Contains(others, name)
}

// others are the commands that named knows besides those in tables.
var others = strings.Fields(`frac dfrac tfrac cfrac binom dbinom tbinom sqrt text textrm textnormal mbox textup
textbf textit texttt textsf operatorname overset stackrel underset not phantom pmod left begin limits`)
