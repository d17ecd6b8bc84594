package generate

import (
	"io/fs"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/templates"
)

// scriptLang is the language of what scripts say, of those that files have.
func scriptLang(files fs.FS, o site.Options) string {
	if len(o.Languages) > 0 {
		return bundle.EachPage
	}
	return templates.UI(o.Lang, templates.Languages(files))
}

// langOf is the language of a note: that of its place, or of the site.
func langOf(n *site.Note, o site.Options) string {
	if len(o.Languages) > 0 {
		return o.Languages[o.Languages.OfNote(n)].Tag
	}
	return o.Lang
}

// speaking gives each note the parser that speaks the language of its pages.
func speaking(notes []site.Note, o site.Options, m markdown.Options) func(*site.Note) *markdown.Parser {
	parsers := map[string]*markdown.Parser{}
	for i := range notes {
		if m.UI = site.UI(langOf(&notes[i], o)); parsers[m.UI] == nil {
			parsers[m.UI] = markdown.New(m)
		}
	}
	return func(n *site.Note) *markdown.Parser { return parsers[site.UI(langOf(n, o))] }
}
