// Package htmlblock reads blocks of raw HTML as CommonMark does, except that a
// block which nothing closes does not run to the end of the note. Such blocks
// begin with <script>, <style>, <textarea>, <!--, <?, <!X or <![CDATA[. When
// the end is missing, this line begins a paragraph, and the lines below it are
// Markdown too. The nodes are goldmark's own, and so is their renderer.
package htmlblock

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An Unclosed is something that opens a block and is closed nowhere.
type Unclosed struct {
	What   string // "<!--", "<script>"
	Offset int    // in the source
}

// Parsers are goldmark's block parsers with the one for raw HTML replaced. They
// work in any goldmark.
func Parsers() []util.PrioritizedValue {
	all := parser.DefaultBlockParsers()
	for i, p := range all {
		if p.Value == parser.NewHTMLBlockParser() {
			all[i].Value = blocks{parser.NewHTMLBlockParser()}
		}
	}
	return all
}

// In lists what a parsed note leaves unclosed, in order.
func In(pc parser.Context) []Unclosed {
	s, _ := pc.Get(key).(*search)
	if s == nil {
		return nil
	}
	return s.unclosed
}

type blocks struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b blocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	if what, end := opener(line[indent:]); end != nil {
		s := searchIn(pc)
		at := segment.Start + indent
		if !s.closed(what, end, reader.Source(), at) {
			s.note(Unclosed{what, at})
			return nil, parser.NoChildren
		}
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// An end finds what closes a block.
type end = *regexp.Regexp

// The tables are never changed. A closing tag with text behind it stands in
// prose about the tag.
var (
	ends = map[string]end{
		"<!--":       regexp.MustCompile(`-->`),
		"<?":         regexp.MustCompile(`\?>`),
		"<![CDATA[":  regexp.MustCompile(`\]\]>`),
		"<!":         regexp.MustCompile(`>`),
		"<script>":   regexp.MustCompile(`(?i)</script>[ \t]*(?:<|\r?\n|$)`),
		"<style>":    regexp.MustCompile(`(?i)</style>[ \t]*(?:<|\r?\n|$)`),
		"<textarea>": regexp.MustCompile(`(?i)</textarea>[ \t]*(?:<|\r?\n|$)`),
	}
	tag = regexp.MustCompile(`^(?i)<(script|style|textarea)(?:[\s/>]|$)`)
)

// opener says what line opens, and how that ends; nil if it opens nothing that
// could run to the end of the note.
func opener(line []byte) (what string, e end) {
	for _, what := range []string{"<!--", "<?", "<![CDATA["} {
		if bytes.HasPrefix(line, []byte(what)) {
			return what, ends[what]
		}
	}
	if len(line) > 2 && line[0] == '<' && line[1] == '!' && 'A' <= line[2] && line[2] <= 'Z' {
		return "<!", ends["<!"]
	}
	if m := tag.FindSubmatch(line); m != nil {
		what := "<" + strings.ToLower(string(m[1])) + ">"
		return what, ends[what]
	}
	return "", nil
}

// key holds a search.
var key = parser.NewContextKey()

// A search remembers what it found in the source, so that a note full of
// openers is searched once.
type search struct {
	next     map[string]int // the next end, by opener; -1 if none follows
	unclosed []Unclosed
}

func searchIn(pc parser.Context) *search {
	s, ok := pc.Get(key).(*search)
	if !ok {
		s = &search{next: make(map[string]int)}
		pc.Set(key, s)
	}
	return s
}

func (s *search) closed(what string, e end, source []byte, from int) bool {
	next, known := s.next[what]
	if !known || next >= 0 && next < from {
		next = -1
		if m := e.FindIndex(source[from:]); m != nil {
			next = from + m[0]
		}
		s.next[what] = next
	}
	return next >= 0
}

func (s *search) note(u Unclosed) {
	if n := len(s.unclosed); n == 0 || s.unclosed[n-1].Offset < u.Offset {
		s.unclosed = append(s.unclosed, u)
	}
}
