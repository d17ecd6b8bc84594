package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/search/analyze"
)

// An expr is a query as read: what is to be found, and how the parts relate.
// Reading never fails, for any text is a query; signs that make no sense
// where they stand are ignored.
type expr struct {
	kind  exprKind
	kids  []expr // of and, or; the one of not
	text  string // of words and phrase, as typed
	field string // of words and phrase: "" for the text fields, or a field's name
	open  bool   // of words: it is the end of the text, and may not be typed to its end
	typed string // of words and phrase behind the name of a field: all of it, with the name
}

type exprKind int

const (
	all    exprKind = iota // every kid; without kids it finds nothing
	any_                   // at least one kid
	not                    // not the kid; only below all
	words                  // text without a space
	phrase                 // "text": exactly these words, side by side
)

// restriction is the field that name means, in whatever case.
func restriction(name string) (field string, known bool) {
	if !letters(name) {
		return "", false // so that no letter beyond ASCII is one of these in lower case
	}
	field, known = analyze.Shared.Restrictions[strings.ToLower(name)]
	return field, known
}

// parse reads the text of a search box:
//
//	a b            both
//	a OR b         at least one; binds less than "both"
//	"a b"          side by side
//	-a             not a; but rm -rf and ls --all name options
//	(a b)          a group
//	title:a        in the title or a heading; likewise tag:, dir:, code:
//
// Full-width signs and curly quotes mean the same as their ASCII forms.
func parse(text string) expr {
	if n := utf8.RuneCountInString(text); n > analyze.Shared.MaxQuery {
		text = string([]rune(text)[:analyze.Shared.MaxQuery])
	}
	p := parser{text: strings.ToValidUTF8(text, " ")}
	e := p.or()
	for p.at < len(p.text) { // a closing parenthesis too many
		p.skip(')')
		e = join2(e, p.or())
	}
	if onlyExcludes(e) {
		return expr{kind: all, kids: positive(e)} // "-rf" alone: the reader looks for it
	}
	return e
}

func join2(a, b expr) expr {
	if len(a.kids) == 0 && a.kind == all {
		return b
	}
	if len(b.kids) == 0 && b.kind == all {
		return a
	}
	return expr{kind: all, kids: []expr{a, b}}
}

func onlyExcludes(e expr) bool {
	if e.kind != all || len(e.kids) == 0 {
		return false
	}
	for _, k := range e.kids {
		if k.kind != not {
			return false
		}
	}
	return true
}

func positive(e expr) (kids []expr) {
	for _, k := range e.kids {
		kids = append(kids, k.kids...)
	}
	return kids
}

type parser struct {
	text  string
	at    int
	depth int
}

// peek is the next character, as its ASCII form if it is one of the signs of
// the language; 0 at the end.
func (p *parser) peek() (r rune, size int) {
	if p.at == len(p.text) {
		return 0, 0
	}
	r, size = utf8.DecodeRuneInString(p.text[p.at:])
	return sign(r), size
}

func sign(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»', '＂', '「', '」', '『', '』':
		return '"'
	case '（':
		return '('
	case '）':
		return ')'
	case '：':
		return ':'
	case '－', '−':
		return '-'
	}
	if isSpace(r) {
		return ' '
	}
	return r
}

// isSpace says whether r is white space for Unicode, or for JavaScript.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }

func (p *parser) skip(sign rune) bool {
	r, n := p.peek()
	if n > 0 && r == sign {
		p.at += n
		return true
	}
	return false
}

func (p *parser) spaces() {
	for p.skip(' ') {
	}
}

// or reads up to the end of the text or a closing parenthesis.
func (p *parser) or() expr {
	var sides []expr
	for {
		if side := p.and(); len(side.kids) > 0 || side.kind != all {
			sides = append(sides, side)
		}
		if !p.operator("OR") && !p.operator("|") {
			break
		}
	}
	if len(sides) == 1 {
		return sides[0]
	}
	if len(sides) == 0 {
		return expr{kind: all}
	}
	return expr{kind: any_, kids: sides}
}

