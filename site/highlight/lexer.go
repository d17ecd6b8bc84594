package highlight

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// A catalogue finds lexers by the names that authors use.
type catalogue struct {
	byName   map[string]chroma.Lexer // all of chroma's names and aliases, lower-cased
	compiler *chromafast.Compiler
}

// nicknames are what authors write and chroma does not know.
var nicknames = map[string]string{
	"objective-c": "objectivec", "cpp11": "cpp", "shell-script": "bash", "py3": "python", "golang": "go",
	"jsonc": "json", "json5": "json", "htaccess": "apacheconf", "dataviewjs": "javascript",
	"source-java": "java", "source-c": "c", "source-cpp": "cpp", "source-python": "python",
	"text-html-basic": "html", "vue3": "vue", "latex": "tex", "ps": "powershell", "mysql": "mysql",
	"pascal": "delphi", "matlab": "matlab", "asm": "nasm", "conf": "ini", "proto": "protobuf",
}

// plainNames are languages whose code is shown as it is: text, and diagrams and
// formulas, which other programs draw.
var plainNames = map[string]bool{
	"": true, "text": true, "plain": true, "plaintext": true, "txt": true, "output": true, "none": true,
	"nohighlight": true, "mermaid": true, "plantuml": true, "puml": true, "dot": true, "graphviz": true,
	"flowchart": true, "sequence": true, "math": true, "mathjax": true, "katex": true, "ascii": true,
	"query": true, "dataview": true, "base": true, "tree": true,
}

func newCatalogue() *catalogue {
	c := &catalogue{byName: map[string]chroma.Lexer{}}
	c.compiler = chromafast.NewCompiler(c.find)
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		config := l.Config()
		for _, name := range append([]string{config.Name}, config.Aliases...) {
			name = strings.ToLower(name)
			if old, ok := c.byName[name]; !ok || old.Config().Priority < config.Priority {
				c.byName[name] = l
			}
		}
	}
	return c
}

// find finds a lexer by its lower-cased name; nil if there is none, or the text
// is to stay as it is.
func (c *catalogue) find(name string) chroma.Lexer {
	if plainNames[name] {
		return nil
	}
	if lexer := c.byName[name]; lexer != nil {
		return lexer
	}
	return c.byName[nicknames[name]]
}

// get compiles the lexer of that name; nil if there is none, or it does not
// compile: such code stays plain.
func (c *catalogue) get(name string) *chromafast.Lexer {
	lexer := c.find(name)
	if lexer == nil {
		return nil
	}
	l, err := c.compiler.Compile(lexer)
	if err != nil {
		return nil
	}
	return l
}

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
// make sense of their code: nearly all SQL in notes is MySQL, with # comments.
var dialects = map[string]string{"sql": "mysql"}

// dialect tries another lexer and says whether that one reads code.
func (h *Highlighter) dialect(p *painter, lang string, code []byte) bool {
	l := h.lexers.get(dialects[lang])
	if l == nil {
		return false
	}
	_, err := p.read(l, code)
	return err == nil && !prose(code, p.tokens)
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
	if !prose(code, p.tokens) || err == nil && h.dialect(p, lang, code) {
		p.runs = h.palette.runs(p.runs[:0], code, p.tokens)
	}
	return problems
}
