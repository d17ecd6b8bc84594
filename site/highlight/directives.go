package highlight

import (
	"bytes"
	"regexp"
	"strconv"
)

// Comments in code that say how its lines look, as VitePress and Docusaurus
// have them. They are for the generator, so readers do not see them:
//
//	x := 1 // [!code ++]
//	// highlight-next-line
var (
	lineEnd = regexp.MustCompile(`[ \t]*(?://|#|--|;|%|/\*|<!--|\{/\*)[ \t]*\[!code ([a-z]+|\+\+|--)(?::([0-9]{1,4}))?\][ \t]*(?:\*/\}?|-->)?[ \t]*$`)
	whole   = regexp.MustCompile(`^[ \t]*(?://|#|--|;|%|/\*|<!--|\{/\*)[ \t]*highlight-(next-line|start|end)[ \t]*(?:\*/\}?|-->)?[ \t]*$`)
)

// directiveMarks are what VitePress marks lines as.
var directiveMarks = map[string]mark{
	"++": inserted, "--": deleted, "hl": marked, "highlight": marked, "focus": marked, "error": deleted, "warning": marked,
}

// directed says whether there may be directives in code.
func directed(code []byte) bool {
	return bytes.Contains(code, []byte("[!code ")) || bytes.Contains(code, []byte("[!!code ")) || bytes.Contains(code, []byte("highlight-"))
}

// direct takes the directives out of code, which has a language, and marks the
// lines that they speak of.
func (f *fence) direct(code []byte) []byte {
	if f.lang == "" || plainNames[f.lang] || !directed(code) {
		return code
	}
	d := director{fence: f, out: make([]byte, 0, len(code))}
	for line := range bytes.Lines(code) {
		text, newline := bytes.CutSuffix(line, []byte("\n"))
		if d.drops(text) {
			continue
		}
		d.line++
		if d.open > 0 {
			d.mark(d.line, 1, marked)
		}
		d.out = append(d.out, d.end(text)...)
		if newline {
			d.out = append(d.out, '\n')
		}
	}
	return d.out
}

// A director goes through lines of code.
type director struct {
	fence *fence
	out   []byte
	line  int // of what is shown
	open  int // highlight-start without an end
}

func (d *director) mark(line, count int, m mark) {
	d.fence.marks = append(d.fence.marks, span{from: line, to: line + count - 1, mark: m, loose: true})
}

// drops says whether a line holds nothing but a directive, and follows it.
func (d *director) drops(text []byte) bool {
	if m := whole.FindSubmatch(text); m != nil {
		switch string(m[1]) {
		case "start":
			d.open++
		case "end":
			d.open = max(0, d.open-1)
		default:
			d.mark(d.line+1, 1, marked)
		}
		return true
	}
	m := lineEnd.FindSubmatchIndex(text)
	if m == nil || m[0] > 0 {
		return false
	}
	return d.follow(text, m, d.line+1)
}

// end follows the directive at the end of a line, and gives back what is before
// it. A directive that is to be shown has a second exclamation mark.
func (d *director) end(text []byte) []byte {
	if m := lineEnd.FindSubmatchIndex(text); m != nil && d.follow(text, m, d.line) {
		text = text[:m[0]]
	}
	return bytes.ReplaceAll(text, []byte("[!!code "), []byte("[!code "))
}

// follow marks lines, from line on; false if the directive is not known.
func (d *director) follow(text []byte, match []int, line int) bool {
	m, known := directiveMarks[string(text[match[2]:match[3]])]
	if !known {
		return false
	}
	count := 1
	if match[4] >= 0 {
		if n, err := strconv.Atoi(string(text[match[4]:match[5]])); err == nil {
			count = max(n, 1)
		}
	}
	d.mark(line, count, m)
	return true
}
