package generate

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/ondemand"
	"github.com/biji-notes/biji/site/generate/pages"
)

// A Glance is a large site before it was looked at: of most notes only the names are
// known. A note is read when its page is opened. What links lead to a page, and what is
// said of others, may be less than in the site, and a note that has another address
// than by its name is not there.
type Glance struct {
	mu    sync.Mutex
	in    Input
	world *pages.World
	site  *ondemand.Site
}

// glancedNotes is how many notes a site has at least that is worth a glance: smaller
// ones are looked at as soon.
const glancedNotes = 1500

// Glance is what can be shown before the first Look is done; nil if that takes no
// longer. It is not to be called during a Look, nor after one.
func (l *Live) Glance(ctx context.Context, in Input) (*Glance, error) {
	return l.glance(ctx, in, glancedNotes)
}

// glance is Glance of at least so many notes.
func (l *Live) glance(ctx context.Context, in Input, least int) (*Glance, error) {
	in = in.complete()
	l.memory, l.of = newMemory(), in
	in.KeepParsed, in.Options.Dates = -1, site.DatesOfNotes
	in.Options.Mentions, in.Options.Related = site.Off, site.Off // it takes all texts to know these
	in.memory, in.only = newMemory(), map[string]bool{}
	found, err := read(ctx, in)
	if err != nil || len(found.content.Notes) < least {
		return nil, err
	}
	g := &Glance{in: in}
	if err := g.read(ctx, sample(found.content.Notes)); err != nil {
		return nil, err
	}
	l.memory.shares, l.memory.sharedFor = in.memory.shares, in.memory.sharedFor
	return g, nil
}

// sampled is about how many notes are read to know the language of all.
const sampled = 50

// sample are notes from all over the site, and its front page.
func sample(notes []site.Note) (paths []string) {
	for i := range notes {
		p := notes[i].Path
		switch strings.ToLower(strings.TrimSuffix(p, ".md")) {
		case "readme", "index", "_index":
			paths = append(paths, p)
			continue
		}
		if i%(len(notes)/sampled+1) == 0 {
			paths = append(paths, p)
		}
	}
	return paths
}

// Version names the state of the site.
func (g *Glance) Version() string { return "glance" }

// Open opens a file of the site.
func (g *Glance) Open(name string) (fs.File, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if strings.HasSuffix(name, ".md") || g.asked(g.world.NoteAt(name)) != nil {
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

// asked reads a note, if it is one and was not read.
func (g *Glance) asked(note string) error {
	if note == "" || g.in.only[note] {
		return nil
	}
	return g.read(context.Background(), []string{note})
}

// read shows the site with these notes read.
func (g *Glance) read(ctx context.Context, paths []string) error {
	for _, p := range paths {
		g.in.only[p] = true
	}
	p, err := plan(ctx, g.in)
	if err != nil {
		return err
	}
	p.parts.Texts = slices.Clone(p.parts.Texts)
	for i := range p.parts.Texts {
		p.parts.Texts[i].Sections = 0 // how many there are is not known
	}
	g.world = pages.New(p.parts)
	g.site = ondemand.New(g.world, generations{}, "glance")
	return nil
}
