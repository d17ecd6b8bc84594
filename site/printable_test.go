package site_test

import (
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"三次握手.md":                          "三次握手.md",
		"n\x1b[31mR.md":                    `n\x1b[31mR.md`,
		"new\nfake.md:1:1: all is well.md": `new\nfake.md:1:1: all is well.md`,
		"a\tb\rc\x00d\x7fe\u0085f":         `a\tb\rc\x00d\x7fe\u0085f`,
		"a\u202eb\u2066c\u200fd\u2028e":    `a\u202eb\u2066c\u200fd\u2028e`,
		"bad \xff\xfe byte":                `bad \xff\xfe byte`,
		"\ufffd stays, 👨\u200d👩 and é too": "\ufffd stays, 👨\u200d👩 and é too",
		"": "",
	} {
		if got := site.Printable(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	p := site.Problem{At: site.Pos{File: "a\nb.md", Line: 1, Col: 1}, What: "link to \"\x1b[2J\"", Hint: "write \u202e"}
	if got, want := p.String(), `a\nb.md:1:1: link to "\x1b[2J" (write \u202e)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
