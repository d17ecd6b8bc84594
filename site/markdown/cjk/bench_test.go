package cjk_test

import (
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/attr"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/cjk"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/mark"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/task"
	"github.com/biji-notes/biji/site/markdown/toc"
	"github.com/biji-notes/biji/site/markdown/wikilink"
	"github.com/biji-notes/biji/site/testkit"
)

// What our extensions add to parsing real notes.
func BenchmarkParse(b *testing.B) {
	notes := testkit.Notes(b, testkit.CorpusDir(b, "cs-notes"))
	size := int64(0)
	for _, note := range notes {
		size += int64(len(note.Text))
	}
	for _, c := range []struct {
		name string
		md   goldmark.Markdown
	}{
		{"gfm", syntaxtest.Markdown(extension.GFM)},
		{"ours", syntaxtest.Markdown(extension.GFM, cjk.Emphasis, cjk.LineBreaks, mark.Extension, wikilink.Extension, attr.Extension,
			callout.Extension, comment.Extension, toc.Extension, task.Extension, math.Extension)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(size)
			for b.Loop() {
				for _, note := range notes {
					c.md.Parser().Parse(text.NewReader(note.Text))
				}
			}
		})
	}
}
