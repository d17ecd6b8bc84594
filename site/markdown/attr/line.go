package attr

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// lines drops a last line of a paragraph that is nothing but attributes, as
// kramdown and Python-Markdown have them: {: .no_toc }, { .annotate }.
type lines struct{}

func (lines) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	all := p.Lines()
	last := all.At(all.Len() - 1)
	s := bytes.TrimSpace(last.Value(reader.Source()))
	if len(s) < 4 || s[0] != '{' || s[len(s)-1] != '}' || bytes.IndexByte(s[1:], '{') >= 0 {
		return
	}
	if _, ok := read(s[1 : len(s)-1]); !ok {
		return
	}
	if all.Len() == 1 {
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	all.SetSliced(0, all.Len()-1)
}
