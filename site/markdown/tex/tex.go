package tex

import (
	"cmp"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// A Preamble is what the formulas of a note have defined for those below:
// commands, and the labels of equations. The zero value has none.
type Preamble struct {
	macros map[string]macro
	labels map[string]string // to their tags
}

// MathML is src as a <math> element, set apart if display says so; a long one
// in a line is several, between which the line may break. It is empty
// if src is broken, too large, or holds anything that is not known; then why
// says what that is: `\foo is not known`. What src defines is added to pre,
// which may be nil.
func MathML(src string, display bool, pre *Preamble) (ml, why string) {
	switch {
	case len(src) > budget.FormulaBytes:
		return "", "it is too long"
	case !writable(src):
		return "", "it holds a control character"
	}
	if pre == nil {
		pre = new(Preamble)
	}
	p := &reader{tex: invisible.Replace(src), display: display, commands: commands, pre: pre}
	body := p.formula()
	if p.failed || p.at < len(p.tex) || body == nil {
		return "", cmp.Or(p.why, p.unexpected())
	}
	var b strings.Builder
	if display {
		apart(body).write(&b)
	} else {
		inLine(body).write(&b)
	}
	return b.String(), ""
}

// Known says whether a command of this name has a meaning without any
// definition.
func Known(name string) bool {
	_, symbol := symbols[name]
	_, command := commands[name]
	_, macro := macros[name]
	return symbol || command || macro || switches[name] != 0 || name == "end" || name == "limits"
}

// invisible are the characters that editors leave in formulas.
var invisible = strings.NewReplacer("\u200B", "", "\uFEFF", "", "\u2061", "", "\u2062", "", "\u200C", "", "\r", "")

// writable says whether every character may stand in XML. U+FFFD is refused
// with the bytes that it replaces.
func writable(s string) bool {
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7F || r == 0xFFFD || r&0xFFFE == 0xFFFE {
			return false
		}
	}
	return true
}

// formula reads to the end.
func (p *reader) formula() *node {
	rows := p.rows("")
	if p.failed || len(rows) == 0 || p.at < len(p.tex) {
		return nil
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.cells))
	}
	switch {
	case wide > 1:
		p.failFor("& is not expected")
		return nil
	case len(rows) > 1 || rows[0].tag != nil:
		return layout{lines: true, display: p.display}.table(rows)
	}
	if rows[0].cells[0] == nil {
		p.failFor("it is empty")
	}
	return rows[0].cells[0]
}
