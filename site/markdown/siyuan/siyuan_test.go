package siyuan_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/siyuan"
)

var md = syntaxtest.Markdown(extension.GFM, siyuan.New("query: "))

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "#a", "#a#", "{: a=\"", "{: id=\"b\"}\n", "{{select ", "{{{row\n", "a\n{: id=\"20200812220555-lj3enxa\"}\n\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "a #b c# d\n{: id=\"20200812220555-lj3enxa\"}", "* {: id=\"20200812220555-lj3enxa\"}a\n  {: id=\"x\"}", "{{{row\na\n\n{{select 1}}\n}}}")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
