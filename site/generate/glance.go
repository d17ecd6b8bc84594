package generate

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/ondemand"
	"github.com/biji-notes/biji/site/generate/pages"
)

// A Glance is a large site before it was looked at: of most notes only the beginnings
// and the headings were read. A note is read whole when its page is opened. What
// links lead to a page, and what lists say of others, may be less than in the site. A
// page that it takes the whole site to make is not there.
type Glance struct {
	mu    sync.Mutex
	p     *planned
	world *pages.World
	site  *ondemand.Site
	whole map[string]bool // notes that were read whole, by path
}

// glancedBytes is how many bytes all notes have at least of a site that is worth a
// glance: smaller ones are looked at as soon.
const glancedBytes = 4 << 20

// Glance is what can be shown before the first Look is done; nil if that takes no
// longer. It is not to be called during a Look, nor after one.
func (l *Live) Glance(ctx context.Context, in Input) (*Glance, error) {
	return l.glance(ctx, in, glancedBytes)
}

// glance is Glance of notes that have at least so many bytes.
func (l *Live) glance(ctx context.Context, in Input, least int) (*Glance, error) {
	in = in.complete()
	in.KeepParsed, in.skims = -1, true
	in.memory, in.chronicle = newMemory(), &l.chronicle
	l.memory, l.of = newMemory(), in
	found, err := read(ctx, in)
	l.memory.learn(in.memory)
	if err != nil || size(found.content.Notes) < least {
		return nil, err
	}
	p, err := found.plan(ctx, in)
	if err != nil {
		return nil, err
	}
	l.memory.learn(in.memory)
	g := &Glance{p: p, world: pages.New(p.parts), whole: map[string]bool{}}
	g.show()
	return g, nil
}

// show shows what is known.
func (g *Glance) show() { g.site = ondemand.New(g.world, generations{}, "glance") }

// Version names the state of the site.
func (g *Glance) Version() string { return "glance" }

// Open opens a file of the site.
func (g *Glance) Open(name string) (fs.File, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if strings.HasSuffix(name, ".md") || !g.reads(g.world.NoteAt(name)) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return g.site.Open(name)
}

// Stat says of a name what it is.
func (g *Glance) Stat(name string) (fs.FileInfo, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.site.Stat(name)
}

// reads reads a note whole, if it is one, and says whether its page can be made.
func (g *Glance) reads(note string) bool {
	if note == "" || g.whole[note] {
		return true
	}
	n := slices.IndexFunc(g.p.parts.Notes, func(n site.Note) bool { return n.Path == note })
	next := g.p.whole(n)
	if next == nil {
		return false
	}
	g.p, g.world = next, again(g.world, next)
	g.whole[note] = true
	g.show()
	return true
}

// whole is the site p with note n read whole; nil if that changes more than its pages.
func (p *planned) whole(n int) *planned {
	next, parsed := *p, *p.parsed
	parsed.skims = false
	next.parsed, next.renamed = &parsed, false
	for _, step := range []func(before *planned, changed []int) bool{next.parse, next.lay, next.collect} {
		if !step(p, []int{n}) {
			return nil
		}
	}
	next.parts.Docs = p.in.memory.shelf(next.parsed, next.layout)
	return &next
}

// skimmedBytes is how much is read of the beginning of a note at a glance.
const skimmedBytes = 300

// skimmed is the beginning of a text and the upper headings behind it. What stands in
// code is no heading.
func skimmed(text []byte) []byte {
	out := make([]byte, 0, 2*skimmedBytes)
	var fence []byte
	for line := range bytes.Lines(text) {
		before, marks := fence, fenceOf(line)
		switch {
		case fence == nil:
			fence = marks
		case bytes.HasPrefix(marks, fence):
			fence = nil
		}
		switch begins := len(out) < skimmedBytes; {
		case begins, before == nil && (bytes.HasPrefix(line, []byte("# ")) || bytes.HasPrefix(line, []byte("## "))):
			out = append(out, line...)
			if begins && len(out) >= skimmedBytes && fence != nil {
				out = append(append(out, fence...), '\n')
			}
		}
	}
	return out
}

// fenceOf is the marks with which code begins or ends on a line; nil if there are
// none.
func fenceOf(line []byte) []byte {
	line = bytes.TrimLeft(line, " ")
	for _, mark := range []string{"`", "~"} {
		if n := len(line) - len(bytes.TrimLeft(line, mark)); n >= 3 {
			return line[:n]
		}
	}
	return nil
}
