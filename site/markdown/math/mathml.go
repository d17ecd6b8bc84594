package math

import (
	"cmp"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// MathML is tex as a <math> element, in the subset that browsers implement
// (MathML Core). It is false if tex is broken, too large, or holds anything
// unknown, because a formula with a part left out would be wrong.
//
// The names that are known, and what they mean, are those of LaTeX with
// amsmath; see symbols.go. Cells are aligned by class, because browsers have
// dropped the attribute: math-left, math-right, and centred otherwise. A style
// sheet leaves no gap between the columns of the table math-lines.
func MathML(tex string, display bool) (string, bool) {
	ml, why := convert(tex, display)
	return ml, why == ""
}

// convert is MathML, or says why there is none.
func convert(tex string, display bool) (ml, why string) {
	switch {
	case len(tex) > budget.FormulaBytes:
		return "", "it is too long"
	case !writable(tex):
		return "", "it holds a control character"
	}
	p := &reader{tex: tex, display: display}
	rows := p.rows("")
	if p.failed || p.at < len(p.tex) || len(rows) == 0 {
		return "", cmp.Or(p.why, p.unexpected())
	}
	body := ""
	switch {
	case len(rows) == 1 && len(rows[0]) == 1:
		body = rows[0][0]
	case !display:
		return "", `\\ is not possible within a line`
	case widest(rows) > 1:
		return "", "& is not expected"
	default:
		body = table(rows, func(int) string { return "" }, display)
	}
	switch {
	case body == "":
		return "", "it is empty"
	case display:
		return el("math", ` display="block"`, body), ""
	}
	return el("math", "", body), ""
}

// writable says whether every character may stand in XML. U+FFFD is refused
// with the bytes that it replaces.
func writable(s string) bool {
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r == 0xFFFD || r&0xFFFE == 0xFFFE {
			return false
		}
	}
	return true
}

// el is an element: its content is complete already.
func el(name, attributes, content string) string {
	return "<" + name + attributes + ">" + content + "</" + name + ">"
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// leaf is an element that holds text.
func leaf(name, attributes, text string) string {
	return el(name, attributes, escaper.Replace(text))
}

// row is one element that holds the parts.
func row(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	return el("mrow", "", strings.Join(parts, ""))
}

func space(em string) string { return el("mspace", ` width="`+em+`em"`, "") }

// table lays cells out; class says how the cells of a column are aligned.
func table(rows [][]string, class func(column int) string, display bool) string {
	var b strings.Builder
	for _, cells := range rows {
		b.WriteString("<mtr>")
		for i, cell := range cells {
			attributes := ""
			if c := class(i); c != "" {
				attributes = ` class="` + c + `"`
			}
			b.WriteString(el("mtd", attributes, cell))
		}
		b.WriteString("</mtr>")
	}
	attributes := ""
	if display { // lines of one formula rather than numbers
		attributes = ` class="math-lines" displaystyle="true"`
	}
	return el("mtable", attributes, b.String())
}

func widest(rows [][]string) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}
