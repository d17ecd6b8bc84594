package htmlblock_test

import (
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"

	"github.com/biji-notes/biji/site/markdown/htmlblock"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

// md leaves raw HTML out, and says where.
var md = goldmark.New(goldmark.WithParser(parser.NewParser(
	parser.WithBlockParsers(htmlblock.Parsers()...),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
)))

// Openers that would be looked for again and again.
func TestRepeatedOpeners(t *testing.T) {
	syntaxtest.Repeat(t, md, "<!--\n\n", "<script>\n\n", "> <!--\n\n", "<?\n\n</script> a\n", "<!A\n\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "<!-- a\n\nb", "<script>\n\n</script>", "> <style>\n\n</style> a")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
