package load

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// Front matter as other tools have it: below blank lines, in JSON, without the
// fence that opens it. It is written anew with the usual fences and then read
// as any other, so that what keeps a note back is found in the same way.

// A rewritten is a note whose front matter has the usual fences.
type rewritten struct {
	text  []byte
	front int // what is to be added to the numbers of lines in the front matter
	body  int // and behind it
}

var (
	// lead may stand before front matter: nothing that can be seen.
	lead = regexp.MustCompile(`^[\s\x{FEFF}\x{200B}-\x{200F}\x{2060}]*`)
	// plainKey is a line of YAML with a key at its start, or a part of a value.
	plainKey  = regexp.MustCompile(`^[\pL_][\pL\pN_-]*:([ \t]|$)`)
	valuePart = regexp.MustCompile(`^(?:[ \t]+|- |#)`)
	hexoEnd   = regexp.MustCompile(`(?m)^(-{3,}|;{3,})[ \t]*$`)
	semicolon = regexp.MustCompile(`^;{3,}[ \t]*\n`)
	dashJSON  = regexp.MustCompile(`^---[ \t]*json[ \t]*\n`)
)

// usual writes front matter in the form of another tool anew; ok is false if a
// note has none that can be read.
func usual(text []byte) (w rewritten, ok bool) {
	for _, form := range []func([]byte) (rewritten, bool){belowBlank, inDashes, inBraces, unopened} {
		if w, ok = form(text); ok {
			return w, true
		}
	}
	return rewritten{}, false
}

// belowBlank takes what cannot be seen from before the first fence.
func belowBlank(text []byte) (w rewritten, ok bool) {
	skip := lead.FindIndex(text)[1]
	f, open, closed := fenced(text[skip:])
	if skip == 0 || !open || !closed || !f.meant() || !ours.Match(f.text) {
		return rewritten{}, false
	}
	lines := bytes.Count(text[:skip], []byte("\n"))
	return rewritten{text[skip:], lines, lines}, true
}

// inDashes reads JSON between "---json" and "---".
func inDashes(text []byte) (w rewritten, ok bool) {
	open := dashJSON.FindIndex(text)
	if open == nil {
		return rewritten{}, false
	}
	rest := text[open[1]:]
	end := hexoEnd.FindIndex(rest[:min(len(rest), budget.FrontMatterBytes)])
	if end == nil || !isJSON(rest[:end[0]]) {
		return rewritten{}, false
	}
	return refenced(rest[:end[0]], rest[end[1]:], 0, 0), true
}

// inBraces reads JSON at the very start: Hugo's is an object, Hexo's ends with
// ";;;" and has no braces.
func inBraces(text []byte) (w rewritten, ok bool) {
	begin := len(semicolon.Find(text))
	rest := text[begin:min(len(text), begin+budget.FrontMatterBytes)]
	if begin == 0 && bytes.HasPrefix(rest, []byte("{")) {
		decoder := json.NewDecoder(bytes.NewReader(rest))
		var all map[string]any
		if decoder.Decode(&all) != nil || !knows(all) {
			return rewritten{}, false
		}
		end := int(decoder.InputOffset())
		after, n := line(rest[end:])
		if len(after) > 0 {
			return rewritten{}, false
		}
		return refenced(rest[:end], text[end+n-bit(n > 0):], -1, -2), true
	}
	if !bytes.HasPrefix(bytes.TrimLeft(rest, " \t\n"), []byte(`"`)) {
		return rewritten{}, false
	}
	end := hexoEnd.FindIndex(rest)
	if end == nil || rest[end[0]] != ';' {
		return rewritten{}, false
	}
	object := bytes.TrimRight(rest[:end[0]], " \t\n,")
	object = append(append([]byte("{"), object...), '}')
	if !isJSON(object) {
		return rewritten{}, false
	}
	first := bit(begin > 0)
	return refenced(object, text[begin+end[1]:], first-1, first-1), true
}

// unopened reads the front matter of Hexo, which needs no fence before it.
func unopened(text []byte) (w rewritten, ok bool) {
	some := text[:min(len(text), budget.FrontMatterBytes)]
	if first, _ := line(some); !plainKey.Match(first) || !ours.Match(first) {
		return rewritten{}, false
	}
	end := hexoEnd.FindIndex(some)
	if end == nil || some[end[0]] != '-' {
		return rewritten{}, false
	}
	front, keys := some[:end[0]], 0
	for l := range bytes.Lines(front) {
		l = bytes.TrimRight(l, " \t\n")
		switch {
		case plainKey.Match(l):
			keys++
		case keys == 0 || !valuePart.Match(l):
			return rewritten{}, false
		}
	}
	if keys < 2 {
		return rewritten{}, false
	}
	if _, problem := yamlFields(front); problem != nil {
		return rewritten{}, false
	}
	return refenced(front, text[end[1]:], -1, -1), true
}

// refenced is front matter between the usual fences, and what follows it, which
// begins with the end of a line.
func refenced(front, rest []byte, inFront, behind int) rewritten {
	text := append([]byte("---\n"), bytes.ReplaceAll(bytes.TrimRight(front, "\n"), []byte("\t"), []byte(" "))...)
	text = append(append(text, "\n---"...), rest...)
	return rewritten{text, inFront, behind}
}

// isJSON says whether text is an object with a key that a note may have.
func isJSON(text []byte) bool {
	var all map[string]any
	return json.Unmarshal(text, &all) == nil && knows(all)
}

func knows(all map[string]any) bool {
	for key := range all {
		if ours.MatchString(strings.ToLower(key) + ":") {
			return true
		}
	}
	return false
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
