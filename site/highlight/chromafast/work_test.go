package chromafast

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/biji-notes/biji/site/testkit"
)

// trace is how a text is cut, and what that costs.
func (l *Lexer) trace(text string) string {
	m := machine{compiler: l.compiler, walk: walk{left: work}}
	err := m.tokenise(l, []byte(text))
	return fmt.Sprint(m.tokens, m.walk.left, err)
}

// What is read costs the same, and is cut alike, whether the automatons know
// the way already, find it out, or have no room to remember it.
func TestWorkIsCountedAlike(t *testing.T) {
	warm := NewCompiler(lexers.Get)
	type block struct{ lang, text string }
	var all []block
	for _, lang := range []string{"go", "java", "python", "sql", "bash", "html", "markdown", "yaml", "rust", "js", "c", "php", "ruby", "http", "common-lisp"} {
		all = append(all, block{lang, strings.Join(chromatest.Samples, "")})
	}
	for _, b := range chromatest.Hostile {
		all = append(all, block{b.Lang, b.Text[:2000]})
	}
	all = testkit.Some(all, 20, 20)
	for _, b := range all {
		compiled(t, warm, b.lang).trace(b.text)
	}
	cold, tight := NewCompiler(lexers.Get), NewCompiler(lexers.Get)
	for i, b := range slices.Backward(all) {
		want := compiled(t, warm, b.lang).trace(b.text)
		if got := compiled(t, cold, b.lang).trace(b.text); got != want {
			t.Errorf("%s, text %d: cold\n%s\nwarm\n%s", b.lang, i, got, want)
		}
		l := compiled(t, tight, b.lang)
		for _, s := range l.grammar.states {
			s.dfa.most = 3
		}
		if got := l.trace(b.text); got != want {
			t.Errorf("%s, text %d: without room\n%s\nwith room\n%s", b.lang, i, got, want)
		}
	}
}

func compiled(t *testing.T, c *Compiler, name string) *Lexer {
	t.Helper()
	l, err := c.named(name)
	if err != nil || l == nil {
		t.Fatal(name, err)
	}
	return l
}

// A text that costs more than the budget has the tokens up to there, and these
// are the ones that it has anyway.
func TestBudget(t *testing.T) {
	l := compiled(t, NewCompiler(lexers.Get), "go")
	text := bytes.Repeat([]byte("a b "), 200)
	all, err := l.Tokens(nil, text, work)
	if err != nil || all[len(all)-1].End != len(text) {
		t.Fatal(err, all)
	}
	cut := 0
	for budget := range 10_000 {
		some, err := l.Tokens(nil, text, budget)
		switch {
		case err == nil && !slices.Equal(some, all), !slices.Equal(some, all[:len(some)]):
			t.Fatalf("%d: %v", budget, some)
		case err == ErrBudget && len(some) > 0:
			cut++
		case err == nil && budget < 20*len(all), err != nil && err != ErrBudget:
			t.Errorf("%d: %v", budget, err)
		}
	}
	if cut < 1000 {
		t.Errorf("only %d budgets cut the text", cut)
	}
}
