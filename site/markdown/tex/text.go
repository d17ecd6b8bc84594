package tex

import (
	"strings"
	"unicode/utf8"
)

// textFonts are the styles of letters by command.
var textFonts = map[string]string{"textbf": "bf", "textit": "it", "texttt": "tt", "textsf": "sf", "emph": "it", "textsl": "it"}

// text reads \text{…} and its like, in which $…$ is a formula.
func (p *reader) text(name string) atom {
	old := p.font
	p.font = textFonts[name]
	n := orEmpty(p.inside(p.raw(), p.textParts))
	p.font = old
	if name == "fbox" {
		n = classed("math-box", el("mrow", "", n))
	}
	return atom{node: n}
}

// textParts reads text to the end or to the brace that closes its group. It is
// nil if there is none.
func (p *reader) textParts() *node {
	defer p.enter()()
	defer func(font string) { p.font = font }(p.font)
	var parts []*node
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, text(styled(p.font, b.String())))
			b.Reset()
		}
	}
	for !p.failed && p.at < len(p.tex) && p.tex[p.at] != '}' {
		c := p.tex[p.at]
		switch {
		case c == '$':
			flush()
			parts = append(parts, p.formulaInText("$"))
		case strings.HasPrefix(p.rest(), `\(`):
			flush()
			parts = append(parts, p.formulaInText(`\)`))
		case c == '{':
			flush()
			p.at++
			if n := p.textParts(); n != nil {
				parts = append(parts, n)
			}
			if p.at >= len(p.tex) {
				p.fail()
				return nil
			}
			p.at++
		case c == '\\':
			p.at++
			name := p.command()
			if s, ok := p.characterInText(name); ok {
				b.WriteString(s)
				continue
			}
			flush()
			if n := p.commandInText(name); n != nil {
				parts = append(parts, n)
			}
		default:
			b.WriteString(p.characters())
		}
	}
	flush()
	if p.failed || len(parts) == 0 {
		return nil
	}
	return row(parts...)
}

// characters reads one character of text, or a few that stand for one.
func (p *reader) characters() string {
	for _, l := range ligatures {
		if strings.HasPrefix(p.rest(), l[0]) {
			p.at += len(l[0])
			return l[1]
		}
	}
	if p.tex[p.at] == '%' {
		p.skipSpace()
		return ""
	}
	_, size := utf8.DecodeRuneInString(p.rest())
	p.at += size
	return p.tex[p.at-size : p.at]
}

// ligatures are what characters of text stand for. XML would drop a space at
// an end, and one of several.
var ligatures = [][2]string{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"'", "’"},
	{" ", "\u00A0"}, {"~", "\u00A0"}, {"\n", "\u00A0"}, {"\t", "\u00A0"},
}

// formulaInText reads a formula to what closes it.
func (p *reader) formulaInText(closing string) *node {
	p.at += len(closing)
	end := strings.Index(p.rest(), closing)
	if end < 0 {
		return p.fail()
	}
	raw := p.rest()[:end]
	p.at += end + len(closing)
	font := p.font
	p.font = ""
	n := p.inside(raw, p.expression)
	p.font = font
	return orEmpty(n)
}

// characterInText is what a command stands for that is one character.
func (p *reader) characterInText(name string) (string, bool) {
	if s, ok := textSymbols[name]; ok {
		p.afterName(name)
		return s, true
	}
	if mark, ok := textAccents[name]; ok {
		base := p.raw()
		if s, ok := textSymbols[strings.TrimPrefix(base, `\`)]; ok && strings.HasPrefix(base, `\`) {
			base = s
		}
		base = strings.NewReplacer("ı", "i", "ȷ", "j").Replace(base)
		if _, size := utf8.DecodeRuneInString(base); size > 0 && !strings.ContainsAny(base, `\{}$`) {
			return composed(base[:size], mark) + base[size:], true
		}
		return mark, true
	}
	return "", false
}

// afterName passes over the space that ends a name of letters, or {}.
func (p *reader) afterName(name string) {
	if !letter(name[0]) {
		return
	}
	if strings.HasPrefix(p.rest(), "{}") {
		p.at += 2
		return
	}
	for p.at < len(p.tex) && strings.IndexByte(" \t\n", p.tex[p.at]) >= 0 {
		p.at++
	}
}

// commandInText is another command: a font for an argument or for the rest, a
// colour, a symbol.
func (p *reader) commandInText(name string) *node {
	if f, ok := fonts[name]; ok {
		p.afterName(name)
		p.font = f
		return nil
	}
	if switches[name] == size {
		p.afterName(name)
		if n := p.textParts(); n != nil {
			return el("mstyle", ` mathsize="`+sizes[name]+`%"`, n)
		}
		return nil
	}
	if switches[name] == color {
		attr := ` mathcolor="` + p.color() + `"`
		if n := p.textParts(); n != nil {
			return el("mstyle", attr, n)
		}
		return nil
	}
	a := p.named(name)
	if p.failed {
		p.why = strings.TrimSuffix(p.why, " in text")
		if p.why == unknown(name) {
			p.why += " in text"
		}
	}
	return a.node
}

// textSymbols are the characters that commands of text stand for.
var textSymbols = merged(pairs(`{ { } } $ $ % % & & # # _ _ aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł ss ß i ı j ȷ S § P ¶
dag † ddag ‡ textdagger † textdaggerdbl ‡ copyright © textcopyright © textregistered ® circledR ® pounds £ textsterling £ yen ¥
texteuro € euro € textdollar $ textunderscore _ textbraceleft { textbraceright } textless < textgreater > textbar | textbardbl ‖
textasciitilde ~ textbackslash \ textasciicircum ^ textendash – textemdash — textquoteleft ‘ textquoteright ’
textquotedblleft “ textquotedblright ” textdegree ° degree ° textellipsis … ldots … dots … maltese ✠ textperiodcentered ·
textbullet • textmu µ textohm Ω textcelsius ℃ texttimes × textpm ± lq ‘ rq ’ TeX TeX LaTeX LaTeX KaTeX KaTeX textvisiblespace ␣`),
	map[string]string{" ": "\u00A0", "\n": "\u00A0", ",": "\u2009", ";": "\u2005", ":": "\u2005", "!": "", "quad": "\u2003", "qquad": "\u2003\u2003",
		"enspace": "\u2002", "space": "\u00A0", "nobreakspace": "\u00A0", "/": "", "-": "", "\\": "\u00A0", "newline": "\u00A0"})

// textAccents are the combining characters of accents.
var textAccents = map[string]string{
	"'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
	"\"": "\u0308", "r": "\u030A", "H": "\u030B", "v": "\u030C", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}

// verbatim reads \verb|…|.
func (p *reader) verbatim(string) atom {
	p.accept("*")
	if p.at >= len(p.tex) {
		return atom{node: p.fail()}
	}
	_, size := utf8.DecodeRuneInString(p.rest())
	mark := p.rest()[:size]
	inner, _, ok := strings.Cut(p.rest()[size:], mark)
	if !ok {
		return atom{node: p.fail()}
	}
	p.at += 2*size + len(inner)
	return atom{node: text(styled("tt", strings.ReplaceAll(inner, " ", "\u00A0")))}
}
