package math

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/tex"
)

// trim takes away what editors leave at the edges of a formula: blanks and
// zero-width spaces.
func trim(tex []byte) []byte { return bytes.Trim(tex, " \t\r\n\u200B\uFEFF\u00A0") }

// IsTeX says whether s looks like TeX rather than prose or a part of a
// program: a command that is known or a script stands in it, and nothing that
// TeX has no use for.
func IsTeX(s []byte) bool {
	return (command(s) || script(s) || bytes.ContainsFunc(s, mathematical)) && !foreignSigns(s) && !prose(s, 2)
}

// mathematical says whether r is a sign that only formulas hold: ≤ ∈ ∫, δ.
func mathematical(r rune) bool {
	return r >= 0x2200 && r <= 0x22FF || r >= 'Α' && r <= 'ω'
}

// listed says whether the CJK punctuation in s stands between letters, digits
// and brackets, as in m、n and [6；16], and no Chinese word does.
func listed(s []byte) bool {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if cjkPunctuation(r) && !paired(r) {
			if i == 0 || i+size == len(s) || !part(s[i-1]) || !part(s[i+size]) {
				return false
			}
		} else if cjk.Is(r) && !paired(r) {
			return false
		}
		i += size
	}
	return true
}

// part says whether c may stand beside a comma of a formula.
func part(c byte) bool { return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("()[]{} -+"), c) >= 0 }

// equation says whether the only CJK punctuation of s is brackets, and it is an
// equation: P（女）= 1/2.
func equation(s []byte) bool {
	return bytes.IndexByte(s, '=') > 0 && !outsideBraces(s, func(r rune) bool { return cjkPunctuation(r) && !paired(r) })
}

// command says whether s holds a known command of two or more letters: \d and
// \n are of regular expressions.
func command(s []byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		end := i + 1
		for end < len(s) && letter(s[end]) {
			end++
		}
		if end > i+2 && tex.Known(string(s[i+1:end])) {
			return true
		}
		i = max(end-1, i+1)
	}
	return false
}

// script says whether s holds a letter, a digit or a bracket with a sub- or
// superscript: x_1, 2^{n}, C^n. my_name and 5_000 are names and numbers.
func script(s []byte) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i] != '_' && s[i] != '^' {
			continue
		}
		base, next := s[i-1], s[i+1]
		part := i > 1 && (util.IsAlphaNumeric(s[i-2]) || s[i-2] == '_') // of a longer name
		single := letter(base) && !part || s[i] == '^' && digit(base)
		closed := base == '}' || base == ')' || base == ']'
		switch {
		case next == '{' && (single || closed):
			return true
		case single && s[i] == '^' && bytes.IndexByte([]byte("*+-'"), next) >= 0:
			return true
		case (single || closed && s[i] == '^') && (util.IsAlphaNumeric(next) || next == '\\') &&
			(i+2 >= len(s) || !letter(s[i+2])):
			return true
		}
	}
	return false
}

// foreignSigns says whether s holds what TeX has no use for outside braces: a
// quotation mark, or an escape of regular expressions.
func foreignSigns(s []byte) bool {
	if len(s) > 1 && (bytes.HasPrefix(s, []byte("|^")) || util.IsSpace(s[1]) && bytes.IndexByte([]byte(",;:.?!"), s[0]) >= 0) {
		return true
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '{':
			depth++
		case '}':
			depth--
		case '\\':
			if i++; i < len(s) && expression(s[i:]) {
				return true
			}
		case '"':
			if depth <= 0 {
				return true
			}
		case '\'':
			if depth <= 0 && (i == 0 || util.IsSpace(s[i-1])) {
				return true
			}
		}
	}
	return false
}

// expression says whether what follows a backslash is of a regular expression
// or the path of a file.
func expression(s []byte) bool {
	if len(s) > 1 && letter(s[0]) && letter(s[1]) {
		return false
	}
	return bytes.IndexByte([]byte(`dDwWsbBnt.?+()[]/-*^`), s[0]) >= 0
}

// sentence says whether s, which stands between signs that set a formula apart,
// is text all the same.
func sentence(s []byte) bool {
	return prose(s, 3) && !IsTeX(s) && bytes.IndexByte(s, '=') < 0
}

// prose says whether as many words of three letters follow each other in s,
// outside commands and braces, with nothing but blanks and shorter words
// between; or Chinese words and the marks of their sentences stand there.
func prose(s []byte, words int) bool {
	depth, run, letters := 0, 0, 0
	han, mark := 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if depth <= 0 && r < 0x80 && letter(byte(r)) {
			letters++
			if i+1 == len(s) || !letter(s[i+1]) {
				switch {
				case letters == 1:
					run = 0
				case letters > 2:
					run++
				}
				if run == words {
					return true
				}
			}
			i += size
			continue
		}
		letters = 0
		switch {
		case r == '\\':
			for i++; i < len(s) && letter(s[i]); i++ {
				continue
			}
			run, size = 0, 0
		case r == '{':
			depth++
			run = 0
		case r == '}':
			depth--
		case depth <= 0 && cjkPunctuation(r) && !paired(r):
			mark = true
		case depth <= 0 && cjk.Is(r):
			han++
		case r != ' ' && r != '\n' && r != '\t':
			run = 0
		}
		i += size
	}
	return mark && han > 3
}

// paired says whether r is a bracket, which people type in formulas too.
func paired(r rune) bool { return r == '（' || r == '）' || r == '【' || r == '】' || r == '：' }

// short says whether s is a formula of letters and signs: x, a+b.
func short(s []byte) bool {
	has, word := false, 0
	for _, c := range s {
		word++
		if !letter(c) {
			word = 0
			if !digit(c) && bytes.IndexByte([]byte(" +-=<>/,'!"), c) < 0 {
				return false
			}
		}
		if has = has || letter(c); word > 2 {
			return false
		}
	}
	return has && len(s) <= 20
}

// variable says whether tex begins like the name of a variable.
func variable(tex []byte) bool {
	return len(tex) > 1 && letter(tex[0]) && (letter(tex[1]) || tex[1] == '_')
}

func isCJK(r rune) bool { return cjk.Is(r) }

func cjkPunctuation(r rune) bool { return cjk.Is(r) && util.IsPunctRune(r) }

// outsideBraces says whether such a character stands in tex outside braces.
func outsideBraces(tex []byte, such func(rune) bool) bool {
	depth := 0
	for len(tex) > 0 {
		r, size := utf8.DecodeRune(tex)
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case depth <= 0 && such(r):
			return true
		}
		tex = tex[size:]
	}
	return false
}
