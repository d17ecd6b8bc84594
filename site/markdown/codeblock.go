package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site/markdown/container"
)

func (p *page) fence(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		p.code(n, "", n.Pos())
		return
	}
	p.code(n, string(decode(nil, infoOf(n, p.d.src))), n.Info.Segment.Start)
}

// infoOf is the info string of a code block that has one, without the title that its
// tab shows.
func infoOf(n *ast.FencedCodeBlock, src []byte) []byte {
	info := n.Info.Segment.Value(src)
	if part, ok := n.AttributeString(container.TitledAs); ok {
		from, to := part.([]int)[0], part.([]int)[1]
		info = slices.Concat(info[:from], bytes.Repeat([]byte(" "), to-from), info[to:])
	}
	return info
}

// code writes a code block whose info string stands at the offset at.
func (p *page) code(n ast.Node, info string, at int) {
	var b bytes.Buffer
	writeLines(&b, n, p.d.src)
	if p.hooks.Code == nil {
		plainCode(p.w, info, b.Bytes())
		return
	}
	place := p.d.pos(at)
	for _, problem := range p.hooks.Code(p.w, info, b.Bytes(), p.lastLevel()) {
		if problem.At.Line == 0 {
			problem.At.Col += place.Col - 1
			if problem.At.Col < place.Col {
				problem.At.Col = place.Col
			}
		}
		problem.At.File = place.File
		if line := problem.At.Line; line > 0 && line <= n.Lines().Len() { // which may be one of another file
			begin := p.d.pos(n.Lines().At(line - 1).Start)
			problem.At.File, problem.At.Line = begin.File, begin.Line
		} else {
			problem.At.Line += place.Line
		}
		p.problems = append(p.problems, problem)
	}
}

func plainCode(w *bytes.Buffer, info string, code []byte) {
	w.WriteString("<pre><code")
	if lang, _, _ := bytes.Cut([]byte(info), []byte(" ")); len(lang) > 0 {
		w.WriteString(` class="language-`)
		escape(w, lang)
		w.WriteByte('"')
	}
	w.WriteByte('>')
	escape(w, code)
	w.WriteString("</code></pre>\n")
}
