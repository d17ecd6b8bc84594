package load

import (
	"bytes"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// clean makes text, which is valid UTF-8, fit for all later steps: LF line
// ends, no NUL, no control characters but tab and LF. It works in place where
// it can; text must not be used afterwards.
func (r *report) clean(text []byte) []byte {
	if bytes.IndexByte(text, '\r') >= 0 {
		text = lineEnds(text)
	}
	nuls, controls, bidi := count(text)
	if nuls.n == 0 && controls.n == 0 && bidi.n == 0 {
		return text
	}
	if bidi.n > 0 {
		line, col := place(text, bidi.first)
		r.add(site.HiddenChars, line, col, "text may not be in the order in which it is shown",
			"holds %s", plural(bidi.n, "character that turns the direction of text", "characters that turn the direction of text"))
	}
	if controls.n > 0 {
		line, col := place(text, controls.first)
		r.add(site.HiddenChars, line, col, "",
			"holds %s, left out", plural(controls.n, "control character", "control characters"))
	}
	if nuls.n > 0 {
		line, col := place(text, nuls.first)
		r.add(site.BadEncoding, line, col, "", "holds %s, shown as \ufffd", plural(nuls.n, "NUL", "NULs"))
		text = withoutNULs(text)
	}
	if controls.n > 0 {
		text = withoutControls(text)
	}
	return text
}

// withoutNULs shows NULs as the sign for what cannot be shown. Of a long run it
// shows the beginning: a file that lost its end when the power went is full of
// them.
func withoutNULs(text []byte) []byte {
	out := make([]byte, 0, len(text)+len("\ufffd"))
	run := 0
	for _, c := range text {
		if c != 0 {
			run = 0
			out = append(out, c)
		} else if run++; run <= budget.NULs {
			out = append(out, "\ufffd"...)
		}
	}
	return out
}

// lineEnds makes every CRLF and CR an LF, in place.
func lineEnds(text []byte) []byte {
	out := text[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\r' {
			if i+1 < len(text) && text[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

// A find is how often something was found, and where first.
type find struct {
	n, first int
}

func (f *find) add(at int) {
	if f.n == 0 {
		f.first = at
	}
	f.n++
}

// count looks at every byte once: this is the one loop that all text of all
// notes goes through.
func count(text []byte) (nuls, controls, bidi find) {
	for i, c := range text {
		switch {
		case !watched[c]:
		case c == 0:
			nuls.add(i)
		case control(text, i) > 0:
			controls.add(i)
		case c == 0xE2 && bidiAt(text[i:]):
			bidi.add(i)
		}
	}
	return nuls, controls, bidi
}

// watched are the bytes at which something count looks for may begin.
var watched = func() (w [256]bool) {
	for c := range 0x20 {
		w[c] = c != '\t' && c != '\n'
	}
	w[0x7F], w[0xC2], w[0xE2] = true, true, true
	return w
}()

// control is the length of the control character at text[i], NUL aside; 0 if
// there is none.
func control(text []byte, i int) int {
	switch c := text[i]; {
	case c < 0x20 && c != '\t' && c != '\n' && c != 0, c == 0x7F:
		return 1
	case c == 0xC2 && i+1 < len(text) && text[i+1] >= 0x80 && text[i+1] < 0xA0:
		return 2
	}
	return 0
}

// bidiAt says whether text begins with one of U+202A to U+202E and U+2066 to
// U+2069, which reorder what is shown. https://trojansource.codes
func bidiAt(text []byte) bool {
	if len(text) < 3 {
		return false
	}
	return text[1] == 0x80 && text[2] >= 0xAA && text[2] <= 0xAE || text[1] == 0x81 && text[2] >= 0xA6 && text[2] <= 0xA9
}

func withoutControls(text []byte) []byte {
	out := text[:0]
	for i := 0; i < len(text); i++ {
		if n := control(text, i); n > 0 {
			i += n - 1
			continue
		}
		out = append(out, text[i])
	}
	return out
}
