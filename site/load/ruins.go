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
			all = append(all, clause{g.key + ":" + word, max(0, min(len(word)-2, 2))}) // "on" is too near to "no"
		}
	}
	return all
}

// A doubt says how hard a text is searched.
type doubt int

const (
	prose  doubt = iota // a line of its own may keep the note back
	mixed               // or something anywhere that is nearly such a line
	broken              // or a key, anywhere, whose value does not plainly say "publish"
)

// ruins looks for what keeps a note back in text, which begins on line first
// of the file, and reports it.
func (r *report) ruins(text []byte, first int, d doubt) bool {
	why, line := looseLine(text)
	if d >= broken && why == "" {
		why, line = unplain(text)
	}
	if d >= mixed && why == "" {
		why, line = scattered(text)
	}
	if why == "" {
		return false
	}
	r.keptBack(first+line, 0, `write "draft: false" in front matter to publish it`, "there is something like %q", why)
	return true
}

// looseLine finds a clause that is a line of text, or a part of it between
// braces and commas. Lines count from 0.
func looseLine(text []byte) (found string, line int) {
	all := clauses()
	for line := 0; len(text) > 0; line++ {
		var l []byte
		l, text, _ = bytes.Cut(text, []byte("\n"))
		if !bytes.ContainsAny(l, ":=：＝") {
			continue
		}
		for _, part := range bytes.FieldsFunc(l, func(c rune) bool { return strings.ContainsRune("{},，", c) }) {
			if len(part) > 200 {
				continue
			}
			if at := bytes.Index(part, []byte(" #")); at > 0 {
				part = part[:at]
			}
			s := squeeze(part)
			for _, c := range all {
				if near(len(s), len(c.text), c.edits) && distance(s, c.text) <= c.edits {
					return c.text, line
				}
			}
		}
	}
	return "", 0
}

func near(a, b, by int) bool { return a-b <= by && b-a <= by }

// unplain finds a key that keeps notes back, anywhere in text, whose value
// does not plainly say "publish".
func unplain(text []byte) (found string, line int) {
	for line, l := range bytes.Split(text, []byte("\n")) {
		s := squeeze(l)
		for _, g := range gates() {
			for rest := s; ; {
				at := strings.Index(rest, g.key+":")
				if at < 0 {
					break
				}
				rest = rest[at+len(g.key)+1:]
				end := strings.IndexAny(rest+"#", ",，}#")
				value := rest[:min(end, len(rest))]
				truth, plain := truthOf(value)
				if !(plain && truth != g.holds || g.key == "published" && isDay(value)) {
					return g.key + ":" + short(value), line
				}
			}
		}
	}
	return "", 0
}

// scattered finds a clause anywhere in text, also across lines.
func scattered(text []byte) (found string, line int) {
	var s []byte
	var lines []int
	for n, l := range bytes.Split(text, []byte("\n")) {
		for _, c := range []byte(squeeze(l)) {
			s, lines = append(s, c), append(lines, n)
		}
	}
	for _, c := range clauses() {
		if at := approximately(s, c.text, c.edits); at >= 0 {
			return c.text, lines[at]
		}
	}
	return "", 0
}

// approximately is where in text something within so many edits of pattern
// ends; -1 if there is none. Sellers, The theory and computation of
// evolutionary distances, 1980; neighbours that are swapped are one edit.
func approximately(text []byte, pattern string, edits int) int {
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
		if next[len(pattern)] <= edits {
			return i
		}
		before, last, next = last, next, before
	}
	return -1
}

// squeeze is text in lower case without blanks, quotes and what cannot be
// seen, with ':' for '=' and for signs in full width.
func squeeze(text []byte) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '=':
			return ':'
		case unicode.IsSpace(c), !unicode.IsPrint(c), strings.ContainsRune("\"'`“”‘’\ufffd", c):
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKC.String(string(text)))
}
