package tex

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A command reads what follows the name and is what they mean together.
type command func(p *reader, name string) atom

var commands = readCommands()

// readCommands is the table of all commands that take arguments.
func readCommands() map[string]command {
	all := map[string]command{}
	for _, t := range []struct {
		names string
		run   command
	}{
		{"frac dfrac tfrac cfrac", (*reader).fraction},
		{"binom dbinom tbinom", (*reader).binomial},
		{"genfrac", (*reader).general},
		{"sqrt", (*reader).root},
		{"root", (*reader).oldRoot},
		{"text textrm textnormal mbox hbox textup textmd textbf textit texttt textsf textsc emph fbox textsl intertext shortintertext", (*reader).text},
		{"verb", (*reader).verbatim},
		{"operatorname operatornamewithlimits", (*reader).operatorName},
		{"overset underset stackrel stackbin buildrel", (*reader).stacked},
		{"substack", (*reader).substack},
		{"sideset prescript", (*reader).besides},
		{"not", (*reader).negated},
		{"mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner", (*reader).class},
		{"phantom vphantom hphantom smash mathstrut strut", (*reader).phantom},
		{"mathllap mathrlap mathclap llap rlap clap", (*reader).lap},
		{"raisebox raise lower vcenter", (*reader).raised},
		{"rule", (*reader).rule},
		{"hspace hskip mskip kern mkern mspace", (*reader).kern},
		{"textcolor colorbox fcolorbox", (*reader).colored},
		{"pmod pod mod", (*reader).modulo},
		{"left", (*reader).leftRight},
		{"begin", (*reader).environment},
		{"bgroup begingroup", (*reader).grouped},
		{"ensuremath htmlClass htmlId htmlStyle htmlData class cssId style href hypertarget hyperlink", (*reader).passed},
		{"url", (*reader).url},
		{"tag", (*reader).tagged},
		{"label", (*reader).labelled},
		{"ref eqref", (*reader).reference},
		{"mathchoice", (*reader).choice},
		{"char unicode", (*reader).char},
		{"textcircled", (*reader).circled},
		{"ce pu", (*reader).chemistry},
		{"def gdef edef xdef let newcommand renewcommand providecommand DeclareMathOperator global long", (*reader).define},
		{`nonumber notag relax allowbreak nobreak displaybreak allowdisplaybreaks nolimits noindent centering hfill hfil null
			protect DOTSB DOTSI DOTSX - / break goodbreak nobreakdash smallskip medskip bigskip`, (*reader).nothing},
		{"hline hdashline cline", (*reader).misplaced},
	} {
		for _, name := range strings.Fields(t.names) {
			all[name] = t.run
		}
	}
	add := func(run command, names ...string) {
		for _, name := range names {
			all[name] = run
		}
	}
	for name := range accents {
		add((*reader).accent, name)
	}
	for name := range lines {
		add((*reader).line, name)
	}
	for name := range extensibles {
		add((*reader).extensible, name)
	}
	for name := range alphabets {
		add((*reader).alphabet, name)
	}
	for name := range spaces {
		add((*reader).space, name)
	}
	for name := range heights {
		add((*reader).sized, name, name+"l", name+"r", name+"m")
	}
	return all
}

// nothing is a command that changes nothing in a formula.
func (p *reader) nothing(string) atom { return atom{} }

