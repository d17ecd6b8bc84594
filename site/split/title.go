package split

import (
	"bytes"
	"cmp"
	"regexp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// A title of a note, and the heading that says it.
type title struct {
	text  string
	block int // of the heading; -1 if none says it
}

// titleOf names a note: by its front matter, else by its first heading, else
// name, which comes from its file. Plain "the first heading" would be wrong
// for most real notes: an Obsidian vault has its titles in the file names and
// starts with text and sections, and of several level-1 headings none is the
// title of all. So a heading is the title if it is the only one of level 1, or
// if nothing that can be read stands before it and no other is of level 1.
// (Of the 173 notes of Obsidian's Chinese help this names 8 after a first
// section that is not their subject, where plain "the first" does 156.)
func titleOf(n *site.Note, o *site.Outline, name string) title {
	h, ok := firstTop(o)
	if !ok {
		return title{text: cmp.Or(n.Meta.Title, name), block: -1}
	}
	first := h.Block == 0 || !readable(textBefore(n, h))
	ones := topOnes(o)
	fits := ones == 1 && h.Level == 1 || first && ones == 0
	if n.Meta.Title == "" && fits && h.Text != "" {
		return title{text: h.Text, block: h.Block}
	}
	t := title{text: cmp.Or(n.Meta.Title, name), block: -1}
	if (fits || first && h.Level == 1) && slug.Fold(h.Text) == slug.Fold(t.text) {
		t.block = h.Block
	}
	return t
}

func firstTop(o *site.Outline) (site.Heading, bool) {
	for _, h := range o.Headings {
		if h.Top {
			return h, true
		}
	}
	return site.Heading{}, false
}

// topOnes counts the top-level headings of level 1.
func topOnes(o *site.Outline) int {
	count := 0
	for _, h := range o.Headings {
		if h.Top && h.Level == 1 {
			count++
		}
	}
	return count
}

// textBefore is what the note says before its first heading.
func textBefore(n *site.Note, h site.Heading) []byte {
	rest := n.Body
	for range h.At.Line - n.Line {
		_, after, ok := bytes.Cut(rest, []byte("\n"))
		if !ok {
			return n.Body
		}
		rest = after
	}
	return n.Body[:len(n.Body)-len(rest)]
}

// unread matches what stands in a source and is not read: comments, tags.
var unread = regexp.MustCompile(`(?s)<!--.*?-->|<[a-zA-Z/][^<>]*>|\s+`)

func readable(source []byte) bool {
	return len(unread.ReplaceAll(source, nil)) > 0
}
