package chromafast

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// read reads text, which begins at offset base of the whole, in language of l.
func (m *machine) read(l *Lexer, text []byte, base, depth int, nested bool) error {
	switch {
	case depth > maxDepth:
		return ErrStuck
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

// rename gives tokens, from number first on, the types that the wrapper has for
// their text, as for the functions that Lisp has built in.
func (m *machine) rename(l *Lexer, text []byte, base, first int) {
	start := base
	for i := first; i < len(m.tokens); i++ {
		t := &m.tokens[i]
		m.walk.left -= tickWork
		if to := l.rename(chroma.Token{Type: t.Type, Value: string(text[start-base : t.End-base])}); len(to) == 1 {
			t.Type = to[0].Type
		}
		start = t.End
	}
}

// body reads the body of an HTTP message in the language of its content type.
func (m *machine) body(text []byte, base, depth, first int) error {
	mime, wanted := "", false
	start := base
	for i := first; i < len(m.tokens); i++ {
		t := m.tokens[i]
		value := text[start-base : t.End-base]
		switch {
		case t.Type == chroma.Name && strings.EqualFold(string(value), "content-type"):
			wanted = true
		case t.Type == chroma.Literal && wanted:
			wanted = false
			mime, _, _ = strings.Cut(string(value), ";")
			mime = strings.TrimSpace(mime)
		case t.Type == chroma.Generic && mime != "":
			l := m.ofMIME(mime)
			if l == nil {
				m.tokens[i].Type = chroma.Text
				break
			}
			m.tokens = m.tokens[:i] // nothing follows a body
			return m.read(l, text[start-base:], start, depth+1, false)
		}
		start = t.End
	}
	return nil
}

// ofMIME finds the language of a type, also of one like
// application/calendar+xml; nil if there is none.
func (m *machine) ofMIME(mime string) *Lexer {
	lexer := lexers.MatchMimeType(mime)
	if kind, rest, ok := strings.Cut(mime, "/"); lexer == nil && ok && strings.Contains(rest, "+") {
		lexer = lexers.MatchMimeType(kind + "/" + rest[strings.LastIndex(rest, "+")+1:])
	}
	if lexer == nil {
		return nil
	}
	l, err := m.compiler.Compile(lexer)
	if err != nil {
		return nil
	}
	return l
}

// template reads a text with commands in it. The parts that the language of the
// commands calls Other are together one text in the language around them.
func (m *machine) template(l *Lexer, text []byte, base, depth int, nested bool) error {
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
		if t.Type == chroma.Other {
			others = append(others, text[start:t.End]...)
		}
		start = t.End
	}
	m.tokens = nil
	if err := m.read(l.around, others, 0, depth+1, nested); err != nil {
		return err
	}
	m.add(len(others), chroma.Text)
	before = append(before, weave(commands, m.tokens, base)...)
	return nil
}

// weave replaces the tokens of type Other in commands by those of others.
func weave(commands, others []Token, base int) []Token {
	var out []Token
	start, at, i := 0, 0, 0 // at counts what is read of the others
	for _, t := range commands {
		if t.Type != chroma.Other {
			out = append(out, Token{t.Type, base + t.End})
			start = t.End
			continue
		}
		for start < t.End {
			n := min(others[i].End-at, t.End-start)
			start, at = start+n, at+n
			out = append(out, Token{others[i].Type, base + start})
			if at == others[i].End {
				i++
			}
		}
	}
	return out
}