// operator reads op, if it stands by itself.
func (p *parser) operator(op string) bool {
	p.spaces()
	rest, ok := strings.CutPrefix(p.text[p.at:], op)
	if !ok {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(rest); rest != "" && !strings.ContainsRune(` "()`, sign(next)) {
		return false
	}
	p.at += len(op)
	return true
}

// and reads what stands between two ORs.
func (p *parser) and() expr {
	e := expr{kind: all}
	for {
		p.spaces()
		r, n := p.peek()
		if n == 0 || r == ')' {
			break
		}
		if p.operator("AND") || p.operator("&&") {
			continue
		}
		mark := p.at
		if p.operator("OR") || p.operator("|") {
			p.at = mark
			break
		}
		if k, ok := p.unary(e.kids); ok {
			e.kids = append(e.kids, k)
		}
	}
	if len(e.kids) == 1 && e.kids[0].kind != not {
		return e.kids[0]
	}
	return e
}

// unary reads one thing to find or to exclude, if there is one; before it
// stand kids.
func (p *parser) unary(kids []expr) (expr, bool) {
	if !p.option(kids) && p.skip('-') {
		if r, n := p.peek(); n == 0 || r == ' ' || r == '-' {
			return expr{}, false
		}
		k, ok := p.primary("")
		if !ok {
			return k, false
		}
		return expr{kind: not, kids: []expr{k}}, true
	}
	return p.primary("")
}

// option says whether an option of a command comes next, as in rm -rf and git
// log --oneline, and not a word to exclude. It skips the dashes.
func (p *parser) option(kids []expr) bool {
	rest := p.text[p.at:]
	word := strings.TrimLeft(rest, "-")
	dashes, n := len(rest)-len(word), 0
	for n < len(word) && (analyze.IsLower(word[n]) || analyze.IsUpper(word[n])) {
		n++
	}
	if dashes == 1 {
		last := len(kids) - 1
		next, _ := utf8.DecodeRuneInString(word[n:])
		if n > 3 || n < len(word) && !strings.ContainsRune(` "()`, sign(next)) || last < 0 || kids[last].kind != words || !analyze.IsASCII([]byte(kids[last].text)) {
			return false
		}
	}
	if dashes < 1 || dashes > 2 || n == 0 {
		return false
	}
	p.at += dashes
	return true
}

func (p *parser) primary(field string) (expr, bool) {
	r, _ := p.peek()
	switch {
	case r == '(':
		return p.group(field)
	case r == '"':
		return p.quoted(field), true
	}
	return p.word(field)
}

func (p *parser) group(field string) (expr, bool) {
	p.skip('(')
	if p.depth == analyze.Shared.MaxDepth {
		return expr{}, false
	}
	p.depth++
	e := p.or()
	p.depth--
	p.skip(')')
	if field != "" {
		e = restricted(e, field)
	}
	return e, e.kind != all || len(e.kids) > 0
}

// restricted is e with field set wherever none is.
func restricted(e expr, field string) expr {
	if e.field == "" && len(e.kids) == 0 {
		e.field = field
	}
	for i, k := range e.kids {
		e.kids[i] = restricted(k, field)
	}
	return e
}

// quoted reads a phrase, up to the closing quote or the end of the text.
func (p *parser) quoted(field string) expr {
	p.skip('"')
	start := p.at
	for {
		r, n := p.peek()
		if n == 0 || r == '"' {
			break
		}
		p.at += n
	}
	e := expr{kind: phrase, text: p.text[start:p.at], field: field}
	p.skip('"')
	return e
}

// word reads up to a space, a quote or a parenthesis.
func (p *parser) word(field string) (expr, bool) {
	start := p.at
	for {
		r, n := p.peek()
		if n == 0 || r == ' ' || r == '"' || r == '(' || r == ')' {
			break
		}
		p.at += n
		if r != ':' || field != "" {
			continue
		}
		name, known := restriction(strings.TrimRight(p.text[start:p.at], ":："))
		if next, n := p.peek(); known && n > 0 && next != ' ' && next != ')' {
			e, ok := p.primary(name)
			e.typed = p.text[start:p.at]
			return e, ok
		}
	}
	if p.at == start {
		return expr{}, false
	}
	return expr{kind: words, text: p.text[start:p.at], field: field, open: p.at == len(p.text)}, true
}
