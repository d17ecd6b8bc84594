package chromafast

import (
	"errors"
	"fmt"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

var (
	// ErrBudget means that a text costs more than the budget.
	ErrBudget = errors.New("text takes too much work")
	// ErrStuck means that the lexer can make nothing of a text: it never moves
	// on, pops from an empty stack, goes to a state that does not exist, or hands
	// a part to a lexer that does not compile.
	ErrStuck = errors.New("lexer is stuck")
)

// A Token is a stretch of text of one type; it begins where the one before ends.
type Token struct {
	Type chroma.TokenType
	End  int // offset in bytes
}

// A Compiler compiles lexers, and keeps each of them. It is safe for concurrent
// use.
type Compiler struct {
	find     func(name string) chroma.Lexer
	machines sync.Pool // of *machine: their slices grow to the size of the largest text

	mu   sync.Mutex
	made map[chroma.Lexer]*Lexer
}

// NewCompiler makes a Compiler. Lexers look for others with find, by name: for
// the code in a Markdown fence, or for the style sheet in a page. find returns
// nil if there is no lexer of that name; then the part has type Text, or what
// the lexer around it says. It must be safe for concurrent use; lexers.Get is
// one.
func NewCompiler(find func(name string) chroma.Lexer) *Compiler {
	c := &Compiler{find: find, made: map[chroma.Lexer]*Lexer{}}
	c.machines.New = func() any { return &machine{compiler: c} }
	return c
}

// A Lexer is a compiled lexer. It is safe for concurrent use.
type Lexer struct {
	compiler *Compiler
	grammar  *grammar
	front    *Lexer                            // of front matter; Markdown only
	around   *Lexer                            // of what a template is in
	rename   func(chroma.Token) []chroma.Token // gives tokens another type, by their text
	body     bool                              // HTTP: the body has a language of its own

	once sync.Once
	err  error // that compiling it gave
}

// Compile compiles a lexer, or returns what it made of it before. The error says
// which part of the lexer is not understood.
func (c *Compiler) Compile(lexer chroma.Lexer) (*Lexer, error) {
	c.mu.Lock()
	l := c.made[lexer]
	if l == nil {
		l = &Lexer{compiler: c}
		c.made[lexer] = l
	}
	c.mu.Unlock()
	l.once.Do(func() {
		if err := l.unwrap(lexer); err != nil {
			l.err = fmt.Errorf("compile lexer %s: %w", lexer.Config().Name, err)
		}
	})
	if l.err != nil {
		return nil, l.err
	}
	return l, nil
}

// named compiles the lexer that is found by a name; nil if there is none.
func (c *Compiler) named(name string) (*Lexer, error) {
	lexer := c.find(name)
	if lexer == nil {
		return nil, nil
	}
	return c.Compile(lexer)
}

// Tokens cuts text, which is UTF-8 and shorter than 2 GB, into tokens that are
// together the text. They are in the memory of reuse if they have room there.
// Line ends are read as they are, unlike by chroma, which reads \r\n as \n.
//
// The error is ErrBudget if that takes more work than budget; then the tokens
// end where reading ended. On ErrStuck they mean nothing.
func (l *Lexer) Tokens(reuse []Token, text []byte, budget int) ([]Token, error) {
	m := l.compiler.machines.Get().(*machine)
	defer l.compiler.machines.Put(m)
	m.tokens, m.stack, m.walk.left = reuse[:0], m.stack[:0], budget
	err := m.tokenise(l, text)
	tokens := m.tokens
	m.tokens = nil
	return tokens, err
}
