package tex

import "strings"

// alphabets are the styles of letters by command.
var alphabets = map[string]string{
	"mathrm": "rm", "mathup": "rm", "mathbf": "bf", "bold": "bf", "mathbfup": "bf", "boldsymbol": "bi", "bm": "bi", "pmb": "bi", "mathbfit": "bi",
	"mathit": "it", "mathnormal": "", "mathbb": "bb", "Bbb": "bb", "mathds": "bb", "mathbbm": "bb", "mathcal": "cal", "mathscr": "cal", "mathfrak": "frak",
	"frak": "frak", "mathsf": "sf", "mathsfit": "sf", "mathtt": "tt",
}

// An alphabet is where Unicode's mathematical alphanumeric symbols
// (U+1D400–U+1D7FF) hold a style: 0 where they have none.
type alphabet struct {
	upper, lower, digit, greekUpper, greekLower rune
	// moved holds letters that Unicode had before, or has elsewhere, in pairs: Cℂ.
	moved string
}

func alphabetOf(style string) alphabet {
	switch style {
	case "bf":
		return alphabet{0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2, "∇𝛁∂𝛛"}
	case "it":
		return alphabet{0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC, "hℎ"}
	case "bi":
		return alphabet{0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736, "∇𝛁∂𝝏"}
	case "bb":
		return alphabet{0x1D538, 0x1D552, 0x1D7D8, 0, 0, "CℂHℍNℕPℙQℚRℝZℤ"}
	case "cal":
		return alphabet{0x1D49C, 0x1D4B6, 0, 0, 0, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"}
	case "frak":
		return alphabet{0x1D504, 0x1D51E, 0, 0, 0, "CℭHℌIℑRℜZℨ"}
	case "sf":
		return alphabet{0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0, ""}
	case "tt":
		return alphabet{0x1D670, 0x1D68A, 0x1D7F6, 0, 0, ""}
	}
	return alphabet{}
}

// styled is s in another style; characters that have none stay.
func styled(style, s string) string {
	a := alphabetOf(style)
	if a.upper == 0 {
		return s
	}
	return strings.Map(a.letter, s)
}

func (a alphabet) letter(r rune) rune {
	if _, after, ok := strings.Cut(a.moved, string(r)); ok && (r < 0x80 || r == '∇' || r == '∂') {
		for _, m := range after {
			return m
		}
	}
	switch {
	case 'A' <= r && r <= 'Z':
		return a.upper + r - 'A'
	case 'a' <= r && r <= 'z':
		return a.lower + r - 'a'
	case '0' <= r && r <= '9' && a.digit != 0:
		return a.digit + r - '0'
	case 'Α' <= r && r <= 'Ω' && a.greekUpper != 0:
		return a.greekUpper + r - 'Α'
	case 'α' <= r && r <= 'ω' && a.greekLower != 0:
		return a.greekLower + r - 'α'
	}
	return r
}

// alphabet reads an argument in another style. Upright letters that stand
// together are one name.
func (p *reader) alphabet(command string) atom {
	style := alphabets[command]
	if style == "rm" || style == "bf" {
		if a, ok := p.name(style); ok {
			return a
		}
	}
	old := p.font
	p.font = style
	n := p.argument()
	p.font = old
	return atom{node: n}
}

// name reads a group of two or more letters.
func (p *reader) name(style string) (atom, bool) {
	if p.peek() != '{' {
		return atom{}, false
	}
	size := strings.IndexByte(p.rest(), '}')
	if size < 3 {
		return atom{}, false
	}
	inner := p.rest()[1:size]
	for i := 0; i < len(inner); i++ {
		if !letter(inner[i]) {
			return atom{}, false
		}
	}
	p.at += size + 1
	return atom{node: leaf("mi", "", styled(style, inner))}, true
}
