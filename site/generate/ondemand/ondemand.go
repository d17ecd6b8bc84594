// Package ondemand shows a site of which no page is made before somebody asks
// for it. What it answers has the bytes that a build would have written.
//
//	New   World, files of the search -> *Site, an fs.FS
package ondemand

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate/extras"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/output"
)

// A Site is a site whose pages are made when they are opened. It is safe for
// concurrent use.
type Site struct {
	world   *pages.World
	search  fs.FS // the files of the search index, by their addresses
	version string

	mu    sync.Mutex
	made  map[string]*page
	order []string // of those that are held, the oldest first

	once  sync.Once
	extra map[string][]byte // files beside the pages
}

// A page is one that was made.
type page struct {
	data     []byte
	problems []site.Problem
}

// held is how many pages are held, in case that they are asked for again: those
// that an author has open.
const held = 32

// New shows a World. search has the files of the index that the World names;
// version names the state of the site.
func New(w *pages.World, search fs.FS, version string) *Site {
	return &Site{world: w, search: search, version: version, made: map[string]*page{}}
}

// Version names the state of the site: pages of one version are equal.
func (s *Site) Version() string { return s.version }

// World is what the site is made of.
func (s *Site) World() *pages.World { return s.world }

// About is the note that the page at an address shows, "" if it is none's, and what
// is wrong with the page as far as that appears when it is made.
func (s *Site) About(address string) (note string, problems []site.Problem) {
	if p, err := s.page(address); err == nil {
		problems = p.problems
	}
	return s.world.NoteAt(address), problems
}

// page makes the page at an address, or takes one that was made.
func (s *Site) page(address string) (*page, error) {
	s.mu.Lock()
	p := s.made[address]
	s.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p = &page{}
	made, ok, err := s.world.Make(address, func(_ string, data []byte) error {
		p.data = bytes.Clone(data)
		return nil
	})
	if err == nil && !ok {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, err
	}
	p.problems = made.Problems
	s.hold(address, p)
	return p, nil
}

func (s *Site) hold(address string, p *page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made[address] == nil {
		s.order = append(s.order, address)
	}
	s.made[address] = p
	if len(s.order) > held {
		delete(s.made, s.order[0])
		s.order = s.order[1:]
	}
}

// Open opens a file of the site. Of folders it knows that they are there, and lists
// nothing: that would be made for it.
func (s *Site) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if file, ok := s.world.Graph.Files[name]; ok {
		return s.world.Content.Open(file)
	}
	if data, ok := s.asset(name); ok {
		return output.File(path.Base(name), data), nil
	}
	if p, err := s.page(name); err == nil {
		return output.File(path.Base(name), p.data), nil
	}
	if s.isFolder(name) {
		return output.Folder(path.Base(name), nil), nil
	}
	return s.search.Open(name)
}

// Stat says of a name what it is. Nothing is made for that.
func (s *Site) Stat(name string) (fs.FileInfo, error) {
	if !s.world.Has(name) && s.isFolder(name) {
		return output.Folder(path.Base(name), nil).Stat()
	}
	f, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}

// asset is a file that pages load, or one that stands beside them.
func (s *Site) asset(name string) ([]byte, bool) {
	for i := range s.world.Assets {
		if a := &s.world.Assets[i]; a.Name == name {
			return a.Data, true
		}
	}
	for _, a := range s.world.Trees() {
		if a.Name == name {
			return a.Data, true
		}
	}
	if strings.HasPrefix(name, "assets/preview") {
		for _, a := range s.world.Previews() {
			if a.Name == name {
				return a.Data, true
			}
		}
	}
	if data, ok := s.world.CardFile(name); ok {
		return data, true
	}
	if name == site.LLMsFullFile {
		return s.whole()
	}
	if strings.Contains(name, "/") || strings.HasSuffix(name, ".html.md") || strings.HasSuffix(name, ".html") && name != site.NotFoundFile {
		return nil, false
	}
	s.once.Do(s.makeExtra)
	data, ok := s.extra[name]
	return data, ok
}

// whole is the file that holds all pages, which is made each time it is asked for.
func (s *Site) whole() ([]byte, bool) {
	if !s.world.HasWhole() {
		return nil, false
	}
	data, err := s.world.Whole(s.world.TwinFromTop)
	return data, err == nil
}

func (s *Site) makeExtra() {
	s.extra = map[string][]byte{}
	for _, x := range extras.All() {
		x.Make(s.world, func(address string, data []byte) error { // what cannot be made is not there
			s.extra[address] = bytes.Clone(data)
			return nil
		})
	}
}

// isFolder says whether files of the site stand below a name.
func (s *Site) isFolder(name string) bool {
	if name == "." || s.world.Below(name) {
		return true
	}
	for i := range s.world.Assets {
		if strings.HasPrefix(s.world.Assets[i].Name, name+"/") {
			return true
		}
	}
	f, err := s.search.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	i, err := f.Stat()
	return err == nil && i.IsDir()
}
