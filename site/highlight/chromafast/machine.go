package chromafast

import (
	"bytes"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

const (
	maxDepth = 40   // of languages within languages
	maxIdle  = 1000 // matches in a row that do not move

	tickWork = 20 // of a match, beside the reading
)

// A machine runs grammars over a text.
type machine struct {
	compiler *Compiler
	tokens   []Token
	walk     walk // and the work that is left
	back     backtracker
	scratch  tracker
}

// tokenise cuts text into tokens that are together the text, or its beginning.
func (m *machine) tokenise(l *Lexer, text []byte) (err error) {
	defer func() {
		if recover() != nil { // lexers panic on what their authors did not think of
			err = ErrStuck
		}
	}()
	if err = m.read(l, text, 0, 0, false); err == nil {
		m.add(len(text), chroma.Text)
	}
	return err
}

// run reads text, which begins at offset base of the whole, from state start of
// g. nested is what a language within another one is.
func (m *machine) run(g *grammar, text []byte, base, start, depth int, nested bool) error {
	if depth > maxDepth {
		return ErrStuck
	}
	size := len(text)
	if g.ensure && !nested && (size == 0 || text[size-1] != '\n') {
		text = append(text[:size:size], '\n')
	}
	stack := make([]int, 1, 16)
	stack[0] = start
	idle := 0
	for pos := 0; pos < size && len(stack) > 0; {
		if err := m.tick(); err != nil {
			return err
		}
		top := stack[len(stack)-1]
		if top == lost {
			return ErrStuck
		}
		s := g.states[top]
		r, groups, err := m.match(s, text, pos)
		if err != nil {
			return err
		}
		if r == nil {
			if text[pos] == '\n' && top != start {
				stack = append(stack[:0], start)
				continue
			}
			_, n := utf8.DecodeRune(text[pos:])
			pos += n
			m.add(base+pos, chroma.Error)
			continue
		}
		if groups[1] > pos {
			idle = 0
		} else if idle++; idle > maxIdle {
			return ErrStuck
		}
		pos = groups[1]
		var ok bool
		if stack, ok = r.move(stack, top); !ok {
			return ErrStuck
		}
		if err := m.emit(g, r.emit, text, groups, base, size, depth); err != nil {
			return err
		}
		if len(stack) == 0 && pos < size {
			m.add(base+size, chroma.Error)
		}
	}
	return nil
}

// tick counts what a match costs beside the reading.
func (m *machine) tick() error {
	if m.walk.left -= tickWork; m.walk.left < 0 {
		return ErrBudget
	}
	return nil
}

// move changes the stack as the rule says. It fails if there is nothing to pop.
func (r *rule) move(stack []int, current int) ([]int, bool) {
	for _, mv := range r.moves {
		if mv.pop > len(stack) {
			return nil, false
		}
		stack = stack[:len(stack)-mv.pop]
		switch mv.push {
		case keep:
		case again:
			stack = append(stack, current)
		default:
			stack = append(stack, mv.push)
		}
	}
	return stack, len(stack) < maxInsts
}

// match finds the first rule of s that matches at pos. Groups are pairs of
// offsets, the whole match first; -1 is a group that took no part. They are
// valid until the next call.
func (m *machine) match(s *state, text []byte, pos int) (*rule, []int, error) {
	best, end := s.dfa.match(&m.walk, text, pos)
	if m.walk.left < 0 {
		return nil, nil, ErrBudget
	}
	for _, i := range s.hard {
		if best >= 0 && i > best {
			break
		}
		r := s.rules[i]
		if !r.first.allows(text[pos]) {
			continue
		}
		groups, err := m.search(r, text, pos)
		if groups != nil || err != nil {
			return r, groups, err
		}
	}
	if best < 0 {
		return nil, nil, nil
	}
	r := s.rules[best]
	if r.emit.kind != byGroups && r.emit.kind != byNamed && !r.prog.trailing {
		m.scratch.groups = append(m.scratch.groups[:0], pos, end)
		return r, m.scratch.groups, nil
	}
	if m.scratch.capture(&m.walk, r.prog, text, pos, end) {
		return r, m.scratch.groups, nil
	}
	if m.walk.left < 0 {
		return nil, nil, ErrBudget
	}
	groups, err := m.search(r, text, pos)
	return r, groups, err
}

// search asks the backtracker.
func (m *machine) search(r *rule, text []byte, pos int) ([]int, error) {
	p := r.back()
	if p == nil {
		return nil, ErrStuck
	}
	m.back.left = m.walk.left
	var ok bool
	m.scratch.groups, ok = m.back.match(p, text, pos, m.scratch.groups)
	m.walk.left = m.back.left
	switch {
	case m.walk.left < 0:
		return nil, ErrBudget
	case !ok:
		return nil, nil
	}
	return m.scratch.groups, nil
}

// emit adds the tokens of a match.
func (m *machine) emit(g *grammar, e emitter, text []byte, groups []int, base, size, depth int) error {
	from, to := groups[0], min(groups[1], size)
	switch e.kind {
	case asToken:
		m.add(base+to, e.token)
	case byGroups, byNamed:
		if len(e.groups) != len(groups)/2-1 {
			m.add(base+to, chroma.Error)
			return nil
		}
		pairs := append([]int(nil), groups[2:]...) // nested languages use the same scratch
		return m.emitGroups(g, e, text, pairs, base, size, depth)
	case bySelf:
		return m.run(g, text[from:to], base+from, e.state, depth+1, true)
	case byLexer:
		l, err := m.compiler.named(e.name)
		if err != nil {
			return ErrStuck
		}
		if l == nil {
			m.add(base+to, chroma.Text)
			return nil
		}
		first := len(m.tokens)
		err = m.read(l, text[from:to], base+from, depth+1, true)
		if e.string {
			m.quote(first)
		}
		return err
	}
	return nil
}

// emitGroups adds the tokens of the groups of a match.
func (m *machine) emitGroups(g *grammar, e emitter, text []byte, pairs []int, base, size, depth int) error {
	for i, sub := range e.groups {
		from, to := pairs[2*i], pairs[2*i+1]
		if from >= to || sub.silent() {
			continue
		}
		if at := m.end() - base; from > at {
			m.add(base+from, chroma.Text) // no group holds this
		} else if from < at {
			// A group within another one stands for the same text further on: (**)…\1
			if at+to-from > len(text) || !bytes.Equal(text[at:at+to-from], text[from:to]) {
				return ErrStuck
			}
			from, to = at, at+to-from
		}
		if e.kind == byNamed && i == e.named-1 {
			name := pairs[2*e.naming-2 : 2*e.naming]
			l, err := m.compiler.named(string(bytes.ToLower(text[max(name[0], 0):max(name[1], 0)])))
			if err != nil {
				return ErrStuck
			}
			if l != nil {
				if e.until > 0 {
					to = pairs[2*e.until-1]
				}
				if err := m.read(l, text[from:to], base+from, depth+1, true); err != nil || e.until > 0 {
					return err
				}
				continue
			}
		}
		if err := m.emit(g, sub, text, []int{from, to}, base, size, depth); err != nil {
			return err
		}
	}
	return nil
}

// silent tells whether e makes no token: the text belongs to a group around it,
// as the indent that a later line repeats (YAML, OCaml), or to none.
func (e emitter) silent() bool {
	return e.kind == nothing || e.kind == asToken && e.token == chroma.Ignore
}

// end is where the last token ends.
func (m *machine) end() int {
	if len(m.tokens) == 0 {
		return 0
	}
	return m.tokens[len(m.tokens)-1].End
}

// quote makes strings of the tokens from number first on that are nothing else.
func (m *machine) quote(first int) {
	for i := first; i < len(m.tokens); i++ {
		if m.tokens[i].Type == chroma.Other {
			m.tokens[i].Type = chroma.LiteralString
		}
	}
}

// add notes a token that ends at end. What lies between it and the one before
// belongs to it.
func (m *machine) add(end int, kind chroma.TokenType) {
	if end > m.end() {
		m.tokens = append(m.tokens, Token{kind, end})
	}
}
