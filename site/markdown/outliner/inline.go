package outliner

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/hashtag"
	"github.com/biji-notes/biji/site/markdown/wikilink"
)

// inline parses what stands in the text of blocks.
type inline struct{ words Words }

// longest is how long a macro or a link may be, in bytes.
const longest = 1 << 10

var (
	macro   = regexp.MustCompile(`^\{\{[ \t]*([a-zA-Z][a-zA-Z0-9_-]*)(?:[ \t:]+([^\n]*?))?[ \t]*\}\}`)
	page    = regexp.MustCompile(`^\[\[([^\[\]\n]+)\]\]$`)
	labeled = regexp.MustCompile(`^\[([^\[\]\n]+)\]\(\[\[([^\[\]\n]+)\]\]\)`)
	tagged  = regexp.MustCompile(`^#\[\[([^\[\]\n#]+)\]\]`)
	key     = regexp.MustCompile(`^[ \t]*(?:- )?[\pL_][\pL\pN_./-]*$`)
)

func (inline) Trigger() []byte { return []byte{'{', '[', '#', ':'} }

func (p inline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	var n ast.Node
	size := 0
	switch line = line[:min(len(line), longest)]; line[0] {
	case '{':
		n, size = p.macro(line)
	case '[':
		n, size = label(line)
	case '#':
		n, size = tag(line)
	default:
		n, size = colons(line, segment, block.Source())
	}
	if n == nil {
		return nil
	}
	if placed, ok := n.(interface{ SetPos(int) }); ok {
		placed.SetPos(segment.Start)
	}
	block.Advance(size)
	return n
}

// macro reads {{name arguments}}. Of what Logseq would compute the reader sees
// how it was asked for.
func (p inline) macro(line []byte) (ast.Node, int) {
	if len(line) < 5 || line[1] != '{' {
		return nil, 0
	}
	m := macro.FindSubmatch(line)
	if m == nil {
		return nil, 0
	}
	name, given := strings.ToLower(string(m[1])), string(m[2])
	switch name {
	case "embed":
		if to := page.FindStringSubmatch(given); to != nil {
			return &wikilink.Node{Dest: strings.TrimSpace(to[1]), Embed: true}, len(m[0])
		}
	case "video", "youtube", "vimeo", "bilibili", "tweet", "twitter", "pdf", "iframe":
		if n := player(name, given); n != nil {
			return n, len(m[0])
		}
	case "cloze":
		said, _, _ := strings.Cut(given, `\\`)
		return ast.NewString([]byte(strings.TrimSpace(said))), len(m[0])
	case "youtube-timestamp":
		return ast.NewString([]byte(given)), len(m[0])
	case "query", "cards", "function", "namespace":
		return small(p.words.Query+given, 0), len(m[0])
	case "renderer":
		return small(p.words.Plugin+given, 0), len(m[0])
	}
	return nil, 0
}

// player is a link to what a page would play.
func player(name, given string) ast.Node {
	given = strings.Trim(given, `"' `)
	if !strings.Contains(given, "://") && (name == "youtube" || name == "video") && len(given) == 11 {
		given = "https://www.youtube.com/watch?v=" + given
	}
	to, err := url.Parse(given)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return nil
	}
	link := ast.NewLink()
	link.Destination = []byte(given)
	link.AppendChild(link, ast.NewString([]byte("▶ "+strings.TrimPrefix(to.Host, "www.")+to.Path)))
	return link
}

// label reads [text]([[page]]).
func label(line []byte) (ast.Node, int) {
	m := labeled.FindSubmatch(line)
	if m == nil {
		return nil, 0
	}
	return &wikilink.Node{Dest: strings.TrimSpace(string(m[2])), Alias: string(m[1])}, len(m[0])
}

// tag reads #[[a tag]].
func tag(line []byte) (ast.Node, int) {
	m := tagged.FindSubmatchIndex(line)
	if m == nil {
		return nil, 0
	}
	n := &hashtag.Node{Name: strings.TrimSpace(string(line[m[2]:m[3]]))}
	n.AppendChild(n, ast.NewString([]byte("#"+n.Name)))
	return n, m[1]
}

// colons reads those behind the name of a property, which are one to readers.
func colons(line []byte, at text.Segment, source []byte) (ast.Node, int) {
	if len(line) < 3 || line[1] != ':' || line[2] != ' ' {
		return nil, 0
	}
	start := at.Start
	for start > 0 && at.Start-start < 80 && source[start-1] != '\n' {
		start--
	}
	if !key.Match(source[start:at.Start]) {
		return nil, 0
	}
	return ast.NewString([]byte{':'}), 2
}
