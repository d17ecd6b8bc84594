package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/footnote"
	"github.com/biji-notes/biji/site/markdown/math"
	"github.com/biji-notes/biji/site/markdown/sanitize"
	"github.com/biji-notes/biji/site/markdown/wikilink"
	"github.com/biji-notes/biji/site/slug"
)

// Headings of these levels begin a section, and so do those below fewer than so many
// others, at whatever level they are written.
const deepest, outer = 4, 3

// Sections cuts the blocks [from, to) at their headings of level 1 to 4, and at the
// outermost of those that begin deeper. Only
// ID, Trail, Body, Code and Links are set; the rest is the page's. The first section
// has no ID and no Trail if text stands before the first heading.
func (d *Doc) Sections(from, to int) []site.Section {
	var all []site.Section
	p := prose{reader: reader{d: d}, code: true}
	var trail []site.Heading
	var now site.Section
	p.link = func(n ast.Node, start int) {
		if w, wiki := n.(*wikilink.Node); n.Kind() != ast.KindImage && (!wiki || !w.Embed) {
			now.Links += len(p.buf) - start
		}
	}
	finish := func() {
		p.footnotes()
		now.Body, now.Code = p.take()
		if now.ID != "" || now.Body != "" || now.Code != "" {
			all = append(all, now)
		}
	}
	if d.plain {
		if from == to {
			return nil
		}
		return []site.Section{{Code: string(d.src)}}
	}
	for _, n := range d.blocks[from:to] {
		if closed(d.parser.options.Done) {
			return nil
		}
		h, ok := n.(*ast.Heading)
		if !ok {
			p.block(n)
			continue
		}
		head := d.outline.Headings[d.facts[n].number]
		above := over(trail, h.Level)
		if h.Level > deepest && len(above) >= outer {
			p.block(n)
			continue
		}
		finish()
		trail = append(above, head)
		if d.facts[n].cut {
			p.block(n)
		}
		now = site.Section{ID: head.ID, Trail: make([]string, len(trail))}
		for i, above := range trail {
			now.Trail[i] = above.Text
		}
	}
	finish()
	return all
}

// over are those headings of a trail that a heading of a level stands below.
func over(trail []site.Heading, level int) []site.Heading {
	for len(trail) > 0 && trail[len(trail)-1].Level >= level {
		trail = trail[:len(trail)-1]
	}
	return trail
}

// Summary is the beginning of the blocks [from, to) as one line of plain text
// of at most so many runes: paragraphs and lists, without headings, code and
// tables. An ellipsis shows that there is more.
func (d *Doc) Summary(from, to int, runes int) string {
	if d.plain {
		return ""
	}
	p := prose{reader: reader{d: d, noAlt: true, noTeX: true}, brief: true}
	for _, n := range d.blocks[from:to] {
		p.block(n)
		if utf8.RuneCount(p.buf) > 2*runes {
			break
		}
	}
	return shorten(beginning(string(p.buf), runes), runes)
}

// beginning is the words of text, with a space between them, until they are more
// than so many runes.
func beginning(text string, runes int) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		if b.Len() > utf8.UTFMax*runes {
			break
		}
	}
	return b.String()
}

func shorten(s string, runes int) string {
	n := 0
	last := 0
	for i := range s {
		if n == runes-1 {
			last = i
		}
		if n == runes {
			return strings.TrimRight(s[:last], " ，、；：,;:") + "…"
		}
		n++
	}
	return s
}

// Under finds the blocks that a fragment, without '#', leads to: the section
// under a heading, by its id or its text ("A#B" is the B under A), or the
// block that is marked ^block.
func (s *Sketch) Under(fragment string) (from, to int, ok bool) {
	if s.plain {
		return 0, 0, false
	}
	for _, a := range s.outline.Anchors {
		if a.ID == fragment {
			return a.Block, a.Block + 1, true
		}
	}
	h := s.headingAt(fragment)
	if h < 0 {
		return 0, 0, false
	}
	head := s.outline.Headings[h]
	if !head.Top {
		return head.Block, head.Block + 1, true
	}
	for _, next := range s.outline.Headings[h+1:] {
		if next.Top && next.Level <= head.Level {
			return head.Block, next.Block, true
		}
	}
	return head.Block, s.outline.Blocks, true
}

// A headingIndex finds headings: the first of each id, text and id of text.
type headingIndex struct {
	byID, byText, bySlug map[string]int
}

func (s *Sketch) indexHeadings() {
	heads := s.outline.Headings
	x := headingIndex{make(map[string]int), make(map[string]int), make(map[string]int)}
	for i := len(heads) - 1; i >= 0; i-- {
		x.byID[heads[i].ID] = i
		x.byText[slug.Fold(heads[i].Text)] = i
		if name := slug.ID(heads[i].Text); name != "" {
			x.bySlug[name] = i
		}
	}
	s.index = x
}

// headingAt finds a heading by id, else by text, else by a path of texts, else
// by what its id would be; -1 if there is none.
func (s *Sketch) headingAt(fragment string) int {
	s.once.Do(s.indexHeadings)
	if i, ok := s.index.byID[fragment]; ok {
		return i
	}
	if i, ok := s.index.byText[slug.Fold(fragment)]; ok {
		return i
	}
	if strings.Contains(fragment, "#") {
		if i := s.headingOnPath(strings.Split(fragment, "#")); i >= 0 {
			return i
		}
	}
	if i, ok := s.index.bySlug[slug.ID(fragment)]; ok {
		return i
	}
	return -1
}

