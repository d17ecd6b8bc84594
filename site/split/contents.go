package split

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site"
)

// The lines of a table of contents. mdBook, GitBook and docsify have the same
// form, and each has something that the others have not: chapters before and
// after the list, parts, groups without a page.
var (
	listItem    = regexp.MustCompile(`^([ \t]*)([-*+]|[0-9]{1,9}[.)])[ \t]+(.*)$`)
	partHeading = regexp.MustCompile(`^(#{1,4})[ \t]+(.*?)[ \t]*#*$`)
	chapterLink = regexp.MustCompile(`^\[((?:\\.|\[[^\]]*\]|[^\[\]\\])*)\]\(\s*(?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:\s+["'(][^"']*["')])?\s*\)`)
	inlineMarks = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])|[`*]+|</?[a-z][^>]*>")
)

// contentsOf reads the table of contents in a note.
func contentsOf(n *site.Note, number int) site.Contents {
	r := contentsReader{}
	for line := range bytes.Lines(n.Body) {
		r.line(strings.TrimRight(string(line), " \t\n"))
	}
	if !isSummary(stem(n.Path)) || r.starred || !r.dashed && !r.affixed {
		for i := range r.entries {
			r.entries[i].Numbered = false
		}
	}
	return site.Contents{Dir: site.Folder(n.Path), Note: number, Entries: r.entries}
}

// A contentsReader goes through the lines of a table of contents.
type contentsReader struct {
	entries []site.ContentsEntry
	indents []int // of the items that are open
	titled  bool  // a heading stood there before all entries
	// What tells mdBook, which numbers its chapters, from GitBook and docsify.
	dashed, starred, affixed bool
}

func (r *contentsReader) line(text string) {
	if m := partHeading.FindStringSubmatch(text); m != nil {
		r.heading(len(m[1]), plainText(m[2]))
		return
	}
	if m := listItem.FindStringSubmatch(text); m != nil {
		r.item(strings.ReplaceAll(m[1], "\t", "    "), m[2], m[3])
		return
	}
	if m := chapterLink.FindStringSubmatch(text); m != nil {
		r.affixed = true
		r.indents = nil
		r.entries = append(r.entries, site.ContentsEntry{Depth: -1, Title: plainText(m[1]), Dest: m[2] + m[3]})
	}
}

// deepest is how deep chapters nest.
const deepest = 20

// heading is that of the table, if it is the first line, or of a part.
func (r *contentsReader) heading(level int, title string) {
	r.indents = nil
	if len(r.entries) == 0 && !r.titled && level == 1 {
		r.titled = true
		return
	}
	r.entries = append(r.entries, site.ContentsEntry{Title: title, Part: true})
}

func (r *contentsReader) item(indent, marker, text string) {
	for len(r.indents) > 0 && r.indents[len(r.indents)-1] >= len(indent) {
		r.indents = r.indents[:len(r.indents)-1]
	}
	e := site.ContentsEntry{Depth: min(len(r.indents), deepest), Numbered: true}
	r.indents = append(r.indents, len(indent))
	r.dashed, r.starred = r.dashed || marker == "-", r.starred || marker == "*"
	if m := chapterLink.FindStringSubmatch(text); m != nil {
		e.Title, e.Dest = plainText(m[1]), m[2]+m[3]
	} else {
		e.Title = plainText(text)
	}
	if e.Title != "" {
		r.entries = append(r.entries, e)
	}
}

// plainText is text without the signs of Markdown for bold, italics and code.
func plainText(s string) string {
	return strings.TrimSpace(inlineMarks.ReplaceAllString(s, "$1"))
}
