package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/biji-notes/biji/site/markdown/sanitize"
)

// endsItself are elements whose end tag HTML lets an author leave out.
var endsItself = map[string]bool{
	"p": true, "li": true, "dt": true, "dd": true, "rt": true, "rp": true, "option": true, "optgroup": true, "caption": true, "colgroup": true,
	"thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true, "html": true, "head": true, "body": true, "a": true,
}

// An opening is a start tag in the raw HTML of a container.
type opening struct {
	block int // number of the block of raw HTML that holds it
	token *sanitize.Token
}

// neverClosed reports elements that raw HTML opens in a container and never
// closes there, because they take in the rest of the container: a <details>
// folds it away, a <center> moves it. blocks are the raw HTML of the container,
// and read[i] is the Fragment of blocks[i].
func (s *surveyor) neverClosed(blocks []*ast.HTMLBlock, read []*sanitize.Fragment) {
	for _, o := range stillOpen(read) {
		if n := blocks[o.block]; !endsItself[o.token.Name] && n.NextSibling() != nil {
			s.leave([]sanitize.Omission{unclosedTag(o.token, "is never closed, so all that follows is in it")}, sourceOf(n, s.d.src))
		}
	}
}

// foldsRest reports a <details> in text that nothing closes there: the rest of
// the paragraph or cell is folded away.
func (s *surveyor) foldsRest(nodes []*ast.RawHTML, read []*sanitize.Fragment) {
	for _, o := range stillOpen(read) {
		if o.token.Name == "details" {
			source := inlineSource(nodes[o.block], s.d.src)
			s.leave([]sanitize.Omission{unclosedTag(o.token, "is never closed, so what follows on its lines is folded")}, source)
		}
	}
}

func unclosedTag(t *sanitize.Token, how string) sanitize.Omission {
	return sanitize.Omission{What: "<" + t.Name + ">", How: how, Offset: t.Offset, End: t.Offset + 1}
}

// stillOpen are the start tags that nothing closes.
func stillOpen(read []*sanitize.Fragment) (open []opening) {
	for i, f := range read {
		for j := range f.Tokens {
			switch t := &f.Tokens[j]; t.Kind {
			case sanitize.Start:
				open = append(open, opening{i, t})
			case sanitize.End:
				open = closing(open, t.Name)
			}
		}
	}
	return open
}

// closing is what stays open after an end tag.
func closing(open []opening, name string) []opening {
	for i := range slices.Backward(open) {
		switch {
		case open[i].token.Name == name:
			return open[:i]
		case wall[open[i].token.Element] && !tablePart[name]:
			return open
		}
	}
	return open
}