// headingOnPath finds the heading with the last text of path that stands
// somewhere after one with the text before it, and so on.
func (s *Sketch) headingOnPath(path []string) int {
	heads := s.outline.Headings
	at := 0
	for i, text := range path {
		text = slug.Fold(text)
		for at < len(heads) && slug.Fold(heads[at].Text) != text {
			at++
		}
		if at == len(heads) {
			return -1
		}
		if i < len(path)-1 {
			at++
		}
	}
	return at
}

// A prose takes the plain text out of blocks.
type prose struct {
	reader
	code   bool         // code is collected too
	brief  bool         // headings and tables are left out
	listed bytes.Buffer // the code
	seen   map[*footnote.Definition]bool
	queue  []*footnote.Definition // referred to, and not yet read
}

// take returns what was collected since the last time.
func (p *prose) take() (body, code string) {
	body, code = string(p.buf), p.listed.String()
	p.buf = p.buf[:0]
	p.listed.Reset()
	return body, code
}

func (p *prose) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		if p.code && !p.drawn(n) {
			p.codeTitle(n)
			writeLines(&p.listed, n, p.d.src)
			if b := p.listed.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
				p.listed.WriteByte('\n')
			}
		}
		return
	case *ast.Heading, *xast.Table:
		if p.brief {
			return
		}
	case *math.Block:
		p.formula(n, n.TeX(p.d.src))
		p.buf = append(p.buf, '\n')
		return
	case *ast.HTMLBlock:
		if f := p.d.facts[n]; f.raw != nil {
			start := len(p.buf)
			p.html(f.raw)
			p.end(start, '\n')
			p.programs(f.raw)
		}
		return
	case *ast.Paragraph:
		if p.d.facts[n].hidden {
			return
		}
	}
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		p.footnote = p.refers
		start := len(p.buf)
		p.children(n)
		p.figcaption(n)
		if n.Kind() == xast.KindTableCell && n.NextSibling() != nil {
			p.end(start, '\t')
		} else {
			p.end(start, '\n')
		}
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.block(c)
	}
	if last := len(p.buf) - 1; last >= 0 && p.buf[last] == '\t' {
		p.buf[last] = '\n' // the last cells of the row are empty
	}
}

// drawn collects the text of a picture that is shown in place of a code block;
// false if none is.
func (p *prose) drawn(n ast.Node) bool {
	fence, ok := n.(*ast.FencedCodeBlock)
	if !ok || fence.Info == nil || p.d.parser.options.Drawn == nil {
		return false
	}
	var code bytes.Buffer
	writeLines(&code, n, p.d.src)
	text, ok := p.d.parser.options.Drawn(string(decode(nil, fence.Info.Segment.Value(p.d.src))), code.Bytes())
	for _, line := range text {
		p.buf = append(append(p.buf, line...), '\n')
	}
	return ok
}

// codeTitle collects the title that is shown above a code block; one that a tab has is
// text of that.
func (p *prose) codeTitle(n ast.Node) {
	fence, ok := n.(*ast.FencedCodeBlock)
	if !ok || fence.Info == nil || p.d.parser.options.CodeTitle == nil {
		return
	}
	if title := p.d.parser.options.CodeTitle(string(decode(nil, infoOf(fence, p.d.src)))); title != "" {
		p.listed.WriteString(title + "\n")
	}
}

// programs collects the scripts and style sheets that raw HTML shows as code.
func (p *prose) programs(f *sanitize.Fragment) {
	for i := range f.Tokens {
		if t := &f.Tokens[i]; p.code && t.Kind == sanitize.Program {
			p.listed.WriteString(t.Text)
			p.listed.WriteByte('\n')
		}
	}
}

// figcaption appends the title of an image that has a paragraph to itself.
func (p *prose) figcaption(n ast.Node) {
	i, ok := n.FirstChild().(*ast.Image)
	if ok && !p.noAlt && i.NextSibling() == nil && len(i.Title) > 0 && n.Kind() == ast.KindParagraph {
		p.space(' ')
		p.buf = decode(p.buf, i.Title)
	}
}

// end ends the text that begins at start, if there is any. A tab is the end of
// a cell of a table that others follow.
func (p *prose) end(start int, mark byte) {
	b := p.buf
	for len(b) > start && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t' || b[len(b)-1] == '\n') {
		b = b[:len(b)-1]
	}
	if len(b) > start {
		b = append(b, mark)
	}
	p.buf = b
}

func (p *prose) refers(d *footnote.Definition) {
	if !p.seen[d] {
		if p.seen == nil {
			p.seen = make(map[*footnote.Definition]bool)
		}
		p.seen[d] = true
		p.queue = append(p.queue, d)
	}
}

// footnotes appends the text of the footnotes that were referred to, each the
// first time.
func (p *prose) footnotes() {
	for len(p.queue) > 0 {
		d := p.queue[0]
		p.queue = p.queue[1:]
		for c := d.FirstChild(); c != nil; c = c.NextSibling() {
			p.block(c)
		}
	}
}

// writeLines writes the lines of a block as they stand.
func writeLines(w *bytes.Buffer, n ast.Node, src []byte) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		w.Write(line.Value(src))
	}
}
