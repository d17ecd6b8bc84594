package card

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Sizes of letters in pixels, the largest first for titles.
const small = 32

func titleSizes() []sized { return []sized{{80, 2}, {66, 3}, {54, 3}, {44, 4}} }

// A sized is a size, and how many lines of it there is room for.
type sized struct{ size, lines int }

// leading is from one base line to the next.
func leading(size int) int { return size * 13 / 10 }

// set cuts a title into lines, as large as there is room for without a cut through a
// word. The last line of one that is too long ends with an ellipsis.
func (b *brush) set(title string, room int) (lines []string, size int) {
	sizes := titleSizes()
	for _, s := range sizes {
		lines, whole := b.lines(title, s.size, room)
		if len(lines) <= s.lines && (whole || s == sizes[len(sizes)-1]) {
			return b.balanced(title, s.size, room), s.size
		}
	}
	last := sizes[len(sizes)-1]
	lines, _ = b.lines(title, last.size, room)
	rest := strings.Join(lines[last.lines-1:], "")
	return append(lines[:last.lines-1], b.shortened(rest+"…", last.size, room)), last.size
}

// balanced cuts a text into as few lines as fit, about as long as each other.
func (b *brush) balanced(text string, size, room int) []string {
	best, whole := b.lines(text, size, room)
	for low, high := room/2, room; high-low > 8 && len(best) > 1; {
		middle := (low + high) / 2
		if lines, ok := b.lines(text, size, middle); len(lines) == len(best) && ok == whole {
			best, high = lines, middle
		} else {
			low = middle
		}
	}
	return best
}

// lines cuts a text at the places that Unicode allows (UAX #14), and a word that is
// wider than a line wherever it must be; whole says that there is none.
func (b *brush) lines(text string, size, room int) (lines []string, whole bool) {
	line, state := "", -1
	whole = true
	for text != "" {
		var piece string
		piece, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		if line != "" && b.width(strings.TrimRight(line+piece, " "), size) > room {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		for line == "" && b.width(strings.TrimRight(piece, " "), size) > room {
			head := b.fitting(piece, size, room)
			lines, piece, whole = append(lines, head), piece[len(head):], false
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " ")), whole
}

// fitting is as much of a text as is no wider than room, and at least one letter.
func (b *brush) fitting(text string, size, room int) string {
	end := 0
	for i, r := range text {
		next := i + len(string(r))
		if i > 0 && b.width(text[:next], size) > room {
			break
		}
		end = next
	}
	return text[:end]
}

// shortened is a text that is no wider than room, with an ellipsis at its end if a
// part is left out.
func (b *brush) shortened(text string, size, room int) string {
	if b.width(text, size) <= room {
		return text
	}
	const cut = "…"
	text = strings.TrimSuffix(text, cut)
	return strings.TrimRight(b.fitting(text, size, room-b.width(cut, size)), " ，。、,.") + cut
}
