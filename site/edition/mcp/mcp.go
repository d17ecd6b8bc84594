// Package mcp lets programs ask a finished site, by the Model Context Protocol
// (https://modelcontextprotocol.io): search it, read a page or a section as
// Markdown, list its pages, and see what links to one. It reads the site and
// changes nothing.
//
// The protocol is that of github.com/mark3labs/mcp-go, whose server for standard
// input and output needs neither a network nor other programs.
package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/mark3labs/mcp-go/server"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
)

// A Hit is a section that a search found.
type Hit struct {
	Address string   `json:"address"` // from the top of the site, with the fragment, encoded
	Title   string   `json:"title"`
	Trail   []string `json:"trail,omitempty"` // headings below the title
	Excerpt string   `json:"excerpt,omitempty"`
}

// A Found is the answer to a search.
type Found struct {
	How   string `json:"how"` // how the words were read
	Total int    `json:"total"`
	Hits  []Hit  `json:"hits"` // best first
}

// A Search answers the words of a reader with at most so many hits, those of a number
// of the best left out.
type Search func(ctx context.Context, words string, size, from int) (Found, error)

// A Site is a finished site that is asked.
type Site struct {
	files  fs.FS
	search Search
	base   string // URL of the site, with the slash at its end; "" if the pages tell none
	title  string
	all    []Entry // its pages, by address
}

// An Entry is a page in the list of a site.
type Entry struct {
	Address     string `json:"address"` // encoded
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`

	plain string // the address, not encoded
}

// ErrNoSite means that there is no site made by biji.
var ErrNoSite = errors.New("there is no site; make one with biji build")

// Open looks at a site: files is its folder, or holds that alone, as the zip of a site
// does.
func Open(files fs.FS, search Search) (*Site, error) {
	if _, err := fs.Stat(files, "index.html"); err != nil {
		inner, err := fs.Glob(files, "*/index.html")
		if err != nil || len(inner) != 1 {
			return nil, ErrNoSite
		}
		if files, err = fs.Sub(files, path.Dir(inner[0])); err != nil {
			return nil, err
		}
	}
	s := &Site{files: files, search: search}
	home, err := s.head("index.html")
	if err != nil {
		return nil, err
	}
	if s.base = home.Canonical; s.base != "" && !strings.HasSuffix(s.base, "/") {
		s.base = s.base[:strings.LastIndexByte(s.base, '/')+1]
	}
	if s.title = home.Title; home.Kind == "" {
		return nil, ErrNoSite
	}
	return s, s.list()
}

func (s *Site) head(address string) (article.Head, error) {
	f, err := s.files.Open(address)
	if err != nil {
		return article.Head{}, err
	}
	defer f.Close()
	return article.ReadHead(f)
}

// list finds the pages that show notes, or folders of them, and that are listed.
func (s *Site) list() error {
	return fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		h, err := s.head(name)
		if err != nil {
			return fmt.Errorf("list the pages: %w", err)
		}
		if !h.Unlisted && slices.Contains([]string{"note", "overview", "folder"}, h.Kind) {
			title := strings.TrimSuffix(h.Title, " · "+s.title)
			s.all = append(s.all, Entry{site.Href("", name, "", ""), title, h.Description, name})
		}
		return nil
	})
}

// Title is that of the site.
func (s *Site) Title() string { return s.title }

// Serve answers what is asked on in, until it ends and all is answered, or ctx ends. version is that of
// the program.
func (s *Site) Serve(ctx context.Context, version string, in io.Reader, out io.Writer) error {
	m := server.NewMCPServer("biji", version, server.WithToolCapabilities(false), server.WithRecovery(), server.WithInstructions(fmt.Sprintf(instructions, s.title)))
	for _, t := range s.tools() {
		m.AddTool(t.Tool, t.Handler)
	}
	stdio := server.NewStdioServer(m)
	stdio.SetErrorLogger(log.New(io.Discard, "", 0))
	p := newPending(ctx, in, out)
	defer context.AfterFunc(ctx, p.none.Broadcast)()
	err := stdio.Listen(ctx, &lines{pending: p}, p)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// place takes an address apart that a program sends: encoded or not, from the top of
// the site or absolute, of a page or of its Markdown.
func (s *Site) place(address string) (page, id string) {
	address = strings.TrimSpace(address)
	if s.base != "" {
		address = strings.TrimPrefix(address, s.base)
	}
	address, id, _ = strings.Cut(address, "#")
	address = strings.TrimPrefix(strings.TrimLeft(address, "/"), "./")
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	address = strings.TrimSuffix(address, ".md")
	if _, err := fs.Stat(s.files, address); err != nil {
		address = unescaped(address)
	}
	return address, unescaped(id)
}

func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// page reads the page at an address, and nothing else of the folder.
func (s *Site) page(address string) (*article.Page, string, string, error) {
	name, id := s.place(address)
	if !fs.ValidPath(name) || path.Ext(name) != ".html" {
		return nil, name, id, errNoPage
	}
	f, err := s.files.Open(name)
	if err != nil {
		return nil, name, id, errNoPage
	}
	defer f.Close()
	p, err := article.Read(f)
	if err == nil && p.Kind == "" {
		err = errNoPage
	}
	return p, name, id, err
}

// whole is the address with what the reader of an answer cites: the URL if it is
// known.
func (s *Site) whole(address string) string { return s.base + address }
