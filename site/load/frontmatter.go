package load

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// A front is what stands between two fences at the start of a note.
type front struct {
	toml  bool
	text  []byte
	lines int // lines up to and with the closing fence
	end   int // offset of what follows the closing fence
}

// fenced cuts what might be front matter off the start of a note. open says
// that there is an opening fence, ok that there is a closing one too.
func fenced(text []byte) (f front, open, ok bool) {
	first, n := line(text)
	switch string(first) {
	case "---":
	case "+++":
		f.toml = true
	default:
		return front{}, false, false
	}
	f.lines = 1
	start := n
	for at := start; at < len(text) && at-start <= budget.FrontMatterBytes; {
		l, n := line(text[at:])
		f.lines++
		if bytes.Equal(l, first) || !f.toml && string(l) == "..." {
			f.text, f.end = text[start:at], at+n
			return f, true, true
		}
		at += n
	}
	f.text = text[start:min(len(text), start+budget.FrontMatterBytes)]
	return f, true, false
}

// line is the first line of text without white space at its end, and its
// length with all of it.
func line(text []byte) ([]byte, int) {
	n := bytes.IndexByte(text, '\n') + 1
	if n == 0 {
		n = len(text)
	}
	return bytes.TrimRight(text[:n], " \t\n"), n
}

// A note that begins with a rule must not lose its first paragraph, so text
// between two rules is front matter only if it also looks like it.
var (
	ours = knownKeys()
	// keyed is a text that begins with some key: not with a comment, which may be
	// a heading, and after a blank line, as Obsidian's plugins write it, only with
	// a name that no sentence begins with.
	keyed = regexp.MustCompile(`^(\s*\{\s*["']?[\pL_][\pL\pN_.-]*["']?\s*:|["']?[\pL_][\pL\pN_.-]*["']? *:([ \t]|\n|$)|\n+[a-z]+[-_][a-z_-]+:([ \t]|\n|$))`)
	// keyedTOML is a line with a key or a table; +++ is no rule, so that will do.
	keyedTOML = regexp.MustCompile(`(?m)^ *(\[+ *)?["']?[A-Za-z0-9_][A-Za-z0-9_.-]*["']? *[=\]]`)
)

// meant says whether the author meant text as front matter.
func (f front) meant() bool {
	if f.toml {
		return keyedTOML.Match(f.text) || len(bytes.TrimSpace(f.text)) == 0
	}
	return ours.Match(f.text) || keyed.Match(f.text) || len(bytes.TrimSpace(f.text)) == 0
}

// frontMatter splits a note into what it says of itself and its text, which
// begins at the given line of the file. Whatever there is of front matter that
// cannot be read may make a draft of it.
func (r *report) frontMatter(text []byte) (m site.Meta, body []byte, line int) {
	w, ok := usual(text)
	if !ok {
		return r.usualFrontMatter(text)
	}
	before := len(r.problems)
	m, body, line = r.usualFrontMatter(w.text)
	for i := range r.problems[before:] {
		if at := &r.problems[before+i].At; at.Line >= line {
			at.Line += w.body
		} else if at.Line > 0 {
			at.Line = max(1, at.Line+w.front)
		}
	}
	for i := range r.kept.All {
		p := &r.kept.All[i]
		p.At.Line = max(1, p.At.Line+w.front)
		for k := range p.Values {
			p.Values[k].At.Line = max(1, p.Values[k].At.Line+w.front)
		}
	}
	return m, body, line + w.body
}

func (r *report) usualFrontMatter(text []byte) (m site.Meta, body []byte, line int) {
	f, open, ok := fenced(text)
	if !open || !ok || !f.meant() {
		if open && !ok && f.meant() && ours.Match(f.text) {
			r.unclosed(len(text) > budget.FrontMatterBytes)
		}
		if r.by == site.Logseq && !open {
			return r.page(text)
		}
		m.Draft = r.misplaced(text, 1, false) || r.buried(text, open && !ok)
		return m, text, 1
	}
	fields, problem := f.fields()
	mended := false
	if problem != nil && problem != notMapping && !f.toml {
		if again := r.withQuotes(f.text); again != nil {
			fields, problem, mended = again, nil, true
		}
	}
	switch {
	case problem == notMapping: // text that was between two rules after all
		m.Draft = r.ruins(f.text, 2, broken) || r.misplaced(text[f.end:], f.lines+1, true)
		return m, text, 1
	case problem != nil:
		r.add(site.BadFrontMatter, problem.line+1, problem.col, problem.hint, "front matter is left out: %s", problem.what)
		m.Draft = r.ruins(f.text, 2, broken)
	default:
		m = r.meta(fields, f.text)
		m.Draft = m.Draft || mended && r.ruins(f.text, 2, broken)
	}
	m.Draft = m.Draft || r.misplaced(text[f.end:], f.lines+1, problem != nil)
	return m, text[f.end:], f.lines + 1
}

// withQuotes are the fields of YAML that can be read once its wikilinks stand in
// quotes; nil if it cannot.
func (r *report) withQuotes(text []byte) []field {
	quoted, line, value := quoteLinks(text)
	if line == 0 {
		return nil
	}
	fields, problem := yamlFields(quoted)
	if problem != nil {
		return nil
	}
	r.add(site.BadValue, line+1, 0, "write "+short(value), "wikilinks in front matter need quotes")
	return fields
}

func (r *report) unclosed(long bool) {
	if long {
		r.add(site.BadFrontMatter, 1, 1, "", "front matter is longer than 64 KB, or does not end")
		return
	}
	r.add(site.BadFrontMatter, 1, 1, "close it with the line that opens it", "front matter does not end")
}

func (f front) fields() ([]field, *syntaxError) {
	if f.toml {
		return tomlFields(f.text)
	}
	return yamlFields(f.text)
}

// A field is a key of front matter or settings, and its value. Lines count
// from 1 at the start of the YAML or TOML text.
type field struct {
	key       string
	line, col int
	value     value
	item      int // number of the table that it stands in, from 1, where a list has several; 0 for most
}

// A value is what YAML and TOML have in common, as far as we use it.
type value struct {
	kind      valueKind
	text      string  // of a scalar, as written, without quotes and escapes
	bare      bool    // not in quotes: a number, a truth value or a date, but in YAML perhaps text
	list      []value // of a list; what is deeper is left out
	line, col int
}

type valueKind int

const (
	null   valueKind = iota
	scalar           // text, a number, a truth value, a date
	list
	table
)

// A syntaxError says why YAML or TOML cannot be read.
type syntaxError struct {
	line, col  int
	what, hint string
}

// notMapping means that a text is YAML, but has no keys.
var notMapping = &syntaxError{what: "not a list of keys and values"}

// column is the number, from 1, of the character at a byte offset of a line.
func column(line []byte, offset int) int {
	return utf8.RuneCount(line[:min(max(offset, 0), len(line))]) + 1
}
