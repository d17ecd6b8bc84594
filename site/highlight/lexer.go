package highlight

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site"
)

// A catalogue finds lexers by the names that authors use. chroma's own search
// tries file name patterns when a name is unknown, which is slow and guesses.
type catalogue struct {
	mu    sync.RWMutex
	named map[string]chroma.Lexer
}

func newCatalogue() *catalogue { return &catalogue{named: map[string]chroma.Lexer{}} }

func (c *catalogue) get(lang string) chroma.Lexer {
	c.mu.RLock()
	l, ok := c.named[lang]
	c.mu.RUnlock()
	if !ok {
		l = lexers.Get(lang)
		c.mu.Lock()
		c.named[lang] = l
		c.mu.Unlock()
	}
	return l
}

// runs cuts code into stretches of one class.
func (h *Highlighter) runs(lang string, code []byte) (runs []run, problems []site.Problem) {
	plain := []run{{end: len(code)}}
	lexer := h.lexers.get(lang)
	if lang == "" || lexer == nil {
		return plain, nil
	}
	defer func() {
		if recover() != nil {
			runs = plain
		}
	}()
	text := string(code)
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return plain, nil
	}
	at := 0
	for t := next(); t != chroma.EOF; t = next() {
		if !strings.HasPrefix(text[at:], t.Value) {
			return plain, nil
		}
		at += len(t.Value)
		class := h.palette.class[t.Type]
		if n := len(runs); n > 0 && runs[n-1].class == class {
			runs[n-1].end = at
		} else {
			runs = append(runs, run{at, class})
		}
	}
	if at < len(code) {
		runs = append(runs, run{len(code), ""})
	}
	return runs, nil
}
