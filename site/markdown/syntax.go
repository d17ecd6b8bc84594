package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/abbr"
	"github.com/biji-notes/biji/site/markdown/attr"
	"github.com/biji-notes/biji/site/markdown/barelink"
	"github.com/biji-notes/biji/site/markdown/blockref"
	"github.com/biji-notes/biji/site/markdown/board"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/component"
	"github.com/biji-notes/biji/site/markdown/container"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/htmlblock"
	"github.com/biji-notes/biji/site/markdown/imagesyntax"
	"github.com/biji-notes/biji/site/markdown/mark"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/outliner"
	"github.com/biji-notes/biji/site/markdown/shortcode"
	"github.com/biji-notes/biji/site/markdown/siyuan"
	"github.com/biji-notes/biji/site/markdown/span"
	"github.com/biji-notes/biji/site/markdown/table"
	"github.com/biji-notes/biji/site/markdown/task"
	"github.com/biji-notes/biji/site/markdown/textelement"
	"github.com/biji-notes/biji/site/markdown/toc"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// newParser puts the syntax together.
func newParser(o Options, by site.Program) parser.Parser {
	if o.CommonMark {
		return goldmark.New().Parser()
	}
	base := parser.NewParser(
		parser.WithBlockParsers(htmlblock.Parsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	extensions := []goldmark.Extender{
		table.Extension, extension.Strikethrough, extension.Linkify, extension.DefinitionList,
		barelink.Extension, footnote.Extension,
		mark.Extension, wikilink.Extension, comment.Extension, toc.Extension, math.Extension, attr.Extension, imagesyntax.Extension,
		blockref.Extension, component.Extension, callout.Extension, board.Extension, container.Extension, shortcode.Extension, task.Extension, span.Extension, abbr.Extension,
		cjk.Emphasis,
	}
	if !o.Breaks {
		extensions = append(extensions, cjk.LineBreaks)
	}
	if o.Hashtags {
		extensions = append(extensions, hashtag.Extension)
	}
	if by == site.SiYuan {
		extensions = append(extensions, siyuan.New(wordsIn(o.UI).outliner.Query))
	}
	if by == site.Logseq {
		extensions = append(extensions, outliner.New(wordsIn(o.UI).outliner))
	}
	if o.Unsafe {
		extensions = append(extensions, textelement.Extension)
	}
	return goldmark.New(goldmark.WithParser(base), goldmark.WithExtensions(extensions...), goldmark.WithParserOptions(
		parser.WithInlineParsers(util.Prioritized(emojis{emoji.NewParser()}, 200)),
	)).Parser()
}

// emojis finds :names: that are words of their own: in a[1:x:2] and
// std::map:v:w there is none.
type emojis struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (e emojis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if within(block.PrecendingCharacter()) {
		return nil
	}
	n := e.InlineParser.Parse(parent, block, pc)
	if n != nil && within(rune(block.Peek())) {
		return nil
	}
	return n
}

// within says that r is a part of a word or name.
func within(r rune) bool {
	return r == ':' || r == '_' || r < utf8.RuneSelf && util.IsAlphaNumeric(byte(r))
}
