package canvas

import (
	"unicode"
	"unicode/utf8"
)

// Sizes of text, in pixels.
const (
	Size  = 14 // of text
	Small = 12 // of notes and scales
	Line  = 20 // from line to line
)

// advances are the widths of the printable ASCII characters in thousandths of the
// size, from ' ' on: a little more than those of the usual sans-serifs (Arial,
// Roboto, Segoe UI, Noto Sans), so that no system's text leaves its box.
var advances = [95]uint16{
	280, 290, 400, 640, 580, 870, 730, 230, 330, 330, 460, 610, 290, 350, 290, 340,
	585, 585, 585, 585, 585, 585, 585, 585, 585, 585, 300, 300, 610, 610, 610, 500,
	980, 680, 680, 690, 740, 640, 590, 760, 760, 300, 500, 680, 570, 880, 770, 790,
	650, 790, 680, 640, 620, 750, 660, 960, 650, 640, 620, 330, 340, 330, 510, 520,
	380, 580, 620, 540, 620, 580, 340, 620, 615, 270, 280, 560, 270, 920, 615, 615,
	620, 620, 400, 520, 370, 615, 540, 800, 540, 540, 500, 370, 300, 370, 610,
}

// Width is how wide text is at a size. It does not depend on the fonts of any
// system.
func Width(text string, size float64, bold bool) float64 {
	sum := 0
	for _, r := range text {
		sum += advance(r)
	}
	w := float64(sum) * size / 945
	if bold {
		w *= 1.07
	}
	return w
}

func advance(r rune) int {
	switch {
	case ' ' <= r && r <= '~':
		return int(advances[r-' '])
	case r < ' ', unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 1000
	case unicode.IsUpper(r):
		return 700
	case unicode.IsLetter(r):
		return 600
	case r >= 0x2190: // arrows, mathematics, dingbats
		return 900
	}
	return 650
}

// wide tells the characters that fill a square.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || 0x2e80 <= r && r <= 0xa4cf || 0xac00 <= r && r <= 0xd7a3 ||
		0xf900 <= r && r <= 0xfaff || 0xfe30 <= r && r <= 0xfe4f || 0xff00 <= r && r <= 0xff60 ||
		0xffe0 <= r && r <= 0xffe6 || 0x1f300 <= r && r <= 0x1faff || 0x20000 <= r && r <= 0x3fffd)
}

// Break cuts text into lines that are at most so wide, at spaces and between Han
// characters, and in a word only if it is longer than a line. Spaces at which it
// breaks stay at the end of their line.
func Break(text string, most, size float64, bold bool) []string {
	if Width(text, size, bold) <= most {
		return []string{text}
	}
	var lines []string
	start, last, width := 0, 0, 0.0 // last: where the line may end
	for i, r := range text {
		if i > start && before(text[:i], r) {
			last = i
		}
		w := Width(string(r), size, bold)
		if width+w > most && r != ' ' && i > start {
			cut := last
			if cut <= start {
				cut = i
			}
			lines = append(lines, text[start:cut])
			start = cut
			width = Width(text[start:i], size, bold)
			last = start
		}
		width += w
	}
	return append(lines, text[start:])
}

// before tells whether a line may end before r, the next character of text.
func before(text string, r rune) bool {
	p, _ := utf8.DecodeLastRuneInString(text)
	if p == ' ' {
		return r != ' '
	}
	if !wide(p) && !wide(r) {
		return p == '/' || p == '-' && unicode.IsLetter(r)
	}
	return !closes(r) && !opens(p)
}

func closes(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || r == '，' || r == '。' || r == '、' || r == '；' || r == '：' || r == '？' || r == '！' ||
		r == ',' || r == '.' || r == ';' || r == ':' || r == '?' || r == '!' || r == '…' || r == '—' || r == '%'
}

func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }
