package load

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Front matter that cannot be read is searched for what keeps a note back. The
// rules are generous: a note that stays at home by mistake is a nuisance, one
// that gets out by mistake cannot be called back.

// A clause is a key and a value that keeps a note back, "draft:true", with so
// many letters wrong, missing or too many.
type clause struct {
	text  string
	edits int
}

func clauses() []clause {
	var all []clause
	for _, g := range gates() {
		words := []string{"true", "yes", "on"}
		if !g.holds {
			words = []string{"false", "off", "no"}
		}
		for _, word := range words {
			all = append(all, clause{squeeze([]byte(g.key), "") + ":" + word, max(0, min(len(word)-2, 2))}) // "on" is too near to "no"
		}
	}
	return all
}

// A doubt says how hard a text is searched.
type doubt int

const (
	prose  doubt = iota // a line of its own may keep the note back
	keys                // or the end of a line, and one that is broken in two
	mixed               // or something anywhere that is nearly such a line
	broken              // or a key, anywhere, whose value does not plainly say "publish"
)

// ruins looks for what keeps a note back in text, which begins on line first
// of the file, and reports it.
func (r *report) ruins(text []byte, first int, d doubt) bool {
	why, line := looseLine(text, d)
	if d == keys && why == "" {
		why, line = nested(text)
	}
	if d >= broken && why == "" {
		why, line = unplain(text)
	}
	if d >= mixed && why == "" {
		why, line = scattered(text, false)
	}
	if why == "" {
		fields := plainFields(text, d)
		if d == mixed { // which could be read
			fields = withoutUnlisted(fields)
		}
		return d != keys && r.hinted(fields, first) // those of keys are known
	}
	r.keptBack(first+line, 0, `write "draft: false" in front matter to publish it`, "there is something like %q", why)
	return true
}

// plainFields are the keys that lines begin with, and their values as written;
// in prose only if all lines have one.
func plainFields(text []byte, d doubt) (fields []field) {
	for n, l := range bytes.Split(bytes.TrimSpace(text), []byte("\n")) {
		at := bytes.IndexAny(l, ":=")
		switch {
		case at > 0 && keyLine.Match(l):
			text := strings.Trim(string(l[at+1:]), " \t\"',")
			fields = append(fields, field{key: string(l[:at]), line: n, col: 1, value: value{kind: scalar, text: text}})
		case d == prose:
			return nil
		}
	}
	return fields
}

// looseLine finds a clause that is a line of text, or the end of one, or a part
// of one between braces and commas, or that is broken in two by the end of a
// line. Lines count from 0.
func looseLine(text []byte, d doubt) (found string, line int) {
	for line, l := range bytes.Split(text, []byte("\n")) {
		if !bytes.ContainsAny(l, ":=：＝") && !bytes.HasPrefix(bytes.TrimSpace(l), []byte(`"`)) { // a key of JSON may have lost it
			continue
		}
		parts := bytes.FieldsFunc(l, func(c rune) bool { return strings.ContainsRune("{},，", c) })
		for _, part := range append(parts, l) {
			if d == prose && len(part) > 200 {
				continue
			}
			if at := bytes.Index(part, []byte(" #")); at > 0 {
				part = part[:at]
			}
			if found := looseClause(squeeze(part, ""), d); found != "" {
				return found, line
			}
		}
	}
	if d == prose {
		return "", 0
	}
	return scattered(text, true)
}

// looseClause is the clause that a squeezed line is, or ends with.
func looseClause(s string, d doubt) string {
	const longest = 100
	more := 4 // letters, for other things on the line
	if d == prose {
		if more = 2; len(s) > longest {
			return ""
		}
	}
	s = s[max(0, len(s)-longest):]
	for _, c := range clauses() {
		if d == prose && len(s) > len(c.text)+more {
			continue
		}
		found := ""
		approximately([]byte(s), c.text, func(end, edits int) bool {
			if edits <= c.edits && len(s) <= len(c.text)+more || d > prose && edits <= min(c.edits, 1) && end == len(s)-1 {
				found = c.text
			}
			return found != ""
		})
		if found != "" {
			return found
		}
	}
	return ""
}

// unplain finds a key that keeps notes back, anywhere in text, whose value
// does not plainly say "publish".
func unplain(text []byte) (found string, line int) {
	for line, l := range bytes.Split(text, []byte("\n")) {
		s := squeeze(l, ",}#-/.年[")
		for _, g := range gates() {
			for rest := s; ; {
				at := strings.Index(rest, g.key+":")
				if at < 0 {
					break
				}
				rest = rest[at+len(g.key)+1:]
				end := strings.IndexAny(rest+"#", ",，}#")
				value := rest[:min(end, len(rest))]
				if value == "" || !g.opens(value) {
					return g.key + ":" + short(value), line
				}
			}
		}
	}
	return "", 0
}

