package math

import "strings"

// alphabets are the styles of letters by command.
var alphabets = map[string]string{
	"mathrm": "rm", "mathup": "rm", "mathbf": "bf", "boldsymbol": "bi", "bm": "bi", "mathit": "it",
	"mathbb": "bb", "mathcal": "cal", "mathscr": "cal", "mathfrak": "frak", "mathsf": "sf", "mathtt": "tt",
}

// An alphabet is where Unicode's mathematical alphanumeric symbols
// (U+1D400–U+1D7FF) hold a style: 0 where they have none.
type alphabet struct {
	upper, lower, digit rune
	// moved holds letters that Unicode had before, in pairs: Cℂ.
	moved string
}

func alphabetOf(style string) alphabet {
	switch style {
	case "bf":
		return alphabet{0x1D400, 0x1D41A, 0x1D7CE, ""}
	case "it":
		return alphabet{0x1D434, 0x1D44E, 0, "hℎ"}
	case "bi":
		return alphabet{0x1D468, 0x1D482, 0x1D7CE, ""}
	case "bb":
		return alphabet{0x1D538, 0x1D552, 0x1D7D8, "CℂHℍNℕPℙQℚRℝZℤ"}
	case "cal":
		return alphabet{0x1D49C, 0x1D4B6, 0, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"}
	case "frak":
		return alphabet{0x1D504, 0x1D51E, 0, "CℭHℌIℑRℜZℨ"}
	case "sf":
		return alphabet{0x1D5A0, 0x1D5BA, 0x1D7E2, ""}
	case "tt":
		return alphabet{0x1D670, 0x1D68A, 0x1D7F6, ""}
	}
	return alphabet{}
}

// styled is s in another style; characters that have none stay.
func styled(style, s string) string {
	a := alphabetOf(style)
	if a.upper == 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(a.moved, r); i >= 0 && r < 0x80 {
			for _, m := range a.moved[i+1:] {
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
		case 'α' <= r && r <= 'ω' && style == "bi":
			return 0x1D736 + r - 'α'
		}
		return r
	}, s)
}
