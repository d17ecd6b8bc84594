package abbr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/abbr"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, abbr.Extension)

// Thousands of abbreviations cost a long note no more than one does.
func TestManyAbbreviations(t *testing.T) {
	syntaxtest.Repeat(t, md, "*[a]: b\n", "*[a", "*[a]: b\n\na ")
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "*[abcabc%d]: x\n", i)
	}
	b.WriteString("\n" + strings.Repeat("abcabc", 50_000) + strings.Repeat(" abcabc4999", 20_000))
	html := syntaxtest.Convert(t, md, []byte(b.String()))
	if n := strings.Count(html, "abcabc4999"); n != 20_000 {
		t.Errorf("%d words", n)
	}
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "*[a]: b\n\na **a**a", "*[é]: b\n\né", "> *[a]: b\n\n- a\n  *[b]: a")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
