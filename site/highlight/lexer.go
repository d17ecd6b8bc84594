package highlight

import (
	"bytes"
	"reflect"
	"strings"
	"sync"

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
	front   *language // of front matter; Markdown only
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
	l.once.Do(func() { c.prepare(l) })
	return l
}

func (c *catalogue) prepare(l *language) {
	regex, ok := l.lexer.(*chroma.RegexLexer)
	if !ok && l.lexer == c.byName["markdown"] {
		if regex, ok = inner(l.lexer); ok {
			l.front = c.get("yaml")
		}
	}
	if !ok {
		return
	}
	if g, err := newGrammar(regex); err == nil {
		l.grammar = g
	}
}

// inner is the lexer that chroma's Markdown lexer wraps to read front matter.
// We read that ourselves: unwrapped, it runs many times as fast.
func inner(lexer chroma.Lexer) (*chroma.RegexLexer, bool) {
	v := reflect.ValueOf(lexer)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, false
	}
	field := v.Elem().FieldByName("Lexer")
	if !field.IsValid() {
		return nil, false
	}
	regex, ok := field.Interface().(*chroma.RegexLexer)
	return regex, ok
}

// tokenise cuts code into tokens that are together the code.
func (c *catalogue) tokenise(m *machine, l *language, code []byte) (err error) {
	defer func() {
		if recover() != nil { // lexers panic on what their authors did not think of
			err = errStuck
		}
	}()
	m.tokens, m.lexers, m.walk.left = m.tokens[:0], c, maxWork
	if l.grammar != nil {
		err = m.file(l, code)
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

// file reads a whole block of l, front matter included.
func (m *machine) file(l *language, code []byte) error {
	front := 0
	if l.front != nil && l.front.grammar != nil && bytes.HasPrefix(code, []byte("---\n")) {
		if i := bytes.Index(code[3:], []byte("\n---\n")); i >= 0 {
			front = 3 + i + len("\n---\n")
			if err := m.run(l.front.grammar, code[:front], 0, l.front.grammar.root, 0, false); err != nil {
				return err
			}
		}
	}
	return m.run(l.grammar, code[front:], front, l.grammar.root, 0, false)
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
	if l == nil || len(code) > maxBlock {
		m.runs = append(m.runs, run{end: len(code)})
		return nil
	}
	if err := h.lexers.tokenise(m, l, code); err != nil {
		m.runs = append(m.runs, run{end: len(code)})
		if err != errSlowBlock {
			return nil // nothing that an author could mend
		}
		return []site.Problem{{Kind: site.OverBudget,
			What: "code block takes too long to highlight; it is shown plain", Hint: "name it text, or make it shorter"}}
	}
	if prose(code, m.tokens) && !h.dialect(m, lang, code) {
		m.runs = append(m.runs, run{end: len(code)})
		return nil
	}
	m.runs = h.palette.runs(m.runs, code, m.tokens)
	return nil
}
