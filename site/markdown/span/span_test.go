package span_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/span"
)

var md = syntaxtest.Markdown(extension.GFM, span.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedSpans(t *testing.T) {
	syntaxtest.Repeat(t, md, "^", "^a", "a^b^ ", "~a", "H~2~", "++", "++a ", "++a++ ", "{++", "{++ a", "{~~a~>", "{--", "--}", "{>>\n", "[", "[a]{", "[a]{.b", "[a]{.b} ", "[^a]{.b}^", "{==[", ":material-", "++ctrl+")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "a^[b^](c)", "[a^b](c)^", "**a^b**c^", "{++a **b++} c**", "{--a--}", "{~~a~>b~~}", "[a [b]{.c}]{.d}", "{++[a++}](b)", "x^a\\ b^", "![a^b](c)^")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
