// Package slug makes names out of text: addresses of pages, ids of headings,
// keys by which names are matched, and the order in which they are listed.
//
// All functions are pure: the same text gives the same name on every machine
// and in every locale.
package slug

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxComponent is the longest folder or file name that Path makes, in bytes.
// Windows counts whole paths up to 260 characters, and a name gets ".html"
// and perhaps "-2" appended.
const maxComponent = 100

// Path makes the address in the site of a path in the content, whose last
// component is without its extension: "Redis/3. 持久化 C++" gives
// "redis/3-持久化-c++". The result has as many components as p (empty ones
// aside), none of them is empty, "." or "..", and Path of it is itself.
//
// Letters, marks and numbers of every script, '_' and '+' stay; a dot stays
// between two such characters; every run of others becomes one '-', except
// that '#' after a letter is "sharp", so that C and C# differ.
func Path(p string) string {
	var b strings.Builder
	b.Grow(len(p) + 8)
	for part := range strings.SplitSeq(p, "/") {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(component(part))
	}
	return b.String()
}

func component(s string) string {
	name := words(s)
	if name == "" {
		name = codePoints(s)
	}
	if stem, rest, dot := strings.Cut(name, "."); reserved(stem) {
		// Windows looks at the name up to the first dot.
		if name = stem + "-"; dot {
			name += rest
		}
	}
	if len(name) > maxComponent {
		name = shorten(name)
	}
	return name
}

// words is s in lower case with its separators reduced to single hyphens.
func words(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var gap byte  // what to write before the next kept character, if any came before
	var last rune // the character before, if it was kept or is a dot; else '-'
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == '.' && (gap == 0 || gap == '.') && last != 0:
			gap = '.'
		case r == '#' && unicode.IsLetter(last):
			b.WriteString("-sharp")
			gap = '-'
		case kept(r, last):
			if gap != 0 && b.Len() > 0 {
				b.WriteByte(gap)
			}
			gap = 0
			b.WriteRune(unicode.ToLower(r))
		default:
			gap, r = '-', '-'
		}
		last = r
	}
	return norm.NFC.String(b.String())
}

// kept says whether r, after last, is part of a name. A mark needs something
// to stand on; what cannot be seen is not for addresses.
func kept(r, last rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '+'
	case r == utf8.RuneError, unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Me):
		return false
	case unicode.IsMark(r):
		return unicode.IsLetter(last) || unicode.IsNumber(last) || unicode.IsMark(last)
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// codePoints names a text without any letter: "😀" gives "u1f600".
func codePoints(s string) string {
	var b strings.Builder
	for _, r := range s {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteByte('u')
		b.WriteString(strconv.FormatInt(int64(r), 16))
	}
	return b.String()
}

// reserved says whether Windows takes a lower-case name for a device.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func reserved(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	port, ok := strings.CutPrefix(name, "com")
	if !ok {
		port, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// shorten cuts name so that it fits, and keeps it distinct by a hash of the
// whole.
func shorten(name string) string {
	sum := sha256.Sum256([]byte(name))
	hash := hex.EncodeToString(sum[:4])
	end := maxComponent - len(hash) - 1
	for !utf8.RuneStart(name[end]) {
		end--
	}
	return strings.TrimRight(name[:end], "-.") + "-" + hash
}

// ID makes the id of a heading of its text, as GitHub does, so that links
// written for GitHub work: lower case; letters, marks, numbers, '_' and '-'
// stay, white space becomes '-', all else goes. It is empty if nothing
// stays, and it need not be unique.
func ID(text string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r == '_', r == '-', unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r):
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, norm.NFC.String(strings.TrimSpace(text)))
	return norm.NFC.String(id)
}
