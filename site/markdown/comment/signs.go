package comment

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// Notes about programming are full of %% that begins no comment: "%%d" in a
// format, %%i in a batch file, 100%%. Here stands what tells them apart. Where
// it cannot be told, it is a comment: what is in one was not meant to be read.

// The patterns are never changed.
var (
	// verb is a format verb behind its percent sign.
	verb = regexp.MustCompile(`^[-+#0]*[0-9]*(?:\.[0-9]+)?[defgopsux](?:[^A-Za-z0-9%]|$)`)
	// verbBefore is a format verb at the end of a text.
	verbBefore = regexp.MustCompile(`%[-+ #0]*[0-9]*(?:\.[0-9]+)?[A-Za-z]$`)
)

const (
	longestVerb = 16 // bytes
	// longestInWord is how far a comment may reach that begins inside a word, in
	// bytes. It stands on one line.
	longestInWord = 200
)

// opens says whether the %% at src[at:] can begin a comment. It cannot behind a
// digit, a quotation mark, another percent sign or a format verb, nor with a
// format verb behind it.
func opens(src []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(src[:at])
	after := src[at+len(mark):]
	switch {
	case verb.Match(after[:min(len(after), longestVerb)]):
		return false
	case unicode.IsDigit(before), bytes.ContainsRune([]byte(`%"'“‘`+"`"), before):
		return false
	case inWord(src, at):
		next, _ := utf8.DecodeRune(after)
		return unicode.IsLetter(next) && !verbBefore.Match(src[max(0, at-longestVerb):at])
	}
	return true
}

// inWord says whether a letter stands directly before src[at:], of a script that
// puts spaces between words.
func inWord(src []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(src[:at])
	return unicode.IsLetter(before) && !cjk.Is(before)
}

// closes says whether the %% at src[at:] can end a comment: %%i and %%~ni, as in
// batch files and formats, do not.
func closes(src []byte, at int) bool {
	if at+len(mark) == len(src) {
		return true
	}
	c := src[at+len(mark)]
	return (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' && c != '~'
}

// nextClosing is where the first %% in src[from:to] stands that can end a
// comment; -1 if none does. passed says that there are others before it.
func nextClosing(src []byte, from, to int) (at int, passed bool) {
	for from < to {
		i := bytes.Index(src[from:to], mark)
		if i < 0 {
			break
		}
		if from += i; closes(src, from) {
			return from, passed
		}
		from += len(mark)
		passed = true
	}
	return -1, passed
}

// said says whether what stands inside a word is a comment: it has several words,
// or is not plain ASCII.
func said(content []byte) bool {
	return bytes.ContainsFunc(content, func(r rune) bool { return r == ' ' || r >= utf8.RuneSelf })
}