func (p *reader) misplaced(name string) atom {
	return atom{node: p.failFor(`\` + name + " is not expected")}
}

// spaces are widths in em by command.
var spaces = map[string]string{
	",": "0.1667", "thinspace": "0.1667", ":": "0.2222", ">": "0.2222", "medspace": "0.2222",
	";": "0.2778", "thickspace": "0.2778", "!": "-0.1667", "negthinspace": "-0.1667", "negmedspace": "-0.2222", "negthickspace": "-0.2778",
	" ": "0.3333", "\n": "0.3333", "\t": "0.3333", "space": "0.3333", "nobreakspace": "0.3333",
	"enspace": "0.5", "enskip": "0.5", "quad": "1", "qquad": "2",
}

func (p *reader) space(name string) atom { return atom{node: space(spaces[name])} }

func (p *reader) kern(string) atom {
	p.accept("*")
	return atom{node: space(p.dimension())}
}

// operatorName reads \operatorname*{arg\,max}.
func (p *reader) operatorName(name string) atom {
	limits := p.accept("*") || name != "operatorname"
	raw := p.raw()
	if s := strings.Join(strings.Fields(raw), ""); strings.Trim(s, operatorLetters) == "" && s != "" {
		return functionAtom(s, limits)
	}
	old := p.font
	p.font = "rm"
	n := p.inside(raw, p.expression)
	p.font = old
	if n == nil {
		n = el("mrow", "")
	}
	if only(n, "mi", "mspace", "mn", "mrow") {
		var b strings.Builder
		joined(n, &b)
		return functionAtom(b.String(), limits)
	}
	return atom{node: n, limits: limits, fn: true}
}

// operatorLetters may stand in the name of an operator.
const operatorLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

// functionAtom is a name that is set upright.
func functionAtom(s string, limits bool) atom {
	if limits {
		return atom{node: leaf("mo", movable+tight, s), limits: true, fn: true}
	}
	if utf8.RuneCountInString(s) == 1 {
		return atom{node: leaf("mi", ` mathvariant="normal"`, s), fn: true}
	}
	return atom{node: leaf("mi", "", s), fn: true}
}

// only says whether nothing but such elements is in n.
func only(n *node, names ...string) bool {
	known := false
	for _, name := range names {
		known = known || n.name == name
	}
	for _, k := range n.kids {
		known = known && only(k, names...)
	}
	return known
}

// joined is the text of n, spaces as spaces.
func joined(n *node, b *strings.Builder) {
	if n.name == "mspace" {
		b.WriteString("\u2009")
	}
	b.WriteString(n.text)
	for _, k := range n.kids {
		joined(k, b)
	}
}

// stacked reads \overset{a}{=}, \underset{a}{=} and \buildrel a \over =.
func (p *reader) stacked(name string) atom {
	if name == "buildrel" {
		end := strings.Index(p.rest(), `\over`)
		if end < 0 {
			return atom{node: p.fail()}
		}
		raw := p.rest()[:end]
		p.at += end + len(`\over`)
		above := p.inside(raw, p.expression)
		return atom{node: el("mover", "", p.argument(), orEmpty(above))}
	}
	mark, base := p.argument(), p.argument()
	if name == "underset" {
		return atom{node: el("munder", "", base, mark)}
	}
	return atom{node: el("mover", "", base, mark)}
}

func orEmpty(n *node) *node {
	if n == nil {
		return el("mrow", "")
	}
	return n
}

// besides reads \sideset{_a^b}{_c^d}\prod and \prescript{a}{b}{X}.
func (p *reader) besides(name string) atom {
	if name == "prescript" {
		up, down, base := p.argument(), p.argument(), p.argument()
		return atom{node: el("mmultiscripts", "", base, el("mprescripts", ""), down, up)}
	}
	left, right := p.raw(), p.raw()
	base := p.atom()
	sub, sup := p.pair(right)
	before, above := p.pair(left)
	base.node = el("mmultiscripts", "", base.node, sub, sup, el("mprescripts", ""), before, above)
	base.limits = true
	return base
}

// pair reads the scripts _a^b.
func (p *reader) pair(tex string) (sub, sup *node) {
	sub, sup = el("mrow", ""), el("mrow", "")
	p.inside(tex, func() *node {
		for !p.failed && p.peek() != 0 {
			switch {
			case p.accept("_"):
				sub = p.argument()
			case p.accept("^"):
				sup = p.argument()
			case p.accept("'"):
				sup = operator("′")
			default:
				p.fail()
			}
		}
		return nil
	})
	return sub, sup
}

// negated strikes what follows out.
func (p *reader) negated(string) atom {
	a := p.atom()
	if a.node == nil {
		return atom{node: p.fail()}
	}
	if mo := a.core(); mo != nil && utf8.RuneCountInString(mo.text) == 1 {
		mo.text = negation(mo.text)
		return a
	}
	if len(a.kids) == 0 && a.text != "" {
		a.text += "\u0338"
		return a
	}
	a.node = classed("math-cancel", el("mrow", "", a.node))
	return a
}

// negation is s struck out, as one character where Unicode has it.
func negation(s string) string {
	if n, ok := negations[s]; ok {
		return n
	}
	return s + "\u0338"
}

var negations = pairs(`= ≠ ∈ ∉ ∋ ∌ < ≮ > ≯ ≤ ≰ ≥ ≱ ≡ ≢ ∼ ≁ ≈ ≉ ≅ ≇ ≃ ≄ ∣ ∤ ∥ ∦ ⊂ ⊄ ⊃ ⊅ ⊆ ⊈ ⊇ ⊉ ⊢ ⊬ ⊨ ⊭ ∃ ∄ → ↛ ← ↚ ⇒ ⇏ ⇐ ⇍ ⇔ ⇎`)

// class reads \mathrel{R} and the like, which say what space stands around.
func (p *reader) class(name string) atom {
	n := p.argument()
	switch name {
	case "mathop":
		limits := p.display || p.next() == "limits"
		if mo := n.core(); mo != nil && mo == n {
			mo.attr = strings.Replace(mo.attr, movable, "", 1) + movable
			limits = true
		}
		return atom{node: n, limits: limits, fn: true}
	case "mathrel":
		return atom{node: spaced(n, "0.2778")}
	case "mathbin":
		return atom{node: spaced(n, "0.2222")}
	case "mathpunct":
		return atom{node: el("mrow", "", tightened(n), space("0.1667"))}
	}
	return atom{node: tightened(n)}
}

// modulo reads \pmod{n}, \pod{n} and \mod n.
func (p *reader) modulo(name string) atom {
	word := row(leaf("mi", "", "mod"), space("0.3333"))
	if name == "mod" {
		return atom{node: el("mrow", "", space("1"), word)}
	}
	parts := []*node{space("1"), leaf("mo", rigid, "(")}
	if name == "pmod" {
		parts = append(parts, word.kids...)
	}
	return atom{node: el("mrow", "", append(parts, p.argument(), leaf("mo", rigid, ")"))...)}
}

// grouped reads \bgroup … \egroup.
func (p *reader) grouped(string) atom {
	n := p.expression()
	if !p.acceptCommand("egroup") && !p.acceptCommand("endgroup") && !p.accept("}") {
		return atom{node: p.fail()}
	}
	return atom{node: orEmpty(n)}
}

// passed is the last argument of a command that means nothing to a reader.
func (p *reader) passed(name string) atom {
	if name != "ensuremath" {
		p.raw()
	}
	return atom{node: p.argument()}
}

func (p *reader) url(string) atom { return atom{node: text(p.raw())} }

// choice reads \mathchoice{display}{text}{script}{scriptscript}.
func (p *reader) choice(string) atom {
	all := [4]string{p.raw(), p.raw(), p.raw(), p.raw()}
	if p.display {
		return atom{node: orEmpty(p.inside(all[0], p.expression))}
	}
	return atom{node: orEmpty(p.inside(all[1], p.expression))}
}

// char reads \char"2A, \char42, \char`a and \unicode{x2A}.
func (p *reader) char(string) atom {
	raw := ""
	if p.peek() == '{' {
		raw = p.raw()
	} else if p.accept("`") {
		p.accept(`\`)
		return p.atom()
	} else {
		start := p.at
		for p.at < len(p.tex) && strings.IndexByte(`"'x0123456789abcdefABCDEF`, p.tex[p.at]) >= 0 {
			p.at++
		}
		raw = p.tex[start:p.at]
	}
	base := 10
	switch {
	case strings.HasPrefix(raw, `"`), strings.HasPrefix(raw, "x"):
		base, raw = 16, raw[1:]
	case strings.HasPrefix(raw, "'"):
		base, raw = 8, raw[1:]
	}
	code, err := strconv.ParseInt(raw, base, 32)
	if r := rune(code); err != nil || !utf8.ValidRune(r) || !writable(string(r)) {
		return atom{node: p.failFor(raw + " is no character")}
	} else if r < utf8.RuneSelf && !letter(byte(r)) {
		return atom{node: text(string(r))}
	} else {
		return atom{node: p.single(r)}
	}
}

// circled reads \textcircled{1}.
func (p *reader) circled(string) atom {
	raw := strings.TrimSpace(p.raw())
	if r, ok := inCircle(raw); ok {
		return atom{node: text(string(r))}
	}
	return atom{node: classed("math-circle", el("mrow", "", orEmpty(p.inside(raw, p.textParts))))}
}

// inCircle is the character of Unicode for s in a circle.
func inCircle(s string) (rune, bool) {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n <= 20 {
		if n == 0 {
			return '⓪', true
		}
		return '①' + rune(n-1), true
	}
	if len(s) == 1 && letter(s[0]) {
		if s[0] >= 'a' {
			return 'ⓐ' + rune(s[0]-'a'), true
		}
		return 'Ⓐ' + rune(s[0]-'A'), true
	}
	return 0, false
}

// substack reads lines in a script.
func (p *reader) substack(string) atom {
	raw := p.raw()
	n := p.inside(raw, func() *node {
		return classed("math-substack", layout{}.table(p.rows("")))
	})
	return atom{node: n}
}
