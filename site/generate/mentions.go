package generate

import (
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/mention"
)

// A hearing is what a memory has of the mentions of pages.
type hearing struct {
	mu   sync.Mutex
	last *mention.Table
}

// mentions makes, once somebody asks, the table of what pages say of others; nil if the
// site is to have none. What it makes holds no more of p than that takes: p has the
// closures of the look before.
func (p *planned) mentions() func() *mention.Table {
	o := p.parts.Options
	if o.Mentions == site.Off || len(p.parts.Pages) > budget.MentionPages {
		return func() *mention.Table { return nil }
	}
	listed, notes, graph, sections := p.parts.Pages, p.parts.Notes, p.parts.Graph, p.texts.sections
	var heard *hearing
	if p.in.memory != nil {
		heard = &p.in.memory.heard
	}
	return sync.OnceValue(func() *mention.Table {
		all := make([]mention.Page, len(listed))
		for i := range listed {
			all[i] = speaker(&listed[i], notes, o.Languages)
			all[i].Sections = sections[i]
		}
		acquaint(all, listed, graph)
		if heard == nil {
			return mention.New(all, nil, markdown.SentenceAround)
		}
		heard.mu.Lock()
		defer heard.mu.Unlock()
		heard.last = mention.New(all, heard.last, markdown.SentenceAround)
		return heard.last
	})
}

// speaker is a page and what it is called.
func speaker(p *site.Page, notes []site.Note, languages site.Languages) mention.Page {
	s := mention.Page{Language: languages.Of(p.Dir), Silent: p.Unlisted || p.Hidden || p.Note < 0 || notes[p.Note].Meta.Mentions == site.No}
	if s.Silent || isHome(p, languages) || site.IsNotFoundNote(notes[p.Note].Path) {
		return s
	}
	s.Names = []string{p.Title}
	if p.Kind == site.PartPage { // the other names are the overview's
		return s
	}
	for _, alias := range notes[p.Note].Meta.Aliases {
		if !strings.Contains(alias, "/") && !strings.HasSuffix(alias, ".html") { // others are old addresses
			s.Names = append(s.Names, alias)
		}
	}
	return s
}

// isHome says whether a page is the front page of a language, which is called as the site.
func isHome(p *site.Page, languages site.Languages) bool {
	return p.Index && (p.Dir == "" || len(languages) > 0 && p.Dir == languages[languages.Of(p.Dir)].Folder)
}

// acquaint tells the pages to which others they lead: by links, to the pages of the
// folders above them, and a note that is several pages to these.
func acquaint(all []mention.Page, listed []site.Page, graph *site.Graph) {
	at := make(map[string]int, len(listed))
	for i := range listed {
		at[listed[i].URL] = i
	}
	know := func(from, to string) {
		i, ok := at[from]
		if k, there := at[to]; ok && there {
			all[i].Knows = append(all[i].Knows, k)
		}
	}
	for to, back := range graph.Backlinks {
		for i := range back {
			know(back[i].Page, to)
		}
	}
	folders := map[string]string{}
	for i := range listed {
		if p := &listed[i]; p.Index {
			folders[p.Dir] = p.URL
		}
	}
	for i := range listed {
		p := &listed[i]
		if p.Overview != "" {
			know(p.URL, p.Overview)
			know(p.Overview, p.URL)
		}
		for _, dir := range site.Folders(p.Dir) {
			know(p.URL, folders[dir])
		}
	}
}
