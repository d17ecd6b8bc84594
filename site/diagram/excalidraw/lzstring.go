package excalidraw

import (
	"strings"
	"unicode/utf16"
)

// decompress reads what lz-string's compressToBase64 wrote
// (https://github.com/pieroxy/lz-string): LZ78 over UTF-16 units, in the digits
// of Base64. ok is false if s is something else, or gives more than most units.
func decompress(s string, most int) (text string, ok bool) {
	b := bits{digits: s}
	var out []uint16
	// A phrase is a part of the output: after each phrase that is written, it and
	// the unit behind it are one more.
	type phrase struct{ start, end int }
	phrases := make([]phrase, 3) // 0 and 1: a new unit follows, of 8 or 16 bits; 2: the end
	last, wide, room := phrase{}, 2, 1
	for first := true; ; first = false {
		code := b.read(wide)
		if code == 2 || b.ended {
			return string(utf16.Decode(out)), code == 2 && !b.ended
		}
		start := len(out)
		switch {
		case code < 2:
			out = append(out, uint16(b.read(8<<code)))
			phrases = append(phrases, phrase{start, start + 1})
			room--
		case code < len(phrases):
			out = append(out, out[phrases[code].start:phrases[code].end]...)
		case code == len(phrases) && !first:
			out = append(append(out, out[last.start:last.end]...), out[last.start])
		default:
			return "", false
		}
		if room == 0 {
			room, wide = 1<<wide, wide+1
		}
		if !first {
			phrases = append(phrases, phrase{last.start, last.end + 1})
			if room--; room == 0 {
				room, wide = 1<<wide, wide+1
			}
		}
		if last = (phrase{start, len(out)}); len(out) > most || wide > 30 {
			return "", false
		}
	}
}

// bits are those of Base64's digits, six of each, the highest first.
type bits struct {
	digits string
	at     int
	left   int // of the digit before
	digit  int
	ended  bool // more was read than there is
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// read takes n bits, the lowest first.
func (b *bits) read(n int) (v int) {
	for i := range n {
		if b.left == 0 && !b.next() {
			return v
		}
		b.left--
		v |= b.digit >> b.left & 1 << i
	}
	return v
}

func (b *bits) next() bool {
	for ; b.at < len(b.digits); b.at++ {
		if d := strings.IndexByte(base64, b.digits[b.at]); d >= 0 {
			b.at++
			b.digit, b.left = d, 6
			return true
		}
	}
	b.ended = true
	return false
}
