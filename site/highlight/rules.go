package highlight

import (
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// A grammar is a chroma lexer in a form that runs fast. chroma tries the
// regular expressions of a state one after the other, with a backtracking
// engine, and allocates for each token; here all rules of a state are one
// automaton that is built while it is used. The tokens are the same: a test
// compares them for every lexer.
type grammar struct {
	lexer  *chroma.RegexLexer
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
	back    func() *backProg // for what the automaton cannot tell; nil if nobody can
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
func newGrammar(lexer *chroma.RegexLexer) (*grammar, error) {
	raw, err := lexer.Rules()
	if err != nil {
		return nil, err
	}
	rules, err := flatten(raw)
	if err != nil {
		return nil, err
	}
	g := &grammar{lexer: lexer, named: make(map[string]int, len(rules)), ensure: lexer.Config().EnsureNL}
	for name := range rules {
		g.named[name] = len(g.named)
	}
	g.states = make([]*state, len(rules))
	g.root = g.named["root"]
	done, sets := map[*chroma.CompiledRule]*rule{}, newSetCache()
	for name, compiled := range rules {
		s := &state{}
		for _, c := range compiled {
			r := done[c]
			if r == nil {
				if r, err = g.rule(c, sets); err != nil {
					return nil, err
				}
				done[c] = r
			}
			s.rules = append(s.rules, r)
		}
		s.dfa, s.hard = newDFA(s.rules, &g.runes)
		g.states[g.named[name]] = s
	}
	return g, nil
}

// flatten resolves includes and combined states, as chroma does when it
// compiles a lexer.
func flatten(raw chroma.Rules) (chroma.CompiledRules, error) {
	rules := chroma.CompiledRules{}
	for name, list := range raw {
		rules[name] = nil
		for _, r := range list {
			rules[name] = append(rules[name], &chroma.CompiledRule{Rule: r})
		}
	}
	for again := true; again; {
		var err error
		if again, err = flattenOne(rules); err != nil {
			return nil, err
		}
	}
	return rules, nil
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

// rule translates one rule.
func (g *grammar) rule(c *chroma.CompiledRule, sets *setCache) (*rule, error) {
	config := g.lexer.Config()
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
	pattern := "(?:" + c.Pattern + ")"
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	r := &rule{pattern: pattern, back: sync.OnceValue(func() *backProg {
		p, err := compileBack(pattern)
		if err != nil {
			return nil
		}
		return p
	})}
	var err error
	if r.prog, r.first, err = sets.compile(pattern); err != nil {
		return nil, err
	}
	if r.moves, err = g.moves(nil, c.Mutator); err != nil {
		return nil, err
	}
	if _, ok := c.Type.(chroma.EmitterFunc); ok {
		if p := r.back(); p != nil {
			r.emit, err = g.written(p.groups)
		} else {
			err = errCode
		}
	} else {
		r.emit, err = g.emitter(c.Type)
	}
	return r, err
}

// moves translates a mutator. chroma's own are unexported types with exported
// fields, for it stores them as XML; we read the fields as it does.
func (g *grammar) moves(moves []move, m chroma.Mutator) ([]move, error) {
	if m == nil {
		return moves, nil
	}
	s, ok := m.(chroma.SerialisableMutator)
	if !ok {
		return nil, errCode
	}
	fields := reflect.ValueOf(s).Elem()
	switch s.MutatorKind() {
	case "pop":
		return append(moves, move{pop: int(fields.FieldByName("Depth").Int()), push: keep}), nil
	case "push":
		return g.push(moves, fields.FieldByName("States").Interface().([]string))
	case "mutators":
		for _, each := range fields.FieldByName("Mutators").Interface().([]chroma.Mutator) {
			var err error
			if moves, err = g.moves(moves, each); err != nil {
				return nil, err
			}
		}
		return moves, nil
	}
	return nil, errCode
}

func (g *grammar) push(moves []move, states []string) ([]move, error) {
	if len(states) == 0 {
		return append(moves, move{push: again}), nil
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
	return moves, nil
}

// emitter translates an emitter.
func (g *grammar) emitter(e chroma.Emitter) (emitter, error) {
	switch t := e.(type) {
	case nil:
		return emitter{}, nil
	case chroma.TokenType:
		return emitter{kind: asToken, token: t}, nil
	case chroma.EmitterFunc:
		if g.lexer.Config().Name == "Go" { // there is one, for what is between backquotes
			return emitter{kind: byLexer, name: "go-text-template", string: true}, nil
		}
		return emitter{}, errCode
	}
	s, ok := e.(chroma.SerialisableEmitter)
	if !ok {
		return emitter{}, errCode
	}
	fields := reflect.ValueOf(s).Elem()
	switch s.EmitterKind() {
	case "bygroups":
		groups, err := g.emitters(fields)
		return emitter{kind: byGroups, groups: groups}, err
	case "usingbygroup":
		groups, err := g.emitters(fields)
		return emitter{kind: byNamed, groups: groups,
			naming: int(fields.FieldByName("SublexerNameGroup").Int()),
			named:  int(fields.FieldByName("CodeGroup").Int())}, err
	case "usingself":
		n, ok := g.named[fields.FieldByName("State").String()]
		if !ok {
			return emitter{}, errCode
		}
		return emitter{kind: bySelf, state: n}, nil
	case "using":
		return emitter{kind: byLexer, name: strings.ToLower(fields.FieldByName("Lexer").String())}, nil
	}
	return emitter{}, errCode
}

func (g *grammar) emitters(fields reflect.Value) ([]emitter, error) {
	var all []emitter
	for _, each := range fields.FieldByName("Emitters").Interface().(chroma.Emitters) {
		e, err := g.emitter(each)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// written is what the Go code does that makes the tokens of some rules, known
// by their lexer and number of groups.
func (g *grammar) written(groups int) (emitter, error) {
	tokens := func(types ...chroma.TokenType) emitter {
		e := emitter{kind: byGroups}
		for _, t := range types {
			e.groups = append(e.groups, emitter{kind: asToken, token: t})
		}
		return e
	}
	switch name := g.lexer.Config().Name; {
	case name == "HTTP" && groups == 6: // a header
		return tokens(chroma.Name, chroma.Text, chroma.Operator, chroma.Text, chroma.Literal, chroma.Text), nil
	case name == "HTTP" && groups == 3: // and its second line
		return tokens(chroma.Text, chroma.Literal, chroma.Text), nil
	case name == "HTTP" && groups == 0: // the body
		return emitter{kind: asToken, token: chroma.Generic}, nil
	case name == "reStructuredText" && groups == 11: // a code block
		e := tokens(chroma.Punctuation, chroma.Text, chroma.OperatorWord, chroma.Punctuation, chroma.Text, chroma.Keyword,
			chroma.Text, chroma.String, chroma.String, chroma.String, chroma.String)
		e.kind, e.naming, e.named, e.until = byNamed, 6, 8, 11
		return e, nil
	}
	return emitter{}, errCode
}
