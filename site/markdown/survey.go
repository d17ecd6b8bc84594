package markdown

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/leftover"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/tex"
	"github.com/biji-notes/biji/site/markdown/wikilink"
	"github.com/biji-notes/biji/site/slug"
)

// A surveyor walks through a note once and fills its Outline and facts.
type surveyor struct {
	preamble  tex.Preamble // what formulas have defined
	d         *Doc
	problems  []site.Problem
	block     int // the top-level block it is in
	text      reader
	places    places
	now       fact                            // of the leaf block it is in
	spans     []stretch                       // links in the text of that block
	leafNode  ast.Node                        // that block
	raw       map[ast.Node]*sanitize.Fragment // the raw HTML in it, once it is read
	blocks    map[ast.Node]*sanitize.Fragment // the blocks of raw HTML that are read
	anchor    int                             // index in spans of the <a> that is open in it, -1 if none is
	ids       []rawID
	blockAt   []int    // offsets of the ^ids, by anchor
	omissions int      // pieces of raw HTML that were left out
	wanted    []string // ids that headings ask for by {#id}, by heading; "" for most
	footnotes map[*footnote.Definition]bool
	waiting   []*footnote.Definition // referred to in this block, not yet surveyed
	leftover  *leftover.Finder
}

// A stretch is where a link's text stands in the text of its block.
type stretch struct{ link, from, to int }

// A rawID is an id that raw HTML asks for.
type rawID struct {
	token *sanitize.Token
	block int
	at    int
}

func survey(d *Doc, c *context) []site.Problem {
	d.facts = make(map[ast.Node]fact)
	d.outline.Blocks = len(d.blocks)
	s := &surveyor{d: d, places: places{d: d}, footnotes: make(map[*footnote.Definition]bool), blocks: make(map[ast.Node]*sanitize.Fragment)}
	s.text = reader{d: d, link: s.link, footnote: s.footnote, raw: s.inlineHTML, span: s.spanned}
	s.leftover = s.newLeftover()
	for i, n := range d.blocks {
		s.block = i
		s.visit(n, true)
		for len(s.waiting) > 0 {
			next := s.waiting[0]
			s.waiting = s.waiting[1:]
			s.visit(next, false)
		}
	}
	s.nameAll()
	s.markEmpty()
	s.lost(c)
	return append(s.problems, s.leftovers()...)
}

// visit surveys a block; top says that it is a top-level one.
func (s *surveyor) visit(n ast.Node, top bool) {
	s.d.parser.mustGoOn()
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		s.leaf(n, top)
		return
	}
	switch n := n.(type) {
	case *ast.Heading: // an empty one
		s.heading(n, top)
		return
	case *ast.HTMLBlock:
		s.htmlBlock(n)
		return
	case *math.Block:
		s.leftover.MathBlock(n)
		return
	}
	if box, ok := n.(*callout.Node); ok && top {
		s.box(box)
	}
	if item, ok := n.(*ast.ListItem); ok {
		s.item(item)
		return
	}
	height := s.leftover.Enter()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.visit(c, false)
	}
	s.leftover.Leave(height)
}

// begin and finish surround the survey of a block that holds text.
func (s *surveyor) begin() {
	s.text.buf, s.spans = s.text.buf[:0], s.spans[:0]
	s.now, s.anchor, s.raw = fact{}, -1, nil
}

func (s *surveyor) finish() {
	s.closeAnchor()
	for _, p := range s.spans {
		l := &s.d.outline.Links[p.link]
		l.Text = strings.TrimSpace(string(s.text.buf[p.from:p.to]))
		l.Sentence = sentence(s.text.buf, p.from, p.to)
	}
}

func (s *surveyor) leaf(n ast.Node, top bool) {
	s.begin()
	s.blockID(n)
	s.leafNode = n
	s.text.children(n)
	s.finish()
	if s.leftover.Block(n) && strings.EqualFold(path.Ext(s.d.file), ".mdx") {
		s.now.hidden = true
	}
	if invisible(n) {
		s.now.hidden = true
	}
	if id := idOf(n); id != "" {
		s.identify(id, max(n.Pos(), 0), s.block)
		s.d.outline.Anchors[len(s.d.outline.Anchors)-1].Text = said(s.text.buf)
		defer s.precede(n, id)
	}
	if h, ok := n.(*ast.Heading); ok {
		s.heading(h, top)
	} else if s.now != (fact{}) {
		s.d.facts[n] = s.now
	}
}

