package markdown

import (
	"github.com/yuin/goldmark/parser"
)

// A finding is why a note is not parsed, and where.
type finding struct {
	what string
	at   int // offset in the source
}

// tooCostly looks for what would make the parser slow or its result huge.
func (d *Doc) tooCostly() *finding { return nil }

// A context is a parser.Context that limits how much text link references may
// add: a few bytes that use a long definition a thousand times would make a
// page of a gigabyte.
type context struct {
	parser.Context
	left int // bytes
}

// leastReferences is what the references of a small note may add, in bytes.
const leastReferences = 100 << 10

func newContext(size int) *context {
	return &context{Context: parser.NewContext(), left: max(leastReferences, size)}
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
	return r, true
}

func (c *context) spent() bool { return c.left < 0 }
