package markdown

import (
	"errors"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/biji-notes/biji/site/budget"
)

var (
	errTooSlow     = errors.New("it takes too many steps to read")
	errInterrupted = errors.New("nobody waits for it any more")
)

// A context is a parser.Context that limits how much text link references may
// add: a few bytes that use a long definition a thousand times would make a
// page of a gigabyte. It also counts the steps of the parser, because nothing
// else can stop it: it panics with errTooSlow, or with errInterrupted.
type context struct {
	parser.Context
	left  int // bytes
	steps int // that are left
	done  <-chan struct{}
	used  map[string]bool // labels of link reference definitions
}

func (p *Parser) newContext(size int) *context {
	return &context{
		Context: parser.NewContext(), left: max(budget.ReferenceBytes, size),
		steps: p.steps + budget.ParserStepsPerByte*size, done: p.options.Done,
	}
}

// Reference implements parser.Context.
func (c *context) Reference(label string) (parser.Reference, bool) {
	r, ok := c.Context.Reference(label)
	if !ok {
		return r, false
	}
	if c.left -= len(r.Destination()) + len(r.Title()); c.left < 0 {
		return nil, false
	}
	if c.used == nil {
		c.used = make(map[string]bool)
	}
	c.used[label] = true
	return r, true
}

func (c *context) spent() bool { return c.left < 0 }

// tick is called at every step of the parser.
func (c *context) tick() {
	if c.steps--; c.steps < 0 {
		panic(errTooSlow)
	}
	if c.steps%256 == 0 && closed(c.done) {
		panic(errInterrupted)
	}
}

// mustGoOn panics with errInterrupted when nobody waits any more.
func (p *Parser) mustGoOn() {
	if closed(p.options.Done) {
		panic(errInterrupted)
	}
}

// closed says whether a channel is; nil never is.
func closed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// Get implements parser.Context.
func (c *context) Get(k parser.ContextKey) any {
	c.tick()
	return c.Context.Get(k)
}

// IsInLinkLabel implements parser.Context.
func (c *context) IsInLinkLabel() bool {
	c.tick()
	return c.Context.IsInLinkLabel()
}

// SetBlockOffset implements parser.Context.
func (c *context) SetBlockOffset(v int) {
	c.tick()
	c.Context.SetBlockOffset(v)
}

// RemoveDelimiter implements parser.Context.
func (c *context) RemoveDelimiter(d *parser.Delimiter) {
	c.tick()
	c.Context.RemoveDelimiter(d)
}

// PushDelimiter implements parser.Context.
func (c *context) PushDelimiter(d *parser.Delimiter) {
	c.tick()
	c.Context.PushDelimiter(d)
}

// tooDeep finds a block inside more than budget.BlockDepth others.
func tooDeep(n ast.Node, depth int) (ast.Node, bool) {
	if depth > budget.BlockDepth {
		return n, true
	}
	for c := n.FirstChild(); c != nil && c.Type() != ast.TypeInline; c = c.NextSibling() {
		if deep, ok := tooDeep(c, depth+1); ok {
			return deep, true
		}
	}
	return nil, false
}
