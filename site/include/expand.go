package include

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// An expander writes a note anew, with files in it.
type expander struct {
	*reader
	made    grown
	note    *site.Note
	next    site.Pos // of what would go on with the last piece
	fence   fence
	stack   []string // files whose lines are being written
	added   int      // bytes of other files
	changed bool
}

// A context is where lines come from.
type context struct {
	path   string // their file
	base   string // the file from which links in them are seen; "" is the note
	indent string // what is put before each of them
	only   family // the directives that count; "" is all
}

// lines writes lines, without the end of the last if that has none, and with
// what they ask for.
func (e *expander) lines(all []line, c context) {
	for i := 0; i < len(all); i++ {
		l := all[i]
		if n := listed(all[i:], &e.fence, c); n > 0 {
			for k, path := range all[i+1 : i+n-1] {
				e.directive(listedFile(path), path, c)
				if k < n-3 {
					e.end(path, c)
				}
			}
			i += n - 1
			l = all[i]
		} else {
			e.line(l, c)
		}
		if l.ends {
			e.end(l, c)
		}
	}
}

// line writes a line but for its end.
func (e *expander) line(l line, c context) {
	at := 0
	for _, d := range directives(l.text, e.fence.step(l.text), &e.fence, c) {
		e.own(l, at, d.from, c)
		e.directive(d, l, c)
		at = d.to
	}
	e.own(l, at, len(l.text), c)
}

// own writes a part of a line as it is.
func (e *expander) own(l line, from, to int, c context) {
	text, indent := l.text[from:to], 0
	if text == "" {
		return
	}
	if from == 0 {
		text, indent = c.indent+text, len(c.indent)
	}
	e.write(text, l.pos(c, from), indent, c.base)
}

// end writes the end of a line.
func (e *expander) end(l line, c context) {
	indent := 0
	if l.text == "" {
		indent = len(c.indent)
	}
	e.write("\n", l.pos(c, len(l.text)), indent, c.base)
}

// write writes text that stands at a place, with so many columns before it that
// do not.
func (e *expander) write(text string, at site.Pos, indent int, base string) {
	last := len(e.made.pieces) - 1
	if last < 0 || at != e.next || e.made.pieces[last].Indent != indent && at.Col == 1 || e.made.pieces[last].Base != base {
		e.made.pieces = append(e.made.pieces, site.Piece{At: len(e.made.body), From: at, Indent: indent, Base: base})
	}
	e.made.body = append(e.made.body, text...)
	e.next = at
	e.next.Col += utf8.RuneCountInString(text) - indent
	if strings.HasSuffix(text, "\n") {
		e.next = site.Pos{File: at.File, Line: at.Line + 1, Col: 1}
	}
}

// directive writes what a directive on a line asks for.
func (e *expander) directive(d directive, l line, c context) {
	e.changed = true
	at := l.pos(c, d.from)
	if d.alone {
		c.indent += l.text[:len(l.text)-len(strings.TrimLeft(l.text, " \t"))]
	}
	switch {
	case d.instead != "" && d.alone:
		e.write(c.indent+d.instead, at, 0, c.base)
		return
	case d.instead != "":
		e.write(d.instead, at, 0, c.base)
		return
	case d.title != "":
		e.made.title = d.title
		return
	case d.path == "": // nothing is asked for
		return
	}
	doc, lines, why := e.take(d, c)
	if why != (refusal{}) {
		e.refuse(d, at, c, why)
		return
	}
	if d.code != nil {
		e.code(d.code, doc, lines, at, c)
		return
	}
	inside := context{path: doc.path, base: c.base, indent: c.indent}
	if d.rebased {
		inside.base = doc.path
	}
	if !doc.note {
		inside.only = d.family
	}
	e.stack = append(e.stack, doc.path)
	e.lines(lines, inside)
	e.stack = e.stack[:len(e.stack)-1]
}

// A refusal says why nothing can be put in. The zero refusal is none.
type refusal struct {
	kind       site.Kind
	what, hint string
}

