// Package component reads what Vue and JSX write into Markdown and CommonMark does
// not take for HTML: tags with attributes as in <Foo @click="x"> and
// <Foo items={["a"]} />, which become goldmark's own raw HTML, comments as in
// {/* this */}, and, in pages that a program fills in, {{ values }}.
package component

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/comment"
)

// Extension parses these, in any goldmark. It has no renderer for Value.
var Extension goldmark.Extender = extension{}

// A Value is what a program would put in its place. It has no children.
type Value struct{ ast.BaseInline }

// Kind is the kind of a Value.
var Kind = ast.NewNodeKind("Value")

func (n *Value) Kind() ast.NodeKind            { return Kind }
func (n *Value) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(tags{}, 450), // behind goldmark's own, at 400
		util.Prioritized(braces{}, 140),
	))
}

// liveKey says that a program fills the page in.
var liveKey = parser.NewContextKey()

// SetLive says that a program fills the page in: it has a <script setup>.
func SetLive(pc parser.Context, source []byte) {
	if bytes.Contains(source, []byte("<script")) && setup.Match(source) {
		pc.Set(liveKey, expression)
	}
}

// SetMDX says that what stands in braces is an expression.
func SetMDX(pc parser.Context) { pc.Set(liveKey, bracedMDX) }

var setup = regexp.MustCompile(`(?m)^<script(?:[ \t][^>\n]*)?[ \t]setup\b`)

// A tag has attributes of Vue's or values in braces. The last group is what
// CommonMark would not take.
var (
	value = `(?:"[^"\n]*"|'[^'\n]*'|\{(?:[^{}\n]|\{[^{}\n]*\})*\}|[^\s"'=<>{}` + "`" + `]+)`
	open  = regexp.MustCompile(`^<[A-Za-z][A-Za-z0-9.-]*((?:[ \t]+[@#:A-Za-z_][A-Za-z0-9_.:@-]*(?:=` + value + `)?)+)[ \t]*/?>`)
	odd   = regexp.MustCompile(`[ \t][@#]|=\{`)
)

// longestTag is how long such a tag may be, in bytes.
const longestTag = 2 << 10

type tags struct{}

func (tags) Trigger() []byte { return []byte{'<'} }

func (tags) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := open.FindSubmatch(line[:min(len(line), longestTag)])
	if m == nil || !odd.Match(m[1]) {
		return nil
	}
	n := ast.NewRawHTML()
	n.Segments.Append(segment.WithStop(segment.Start + len(m[0])))
	block.Advance(len(m[0]))
	return n
}

// asWritten says whether the tag before, such as <code v-pre>, says that what
// follows is shown as it is.
func asWritten(parent ast.Node, source []byte) bool {
	tag, ok := parent.LastChild().(*ast.RawHTML)
	if !ok {
		return false
	}
	raw := tag.Segments.Value(source)
	return bytes.Contains(raw, []byte("v-pre")) || bytes.HasPrefix(raw, []byte("<code"))
}

type braces struct{}

func (braces) Trigger() []byte { return []byte{'{'} }

var (
	expression = regexp.MustCompile(`^\{\{[^{}\n]{1,200}\}\}`)
	bracedMDX  = regexp.MustCompile(`^\{(?:[^{}\n#.:]|\{[^{}\n]*\})(?:[^{}\n]|\{[^{}\n]*\})*\}`)
)

func (braces) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	size, n := 0, ast.Node(nil)
	if end := bytes.Index(line[:min(len(line), longestTag)], []byte("*/}")); bytes.HasPrefix(line, []byte("{/*")) && end >= 3 {
		size, n = end+3, &comment.Node{}
	} else if form, live := pc.Get(liveKey).(*regexp.Regexp); live && form.Match(line[:min(len(line), longestTag)]) && !asWritten(parent, block.Source()) {
		size, n = len(form.Find(line[:min(len(line), longestTag)])), &Value{}
	} else {
		return nil
	}
	n.(interface{ SetPos(int) }).SetPos(segment.Start)
	block.Advance(size)
	return n
}
