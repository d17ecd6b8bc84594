package load

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Notes of Obsidian's plugin Excalidraw hold a drawing: the words in it, for the
// search, and the scene as JSON, mostly compressed, behind a heading or a
// comment. Readers are to see the drawing: the picture that the plugin exported,
// if there is one beside the note, else what biji draws of the scene.

var (
	drawingData  = regexp.MustCompile(`(?m)^(#{1,2} Excalidraw Data|#{1,2} Text Elements|#{1,2} Drawing|%%)[ \t]*$`)
	drawingView  = regexp.MustCompile(`(?m)^==⚠.*⚠==.*$`)
	drawingScene = regexp.MustCompile("(?ms)^```(?:compressed-)?json[ \t]*\n(.*?)^```[ \t]*$")
	drawingWords = regexp.MustCompile(`(?ms)^#{1,2} Text Elements[ \t]*\n(.*?)^(?:#{1,2} |%%)`)
	drawingID    = regexp.MustCompile(`(?m)[ \t]*\^[\w-]+[ \t]*$|^ {0,3}` + "```.*$")
)

// drawings shows what is drawn in place of its data.
func (c *Content) drawings() {
	for i := range c.Notes {
		c.drawing(&c.Notes[i])
	}
}

func (c *Content) drawing(n *site.Note) {
	isDrawing := func(p site.Property) bool { return strings.EqualFold(p.Name, "excalidraw-plugin") }
	if slices.ContainsFunc(n.Properties.All, isDrawing) {
		n.Body = drawingBody(n.Body, c.exported(n.Path))
	}
}

// exported is the picture of a drawing that lies beside it; "" if none does.
func (c *Content) exported(note string) string {
	stem := strings.TrimSuffix(note, path.Ext(note))
	for _, name := range []string{stem, strings.TrimSuffix(stem, ".excalidraw")} {
		for _, ext := range []string{".svg", ".png", ".light.svg", ".light.png"} {
			if slices.ContainsFunc(c.Files, func(f site.File) bool { return f.Path == name+ext }) {
				return name + ext
			}
		}
	}
	return ""
}

// drawingBody is the text of a note with its drawing. What its author wrote stays
// in its lines.
func drawingBody(body []byte, picture string) []byte {
	text, data := body, []byte(nil)
	if at := drawingData.FindIndex(body); at != nil {
		text, data = body[:at[0]], body[at[0]:]
	}
	made := bytes.TrimRight(drawingView.ReplaceAllLiteral(text, nil), "\n")
	scene := drawingScene.FindSubmatch(data)
	switch {
	case picture != "":
		return slices.Concat(made, []byte("\n\n![["+picture+spoken(data)+"]]\n"))
	case scene != nil:
		return slices.Concat(made, []byte("\n\n```excalidraw\n"), scene[1], wordsOf(data), []byte("```\n"))
	}
	return body
}

// wordsOf are the words in a drawing, as they stand behind its scene for those who
// cannot draw it: without the ids of what they are written on.
func wordsOf(data []byte) []byte {
	words := drawingWords.FindSubmatch(data)
	if words == nil {
		return nil
	}
	return slices.Concat([]byte(wordsMark), drawingID.ReplaceAllLiteral(words[1], nil), []byte("\n"))
}

const wordsMark = "## Text Elements\n"

// spoken are the same words for those who do not see the picture, and for the
// search, as an embed has them.
func spoken(data []byte) string {
	words := strings.TrimPrefix(string(wordsOf(data)), wordsMark)
	words = strings.Join(strings.FieldsFunc(words, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("[]|^#`%", r) }), " ")
	if !strings.ContainsFunc(words, unicode.IsLetter) { // it might be read as a size
		return ""
	}
	words, _ = budget.Cut(words, budget.AliasRunes)
	return "|" + words
}

// isScene says by the ending of a name whether it is that of a file of Excalidraw
// itself.
func isScene(name string) bool { return strings.EqualFold(path.Ext(name), ".excalidraw") }

// scene makes a note of such a file.
func (r *report) scene(raw []byte) site.Note {
	json := bytes.ReplaceAll(bytes.TrimSpace(raw), []byte("\n"), nil)
	return site.Note{Path: r.file, Line: 1, Body: slices.Concat([]byte("```excalidraw\n"), json, []byte("\n```\n"))}
}
