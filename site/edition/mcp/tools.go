package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
	"github.com/biji-notes/biji/site/edition/twin"
)

const (
	mostHits  = 50     // of an answer to a search
	mostPages = 200    // of an answer that lists pages
	mostBytes = 60_000 // of the text of an answer: some 20,000 tokens
)

// instructions tell a program how to ask, with the title of the site.
const instructions = "The notes of the site %s. Search first, then read the section at the address of a hit, or a whole page. " +
	"Answers name addresses; cite them, or their URL if there is one."

// errNoPage is told to the program that asked.
var errNoPage = errors.New("the site has no such page; search, or list the pages")

// tools are what a program may ask.
func (s *Site) tools() []server.ServerTool {
	return []server.ServerTool{
		tool("search", "Search the notes. All words must be found; \"…\" is an exact phrase, -word excludes, OR and parentheses combine, title: tag: dir: code: restrict. Answers with sections and their addresses, best first.", s.answerSearch,
			mcp.WithString("query", mcp.Required(), mcp.Description("what to search for")),
			mcp.WithNumber("size", mcp.Description("how many hits, at most 50; 10 without it")), from("hits")),
		tool("read", "Read a page of the notes as Markdown, or the section at an address with a fragment, such as redis/cache.html#ttl.", s.answerRead,
			mcp.WithString("address", mcp.Required(), mcp.Description("address of a page or a section, as the other tools name it")), from("bytes")),
		tool("list", "List the pages of the notes by address: all, or those below a folder.", s.answerList,
			mcp.WithString("folder", mcp.Description("folder of addresses, such as redis; without it all pages")), from("pages")),
		tool("backlinks", "The pages that link to a page, with the sentences in which they do.", s.answerBacklinks,
			mcp.WithString("address", mcp.Required(), mcp.Description("address of a page, as the other tools name it"))),
	}
}

func from(what string) mcp.ToolOption {
	return mcp.WithNumber("from", mcp.Description("go on after so many "+what))
}

func tool(name, does string, answer server.ToolHandlerFunc, options ...mcp.ToolOption) server.ServerTool {
	options = append(options, mcp.WithDescription(does), mcp.WithReadOnlyHintAnnotation(true), mcp.WithDestructiveHintAnnotation(false),
		mcp.WithIdempotentHintAnnotation(true), mcp.WithOpenWorldHintAnnotation(false))
	return server.ServerTool{Tool: mcp.NewTool(name, options...), Handler: answer}
}

func (s *Site) answerSearch(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	query, err := r.RequireString("query")
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	size, from := r.GetInt("size", 10), max(r.GetInt("from", 0), 0)
	if size < 1 {
		size = 10
	}
	found, err := s.search(ctx, query, min(size, mostHits), from)
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d sections\n", found.How, found.Total)
	for i, h := range found.Hits {
		h.Address = s.whole(h.Address)
		found.Hits[i] = h
		fmt.Fprintf(&b, "\n%d. %s\n   %s\n", from+i+1, strings.Join(append([]string{h.Title}, h.Trail...), " › "), h.Address)
		if h.Excerpt != "" {
			fmt.Fprintf(&b, "   %s\n", h.Excerpt)
		}
	}
	return mcp.NewToolResultStructured(found, b.String()), nil
}

// A reading is a text that was read.
type reading struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Next    int    `json:"next,omitempty"` // where the rest begins
}

func (s *Site) answerRead(_ context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	p, name, id, err := s.page(r.GetString("address", ""))
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	nodes := p.Text
	if id != "" {
		if nodes = p.Section(id); nodes == nil && id != "" {
			nodes, id = p.Text, ""
		}
	}
	text := twin.Nodes(nodes, s.linkFrom(name))
	if id == "" {
		text = "# " + p.Heading + "\n\n" + text
	}
	out := reading{Address: s.whole(site.Href("", name, "", id)), Title: p.Heading}
	out.Text, out.Next = piece(text, r.GetInt("from", 0))
	answer := out.Address + "\n\n" + out.Text
	if out.Next > 0 {
		answer += fmt.Sprintf("\n\n[There is more: read with from = %d]", out.Next)
	}
	return mcp.NewToolResultStructured(out, answer), nil
}

// piece is as much of a text as an answer holds, and where the rest begins; 0 if there
// is none.
func piece(text string, from int) (string, int) {
	from = min(max(from, 0), len(text))
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	if text = text[from:]; len(text) <= mostBytes {
		return text, 0
	}
	to := mostBytes
	if line := strings.LastIndexByte(text[:to], '\n'); line > mostBytes/2 {
		to = line + 1
	}
	for !utf8.RuneStart(text[to]) {
		to--
	}
	return text[:to], from + to
}

// linkFrom makes the links of a page lead from the top of the site, as addresses do.
func (s *Site) linkFrom(page string) twin.Link {
	return func(href string) string {
		to, ok := article.Place(page, href)
		if !ok {
			return href
		}
		return s.whole(site.Href("", to.Path, to.RawQuery, to.Fragment))
	}
}

// A listing is a part of the list of pages.
type listing struct {
	Total int     `json:"total"`
	Pages []Entry `json:"pages"`
	Next  int     `json:"next,omitempty"`
}

func (s *Site) answerList(_ context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	folder, _ := s.place(r.GetString("folder", ""))
	folder = strings.Trim(strings.TrimSuffix(folder, "index.html"), "/")
	var in []Entry
	for _, e := range s.all {
		if folder == "" || strings.HasPrefix(e.plain, folder+"/") {
			e.Address = s.whole(e.Address)
			in = append(in, e)
		}
	}
	from := min(max(r.GetInt("from", 0), 0), len(in))
	out := listing{Total: len(in), Pages: in[from:min(from+mostPages, len(in))]}
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages\n\n", len(in))
	for _, e := range out.Pages {
		fmt.Fprintf(&b, "- %s: %s\n", e.Address, e.Title)
	}
	if end := from + len(out.Pages); end < len(in) {
		out.Next = end
		fmt.Fprintf(&b, "\n[There are more: list with from = %d]\n", end)
	}
	return mcp.NewToolResultStructured(out, b.String()), nil
}

// A linking is a page that links to the one that was asked about.
type linking struct {
	Address string   `json:"address"`
	Title   string   `json:"title"`
	Quotes  []string `json:"quotes,omitempty"`
}

func (s *Site) answerBacklinks(_ context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	p, name, _, err := s.page(r.GetString("address", ""))
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	link := s.linkFrom(name)
	out := struct {
		Address string    `json:"address"`
		Linked  []linking `json:"linked"`
	}{s.whole(site.Href("", name, "", "")), []linking{}}
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages link to %s (%s)\n", len(p.Linked), p.Heading, out.Address)
	for _, l := range p.Linked {
		out.Linked = append(out.Linked, linking{link(l.Href), l.Title, l.Quotes})
		fmt.Fprintf(&b, "\n- %s: %s\n", link(l.Href), l.Title)
		for _, q := range l.Quotes {
			fmt.Fprintf(&b, "  > %s\n", q)
		}
	}
	return mcp.NewToolResultStructured(out, b.String()), nil
}
