package highlight

import (
	"bytes"

	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// A painter works on one block at a time.
type painter struct {
	tokens []chromafast.Token // together the code
	runs   []run
}

// read cuts code, and says how far it came. If the rest takes too much work, the
// last token is what was not read.
func (p *painter) read(l *chromafast.Lexer, code []byte) (reached int, err error) {
	p.tokens, err = l.Tokens(p.tokens, code, budget.CodeWork)
	if n := len(p.tokens); n > 0 {
		reached = p.tokens[n-1].End
	}
	if reached < len(code) {
		p.tokens = append(p.tokens, chromafast.Token{Type: chroma.Text, End: len(code)})
	}
	return reached, err
}

// dialects are what authors mean by a name when the lexer of that name cannot
// make sense of their code: nearly all SQL in notes is MySQL, with # comments;
// calls of a MongoDB shell stand where its documents do.
var dialects = map[string][]string{
	"sql":  {"mysql", "javascript"},
	"json": {"javascript"},
	"jsx":  {"html"},
	"tsx":  {"html"},
}

// dialect tries other lexers and says whether one of them reads code.
func (h *Highlighter) dialect(p *painter, lang string, code []byte) bool {
	for _, name := range dialects[lang] {
		l := h.lexers.get(name)
		if l == nil {
			continue
		}
		if _, err := p.read(l, code); err == nil && !prose(code, p.tokens) {
			return true
		}
	}
	return false
}

// paint sets p.runs to what code looks like.
func (h *Highlighter) paint(p *painter, lang string, code []byte) []site.Problem {
	p.runs = append(p.runs[:0], run{end: len(code)}) // plain
	l := h.lexers.get(lang)
	if l == nil || len(code) > budget.CodeBytes {
		return nil
	}
	var problems []site.Problem
	reached, err := p.read(l, code)
	switch err {
	case chromafast.ErrStuck: // nothing that an author could mend
		return nil
	case chromafast.ErrBudget:
		problems = []site.Problem{{Kind: site.OverBudget, At: site.Pos{Line: 1 + bytes.Count(code[:reached], []byte("\n"))},
			What: "code block takes too much work to highlight; it is shown plain from here on", Hint: "name it text, or make it shorter"}}
	}
	name := h.lexers.find(lang).Config().Name
	if name == "Gherkin" || !prose(code, p.tokens) || err == nil && h.dialect(p, lang, code) { // Gherkin is for sentences
		roles(code, p.tokens, name)
		p.runs = h.palette.runs(p.runs[:0], code, p.tokens)
	}
	return problems
}
