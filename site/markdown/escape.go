package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// escape writes s as HTML text, fit for attribute values in double quotes too.
func escape(w *bytes.Buffer, s []byte) {
	from := 0
	for i, c := range s {
		var e string
		switch c {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&quot;"
		default:
			continue
		}
		w.Write(s[from:i])
		w.WriteString(e)
		from = i + 1
	}
	w.Write(s[from:])
}

func escapeString(w *bytes.Buffer, s string) {
	escape(w, util.StringToReadOnlyBytes(s))
}

// marked says whether decode would change s.
func marked(s []byte) bool {
	return bytes.IndexByte(s, '&') >= 0 || bytes.IndexByte(s, '\\') >= 0
}

// decode appends what the source text s stands for: backslash escapes and
// character references are resolved as CommonMark says.
func decode(dst, s []byte) []byte {
	if !marked(s) {
		return append(dst, s...)
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			dst = append(dst, s[i+1])
			i += 2
		case c == '&':
			var n int
			dst, n = decodeReference(dst, s[i:])
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// longestEntity is at least the length of the longest name of an HTML entity.
const longestEntity = 32

// decodeReference appends what the character reference at the start of s
// stands for, or the ampersand if there is none, and says how long it was.
func decodeReference(dst, s []byte) ([]byte, int) {
	end := bytes.IndexByte(s[:min(len(s), longestEntity+2)], ';')
	if end < 2 {
		return append(dst, '&'), 1
	}
	name := s[1:end]
	if name[0] != '#' {
		if !alphanumeric(name) {
			return append(dst, '&'), 1
		}
		if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return append(dst, e.Characters...), end + 1
		}
		return append(dst, '&'), 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return append(dst, '&'), 1
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || digits[0] == '+' {
		return append(dst, '&'), 1
	}
	r := rune(v)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r), end + 1
}

func alphanumeric(s []byte) bool {
	for _, c := range s {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	return true
}
