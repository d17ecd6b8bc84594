package load

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// What stands at the start of a note may be front matter that is not read as
// such: below a blank line, between fences that lost a sign, in JSON, without
// fences, or a second time.

// A head is such a text, and how much it looks like front matter.
type head struct {
	text  []byte
	doubt doubt
}

var (
	// before may stand before front matter that was meant to be the first.
	before = regexp.MustCompile(`^(?s:[\s\x{FEFF}\x{200B}-\x{200F}\x{2060}\x{FFFD}]|<!--.*?-->)*`)
	// keyLine is the beginning of a line with a key.
	keyLine = regexp.MustCompile(`^["'“‘]?[\pL_][\pL\pN _.-]{0,40}["'”’]?\s*[:=：＝]`)
	// templated is a line that begins with a tag of a template language.
	templated = regexp.MustCompile(`^\{[{%].*\pL`)
	// closing is a line that may close front matter.
	closing = regexp.MustCompile(`^(-{2,4}|\+{2,4}|\.\.\.|;;;|~~~|\}.*)[ \t]*$`)
	// oneBefore is a fence behind a sign that got there.
	oneBefore = regexp.MustCompile(`^[^\pL\pN\s|>]---?`)
	// onlySigns is a line of some of the signs of fences.
	onlySigns = regexp.MustCompile(`^[-+—– \t]{1,6}$`)
)

// maxHeads is how many texts that may be front matter, one behind the other,
// are looked at.
const maxHeads = 4

// misplaced looks at the start of text, of which front matter was not read,
// or was read before, for what keeps the note back. text begins on line first
// of the file; torn says that what stands before it could not be read.
func (r *report) misplaced(text []byte, first int, torn bool) bool {
	text = text[:min(len(text), budget.FrontMatterBytes)]
	for range maxHeads {
		skip := before.FindIndex(text)[1]
		first += bytes.Count(text[:skip], []byte("\n"))
		text = text[skip:]
		h := headOf(text, torn)
		if r.ruins(h.text, first, h.doubt) {
			return true
		}
		if f, open, ok := fenced(text); open && ok && first > 1 && f.meant() && ours.Match(f.text) {
			r.add(site.BadFrontMatter, first, 1, "put it at the very start of the note, once", "front matter is shown as text")
		}
		if h.doubt == prose {
			return false
		}
		first += bytes.Count(h.text, []byte("\n"))
		text = text[len(h.text):]
	}
	return false
}

func headOf(text []byte, torn bool) head {
	l, n := line(text)
	switch f, open, closed := fenced(text); {
	case open && closed && (f.meant() || keyLine.Match(f.text)):
		return head{text[:f.end], broken}
	case open && closed:
		return head{text[:f.end], mixed}
	case open && f.meant():
		return head{text, broken}
	case open:
		return head{text, mixed}
	case fenceLeft(l):
		return head{until(closes, text, n, len(text)), broken}
	case bytes.HasPrefix(l, []byte("{")) && !templated.Match(l):
		return head{until(closes, text, n, len(paragraph(text))), broken}
	}
	p := paragraph(text)
	if all := until(closes, text, 0, 0); keyLine.Match(l) && len(all) > 0 && (torn || len(all) <= len(p)) {
		return head{all, broken}
	}
	return head{p, prose}
}

// fenceLeft says whether a line may be what is left of a fence.
func fenceLeft(l []byte) bool {
	for _, mark := range []string{"--", "++", "——", "–", ";;;"} {
		if bytes.HasPrefix(l, []byte(mark)) {
			return true
		}
	}
	return oneBefore.Match(l) || onlySigns.Match(l) || utf8.RuneCount(l) <= 5 && bytes.ContainsAny(l, "-+—") && !bytes.Contains(l, []byte("- "))
}

// until is text up to the end of the first line behind from that is an end, or up
// to other if there is none.
func until(end func(line []byte) bool, text []byte, from, other int) []byte {
	for at, more := from, true; more; {
		to := len(text)
		if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
			to = at + n
		}
		if end(text[at:to]) {
			return text[:to]
		}
		more, at = to < len(text), to+1
	}
	return text[:other]
}

// closes says whether a line may close front matter.
func closes(l []byte) bool {
	return len(l) > 0 && bytes.IndexByte([]byte("-+.;~}"), l[0]) >= 0 && closing.Match(l)
}

// isBlank says whether a line has no text.
func isBlank(l []byte) bool { return len(bytes.Trim(l, " \t")) == 0 }

// paragraph is text up to its first blank line.
func paragraph(text []byte) []byte { return until(isBlank, text, 0, len(text)) }
