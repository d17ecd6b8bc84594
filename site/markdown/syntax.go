package markdown

import (
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/biji-notes/biji/site/markdown/attr"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/mark"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/task"
	"github.com/biji-notes/biji/site/markdown/toc"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// newParser puts the syntax together.
func newParser(o Options) parser.Parser {
	if o.CommonMark {
		return goldmark.New().Parser()
	}
	return goldmark.New(goldmark.WithExtensions(
		extension.Table, extension.Strikethrough, extension.Linkify, extension.DefinitionList,
		emoji.Emoji,
		footnote.Extension,
		mark.Extension, wikilink.Extension, comment.Extension, toc.Extension, math.Extension, attr.Extension,
		callout.New(nil), task.New(nil),
		cjk.Emphasis, cjk.LineBreaks,
	)).Parser()
}
