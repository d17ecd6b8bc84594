package outliner

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// lines takes out of a paragraph the lines that say something of its block.
type lines struct{}

// notes are what these lines said.
type notes struct {
	state    byte // of a task; 0 if it is none
	priority byte // 'A' to 'C', or 0
	numbered bool // it is in an ordered list
	days     []day
}

type day struct {
	day      string // as it is shown
	deadline bool
}

const notesKey = "outliner-notes"

func notesOf(item ast.Node) (notes, bool) {
	v, _ := item.AttributeString(notesKey)
	n, ok := v.(notes)
	return n, ok
}

var (
	property = regexp.MustCompile(`^([\pL_][\pL\pN_./-]*)::(?:[ \t]+(.*))?$`)
	moment   = regexp.MustCompile(`^\d{13}$`) // when a task became what it is
	uuid     = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	planned  = regexp.MustCompile(`^(SCHEDULED|DEADLINE):[ \t]*<(\d{4}-\d\d-\d\d)(?:[ \t]+\pL+)?(?:[ \t]+(\d\d?:\d\d))?[^<>\n]*>$`)
	marked   = regexp.MustCompile(`^(TODO|LATER|DOING|NOW|IN-PROGRESS|WAITING|WAIT|DONE|CANCELED|CANCELLED)(?:[ \t]+|$)(?:\[#([A-C])\](?:[ \t]+|$))?`)
)

// states of tasks, as package task has them.
func stateOf(word string) byte {
	switch word {
	case "DOING", "NOW", "IN-PROGRESS":
		return '/'
	case "WAITING", "WAIT":
		return '>'
	case "DONE":
		return 'x'
	case "CANCELED", "CANCELLED":
		return '-'
	}
	return ' '
}

func (lines) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	all, kept := p.Lines(), text.NewSegments()
	block := p.Parent()
	noted, _ := notesOf(block)
	var id []byte
	source := reader.Source()
	for i := 0; i < all.Len(); i++ {
		line := all.At(i)
		value := bytes.TrimSpace(line.Value(source))
		if end := drawer(all, i, source); end > i {
			i = end
			continue
		}
		if i == 0 && block.Kind() == ast.KindListItem && block.FirstChild() == p {
			line.Start += noted.task(line.Value(source))
			line.Padding = 0
		}
		if m := property.FindSubmatch(value); m != nil && string(m[1]) == "id" && uuid.Match(m[2]) {
			id = bytes.Clone(m[2])
		}
		if !noted.take(value) {
			kept.Append(line)
		}
	}
	if of := blockOf(p, kept.Len() > 0); of != nil && id != nil {
		of.SetAttributeString(BlockID, id)
	}
	if block.Kind() == ast.KindListItem {
		block.SetAttributeString(notesKey, noted)
	}
	if kept.Len() == 0 && noted.state == 0 {
		block.RemoveChild(block, p)
		return
	}
	p.SetLines(kept)
}

// blockOf is the block that a paragraph belongs to, if it is a block at all: an
// item of a list, or what stands before it if the paragraph has no text.
func blockOf(p *ast.Paragraph, text bool) ast.Node {
	switch {
	case p.Parent().Kind() == ast.KindListItem:
		return p.Parent()
	case text:
		return p
	}
	return p.PreviousSibling()
}

// task reads the state and the priority of a task, and says how long they are.
func (n *notes) task(line []byte) int {
	m := marked.FindSubmatchIndex(line)
	if m == nil {
		return 0
	}
	n.state = stateOf(string(line[m[2]:m[3]]))
	if m[4] >= 0 {
		n.priority = line[m[4]]
	}
	return m[1]
}

// take reads a line that is not to be shown.
func (n *notes) take(line []byte) bool {
	if m := planned.FindSubmatch(line); m != nil {
		shown := strings.TrimSpace(string(m[2]) + " " + string(m[3]))
		n.days = append(n.days, day{shown, m[1][0] == 'D'})
		return true
	}
	m := property.FindSubmatch(line)
	if m == nil || !ofProgram(string(m[1])) && !moment.Match(m[2]) {
		return false
	}
	if string(m[1]) == "logseq.order-list-type" {
		n.numbered = string(m[2]) == "number"
	}
	return true
}

// ofProgram says of the name of a property that Logseq itself writes it.
func ofProgram(name string) bool {
	name = strings.ToLower(name)
	for _, prefix := range []string{"logseq.", "card-", "hl-", "query-", "ls-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return slices.Contains([]string{
		"id", "custom-id", "custom_id", "collapsed", "heading", "background-color", "background_color", "created-at", "updated-at", "last-modified-at",
		"filters", "template", "template-including-parent", "exclude-from-graph-view", "public", "icon",
	}, name)
}

// drawer is the index of the line that ends the drawer which begins at i; i if
// none does.
func drawer(all *text.Segments, i int, source []byte) int {
	name := bytes.TrimSpace(segment(all, i, source))
	if string(name) != ":LOGBOOK:" && string(name) != ":PROPERTIES:" {
		return i
	}
	for k := i + 1; k < all.Len(); k++ {
		if string(bytes.TrimSpace(segment(all, k, source))) == ":END:" {
			return k
		}
	}
	return i
}

func segment(all *text.Segments, i int, source []byte) []byte {
	s := all.At(i)
	return s.Value(source)
}
