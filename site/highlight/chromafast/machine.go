package chromafast

import (
	"bytes"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

const (
	maxDepth = 40   // of languages within languages
	maxIdle  = 1000 // matches in a row that do not move
	maxStack = 20000

	tickWork = 20 // of a match, beside the reading
)

// A machine runs grammars over a text.
type machine struct {
	compiler *Compiler
	tokens   []Token
	stack    []int // states; those of a reading lie above those of the readings around it
	walk     walk  // and the work that is left
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

// A reading is a text in one language: the whole, or a part of it.
type reading struct {
	grammar *grammar
	text    []byte
	size    int // of text, except a newline that was added to it
	base    int // where text begins in the whole
	depth   int // of languages within languages

	start  int // state to begin with
	bottom int // of its states on the stack
	pos    int
	idle   int // matches in a row that did not move
}

// run reads text, which begins at offset base of the whole, from state start of
// g. nested is what a language within another one is.
func (m *machine) run(g *grammar, text []byte, base, start, depth int, nested bool) error {
	if depth > maxDepth {
		return ErrStuck
	}
	r := reading{grammar: g, text: text, size: len(text), base: base, depth: depth, start: start, bottom: len(m.stack)}
	if g.ensure && !nested && !bytes.HasSuffix(text, []byte("\n")) {
		r.text = append(text[:r.size:r.size], '\n')
	}
	m.stack = append(m.stack, start)
	for r.pos < r.size && len(m.stack) > r.bottom {
		if err := m.step(&r); err != nil {
			return err
		}
	}
	m.stack = m.stack[:r.bottom]
	return nil
}

// step applies the first rule that matches.
func (m *machine) step(r *reading) error {
	if m.walk.left -= tickWork; m.walk.left < 0 {
		return ErrBudget
	}
	top := m.stack[len(m.stack)-1]
	if top == lost {
		return ErrStuck
	}
	rule, groups, err := m.match(r.grammar.states[top], r.text, r.pos)
	if err != nil {
		return err
	}
	if rule == nil {
		m.skip(r, top)
		return nil
	}
	if r.idle++; groups[1] > r.pos {
		r.idle = 0
	}
	r.pos = groups[1]
	if !m.move(r, rule.moves) || r.idle > maxIdle {
		return ErrStuck
	}
	err = m.emit(r, rule.emit, groups)
	if err == nil && len(m.stack) == r.bottom && r.pos < r.size {
		m.add(r.base+r.size, chroma.Error)
	}
	return err
}

// skip takes a character that no rule matches. A newline leads back to the first
// state; any other character is an error.
func (m *machine) skip(r *reading, top int) {
	if r.text[r.pos] == '\n' && top != r.start {
		m.stack = append(m.stack[:r.bottom], r.start)
		return
	}
	_, n := utf8.DecodeRune(r.text[r.pos:])
	r.pos += n
	m.add(r.base+r.pos, chroma.Error)
}

// move changes the stack. It fails if there is nothing to pop.
func (m *machine) move(r *reading, moves []move) bool {
	current := m.stack[len(m.stack)-1]
	for _, mv := range moves {
		if mv.pop > len(m.stack)-r.bottom {
			return false
		}
		m.stack = m.stack[:len(m.stack)-mv.pop]
		switch mv.push {
		case keep:
		case again:
			m.stack = append(m.stack, current)
		default:
			m.stack = append(m.stack, mv.push)
		}
	}
	return len(m.stack)-r.bottom < maxStack
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
	groups, err := m.groups(s.rules[best], text, pos, end)
	return s.rules[best], groups, err
}

// groups finds the groups of r, which matches text[pos:end].
func (m *machine) groups(r *rule, text []byte, pos, end int) ([]int, error) {
	if r.emit.kind != byGroups && r.emit.kind != byNamed && !r.prog.trailing {
		m.scratch.groups = append(m.scratch.groups[:0], pos, end)
		return m.scratch.groups, nil
	}
	if m.scratch.capture(&m.walk, r.prog, text, pos, end) {
		return m.scratch.groups, nil
	}
	if m.walk.left < 0 {
		return nil, ErrBudget
	}
	return m.search(r, text, pos)
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
func (m *machine) emit(r *reading, e emitter, groups []int) error {
	from, to := groups[0], min(groups[1], r.size)
	switch e.kind {
	case asToken:
		m.add(r.base+to, e.token)
	case byGroups, byNamed:
		if len(e.groups) != len(groups)/2-1 {
			m.add(r.base+to, chroma.Error)
			return nil
		}
		pairs := append([]int(nil), groups[2:]...) // nested languages use the same scratch
		return m.emitGroups(r, e, pairs)
	case bySelf:
		return m.run(r.grammar, r.text[from:to], r.base+from, e.state, r.depth+1, true)
	case byLexer:
		first := len(m.tokens)
		found, err := m.embed(r, e.name, from, to)
		if !found {
			m.add(r.base+to, chroma.Text)
		} else if e.string {
			m.quote(first)
		}
		return err
	}
	return nil
}

// emitGroups adds the tokens of the groups of a match.
func (m *machine) emitGroups(r *reading, e emitter, pairs []int) error {
	for i, sub := range e.groups {
		from, to := pairs[2*i], pairs[2*i+1]
		if from >= to || sub.silent() {
			continue
		}
		from, to, err := m.place(r, from, to)
		if err != nil {
			return err
		}
		found := false
		if e.kind == byNamed && i == e.named-1 {
			if found, err = m.embed(r, e.nameIn(r.text, pairs), from, e.last(pairs, to)); found && e.until > 0 {
				return err
			}
		}
		if !found {
			err = m.emit(r, sub, []int{from, to})
		}
		if err != nil {
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

// nameIn is what a text calls the language that is in it.
func (e emitter) nameIn(text []byte, pairs []int) string {
	from, to := pairs[2*e.naming-2], pairs[2*e.naming-1]
	return string(bytes.ToLower(text[max(from, 0):max(to, 0)]))
}

// last is where the part in that language ends, if its first group ends at to.
func (e emitter) last(pairs []int, to int) int {
	if e.until > 0 {
		return pairs[2*e.until-1]
	}
	return to
}

// place is where the tokens of a group begin and end that matches text[from:to].
// Text before it that is in no group becomes a token.
func (m *machine) place(r *reading, from, to int) (int, int, error) {
	at := m.end() - r.base
	if from >= at {
		m.add(r.base+from, chroma.Text)
		return from, to, nil
	}
	// A group within another one stands for the same text further on: (**)…\1
	end := at + to - from
	if end > len(r.text) || !bytes.Equal(r.text[at:end], r.text[from:to]) {
		return 0, 0, ErrStuck
	}
	return at, end, nil
}

// embed reads a part of the text in the language of that name, if there is one.
func (m *machine) embed(r *reading, name string, from, to int) (found bool, err error) {
	l, err := m.compiler.named(name)
	switch {
	case err != nil:
		return true, ErrStuck
	case l == nil:
		return false, nil
	}
	return true, m.read(l, r.text[from:to], r.base+from, r.depth+1, true)
}

// quote makes strings of the tokens from number first on that are nothing else.
func (m *machine) quote(first int) {
	for i := first; i < len(m.tokens); i++ {
		if m.tokens[i].Type == chroma.Other {
			m.tokens[i].Type = chroma.LiteralString
		}
	}
}

// end is where the last token ends.
func (m *machine) end() int {
	if len(m.tokens) == 0 {
		return 0
	}
	return m.tokens[len(m.tokens)-1].End
}

// add notes a token that ends at end. It begins where the last one ends.
func (m *machine) add(end int, kind chroma.TokenType) {
	if end > m.end() {
		m.tokens = append(m.tokens, Token{kind, end})
	}
}