func tooMuch() refusal {
	return refusal{site.OverBudget, fmt.Sprintf("is too much: a note may ask for %d MB", budget.IncludeBytes>>20), ""}
}

// take finds the lines that a directive asks for.
func (e *expander) take(d directive, c context) (*document, []line, refusal) {
	if e.added += budget.IncludeStep; e.added > budget.IncludeBytes {
		return nil, nil, tooMuch()
	}
	f, why := e.find(d, c.path)
	a := e.made.asks(asked{what: directive{path: d.path, look: d.look, byName: d.byName}, from: c.path, path: f.path, note: f.note >= 0, why: why})
	if why != (refusal{}) {
		return nil, nil, why
	}
	if f.path == e.note.Path || slices.Contains(e.stack, f.path) {
		return nil, nil, refusal{site.BrokenInclude, "would put " + f.path + " into itself", ""}
	}
	if len(e.stack) >= budget.IncludeDepth {
		return nil, nil, refusal{site.OverBudget, fmt.Sprintf("is the one after %d, one in the other", budget.IncludeDepth), ""}
	}
	doc := e.document(f)
	a.read, a.sum = true, sumOf(doc)
	if doc == nil {
		return nil, nil, refusal{site.BrokenInclude, "asks for a file that is no text", ""}
	}
	if e.scanned += len(doc.body) + budget.IncludeStep; e.scanned > budget.IncludeScan {
		e.made.spent = true
		return nil, nil, refusal{site.OverBudget, "is not looked for: all notes ask for too much", ""}
	}
	lines, ok := doc.pick(d)
	if !ok {
		return nil, nil, refusal{site.BrokenInclude, fmt.Sprintf("asks for a part %q that is not in %s", d.name, f.path), didYouMean(slug.Nearest(d.name, doc.names(d.family), 2))}
	}
	if e.added += size(lines); e.added > budget.IncludeBytes {
		return nil, nil, tooMuch()
	}
	if f.cased {
		e.made.problems = append(e.made.problems, site.Problem{
			At: site.Pos{File: c.path}, Kind: site.WrongCase, What: fmt.Sprintf("%q is put in, which differs from %q in case", f.path, d.path),
		})
	}
	return doc, lines, refusal{}
}

// refuse reports a directive and writes it as it stands there.
func (e *expander) refuse(d directive, at site.Pos, c context, why refusal) {
	quiet := d.quiet || e.fence.open() && e.fence.shows()
	if !quiet {
		e.made.problems = append(e.made.problems, site.Problem{At: at, Kind: why.kind, What: fmt.Sprintf("%q %s", short(d.text), why.what), Hint: why.hint})
	}
	text := d.text
	if !e.fence.open() && !d.quiet {
		text = asCode(text)
	}
	if d.alone {
		text = c.indent + text
	}
	e.write(text, at, 0, c.base)
}

// code writes lines as a block of code.
func (e *expander) code(code *code, doc *document, lines []line, at site.Pos, c context) {
	ticks := "```"
	for _, l := range lines {
		for strings.Contains(l.text, ticks) {
			ticks += "`"
		}
	}
	e.write(c.indent+ticks+code.info(doc.path, e.fence.group)+"\n", at, 0, c.base)
	inside := context{path: doc.path, base: c.base, indent: c.indent}
	for _, l := range lines {
		e.own(l, 0, len(l.text), inside)
		e.end(l, inside)
	}
	e.write(c.indent+ticks, at, 0, c.base)
}

// asCode is text between as many backticks as it needs.
func asCode(text string) string {
	ticks := "`"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	if len(ticks) > 1 {
		return ticks + " " + text + " " + ticks
	}
	return ticks + text + ticks
}

func short(text string) string {
	text, _ = budget.Cut(text, 80)
	return text
}

func size(lines []line) (bytes int) {
	for _, l := range lines {
		bytes += len(l.text) + 1
	}
	return bytes
}
