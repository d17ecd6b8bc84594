package logseq

import (
	"bytes"
	"regexp"
	"strings"
)

// A Property is what a page says of itself: key:: value.
type Property struct {
	Key, Value string
	Line, Col  int // in the text, from 0 and from 1
}

var property = regexp.MustCompile(`^[ \t]*(?:- )?([\pL_][\pL\pN_./-]*)::(?:[ \t]+([^\n]*?))?[ \t]*\n?$`)

// Properties reads those at the start of a page, or of its first bullet. size is
// how many bytes they take, and lines how many lines; both are 0 if the bullet
// holds something else too.
func Properties(text []byte) (all []Property, size, lines int) {
	inBullet := bytes.HasPrefix(text, []byte("- "))
	for size < len(text) {
		line := text[size:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		m := property.FindSubmatchIndex(line)
		if m == nil || lines > 0 && bytes.HasPrefix(line, []byte("- ")) {
			break
		}
		p := Property{Key: string(line[m[2]:m[3]]), Line: lines, Col: m[2] + 1}
		if m[4] >= 0 {
			p.Value = string(line[m[4]:m[5]])
		}
		all = append(all, p)
		size, lines = size+len(line), lines+1
	}
	if inBullet && !endsBullet(text[size:]) {
		return all, 0, 0
	}
	return all, size, lines
}

// endsBullet says whether a first bullet is over where rest begins.
func endsBullet(rest []byte) bool {
	return len(rest) == 0 || rest[0] == '\n' || bytes.HasPrefix(rest, []byte("- ")) || rest[0] != ' ' && rest[0] != '\t'
}

// Values are the texts, as written, of a value that is a list: [[a b]], #c, d.
func (p Property) Values() []string {
	var all []string
	for value := range strings.FieldsFuncSeq(p.Value, betweenLinks()) {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, value)
		}
	}
	return all
}

// betweenLinks finds the commas of a list, one rune after another. One inside
// [[ ]] is part of a name: [[Jan 1st, 2024]].
func betweenLinks() func(rune) bool {
	open := 0
	return func(r rune) bool {
		switch r {
		case '[':
			open++
		case ']':
			open = max(0, open-1)
		}
		return open < 2 && strings.ContainsRune(",，", r)
	}
}

// Plain is a text without the marks of a link around it.
func Plain(value string) string {
	value = strings.TrimPrefix(strings.TrimSpace(value), "#")
	if inner, ok := strings.CutPrefix(value, "[["); ok {
		if inner, ok = strings.CutSuffix(inner, "]]"); ok && !strings.Contains(inner, "]]") {
			value = inner
		}
	}
	return strings.TrimSpace(value)
}
