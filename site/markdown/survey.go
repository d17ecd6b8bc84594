package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/slug"
)

// A surveyor walks through a note once and fills its Outline and facts.
type surveyor struct {
	d        *Doc
	problems []site.Problem
	block    int // the top-level block it is in
	text     reader
	spans    []span // links in the text of the present leaf block
	ids      []anchorAt
	wanted   []string // ids that headings ask for by {#id}, by heading; "" for most
	notes    map[*footnote.Definition]bool
	waiting  []*footnote.Definition // referred to in this block, not yet surveyed
}

// A span is where a link's text stands in the text of its block.
type span struct{ link, from, to int }

// An anchorAt is an id that is not a heading's.
type anchorAt struct {
	id    string
	node  ast.Node
	token int // of the node's raw HTML; -1 for a ^id
	block int
	at    int
}

func survey(d *Doc) []site.Problem {
	d.facts = make(map[ast.Node]fact)
	d.outline.Blocks = len(d.blocks)
	s := &surveyor{d: d, notes: make(map[*footnote.Definition]bool)}
	s.text = reader{d: d, link: s.link, note: s.note}
	for i, n := range d.blocks {
		s.block = i
		s.visit(n, true)
		for len(s.waiting) > 0 {
			next := s.waiting[0]
			s.waiting = s.waiting[1:]
			s.visit(next, false)
		}
	}
	s.nameHeadings()
	s.markEmpty()
	return s.problems
}

// visit surveys a block; top says that it is a top-level one.
func (s *surveyor) visit(n ast.Node, top bool) {
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		s.leaf(n, top)
		return
	}
	if h, ok := n.(*ast.Heading); ok { // an empty one
		s.heading(h, top)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.visit(c, false)
	}
}

// leaf surveys a block that holds text.
func (s *surveyor) leaf(n ast.Node, top bool) {
	s.text.buf, s.spans = s.text.buf[:0], s.spans[:0]
	s.text.children(n)
	for _, p := range s.spans {
		l := &s.d.outline.Links[p.link]
		l.Sentence = sentence(s.text.buf, p.from, p.to)
	}
	if h, ok := n.(*ast.Heading); ok {
		s.heading(h, top)
	}
}

func (s *surveyor) note(d *footnote.Definition) {
	if !s.notes[d] {
		s.notes[d] = true
		s.waiting = append(s.waiting, d)
	}
}

func (s *surveyor) heading(h *ast.Heading, top bool) {
	text := ""
	if h.HasChildren() {
		text = strings.Join(strings.Fields(string(s.text.buf)), " ")
	}
	want := ""
	if v, ok := h.AttributeString("id"); ok {
		if id, ok := v.([]byte); ok {
			want = string(id)
		}
	}
	s.d.facts[h] = fact{number: len(s.d.outline.Headings)}
	s.d.outline.Headings = append(s.d.outline.Headings, site.Heading{
		Level: h.Level, Text: text, Block: s.block, Top: top, At: s.d.pos(h.Pos()),
	})
	s.wanted = append(s.wanted, want)
}

// link is called by the text reader for each link in a leaf block.
func (s *surveyor) link(n ast.Node, start int) {
	l := site.Link{
		Text:  strings.TrimSpace(string(s.text.buf[start:])),
		Block: s.block,
		At:    s.d.pos(n.Pos()),
	}
	switch n := n.(type) {
	case *ast.Link:
		l.Kind, l.Dest = site.MarkdownLink, string(decode(nil, n.Destination))
	case *ast.Image:
		l.Kind, l.Dest = site.MarkdownImage, string(decode(nil, n.Destination))
	case *ast.AutoLink:
		l.Kind, l.Dest = site.MarkdownLink, string(n.URL(s.d.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(n.URL(s.d.src)), []byte("mailto:")) {
			l.Dest = "mailto:" + l.Dest
		}
	}
	s.d.facts[n] = fact{number: len(s.d.outline.Links)}
	s.spans = append(s.spans, span{len(s.d.outline.Links), start, len(s.text.buf)})
	s.d.outline.Links = append(s.d.outline.Links, l)
}

// reserved is how the ids of the page around the note begin.
const reserved = "biji-"

// nameHeadings gives every heading an id of its own. Those that the author
// chose come first, then the others in order, so that an id never depends on
// what follows it; only a chosen id takes precedence.
func (s *surveyor) nameHeadings() {
	names := namer{taken: make(map[string]bool, len(s.wanted)), next: make(map[string]int)}
	heads := s.d.outline.Headings
	for i, want := range s.wanted {
		if want == "" {
			continue
		}
		if strings.ContainsFunc(want, unfit) {
			s.problem(heads[i], fmt.Sprintf("heading id %q holds a character that no id may hold", want))
			continue
		}
		id := names.claim(want)
		if id != want && !strings.HasPrefix(want, reserved) {
			s.problem(heads[i], fmt.Sprintf("heading id %q is used twice; this one becomes %q", want, id))
		}
		heads[i].ID = id
	}
	for i := range heads {
		if heads[i].ID == "" {
			heads[i].ID = names.claim(slug.ID(heads[i].Text))
		}
	}
}

func (s *surveyor) problem(h site.Heading, what string) {
	s.problems = append(s.problems, site.Problem{At: h.At, Kind: site.DuplicateID, What: what})
}

func unfit(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// A namer hands out ids. The counters keep it linear when a thousand headings
// are called the same.
type namer struct {
	taken map[string]bool
	next  map[string]int
}

// claim returns id, or the first of id-1, id-2, … that is free.
func (n *namer) claim(id string) string {
	switch {
	case id == "":
		id = "section"
	case strings.HasPrefix(id, reserved):
		id = "note-" + id
	}
	if !n.taken[id] {
		n.taken[id] = true
		return id
	}
	for i := n.next[id] + 1; ; i++ {
		if name := id + "-" + strconv.Itoa(i); !n.taken[name] {
			n.taken[name] = true
			n.next[id] = i
			return name
		}
	}
}

// markEmpty finds the headings under which nothing stands: a heading directly
// before another of its level or above, or at the end.
func (s *surveyor) markEmpty() {
	heads := s.d.outline.Headings
	for i := range heads {
		h := &heads[i]
		if !h.Top {
			continue
		}
		next := h.Block + 1
		for next < len(s.d.blocks) && invisible(s.d.blocks[next]) {
			next++
		}
		if next == len(s.d.blocks) {
			h.Empty = true
		} else if after, ok := s.d.blocks[next].(*ast.Heading); ok {
			h.Empty = after.Level <= h.Level
		}
	}
}

// invisible says that the reader sees nothing of the block n.
func invisible(n ast.Node) bool {
	_, ok := n.(*ast.LinkReferenceDefinition)
	return ok
}
