// Package chromatest is what tests of lexers share: texts to try, and what chroma
// makes of them.
package chromatest

import (
	"fmt"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
)

// Differ compares what cut makes of text with what chroma's lexer does. It
// returns what differs, and whether chroma had an answer.
func Differ(lexer chroma.Lexer, text string, cut func(string) ([]chroma.Token, error)) (diff string, compared bool) {
	tokens, ok := ask(lexer, text)
	if !ok {
		return "", false
	}
	got, err := cut(text)
	if err != nil {
		return fmt.Sprintf("we fail: %v\n", err), true
	}
	return Diff(got, tokens), true
}

// Diff says how the tokens of a text differ, "" if they do not. Neighbours of
// one type are as good as one token.
func Diff(got, want []chroma.Token) string {
	if g, w := show(got), show(want); g != w {
		return "got\n" + g + "want\n" + w
	}
	return ""
}

// show writes tokens one a line, neighbours of one type joined.
func show(tokens []chroma.Token) string {
	var b strings.Builder
	for i := 0; i < len(tokens); {
		kind, value := tokens[i].Type, ""
		for ; i < len(tokens) && (tokens[i].Type == kind || tokens[i].Value == ""); i++ {
			value += tokens[i].Value
		}
		if value != "" {
			fmt.Fprintf(&b, "%v %q\n", kind, value)
		}
	}
	return b.String()
}

// Whole gives all of text to tokens: a newline too much goes, and what is left
// over is Text. ok is false if they say something else than text.
func Whole(tokens []chroma.Token, text string) (whole []chroma.Token, ok bool) {
	rest := text
	for _, t := range tokens {
		if len(t.Value) == len(rest)+1 {
			t.Value = strings.TrimSuffix(t.Value, "\n")
		}
		if rest, ok = strings.CutPrefix(rest, t.Value); !ok {
			return nil, false
		}
		whole = append(whole, t)
	}
	return append(whole, chroma.Token{Type: chroma.Text, Value: rest}), true
}

// ask lets chroma cut text; ok is false if it takes too long, panics or changes
// the text.
func ask(l chroma.Lexer, text string) (tokens []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return nil, false
	}
	start := time.Now()
	for t := next(); t != chroma.EOF; t = next() {
		if time.Since(start) > time.Second/5 {
			return nil, false
		}
		tokens = append(tokens, t)
	}
	return Whole(tokens, text)
}
