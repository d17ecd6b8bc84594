package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold is a name as it is looked for: in lower case, with single spaces, and with none
// beside characters of scripts that have none.
func fold(text string) string {
	var b strings.Builder
	for last, at := rune(0), 0; at < len(text); {
		r, next := nextRune(last, text, at)
		if next == at {
			break
		}
		b.WriteRune(r)
		last, at = r, next
	}
	return strings.TrimSpace(b.String())
}

// nextRune is what follows a character in a text, folded, and where the rest begins;
// that is at if nothing follows on the line. White space counts as one space, or as
// nothing beside wide characters.
func nextRune(last rune, text string, at int) (r rune, next int) {
	gap := false
	for next = at; next < len(text); {
		c, size := utf8.DecodeRuneInString(text[next:])
		switch {
		case c == '\n':
			return 0, at
		case unicode.IsSpace(c):
			gap = true
			next += size
			continue
		case gap && !wide(last) && !wide(c):
			return ' ', next
		}
		return foldRune(c), next + size
	}
	return 0, at
}

// foldRune makes a letter small and narrow.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r |= 0x20
		}
		return r
	case r >= '！' && r <= '～': // full-width ASCII
		return foldRune(r - '！' + '!')
	case r == '’':
		return '\''
	case wide(r):
		return r
	}
	return unicode.ToLower(r)
}

// wide says whether a character is of a script that has no spaces between words.
func wide(r rune) bool {
	return r >= 0x0E00 && (r >= 0x4E00 && r <= 0x9FFF || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

// inWord says whether a character is part of a word that has spaces around it.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '_'
	}
	return !wide(r) && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// joinsBefore says whether a word that follows a character is the end of another:
// "no-sql", "@user", "$name", "a.b".
func joinsBefore(r rune) bool {
	return inWord(r) || r == '-' || r == '@' || r == '$' || r == '.' || r == '\\'
}

// endsWord says whether a name that ends with a character ends where a text goes on,
// before a character if that is nothing.
func endsWord(last rune, rest string, after rune) bool {
	if wide(last) {
		return true
	}
	next, size := after, 0
	if rest != "" {
		next, size = utf8.DecodeRuneInString(rest)
	}
	switch next {
	case '-', '+', '#', '=', '\\':
		return !inWord(last)
	case '.':
		follows, _ := utf8.DecodeRuneInString(rest[size:])
		return !inWord(follows)
	}
	return !inWord(next)
}
