package leftover

import (
	"bytes"

	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// longestFormula is how far the end of a formula is looked for.
const longestFormula = 1000

// dollar looks at $$ and at $…$ with TeX in it.
func (f *Finder) dollar(i int) int {
	b := f.text.buf
	n := run(b[i:])
	if n > 2 {
		return n
	}
	near := b[i+n : min(len(b), i+n+longestFormula)]
	end := unescaped(near, '$')
	if n == 2 {
		if end < 0 || end+1 >= len(near) || near[end+1] != '$' {
			return f.at(Math, i, 2, f.shown(i))
		}
		f.at(Math, i, end+4, i+end+4)
		return end + 4
	}
	if end < 0 || !isTeX(near[:end]) || end+1 < len(near) && (util.IsAlphaNumeric(near[end+1]) && !command(near[:end])) {
		return 1
	}
	f.report(Math, i, i+end+2)
	return end + 2
}

// unescaped is the place of the first c in s without a backslash, or -1.
func unescaped(s []byte, c byte) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case c:
			return i
		}
	}
	return -1
}

// backslash looks at \(…\), \[…\] and \begin{…}. Anything else with a
// backslash is meant.
func (f *Finder) backslash(i int) int {
	b := f.text.buf
	if i+1 == len(b) {
		return 1
	}
	switch b[i+1] {
	case '(':
		return f.delimited(i, `\)`)
	case '[':
		return f.delimited(i, `\]`)
	case 'b':
		if bytes.HasPrefix(b[i:], []byte(`\begin{`)) {
			f.at(Math, i, len(`\begin{`), f.shown(i))
		}
	}
	if util.IsPunct(b[i+1]) {
		return 2
	}
	return 1
}

// delimited looks at \(x\). The backslash may also be there to say that the
// bracket is meant, so that the text must look like TeX.
func (f *Finder) delimited(i int, closing string) int {
	near := f.text.buf[i+2 : min(len(f.text.buf), i+2+longestFormula)]
	end := bytes.Index(near, []byte(closing))
	if end < 1 || i > 0 && f.text.buf[i-1] == ']' {
		return 2
	}
	tex := near[:end]
	if !isTeX(tex) && !(closing == `\)` && short(tex)) {
		return 2
	}
	f.report(Math, i, i+end+4)
	return end + 4
}

// isTeX says whether s holds a command or a script of TeX.
func isTeX(s []byte) bool {
	return !bytes.Contains(s, []byte("\n\n")) && (command(s) || script(s))
}

// command says whether s holds a command of two or more letters: \d and \n
// are not TeX.
func command(s []byte) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '\\' {
			if letter(s[i+1]) && letter(s[i+2]) {
				return true
			}
			i++
		}
	}
	return false
}

// script says whether s holds a letter, or a bracket, with a sub- or
// superscript: x_1, C^{n}; a_name is a name.
func script(s []byte) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i] != '_' && s[i] != '^' {
			continue
		}
		base, next := s[i-1], s[i+1]
		single := letter(base) && (i == 1 || !util.IsAlphaNumeric(s[i-2]) && s[i-2] != '_')
		if next == '{' && (single || base == '}' || base == ')') {
			return true
		}
		if single && (util.IsAlphaNumeric(next) || next == '\\') && (i+2 >= len(s) || !letter(s[i+2])) {
			return true
		}
	}
	return false
}

// short says whether s is a formula of letters and signs: x, a+b.
func short(s []byte) bool {
	has := false
	for _, c := range s {
		if letter(c) {
			has = true
		} else if !util.IsAlphaNumeric(c) && bytes.IndexByte([]byte(" +-=<>/,'!"), c) < 0 {
			return false
		}
	}
	return has && len(s) <= 20 && !bytes.ContainsFunc(s, cjk.Is) && longestWord(s) < 3
}

func longestWord(s []byte) int {
	longest, n := 0, 0
	for _, c := range s {
		if n++; !letter(c) {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
