// Package highlight turns code into HTML: a figure per code block with classes
// instead of colours, and one style sheet that gives the classes their colours,
// light and dark.
//
// The text of a block never changes: what a reader copies is what the author
// wrote, whatever the lexer thinks of it; except comments that are for the
// generator (directives.go).
package highlight

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/alecthomas/chroma/v2/styles"

	"github.com/biji-notes/biji/site"
)

// Options choose the colours. Empty names mean "github" and "github-dark".
type Options struct {
	Light, Dark string // names of chroma styles
}

// A Highlighter writes code blocks. It is safe for concurrent use.
type Highlighter struct {
	palette  palette
	lexers   *catalogue
	painters sync.Pool // of *painter: their slices grow to the size of the largest block
}

// New readies a Highlighter. Its error is a style that does not exist.
func New(o Options) (*Highlighter, error) {
	if o.Light == "" {
		o.Light = "github"
	}
	if o.Dark == "" {
		o.Dark = "github-dark"
	}
	light, ok := styles.Registry[o.Light]
	if !ok {
		return nil, fmt.Errorf("no highlighting style is called %q", o.Light)
	}
	dark, ok := styles.Registry[o.Dark]
	if !ok {
		return nil, fmt.Errorf("no highlighting style is called %q", o.Dark)
	}
	h := &Highlighter{palette: newPalette(light, dark), lexers: newCatalogue()}
	h.painters.New = func() any { return new(painter) }
	return h, nil
}

// CSS is the style sheet of all blocks: light by default, dark where the system
// asks for it and the page does not say data-theme="light", or where the page
// says data-theme="dark". Print is always light.
func (h *Highlighter) CSS() string { return h.palette.sheet() }

// Block appends the figure for a code block to w. info is what stands behind
// the opening fence, code the lines between the fences, UTF-8. The problems
// have no file; their line counts from the fence, which is 0, and their column
// from the start of info.
func (h *Highlighter) Block(w *bytes.Buffer, info string, code []byte) []site.Problem {
	f, problems := parseInfo(info)
	code = f.direct(code)
	problems = append(problems, f.beyond(code)...)
	p := h.painters.Get().(*painter)
	defer h.painters.Put(p)
	problems = append(problems, h.paint(p, f.lang, code)...)
	f.wraps = !painted(p.runs) && wordy(code)
	writeFigure(w, f, code, p.runs)
	return problems
}

func painted(runs []run) bool {
	return slices.ContainsFunc(runs, func(r run) bool { return r.class != "" })
}
