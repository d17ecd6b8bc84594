package markdown

import (
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/biji-notes/biji/site/markdown/footnote"
)

// newParser puts the syntax together.
func newParser(o Options) parser.Parser {
	if o.CommonMark {
		return goldmark.New().Parser()
	}
	md := goldmark.New(
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList,
			extension.DefinitionList,
			emoji.Emoji,
			footnote.Extension,
		),
	)
	return md.Parser()
}

// words are those that biji adds to a note.
type words struct {
	footnotes, back, reference, table, brokenLink, brokenImage, done, open string
}

func wordsIn(lang string) words {
	if lang == "zh" {
		return words{
			footnotes: "脚注", back: "回到正文", reference: "脚注 ", table: "表格",
			brokenLink: "链接的目标不存在", brokenImage: "图片不存在", done: "已完成", open: "未完成",
		}
	}
	return words{
		footnotes: "Footnotes", back: "Back to the text", reference: "Footnote ", table: "Table",
		brokenLink: "This link leads nowhere", brokenImage: "This image is missing", done: "done", open: "to do",
	}
}
