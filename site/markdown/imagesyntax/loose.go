// Package imagesyntax adds what other editors take for pictures and CommonMark for
// text: ![a](my pic.png), with spaces in the path; ![a](p.png =300x200), with a
// size; and braces after a picture or link, ![a](p.png){width=50%}.
//
// Links may have spaces too, [a](my note.md), if what stands before the
// parenthesis is plain text.
package imagesyntax

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site"
)

// Extension makes goldmark's own images and links of these. Their sizes are the
// attributes "width" and "height" ([]byte): a number, or one with a percent sign.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(loose{}, 195), // before CommonMark's links, at 200, which cannot read these
		util.Prioritized(braces{}, 195),
	))
}

// A loose link is one that CommonMark does not read.
type loose struct{}

func (loose) Trigger() []byte { return []byte{'[', '!'} }

func (loose) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	at, image := 0, line[0] == '!'
	if image {
		at = 1
	}
	if at >= len(line) || line[at] != '[' {
		return nil
	}
	label := closing(line[at:], '[', ']')
	if label < 0 || at+label+1 >= len(line) || line[at+label+1] != '(' {
		return nil
	}
	open := at + label + 1
	end := closing(line[open:], '(', ')')
	if end < 0 {
		return nil
	}
	d, ok := read(line[open+1:open+end], image)
	if !ok || !image && bytes.ContainsAny(line[at+1:at+label], "`*_~<[&$\\:=") {
		return nil
	}
	n := d.node(image)
	if label > 1 {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+at+1, segment.Start+at+label)))
	}
	block.Advance(open + end + 1)
	return n
}

// farthest is how far away a bracket may close: a line of nothing but opening
// ones is not read again for each of them.
const farthest = 1 << 10

// closing is where the bracket closes that s begins with, -1 if it does not in
// this line.
func closing(s []byte, open, end byte) int {
	depth := 0
	for i := 0; i < min(len(s), farthest); i++ {
		switch s[i] {
		case '\n':
			return -1
		case '\\':
			i++
		case open:
			depth++
		case end:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// A destination is what stands in the parentheses.
type destination struct {
	path, title   []byte
	width, height []byte
}

var (
	// Hugo's {{< ref "a.md" >}}, Jekyll's {% link a.md %} and {% post_url a %}, {{ "a.md" | relative_url }}, {{ site.baseurl }}/a.md.
	reference = regexp.MustCompile(`^(?:\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path[ \t]*=[ \t]*)?["']?([^"'\s]+)["']?[ \t]*[>%]\}\}|(?:\{\{[ \t]*site\.(?:base)?url[ \t]*\}\})?\{%[ \t]*(?:link|post_url|post_path|asset_path)[ \t]+["']?([^"'\s]+)["']?[ \t]*%\}|` +
		`\{\{[ \t]*["']([^"'\s]+)["'][ \t]*\|[ \t]*(?:relative_url|absolute_url|relURL|absURL|url)[ \t]*\}\}|\{\{[ \t]*site\.(?:base)?url[ \t]*\}\}(/[^\s{}]*))((?:#[^\s{}]*)?)(?:[ \t]+(?:"[^"]*"|'[^']*'))?$`)
	titleAtEnd = regexp.MustCompile(`^(.*?)[ \t]+(?:"([^"]*)"|'([^']*)')$`)
	sizeAtEnd  = regexp.MustCompile(`^(.*?)[ \t]+=[ ]?(\d+%?)?(?:x(\d+%?)?)?$`)
	// A path with a space needs an extension: "[note](see below)" is text, and
	// so is "[1](a = b.c)".
	pathLike = regexp.MustCompile(`^[^<>"]*\.[\pL\pN]{1,8}(?:[#?][^<>"]*)?$`)
)

// read reads a destination. If CommonMark can read it, it is not ok.
func read(s []byte, image bool) (d destination, ok bool) {
	d.path = bytes.TrimSpace(s)
	if bytes.HasPrefix(d.path, []byte("{")) {
		m := reference.FindSubmatch(d.path)
		d.path = bytes.Join(m[min(1, len(m)):], nil)
		return d, m != nil
	}
	sized := image && d.takeSize()
	if m := titleAtEnd.FindSubmatch(d.path); m != nil {
		d.path, d.title = m[1], append(m[2], m[3]...)
	}
	sized = image && d.takeSize() || sized
	spaced := bytes.ContainsAny(d.path, " \t")
	if angled, cut := bytes.CutPrefix(d.path, []byte("<")); cut && sized && bytes.HasSuffix(angled, []byte(">")) {
		d.path, spaced = angled[:len(angled)-1], false
	}
	return d, len(d.path) > 0 && (sized || spaced) && (!spaced || pathLike.Match(d.path) && (image || fileLike(string(d.path))))
}

// fileLike says whether a path is that of a note, or of a file as notes have
// beside them.
func fileLike(p string) bool {
	if i := strings.IndexAny(p, "#?"); i >= 0 {
		p = p[:i]
	}
	return site.IsNoteFile(p) || site.MediaOf(p) != site.Unknown || strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".ipynb")
}

// takeSize cuts =300x200 off.
func (d *destination) takeSize() bool {
	m := sizeAtEnd.FindSubmatch(d.path)
	if m == nil || len(m[2])+len(m[3]) == 0 {
		return false
	}
	d.path, d.width, d.height = m[1], m[2], m[3]
	return true
}

func (d *destination) node(image bool) ast.Node {
	link := ast.NewLink()
	link.Destination = d.path
	if len(d.title) > 0 {
		link.Title = d.title
	}
	if !image {
		return link
	}
	n := ast.NewImage(link)
	setSize(n, d.width, d.height)
	return n
}

func setSize(n ast.Node, width, height []byte) {
	if len(width) > 0 {
		n.SetAttributeString("width", width)
	}
	if len(height) > 0 {
		n.SetAttributeString("height", height)
	}
}
