package tex

import (
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// A macro stands for other TeX, in which #1 … #9 are its arguments.
type macro struct {
	body  string
	args  int
	first *string // what #1 is if no […] follows
}

const (
	// mostMacros is how many a note may define.
	mostMacros = 500
	// mostExpanded is how much TeX the macros of a formula may give, in bytes.
	mostExpanded = 2 * budget.FormulaBytes
)

// macros are those that LaTeX, amsmath and KaTeX know, by name. Those that take
// an argument have #1 in them.
var macros = readMacros()

func readMacros() map[string]macro {
	all := map[string]macro{}
	for line := range strings.Lines(macroList) {
		name, body, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		args := 0
		for n := byte('1'); strings.Contains(body, "#"+string(n)); n++ {
			args++
		}
		all[name] = macro{body: body, args: args}
	}
	for name, set := range pairs(`N N R R Z Z Q Q C C H H natnums N reals R Reals R Complex C cnums C Bbbk k`) {
		all[name] = macro{body: `{\mathbb{` + set + `}}`}
	}
	for name, letter := range pairs(`Alpha A Beta B Epsilon E Zeta Z Eta H Iota I Kappa K Mu M Nu N Omicron O Rho P Tau T Chi X`) {
		all[name] = macro{body: `\mathrm{` + letter + `}`}
	}
	for _, name := range strings.Fields(`Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega`) {
		all["var"+name] = macro{body: `{\mathit{\` + name + `}}`}
	}
	for name, same := range pairs(synonyms) {
		all[name] = macro{body: `\` + same + ` `}
	}
	return all
}

// macroList has a macro a line.
const macroList = `bra {\langle{#1}|}
ket {|{#1}\rangle}
braket {\langle{#1}\rangle}
Bra {\left\langle{#1}\right|}
Ket {\left|{#1}\right\rangle}
Braket {\left\langle{#1}\right\rangle}
set {\{\,{#1}\,\}}
Set {\left\{\,{#1}\,\right\}}
argmin \operatorname*{arg\,min}
argmax \operatorname*{arg\,max}
plim \operatorname*{plim}
limsup \operatorname*{lim\,sup}
liminf \operatorname*{lim\,inf}
injlim \operatorname*{inj\,lim}
projlim \operatorname*{proj\,lim}
varlimsup \mathop{\overline{\mathrm{lim}}}
varliminf \mathop{\underline{\mathrm{lim}}}
varinjlim \mathop{\underrightarrow{\mathrm{lim}}}
varprojlim \mathop{\underleftarrow{\mathrm{lim}}}
iff \;\Longleftrightarrow\;
implies \;\Longrightarrow\;
impliedby \;\Longleftarrow\;
simcolon \mathrel{\sim\mathord:}
simcoloncolon \mathrel{\sim\mathord:\mathord:}
approxcolon \mathrel{\approx\mathord:}
approxcoloncolon \mathrel{\approx\mathord:\mathord:}
dblcolon \mathrel{∷}
coloncolon \mathrel{∷}
Coloneqq \mathrel{⩴}
coloncolonequals \mathrel{⩴}
eqcolon \mathrel{∹}
minuscolon \mathrel{∹}
coloneq \mathrel{\mathord:\mathord-}
colonminus \mathrel{\mathord:\mathord-}
Coloneq \mathrel{\mathord:\mathord:\mathord-}
coloncolonminus \mathrel{\mathord:\mathord:\mathord-}
Eqcolon \mathrel{\mathord-\mathord:\mathord:}
minuscoloncolon \mathrel{\mathord-\mathord:\mathord:}
Eqqcolon \mathrel{\mathord=\mathord:\mathord:}
equalscoloncolon \mathrel{\mathord=\mathord:\mathord:}
colonapprox \mathrel{\mathord:\mathord\approx}
Colonapprox \mathrel{\mathord:\mathord:\mathord\approx}
coloncolonapprox \mathrel{\mathord:\mathord:\mathord\approx}
colonsim \mathrel{\mathord:\mathord\sim}
Colonsim \mathrel{\mathord:\mathord:\mathord\sim}
coloncolonsim \mathrel{\mathord:\mathord:\mathord\sim}
TeX {\mathrm{T\kern-.17em\lower.5ex{E}\kern-.125emX}}
LaTeX {\mathrm{L\kern-.36em\raise.2em{\scriptstyle A}\kern-.15em}\TeX}
KaTeX {\mathrm{K\kern-.17em\raise.2em{\scriptstyle A}\kern-.15em}\TeX}
angln {\angl n}
abs {\left|{#1}\right|}
norm {\left\|{#1}\right\|}
iddots {⋰}
idotsint {\int\cdots\int}
iiiint {⨌}
reflectbox {#1}
mathreflectbox {#1}
cancelto {\cancel{#2}^{#1}}
dv {\frac{\mathrm{d}{#1}}{\mathrm{d}{#2}}}
pdv {\frac{\partial{#1}}{\partial{#2}}}
dd {\mathrm{d}{#1}}
qty {\left({#1}\right)}
degreeCelsius {℃}
celsius {℃}
angstrom {Å}
bbox {\boxed{#1}}
`

// synonyms are pairs of a name and the one that means the same.
const synonyms = `alef aleph alefsym aleph bull bullet clubs clubsuit diamonds diamondsuit hearts heartsuit spades spadesuit
darr downarrow dArr Downarrow Darr Downarrow uarr uparrow uArr Uparrow Uarr Uparrow larr leftarrow lArr Leftarrow Larr Leftarrow
rarr rightarrow rArr Rightarrow Rarr Rightarrow harr leftrightarrow hArr Leftrightarrow Harr Leftrightarrow
lrarr leftrightarrow lrArr Leftrightarrow Lrarr Leftrightarrow empty emptyset exist exists image Im infin infty isin in real Re
lang langle rang rangle plusmn pm sdot cdot sect S sub subset sube subseteq supe supseteq thetasym vartheta weierp wp Dagger ddagger
and land or lor lq textquoteleft rq textquoteright`

// macro is what a name stands for, in the note or always.
func (p *reader) macro(name string) (macro, bool) {
	if m, ok := p.pre.macros[name]; ok {
		return m, true
	}
	m, ok := macros[name]
	return m, ok
}

// expand reads the arguments of a macro, puts what it means in its place, and
// reads the first of that.
func (p *reader) expand(name string, m macro) atom {
	args := make([]string, m.args)
	for i := range args {
		switch raw, ok := "", false; {
		case i == 0 && m.first != nil:
			if raw, ok = p.optional(); !ok {
				raw = *m.first
			}
			args[0] = raw
		default:
			args[i] = p.raw()
		}
	}
	body := replaced(m.body, args)
	if p.expanded += len(body) + 1; p.failed || p.expanded > mostExpanded {
		return atom{node: p.failFor(`\` + name + " stands for too much")}
	}
	if p.at < len(p.tex) && letter(p.tex[p.at]) {
		body += " "
	}
	p.tex, p.at = body+p.rest(), 0
	if p.ends() || switches[p.next()] != 0 {
		return atom{}
	}
	return p.atom()
}

// replaced is body with its arguments.
func replaced(body string, args []string) string {
	if len(args) == 0 {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		if body[i] == '#' && i+1 < len(body) {
			i++
			if n := int(body[i] - '1'); n >= 0 && n < len(args) {
				b.WriteString(args[n])
				continue
			}
			b.WriteByte('#')
		}
		b.WriteByte(body[i])
	}
	return b.String()
}

// define reads \newcommand{\x}[1]{…}, \def\x#1{…}, \let\x=\y and the like.
func (p *reader) define(command string) atom {
	switch command {
	case "global", "long":
		return atom{}
	}
	p.accept("*")
	name := strings.TrimSpace(p.raw())
	if len(name) < 2 || name[0] != '\\' {
		return atom{node: p.failFor(`\` + command + " names no command")}
	}
	name = name[1:]
	var m macro
	switch command {
	case "let":
		p.accept("=")
		m.body = p.raw() + " "
		if old, ok := p.macro(strings.TrimSpace(strings.TrimPrefix(m.body, `\`))); ok {
			m = old
		}
	case "DeclareMathOperator":
		m.body = `\operatorname{` + p.raw() + `}`
	case "def", "gdef", "edef", "xdef":
		m = p.definition()
	default:
		m = p.newCommand()
	}
	_, known := p.macro(name)
	if command == "providecommand" && (known || p.meaning(name)) {
		return atom{}
	}
	if len(p.pre.macros) >= mostMacros {
		return atom{node: p.failFor("too many commands are defined")}
	}
	if p.pre.macros == nil {
		p.pre.macros = make(map[string]macro)
	}
	if !p.failed {
		p.pre.macros[name] = m
	}
	return atom{}
}

// newCommand reads [2][default]{body}.
func (p *reader) newCommand() (m macro) {
	if raw, ok := p.optional(); ok {
		raw = strings.TrimSpace(raw)
		if len(raw) != 1 || !digit(raw[0]) {
			p.fail()
			return m
		}
		m.args = int(raw[0] - '0')
	}
	if raw, ok := p.optional(); ok && m.args > 0 {
		m.first = &raw
	}
	m.body = p.raw()
	return m
}

// definition reads #1#2{body}.
func (p *reader) definition() (m macro) {
	for p.accept("#") {
		m.args++
		if p.at >= len(p.tex) || p.tex[p.at] != byte('0'+m.args) {
			p.fail()
			return m
		}
		p.at++
	}
	if p.peek() != '{' {
		p.failFor(`\def with text between its arguments is not known`)
		return m
	}
	m.body = p.raw()
	return m
}

// meaning says whether a name has one without any macro.
func (p *reader) meaning(name string) bool {
	_, symbol := symbols[name]
	_, command := p.commands[name]
	return symbol || command || switches[name] != 0
}
