package component_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/component"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, component.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedTags(t *testing.T) {
	syntaxtest.Repeat(t, md, "<a @b", "<a @b=\"c\" ", "<a b={", "<a b={c} ", "{/*", "{/* a */}", "{{", "{{a}}", "<a @b>")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "<Foo @a=\"b\">c</Foo>", "<Foo a={{b: 1}} />", "{/* a */} b")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
