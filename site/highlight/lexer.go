package highlight

import (
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site"
)

// A catalogue finds lexers by the names that authors use, and keeps them.
type catalogue struct {
	byName map[string]chroma.Lexer // all of chroma's names and aliases, lower-cased

	mu    sync.Mutex
	ready map[chroma.Lexer]*language
}

// A language is a lexer, and its grammar if it has one.
type language struct {
	lexer   chroma.Lexer
	grammar *grammar
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
	l.once.Do(func() {
		if regex, ok := lexer.(*chroma.RegexLexer); ok {
			if g, err := newGrammar(regex); err == nil {
				l.grammar = g
			}
		}
	})
	return l
}

// tokenise cuts code into tokens that are together the code.
func (c *catalogue) tokenise(m *machine, l *language, code []byte) (err error) {
	defer func() {
		if recover() != nil { // lexers panic on what their authors did not think of
			err = errStuck
		}
	}()
	m.tokens, m.lexers, m.stop, m.steps = m.tokens[:0], c, time.Now().Add(maxTime), 0
	if l.grammar != nil {
		err = m.run(l.grammar, code, 0, l.grammar.root, 0, false)
	} else {
		var next chroma.Iterator
		if next, err = l.lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, string(code)); err == nil {
			err = m.copy(next, code, 0)
		}
	}
	if err == nil && m.end() < len(code) {
		m.add(len(code), chroma.Text)
	}
	return err
}

// machines are reused: their slices grow to the size of the largest block.
var machines = sync.Pool{New: func() any { return new(machine) }}

// runs cuts code into stretches of one class.
func (h *Highlighter) runs(lang string, code []byte) (runs []run, problems []site.Problem) {
	plain := []run{{end: len(code)}}
	l := h.lexers.get(lang)
	if l == nil || len(code) > maxBlock {
		return plain, nil
	}
	m := machines.Get().(*machine)
	defer machines.Put(m)
	if err := h.lexers.tokenise(m, l, code); err != nil {
		if err == errSlowBlock {
			problems = []site.Problem{{Kind: site.OverBudget,
				What: "code block takes too long to highlight; it is shown plain", Hint: "name it text, or make it shorter"}}
		}
		return plain, problems
	}
	start := 0
	for _, t := range m.tokens {
		class := h.palette.class[t.kind]
		if blank(code[start:t.end]) && len(runs) > 0 {
			class = runs[len(runs)-1].class
		}
		if n := len(runs); n > 0 && runs[n-1].class == class {
			runs[n-1].end = t.end
		} else {
			runs = append(runs, run{t.end, class})
		}
		start = t.end
	}
	return runs, nil
}

func blank(text []byte) bool {
	for _, b := range text {
		if b != ' ' && b != '\n' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}