// nested finds a key that keeps notes back but is no key of the note, because it
// stands below another one or in a list. A value that plainly says "publish"
// does not count.
func nested(text []byte) (found string, line int) {
	for line, l := range bytes.Split(text, []byte("\n")) {
		if inner := bytes.TrimLeft(l, " \t-"); len(inner) < len(l) {
			if found := gateLine(inner); found != "" {
				return found, line
			}
		}
	}
	return "", 0
}

// gateLine is the key that a line begins with, if it keeps notes back, and its
// value does not plainly say "publish".
func gateLine(l []byte) string {
	const longest = 40 // letters of a key
	at := bytes.IndexAny(l[:min(len(l), longest)], ":=")
	if at < 0 {
		return ""
	}
	key, value := gateName(string(l[:at])), l[at+1:]
	for _, g := range gates() {
		if key == gateName(g.key) && !g.opens(squeeze(value[:min(len(value), 1000)], "#-/.年[")) {
			return g.key + ":" + short(string(value))
		}
	}
	return ""
}

// buried looks for what keeps the note back in a text without front matter:
// between two fences further down, outside of code, where all lines before the
// key have keys too; or, behind a fence that is never closed, on any line.
func (r *report) buried(text []byte, endless bool) bool {
	if !endless && !bytes.Contains(text, []byte("---")) && !bytes.Contains(text, []byte("+++")) {
		return false
	}
	inside, code, n := endless, false, -1
	for l := range bytes.Lines(text) {
		n++
		l = bytes.TrimSuffix(l, []byte("\n"))
		fence := bytes.TrimSpace(l)
		switch {
		case n == 0 && endless:
		case bytes.HasPrefix(fence, []byte("```")), bytes.HasPrefix(fence, []byte("~~~")):
			code, inside = !code, endless
		case code:
		case string(fence) == "---" || string(fence) == "+++":
			inside = !inside && !endless
		case inside:
			if found := gateLine(l); found != "" {
				r.keptBack(1+n, 0, `write "draft: false" in front matter to publish it`, "there is something like %q", found)
				return true
			}
			inside = endless || len(fence) == 0 || keyLine.Match(l) || strings.ContainsAny(string(l[:1]), " -#")
		}
	}
	return false
}

// opens says whether a squeezed value plainly publishes a note.
func (g gate) opens(value string) bool {
	value, _, _ = strings.Cut(value, "#")
	truth, plain := truthOf(value)
	return plain && truth != g.holds || g.key == "published" && (value == "" || isDay(value))
}

// scattered finds a clause anywhere in text, also across lines, or only there.
func scattered(text []byte, across bool) (found string, line int) {
	var s []byte
	var lines []int
	for n, l := range bytes.Split(text, []byte("\n")) {
		for _, c := range []byte(squeeze(l, "")) {
			s, lines = append(s, c), append(lines, n)
		}
	}
	for _, c := range clauses() {
		approximately(s, c.text, func(end, edits int) bool {
			begin := max(0, end-len(c.text)+c.edits+1)
			if edits <= c.edits && (!across || lines[begin] != lines[end]) {
				found, line = c.text, lines[end]
			}
			return found != ""
		})
		if found != "" {
			break
		}
	}
	return found, line
}

// approximately tells, for each place where something like pattern may end in
// text, how many edits make pattern of it, until enough says so. Sellers, The
// theory and computation of evolutionary distances, 1980; neighbours that are
// swapped are one edit.
func approximately(text []byte, pattern string, enough func(end, edits int) bool) {
	before, last, next := make([]int, len(pattern)+1), make([]int, len(pattern)+1), make([]int, len(pattern)+1)
	for j := range last {
		last[j] = j
	}
	for i := range text {
		next[0] = 0
		for j := range len(pattern) {
			cost := 1
			if text[i] == pattern[j] {
				cost = 0
			}
			next[j+1] = min(last[j]+cost, last[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && text[i] == pattern[j-1] && text[i-1] == pattern[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		if enough(i, next[len(pattern)]) {
			return
		}
		before, last, next = last, next, before
	}
}

// squeeze is text in lower case without all that is no letter or digit, but
// for the signs in keep and ':', which also stands for '=' and for signs in
// full width.
func squeeze(text []byte, keep string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '=' || c == ':':
			return ':'
		case unicode.IsLetter(c), unicode.IsDigit(c), strings.ContainsRune(keep, c):
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFKC.String(string(text)))
}
