package chromafast

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// This file has all that depends on what chroma does not promise: the fields of
// mutators and emitters, which are exported only because chroma stores them as
// XML, the private fields of its wrappers, and what the Go code in some lexers
// does. TestSameTokensAsChroma compiles every lexer, so it fails if an upgrade
// renames a field.

// checked is the version of chroma that this file was checked against.
const checked = "v2.27.0"

// field reads a field of a struct of chroma for which there is no method.
func field[T any](of any, name string) (value T, err error) {
	if v := reflect.ValueOf(of); v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
		if f := v.Elem().FieldByName(name); f.IsValid() && f.Type() == reflect.TypeFor[T]() {
			return *(*T)(f.Addr().UnsafePointer()), nil
		}
	}
	return value, fmt.Errorf("%T has no field %s of type %v, which it has in chroma %s", of, name, reflect.TypeFor[T](), checked)
}

// inside are the kinds of lexers that compile, and the field with the lexer that
// has the rules; a RegexLexer has them itself.
var inside = map[string]string{
	"*chroma.RegexLexer":           "",
	"*chroma.delegatingLexer":      "language", // a template: what its rules call Other is in the language of root
	"*chroma.remappingLexer":       "lexer",
	"*lexers.markdownLexer":        "Lexer",
	"*lexers.httpBodyContentTyper": "Lexer",
}

// unwrap compiles what lexer is made of: rules, or another lexer with Go code
// around it.
func (l *Lexer) unwrap(lexer chroma.Lexer) error {
	kind := reflect.TypeOf(lexer).String()
	name, ok := inside[kind]
	if !ok {
		return fmt.Errorf("type %s is not known from chroma %s: %w", kind, checked, errCode)
	}
	rules, err := lexer, error(nil)
	if name != "" {
		rules, err = field[chroma.Lexer](lexer, name)
	}
	if err != nil {
		return err
	}
	if l.grammar, err = newGrammar(rules); err != nil {
		return err
	}
	switch kind {
	case "*chroma.delegatingLexer":
		l.around, err = l.part(lexer, "root")
	case "*chroma.remappingLexer":
		l.rename, err = field[func(chroma.Token) []chroma.Token](lexer, "mapper")
	case "*lexers.markdownLexer":
		l.front, err = l.compiler.named("yaml")
	case "*lexers.httpBodyContentTyper":
		l.body = true
	}
	return err
}

// part compiles the lexer in a field of another one.
func (l *Lexer) part(lexer chroma.Lexer, name string) (*Lexer, error) {
	inner, err := field[chroma.Lexer](lexer, name)
	if err != nil {
		return nil, err
	}
	return l.compiler.Compile(inner)
}

// moves translates a mutator.
func (g *grammar) moves(moves []move, m chroma.Mutator) ([]move, error) {
	if m == nil {
		return moves, nil
	}
	kind := ""
	if s, ok := m.(chroma.SerialisableMutator); ok {
		kind = s.MutatorKind()
	}
	switch kind {
	case "pop":
		depth, err := field[int](m, "Depth")
		return append(moves, move{pop: depth, push: keep}), err
	case "push":
		states, err := field[[]string](m, "States")
		return g.push(moves, states), err
	case "mutators":
		all, err := field[[]chroma.Mutator](m, "Mutators")
		for i := 0; i < len(all) && err == nil; i++ {
			moves, err = g.moves(moves, all[i])
		}
		return moves, err
	}
	return nil, fmt.Errorf("mutator %T: %w", m, errCode)
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
	case chroma.SerialisableEmitter:
		return g.stored(t)
	}
	return emitter{}, fmt.Errorf("emitter %T: %w", e, errCode)
}

// stored translates an emitter that chroma can store as XML.
func (g *grammar) stored(e chroma.SerialisableEmitter) (emitter, error) {
	switch e.EmitterKind() {
	case "bygroups":
		groups, err := g.emitters(e)
		return emitter{kind: byGroups, groups: groups}, err
	case "usingbygroup":
		groups, err := g.emitters(e)
		naming, err2 := field[int](e, "SublexerNameGroup")
		named, err3 := field[int](e, "CodeGroup")
		return emitter{kind: byNamed, groups: groups, naming: naming, named: named}, errors.Join(err, err2, err3)
	case "usingself":
		name, err := field[string](e, "State")
		state, ok := g.named[name]
		if err == nil && !ok {
			err = fmt.Errorf("there is no state %s", name)
		}
		return emitter{kind: bySelf, state: state}, err
	case "using":
		name, err := field[string](e, "Lexer")
		return emitter{kind: byLexer, name: strings.ToLower(name)}, err
	}
	return emitter{}, fmt.Errorf("emitter %T of kind %s: %w", e, e.EmitterKind(), errCode)
}

func (g *grammar) emitters(of chroma.Emitter) ([]emitter, error) {
	list, err := field[chroma.Emitters](of, "Emitters")
	if err != nil {
		return nil, err
	}
	all := make([]emitter, len(list))
	for i, each := range list {
		if all[i], err = g.emitter(each); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// written is what Go code does that makes the tokens of a rule. It is recognised
// by the name of the lexer and the number of groups.
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
	return emitter{}, fmt.Errorf("emitter of %d groups: %w", groups, errCode)
}
