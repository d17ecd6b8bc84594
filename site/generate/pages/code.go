package pages

import (
	"bytes"
	"html"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram"
)

// code writes a block of code, or what is drawn of it, below a heading of a level.
func (e *embedder) code(w *bytes.Buffer, note int, info string, code []byte, below int) []site.Problem {
	lang := queryLanguage(info)
	if lang == "collect" {
		return e.collect(w, note, code, below)
	}
	if lang != "" {
		return e.query(w, note, info, lang, code)
	}
	lang = diagram.LanguageOf(info, string(code))
	if lang == "" {
		return e.block(w, info, code)
	}
	drawing, problems := e.w.Diagrams.Draw(lang, string(code))
	switch {
	case len(problems) > 0 && diagram.IsData(lang):
		for _, text := range diagram.Words(lang, string(code)) {
			w.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n") + "</p>\n")
		}
		return problems
	case len(problems) > 0:
		e.block(w, named(info, lang), code)
		return problems
	}
	e.features[site.Diagrams] = true
	drawing.Figure(w, lang, site.UI(e.w.tongueAt(e.page.URL).tag), func(w *bytes.Buffer) { e.block(w, lang, code) })
	return nil
}

// block writes a block of code as it is.
func (e *embedder) block(w *bytes.Buffer, info string, code []byte) []site.Problem {
	e.shows(site.Code)
	return e.w.Code.Block(w, info, code)
}

// named is an info string with the language as the title of the block, unless it
// has one.
func named(info, lang string) string {
	if strings.Contains(info, "title") {
		return info
	}
	return lang + ` title="` + lang + `"`
}