// box records a callout.
func (s *surveyor) box(n *callout.Node) {
	c := site.Callout{Style: n.Style, Type: n.Written, Block: s.block}
	if head, ok := n.FirstChild().(*callout.TitleNode); ok {
		r := reader{d: s.d}
		r.children(head)
		c.Title, _ = budget.Cut(strings.TrimSpace(string(r.buf)), budget.HeadingRunes)
	}
	s.d.outline.Callouts = append(s.d.outline.Callouts, c)
}

func (s *surveyor) footnote(d *footnote.Definition) {
	if !s.footnotes[d] {
		s.footnotes[d] = true
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
	text, cut := budget.Cut(text, budget.HeadingRunes)
	if cut {
		s.problems = append(s.problems, s.d.problem(h.Pos(), site.OverBudget,
			fmt.Sprintf("a heading has more than %d characters; lists and the search show its beginning", budget.HeadingRunes),
			"a blank line between heading and text, or before --- and ===, keeps them apart"))
	}
	s.d.facts[h] = fact{number: len(s.d.outline.Headings), cut: cut}
	s.d.outline.Headings = append(s.d.outline.Headings, site.Heading{
		Level: h.Level, Text: text, Block: s.block, Top: top, At: s.places.pos(h.Pos()),
	})
	s.wanted = append(s.wanted, want)
}

// link is called by the text reader for each link and tag in a leaf block.
func (s *surveyor) link(n ast.Node, start int) {
	if tag, ok := n.(*hashtag.Node); ok {
		if tags := &s.d.outline.Hashtags; !slices.Contains(*tags, tag.Name) && len(*tags) < budget.TagsOrAliases {
			*tags = append(*tags, tag.Name)
		}
		return
	}
	l := site.Link{Block: s.block}
	at := n.Pos()
	switch n := n.(type) {
	case *ast.Link:
		l.Kind, l.Dest = site.MarkdownLink, sanitize.Unbundled(string(decode(nil, n.Destination)))
	case *ast.Image:
		l.Kind, l.Dest = site.MarkdownImage, sanitize.Unbundled(string(decode(nil, n.Destination)))
	case *ast.AutoLink:
		l.Kind, l.Dest = site.MarkdownLink, s.autoLink(n)
		at = offsetIn(s.d.src, n.Label(s.d.src))
	case *wikilink.Node:
		l.Kind, l.Dest, l.Fragment = site.WikiLink, n.Dest, n.Fragment
		if n.Embed {
			l.Kind, s.now.embeds = site.WikiEmbed, true
		}
	}
	l.At, l.From = s.places.pos(at), s.d.piece(at).Base
	s.d.facts[n] = fact{number: len(s.d.outline.Links)}
	s.add(l, start, len(s.text.buf))
}

// add records a link whose text stands at text[from:to].
func (s *surveyor) add(l site.Link, from, to int) {
	s.spans = append(s.spans, stretch{len(s.d.outline.Links), from, to})
	s.d.outline.Links = append(s.d.outline.Links, l)
}

func (s *surveyor) autoLink(n *ast.AutoLink) string {
	address := string(n.URL(s.d.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		return "mailto:" + address
	}
	return address
}

// offsetIn is where part, a slice of src, begins in it.
func offsetIn(src, part []byte) int { return cap(src) - cap(part) }

func (s *surveyor) htmlBlock(n *ast.HTMLBlock) {
	if s.d.parser.options.CommonMark {
		return
	}
	if s.blocks[n] == nil {
		s.readBlocks(n.Parent())
	}
	source, f := sourceOf(n, s.d.src), s.blocks[n]
	s.comment(source)
	s.begin()
	s.fragment(n, f, source)
	s.finish()
	s.leftover.HTMLBlock(f, source.text, source.offset)
}

// readBlocks reads all raw HTML that stands directly in a container.
func (s *surveyor) readBlocks(container ast.Node) {
	var nodes []*ast.HTMLBlock
	var sources [][]byte
	for n := container.FirstChild(); n != nil; n = n.NextSibling() {
		if n, ok := n.(*ast.HTMLBlock); ok {
			nodes, sources = append(nodes, n), append(sources, sourceOf(n, s.d.src).text)
		}
	}
	read := s.d.parser.policy.ReadBlocks(sources)
	for i, f := range read {
		s.blocks[nodes[i]] = f
	}
	s.neverClosed(nodes, read)
}

// fragment surveys a piece of raw HTML: its links, ids and text.
func (s *surveyor) fragment(n ast.Node, f *sanitize.Fragment, source htmlSource) {
	s.d.facts[n] = fact{number: len(s.d.outline.Links), raw: f}
	s.leave(f.Left, source)
	s.interactive(f, source)
	for i := range f.Tokens {
		t := &f.Tokens[i]
		start := len(s.text.buf)
		s.text.token(t)
		if t.Kind != sanitize.End && flow[t.Element] {
			s.now.flow = true
		}
		if t.ID != "" {
			s.ids = append(s.ids, rawID{t, s.block, source.offset(t.Offset)})
		}
		if t.Name == "a" && t.Kind != sanitize.Void {
			s.closeAnchor()
		}
		for _, l := range linksOf(t) {
			if t.Name == "a" && l.Kind == site.MarkdownLink {
				s.anchor = len(s.spans)
			}
			at := source.offset(t.Offset)
			l.At, l.From, l.Block = s.places.pos(at), s.d.piece(at).Base, s.block
			s.add(l, start, len(s.text.buf))
		}
	}
}

// linksOf lists the links that a piece of raw HTML holds.
func linksOf(t *sanitize.Token) []site.Link {
	var all []site.Link
	for _, lead := range t.Leads {
		l := site.Link{Kind: site.HTMLSource, Dest: strings.TrimSpace(lead.URL)}
		if lead.Attribute == "href" && (t.Name == "a" || t.Name == "area") {
			l.Kind = site.MarkdownLink
		}
		all = append(all, l)
	}
	if t.Link != "" {
		l := site.Link{Kind: site.MarkdownImage, Dest: strings.TrimSpace(t.URL)}
		if t.Kind == sanitize.Frame || t.Name == "a" {
			l.Kind = site.MarkdownLink
		}
		all = append(all, l)
	}
	return all
}

// closeAnchor ends the text of the <a> that is open.
func (s *surveyor) closeAnchor() {
	if s.anchor >= 0 {
		s.spans[s.anchor].to = len(s.text.buf)
		s.anchor = -1
	}
}

// nameAll gives every heading an id of its own. Those that the author
// chose come first, then the others in order, so that an id never depends on
// what follows it; only a chosen id takes precedence.
func (s *surveyor) nameAll() {
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
		if id != want && !sanitize.Reserved(want) {
			s.problem(heads[i], fmt.Sprintf("heading id %q is used twice; this one becomes %q", want, id))
		}
		heads[i].ID = id
	}
	for i := range heads {
		if heads[i].ID == "" {
			heads[i].ID = names.claim(slug.ID(heads[i].Text))
		}
	}
	headings := maps.Clone(names.taken)
	for i, a := range s.d.outline.Anchors {
		if names.taken[a.ID] {
			s.problems = append(s.problems, s.d.problem(s.blockAt[i], site.DuplicateID, fmt.Sprintf("block id %q is used twice", a.ID), ""))
		}
		names.taken[a.ID] = true
	}
	for _, id := range s.ids {
		name := id.token.ID
		if names.taken[name] {
			id.token.ID = ""
			if !headings[name] { // <a id="x"> above "## x" is how some write for all forges
				s.problems = append(s.problems, s.d.problem(id.at, site.DuplicateID, fmt.Sprintf("id %q is used twice", name), ""))
			}
			continue
		}
		names.taken[name] = true
		s.d.outline.Anchors = append(s.d.outline.Anchors, site.Anchor{ID: name, Block: id.block})
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
	case sanitize.Reserved(id):
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
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition:
		return true
	case *ast.Paragraph:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !unseen(c) {
				return false
			}
		}
		return n.HasChildren()
	}
	return false
}

// unseen says whether nothing is shown of an inline.
func unseen(n ast.Node) bool {
	switch n := n.(type) {
	case *comment.Node:
		return true
	case *ast.String: // what a tag of another tool became
		return len(n.Value) == 0
	case *ast.Text:
		return n.Segment.Len() == 0
	}
	return false
}
