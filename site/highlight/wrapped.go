package highlight

import (
	"bytes"
	"reflect"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Some of chroma's lexers are others with Go code around them. Here is what that
// code does, on our machine.

// unwrap finds what lexer is made of. A lexer without grammar is not ours to run.
func (c *catalogue) unwrap(l *language) {
	if regex, ok := l.lexer.(*chroma.RegexLexer); ok {
		l.grammar = grammarOf(regex)
		return
	}
	if root, ok := peek[chroma.Lexer](l.lexer, "root"); ok { // a template: the text around it is in another language
		if language, ok := peek[chroma.Lexer](l.lexer, "language"); ok {
			l.grammar, l.around = grammarOf(language), c.language(root)
		}
		return
	}
	if rename, ok := peek[func(chroma.Token) []chroma.Token](l.lexer, "mapper"); ok {
		if inner, ok := peek[chroma.Lexer](l.lexer, "lexer"); ok {
			l.grammar, l.rename = grammarOf(inner), rename
		}
		return
	}
	if inner, ok := peek[chroma.Lexer](l.lexer, "Lexer"); ok {
		switch l.lexer {
		case c.byName["markdown"]:
			l.grammar, l.front = grammarOf(inner), c.get("yaml")
		case c.byName["http"]:
			l.grammar, l.body = grammarOf(inner), true
		}
	}
}

func grammarOf(lexer chroma.Lexer) *grammar {
	regex, ok := lexer.(*chroma.RegexLexer)
	if !ok {
		return nil
	}
	g, err := newGrammar(regex)
	if err != nil {
		return nil
	}
	return g
}

// peek reads a field of one of chroma's wrappers, which has neither a method
// that tells nor, mostly, an upper-case name. ok is false if there is no such
// field of that type.
func peek[T any](lexer chroma.Lexer, name string) (value T, ok bool) {
	v := reflect.ValueOf(lexer)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return value, false
	}
	field := v.Elem().FieldByName(name)
	if !field.IsValid() || field.Type() != reflect.TypeFor[T]() {
		return value, false
	}
	return *(*T)(field.Addr().UnsafePointer()), true
}

// read reads text, which begins at offset base of the block, in language l.
func (m *machine) read(l *language, text []byte, base, depth int, nested bool) error {
	switch {
	case l.grammar == nil:
		return errStuck
	case depth > maxDepth:
		return errStuck
	case l.around != nil:
		return m.template(l, text, base, depth, nested)
	case l.front != nil:
		if n := frontSize(text); n > 0 {
			if err := m.read(l.front, text[:n], base, depth+1, nested); err != nil {
				return err
			}
			text, base = text[n:], base+n
		}
	}
	first := len(m.tokens)
	if err := m.run(l.grammar, text, base, l.grammar.root, depth, nested); err != nil {
		return err
	}
	switch {
	case l.rename != nil:
		m.rename(l, text, base, first)
	case l.body:
		return m.body(text, base, depth, first)
	}
	return nil
}

// frontSize is the length of the front matter of a Markdown text.
func frontSize(text []byte) int {
	if bytes.HasPrefix(text, []byte("---\n")) {
		if i := bytes.Index(text[3:], []byte("\n---\n")); i >= 0 {
			return 3 + i + len("\n---\n")
		}
	}
	return 0
}

// rename gives the tokens from number first on the types that the wrapper has
// for their text: the words that Lisp has built in.
func (m *machine) rename(l *language, text []byte, base, first int) {
	start := base
	for i := first; i < len(m.tokens); i++ {
		t := &m.tokens[i]
		m.walk.left -= tickWork
		if to := l.rename(chroma.Token{Type: t.kind, Value: string(text[start-base : t.end-base])}); len(to) == 1 {
			t.kind = to[0].Type
		}
		start = t.end
	}
}

// body reads the body of an HTTP message in the language of its content type.
func (m *machine) body(text []byte, base, depth, first int) error {
	mime, wanted := "", false
	start := base
	for i := first; i < len(m.tokens); i++ {
		t := m.tokens[i]
		value := text[start-base : t.end-base]
		switch {
		case t.kind == chroma.Name && strings.EqualFold(string(value), "content-type"):
			wanted = true
		case t.kind == chroma.Literal && wanted:
			wanted = false
			mime, _, _ = strings.Cut(string(value), ";")
			mime = strings.TrimSpace(mime)
		case t.kind == chroma.Generic && mime != "":
			l := m.lexers.language(lexerOfMIME(mime))
			if l == nil || l.grammar == nil {
				m.tokens[i].kind = chroma.Text
				break
			}
			m.tokens = m.tokens[:i] // nothing follows a body
			return m.read(l, text[start-base:], start, depth+1, false)
		}
		start = t.end
	}
	return nil
}

// lexerOfMIME also knows types like application/calendar+xml.
func lexerOfMIME(mime string) chroma.Lexer {
	l := lexers.MatchMimeType(mime)
	if kind, rest, ok := strings.Cut(mime, "/"); l == nil && ok && strings.Contains(rest, "+") {
		l = lexers.MatchMimeType(kind + "/" + rest[strings.LastIndex(rest, "+")+1:])
	}
	return l
}

// template reads a text with commands in it: what the language of the commands
// calls Other is one text in the language around them.
func (m *machine) template(l *language, text []byte, base, depth int, nested bool) error {
	before := m.tokens
	defer func() { m.tokens = before }()
	m.tokens = nil
	if err := m.run(l.grammar, text, 0, l.grammar.root, depth+1, nested); err != nil {
		return err
	}
	m.add(len(text), chroma.Text)
	commands := m.tokens
	var others []byte
	start := 0
	for _, t := range commands {
		if t.kind == chroma.Other {
			others = append(others, text[start:t.end]...)
		}
		start = t.end
	}
	m.tokens = nil
	if err := m.read(l.around, others, 0, depth+1, nested); err != nil {
		return err
	}
	m.add(len(others), chroma.Text)
	before = append(before, weave(commands, m.tokens, base)...)
	return nil
}

// weave puts the tokens of the others where commands has Other.
func weave(commands, others []token, base int) []token {
	var out []token
	start, at, i := 0, 0, 0 // at counts what is read of the others
	for _, t := range commands {
		if t.kind != chroma.Other {
			out = append(out, token{base + t.end, t.kind})
			start = t.end
			continue
		}
		for start < t.end {
			n := min(others[i].end-at, t.end-start)
			start, at = start+n, at+n
			out = append(out, token{base + start, others[i].kind})
			if at == others[i].end {
				i++
			}
		}
	}
	return out
}
