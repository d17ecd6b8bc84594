package tex

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Line is a formula as one line of plain text, from the MathML of it: "x² + 1/2". It is
// for places that cannot show formulas, such as descriptions. It is empty if ml is no
// MathML.
func Line(ml string) string {
	d := xml.NewDecoder(strings.NewReader("<mrow>" + ml + "</mrow>"))
	token, err := d.Token()
	if start, ok := token.(xml.StartElement); ok && err == nil {
		if n := read(d, start); n != nil {
			return strings.Join(strings.Fields(n.line()), " ")
		}
	}
	return ""
}

// read is the element that starts so; nil if there is anything in it that is not of
// MathML.
func read(d *xml.Decoder, start xml.StartElement) *node {
	n := el(start.Name.Local, "")
	if n.name[0] != 'm' && n.name != "wbr" {
		return nil
	}
	for {
		token, err := d.Token()
		if err != nil {
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			kid := read(d, t)
			if kid == nil {
				return nil
			}
			n.kids = append(n.kids, kid)
		case xml.CharData:
			n.text += string(t)
		case xml.EndElement:
			return n
		}
	}
}

// line is the text of n as it is read in a line.
func (n *node) line() string {
	kid := func(i int) string {
		if i < len(n.kids) {
			return n.kids[i].line()
		}
		return ""
	}
	switch n.name {
	case "mfrac":
		return grouped(kid(0)) + "/" + grouped(kid(1))
	case "msqrt":
		return "√" + grouped(n.joined(""))
	case "mroot":
		return raised(kid(1)) + "√" + grouped(kid(0))
	case "msup":
		return kid(0) + raised(kid(1))
	case "msub", "munder":
		return kid(0) + lowered(kid(1))
	case "mover":
		if mark, ok := accentMarks[kid(1)]; ok {
			return composed(kid(0), mark)
		}
		return kid(0) + raised(kid(1))
	case "msubsup", "munderover":
		return kid(0) + lowered(kid(1)) + raised(kid(2))
	case "mtable":
		return n.joined("; ")
	case "mtr":
		return n.joined(" ")
	case "mspace":
		return " "
	case "mphantom":
		return ""
	}
	return strings.Map(plainLetter, n.text) + n.joined("")
}

// joined is the lines of what is in n, with something between them, and a space where
// two would look like one: around the name of a function, and behind an index.
func (n *node) joined(between string) string {
	var b strings.Builder
	apart := false // what comes next is to stand
	for i, k := range n.kids {
		s := k.line()
		if s == "" {
			continue
		}
		word := k.name == "mi" && utf8.RuneCountInString(s) > 1
		if i > 0 {
			b.WriteString(between)
		}
		if (apart || word && endsInWord(b.String())) && beginsWord(s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		apart = word || strings.ContainsAny(s, "^_") && endsInWord(s)
	}
	return b.String()
}

func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// plainLetter is a letter as any font has it; -1 for the operators that nobody sees.
func plainLetter(r rune) rune {
	switch {
	case 0x2061 <= r && r <= 0x2064:
		return -1
	case 0x1D400 <= r && r <= 0x1D7FF: // bold, script and the like
		r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	}
	return r
}

// grouped is s in brackets, unless it is one number or name.
func grouped(s string) string {
	if utf8.RuneCountInString(s) > 1 && strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '′' }) {
		return "(" + s + ")"
	}
	return s
}

// raised is s as an exponent, lowered as an index: in characters that stand there if
// there are any for it.
func raised(s string) string  { return shifted(s, superscripts, "^") }
func lowered(s string) string { return shifted(s, subscripts, "_") }

func shifted(s string, to map[rune]rune, sign string) string {
	known := func(r rune) bool { return to[r] != 0 }
	switch s = strings.TrimSpace(s); {
	case s == "":
		return ""
	case strings.IndexFunc(s, func(r rune) bool { return !known(r) }) < 0:
		return strings.Map(func(r rune) rune { return to[r] }, s)
	}
	return sign + grouped(s)
}

var (
	superscripts = placed("0123456789+−-=()ni′″‴", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ′″‴")
	subscripts   = placed("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
	accentMarks  = map[string]string{"¯": "\u0304", "‾": "\u0304", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "˙": "\u0307", ".": "\u0307", "¨": "\u0308"}
)

func placed(from, to string) map[rune]rune {
	all, other := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		all[r] = other[i]
	}
	return all
}
