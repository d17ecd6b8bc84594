package analyze

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// hant.txt is pairs of characters, a traditional one and the simplified one
// that is written for it, without anything between them. It is what ICU 72's
// transform Traditional-Simplified, which is CLDR's, makes of the characters
// U+3400 to U+9FFF, one at a time:
//
//	uconv -x Traditional-Simplified
//
// Copyright © Unicode, Inc., under the Unicode License v3; see package licence.
//
//go:embed hant.txt
var hant string

// simplification is hant.txt as a table.
var simplification = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune, len(hant)/6)
	for i := 0; i < len(hant); {
		from, n := utf8.DecodeRuneInString(hant[i:])
		to, m := utf8.DecodeRuneInString(hant[i+n:])
		table[from] = to
		i += n + m
	}
	return table
})

// Simplified is text in simplified Chinese characters.
func Simplified(text string) string {
	table := simplification()
	return strings.Map(func(r rune) rune {
		if to, ok := table[r]; ok {
			return to
		}
		return r
	}, text)
}

// HasKana says whether text is Japanese, or has some of it.
func HasKana(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool { return 0x3041 <= r && r <= 0x30FF })
}

// SimplifiedScript is hant.txt for the page in a browser, which loads it if it
// finds nothing: a script like those of package pack, with the name hant.js
// beside them.
func SimplifiedScript() []byte {
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // the level is one
	_, err := z.Write([]byte(hant))
	if err := errors.Join(err, z.Close()); err != nil {
		panic(err) // into memory: cannot be
	}
	return fmt.Appendf(nil, "/*! Data of Unicode, Inc.; their licence is LICENSE.txt beside this file. */\n__biji(\"hant\",%q)\n", base64.StdEncoding.EncodeToString(packed.Bytes()))
}
