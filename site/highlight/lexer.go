package highlight

import (
	"bytes"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// A catalogue finds lexers by the names that authors use, and keeps them.
type catalogue struct {
	byName map[string]chroma.Lexer // all of chroma's names and aliases, lower-cased

	mu    sync.Mutex
	ready map[chroma.Lexer]*language
}

// A language is a lexer, and what it takes to do as it does.
type language struct {
	lexer   chroma.Lexer
	grammar *grammar                          // nil if only chroma itself could run it: such code stays plain
	front   *language                         // of front matter; Markdown only
	around  *language                         // of what a template is in
	rename  func(chroma.Token) []chroma.Token // gives tokens another type, by their text
	body    bool                              // HTTP: the body has a language of its own
	once    sync.Once
}

// nicknames are what authors write and chroma does not know.
var nicknames = map[string]string{
	"objective-c": "objectivec", "cpp11": "cpp", "shell-script": "bash", "py3": "python", "golang": "go",
	"jsonc": "json", "json5": "json", "htaccess": "apacheconf", "dataviewjs": "javascript",
	"source-java": "java", "source-c": "c", "source-cpp": "cpp", "source-python": "python",
	"text-html-basic": "html", "vue3": "vue", "latex": "tex", "ps": "powershell", "mysql": "mysql",
	"pascal": "delphi", "matlab": "matlab", "asm": "nasm", "conf": "ini", "proto": "protobuf",
}

// plainNames are languages to be shown as they are: diagrams and formulas for
// programs that we are not, and text.
var plainNames = map[string]bool{
	"": true, "text": true, "plain": true, "plaintext": true, "txt": true, "output": true, "none": true,
	"nohighlight": true, "mermaid": true, "plantuml": true, "puml": true, "dot": true, "graphviz": true,
	"flowchart": true, "sequence": true, "math": true, "mathjax": true, "katex": true, "ascii": true,
	"query": true, "dataview": true, "base": true, "tree": true,
}

func newCatalogue() *catalogue {
	c := &catalogue{byName: map[string]chroma.Lexer{}, ready: map[chroma.Lexer]*language{}}
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

// get finds a lexer by its lower-cased name; nil if there is none, or the text
// is to stay as it is.
func (c *catalogue) get(name string) *language {
	if plainNames[name] {
		return nil
	}
	lexer := c.byName[name]
	if lexer == nil {
		lexer = c.byName[nicknames[name]]
	}
	return c.language(lexer)
}

// language readies a lexer; nil for nil.
func (c *catalogue) language(lexer chroma.Lexer) *language {
	if lexer == nil {
		return nil
	}
	c.mu.Lock()
	l := c.ready[lexer]
	if l == nil {
		l = &language{lexer: lexer}
		c.ready[lexer] = l
	}
	c.mu.Unlock()
	l.once.Do(func() { c.unwrap(l) })
	return l
}

// tokenise cuts code into tokens that are together the code. If that takes too
// much work, the last one is what was not read.
func (c *catalogue) tokenise(m *machine, l *language, code []byte) (err error) {
	defer func() {
		if recover() != nil { // lexers panic on what their authors did not think of
			err = errStuck
		}
	}()
	m.tokens, m.lexers, m.walk.left = m.tokens[:0], c, budget.CodeWork
	err = m.read(l, code, 0, 0, false)
	m.reached = m.end()
	m.add(len(code), chroma.Text)
	return err
}

// dialects are what authors mean by a name when the lexer of that name cannot
// make sense of their code: nearly all SQL in notes is MySQL, with # comments.
var dialects = map[string]string{"sql": "mysql"}

// dialect tries another lexer and says whether that one reads code.
func (h *Highlighter) dialect(m *machine, lang string, code []byte) bool {
	l := h.lexers.get(dialects[lang])
	return l != nil && h.lexers.tokenise(m, l, code) == nil && !prose(code, m.tokens)
}

// paint appends what code looks like to m.runs.
func (h *Highlighter) paint(m *machine, lang string, code []byte) []site.Problem {
	m.runs = m.runs[:0]
	l := h.lexers.get(lang)
	if l == nil || len(code) > budget.CodeBytes {
		m.runs = append(m.runs, run{end: len(code)})
		return nil
	}
	err := h.lexers.tokenise(m, l, code)
	if err == errStuck { // nothing that an author could mend
		m.runs = append(m.runs, run{end: len(code)})
		return nil
	}
	var problems []site.Problem
	if err != nil {
		problems = []site.Problem{{Kind: site.OverBudget, At: site.Pos{Line: 1 + bytes.Count(code[:m.reached], []byte("\n"))},
			What: "code block takes too much work to highlight; it is shown plain from here on", Hint: "name it text, or make it shorter"}}
	}
	if prose(code, m.tokens) && (err != nil || !h.dialect(m, lang, code)) {
		m.runs = append(m.runs, run{end: len(code)})
		return problems
	}
	m.runs = h.palette.runs(m.runs, code, m.tokens)
	return problems
}
