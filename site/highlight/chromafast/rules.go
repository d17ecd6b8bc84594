package chromafast

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// A grammar is the rules of a lexer. Those of a state are one automaton, except
// the hard ones.
type grammar struct {
	lexer  chroma.Lexer
	states []*state
	root   int
	named  map[string]int
	ensure bool // the lexer wants a newline at the end
	runes  runeClasses
}

// A state is one state of the lexer's stack machine.
type state struct {
	rules []*rule
	dfa   *dfa
	hard  []int // rules that no automaton can decide, by number
}

// A rule matches text, changes the stack and emits tokens.
type rule struct {
	prog    *prog // nil if the rule is hard
	first   first // characters that a match can begin with
	pattern string
	back    func() *prog // for the backtracker; nil if the pattern is foreign to it
	moves   []move
	emit    emitter
}

// A move changes the stack: it pops some states, then pushes one.
type move struct {
	pop  int
	push int // state, or keep, or again
}

const (
	keep  = -1 // push nothing
	again = -2 // push the current state once more
	lost  = -3 // push a state that does not exist: four lexers have such a mistake
)

// An emitter makes tokens of a match.
type emitter struct {
	kind   emitKind
	token  chroma.TokenType
	groups []emitter // byGroups, byNamed
	naming int       // byNamed: the group that names the language, from 1
	named  int       // byNamed: the group in that language, from 1
	state  int       // bySelf: where to start
	name   string    // byLexer: the name of the other lexer
	string bool      // byLexer: what the other lexer calls Other is a string
	until  int       // byNamed: the last group in that language, if not only named is
}

type emitKind uint8

const (
	nothing  emitKind = iota
	asToken           // the whole match is one token
	byGroups          // each group has its emitter
	bySelf            // the match is read again from another state
	byNamed           // like byGroups, but one group names the language of another
	byLexer           // the match is in another language
)

// errCode means that only chroma itself could run a lexer: it has Go code in its
// rules that looks at chroma's own state. chroma gives up on a rule after a
// quarter of a second, so what it makes of a text depends on how busy a machine
// is; we never ask it.
var errCode = errors.New("lexer needs chroma's own machine")

// newGrammar translates a lexer.
func newGrammar(lexer chroma.Lexer) (*grammar, error) {
	rules, err := rulesOf(lexer)
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(rules))
	g := &grammar{lexer: lexer, named: make(map[string]int, len(rules)), ensure: lexer.Config().EnsureNL}
	for i, name := range names {
		g.named[name] = i
	}
	var ok bool
	if g.root, ok = g.named["root"]; !ok {
		return nil, errors.New("there is no state root")
	}
	t := translator{grammar: g, done: map[*chroma.CompiledRule]*rule{}, sets: newSetCache()}
	for _, name := range names {
		s, err := t.state(rules[name])
		if err != nil {
			return nil, fmt.Errorf("state %s: %w", name, err)
		}
		g.states = append(g.states, s)
	}
	return g, nil
}

// rulesOf are the rules of a lexer by state. Includes and combined states are
// resolved as chroma does when it compiles a lexer.
func rulesOf(lexer chroma.Lexer) (chroma.CompiledRules, error) {
	regex, ok := lexer.(*chroma.RegexLexer)
	if !ok {
		return nil, fmt.Errorf("%T is no *chroma.RegexLexer", lexer)
	}
	raw, err := regex.Rules()
	if err != nil {
		return nil, err
	}
	rules := chroma.CompiledRules{}
	for name, list := range raw {
		rules[name] = nil
		for _, r := range list {
			rules[name] = append(rules[name], &chroma.CompiledRule{Rule: r})
		}
	}
	for again := true; again && err == nil; {
		again, err = flattenOne(rules)
	}
	return rules, err
}

// flattenOne resolves the first include that it finds.
func flattenOne(rules chroma.CompiledRules) (bool, error) {
	for name, list := range rules {
		for i, r := range list {
			if m, ok := r.Mutator.(chroma.LexerMutator); ok {
				return true, m.MutateLexer(rules, name, i)
			}
		}
	}
	return false, nil
}

// A translator translates the rules of a lexer. Several states may include the
// same rule.
type translator struct {
	*grammar
	done map[*chroma.CompiledRule]*rule
	sets *setCache
}

// state translates the rules of a state.
func (t *translator) state(rules []*chroma.CompiledRule) (*state, error) {
	s := &state{}
	for _, c := range rules {
		r := t.done[c]
		if r == nil {
			var err error
			if r, err = t.rule(c); err != nil {
				return nil, fmt.Errorf("rule %s: %w", c.Pattern, err)
			}
			t.done[c] = r
		}
		s.rules = append(s.rules, r)
	}
	s.dfa, s.hard = newDFA(s.rules, &t.runes)
	return s, nil
}

// rule translates one rule.
func (t *translator) rule(c *chroma.CompiledRule) (*rule, error) {
	pattern := withFlags(c.Pattern, t.lexer.Config())
	r := &rule{pattern: pattern, back: sync.OnceValue(func() *prog {
		p, err := compileBack(pattern)
		if err != nil {
			return nil
		}
		return p
	})}
	var err error
	if r.prog, r.first, err = t.sets.compile(pattern); err != nil {
		return nil, err
	}
	if r.moves, err = t.moves(nil, c.Mutator); err != nil {
		return nil, err
	}
	if _, ok := c.Type.(chroma.EmitterFunc); !ok {
		r.emit, err = t.emitter(c.Type)
	} else if p := r.back(); p != nil {
		r.emit, err = t.written(p.groups)
	} else {
		err = errForeign
	}
	return r, err
}

// withFlags is the pattern as chroma compiles it.
func withFlags(pattern string, config *chroma.Config) string {
	flags := ""
	if !config.NotMultiline {
		flags += "m"
	}
	if config.CaseInsensitive {
		flags += "i"
	}
	if config.DotAll {
		flags += "s"
	}
	if flags == "" {
		return "(?:" + pattern + ")"
	}
	return "(?" + flags + ")(?:" + pattern + ")"
}

// push translates the states that a rule pushes.
func (g *grammar) push(moves []move, states []string) []move {
	if len(states) == 0 {
		return append(moves, move{push: again})
	}
	for _, name := range states {
		if name == "#pop" {
			moves = append(moves, move{pop: 1, push: keep})
			continue
		}
		n, ok := g.named[name]
		if !ok {
			n = lost
		}
		moves = append(moves, move{push: n})
	}
	return moves
}
