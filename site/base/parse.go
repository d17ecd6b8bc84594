package base

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/budget"
)

// An expr is an expression, parsed.
type expr struct {
	op   op
	at   int    // offset in its text
	text string // of a name, an operator, a text
	num  float64
	re   *regexp.Regexp
	args []*expr // of a method its receiver first
}

type op int

const (
	opNumber op = iota
	opText
	opName
	opConst // true, false, null
	opRegexp
	opLink
	opList
	opUnary
	opBinary
	opField  // a.b
	opIndex  // a[b]
	opCall   // f(a)
	opMethod // a.f(b)
)

// A dialect is a way to write expressions.
type dialect int

const (
	bases    dialect = iota // of JavaScript
	dataview                // "=" compares, "and" and "or" are words, names may have hyphens
)

// A syntaxError says what is wrong with an expression, and where.
type syntaxError struct {
	at   int
	what string
}

// An exprParser reads one expression.
type exprParser struct {
	text    string
	at      int
	dialect dialect
	depth   int
}

// parseExpr reads an expression that is all of text.
func parseExpr(text string, d dialect) (e *expr, bad *syntaxError) {
	if len(text) > budget.ExpressionBytes {
		return nil, &syntaxError{0, "it is too long"}
	}
	p := &exprParser{text: text, dialect: d}
	defer func() {
		if r := recover(); r != nil {
			err, ok := r.(*syntaxError)
			if !ok {
				panic(r)
			}
			e, bad = nil, err
		}
	}()
	e = p.or()
	if p.space(); p.at < len(p.text) {
		p.fail("%q is not understood here", rest(p.text[p.at:]))
	}
	return e, nil
}

func rest(s string) string { short, _ := budget.Cut(s, 20); return short }

func (p *exprParser) fail(format string, args ...any) {
	panic(&syntaxError{p.at, fmt.Sprintf(format, args...)})
}

func (p *exprParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// take reads one of some signs, longer ones first; "" if none is next.
func (p *exprParser) take(signs ...string) string {
	p.space()
	for _, s := range signs {
		if p.next(s) {
			p.at += len(s)
			return s
		}
	}
	return ""
}

// next says whether a sign is next; a word has to end there.
func (p *exprParser) next(s string) bool {
	if len(p.text)-p.at < len(s) || !strings.EqualFold(p.text[p.at:p.at+len(s)], s) {
		return false
	}
	if !isLetter(rune(s[0])) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.at+len(s):])
	return p.at+len(s) == len(p.text) || !isLetter(r) && !unicode.IsDigit(r)
}

func (p *exprParser) expect(sign string) {
	if p.take(sign) == "" {
		p.fail("%q is missing", sign)
	}
}

func isLetter(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || r > 0x2FFF && !unicode.IsPunct(r)
}

// deeper counts how deep expressions nest.
func (p *exprParser) deeper() func() {
	if p.depth++; p.depth > budget.ExpressionDepth {
		p.fail("it is nested too deep")
	}
	return func() { p.depth-- }
}

// levels are the operators with two sides, the loosest first.
func (p *exprParser) levels() [][]string {
	or, and, eq := []string{"||"}, []string{"&&"}, []string{"===", "==", "!==", "!="}
	if p.dialect == dataview {
		or, and, eq = append(or, "or"), append(and, "and"), append(eq, "=")
	}
	return [][]string{or, and, eq, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}
}

func (p *exprParser) or() *expr {
	defer p.deeper()()
	return p.binary(p.levels(), 0)
}

func (p *exprParser) binary(levels [][]string, k int) *expr {
	if k == len(levels) {
		return p.unary()
	}
	left := p.binary(levels, k+1)
	for {
		p.space()
		at := p.at
		sign := p.take(levels[k]...)
		if sign == "" {
			return left
		}
		left = &expr{op: opBinary, at: at, text: plainSign(sign), args: []*expr{left, p.binary(levels, k+1)}}
	}
}

func plainSign(sign string) string {
	switch strings.ToLower(sign) {
	case "or":
		return "||"
	case "and":
		return "&&"
	case "=", "===":
		return "=="
	case "!==":
		return "!="
	}
	return sign
}

func (p *exprParser) unary() *expr {
	p.space()
	at := p.at
	if sign := p.take("!", "-"); sign != "" {
		defer p.deeper()()
		return &expr{op: opUnary, at: at, text: sign, args: []*expr{p.unary()}}
	}
	return p.postfix(p.primary())
}

func (p *exprParser) postfix(e *expr) *expr {
	for {
		at := p.at
		switch {
		case p.take("?.", ".") != "":
			name := p.name()
			if p.at < len(p.text) && p.text[p.at] == '(' {
				e = &expr{op: opMethod, at: at, text: name, args: append([]*expr{e}, p.arguments()...)}
			} else {
				e = &expr{op: opField, at: at, text: name, args: []*expr{e}}
			}
		case p.take("[") != "":
			index := p.or()
			p.expect("]")
			e = &expr{op: opIndex, at: at, args: []*expr{e, index}}
		default:
			return e
		}
	}
}

func (p *exprParser) arguments() []*expr {
	p.expect("(")
	return p.items(")")
}

func (p *exprParser) items(end string) (items []*expr) {
	for p.take(end) == "" {
		if len(items) > 0 {
			p.expect(",")
			if p.take(end) != "" {
				break
			}
		}
		items = append(items, p.or())
	}
	return items
}

func (p *exprParser) name() string {
	p.space()
	start := p.at
	for p.at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[p.at:])
		hyphen := r == '-' && p.dialect == dataview && p.at > start && p.at+1 < len(p.text) && isLetter(rune(p.text[p.at+1]))
		if !isLetter(r) && !hyphen && (p.at == start || !unicode.IsDigit(r)) {
			break
		}
		p.at += n
	}
	if p.at == start {
		if start == len(p.text) {
			p.fail("something is missing at the end")
		}
		p.fail("%q is not understood here", rest(p.text[start:]))
	}
	return p.text[start:p.at]
}

func (p *exprParser) primary() *expr {
	p.space()
	at := p.at
	if at == len(p.text) {
		p.fail("something is missing at the end")
	}
	switch c := p.text[at]; {
	case c == '(':
		p.at++
		e := p.or()
		p.expect(")")
		return e
	case c == '"', c == '\'':
		return &expr{op: opText, at: at, text: p.quoted(c)}
	case c >= '0' && c <= '9', c == '.':
		return &expr{op: opNumber, at: at, num: p.number()}
	case c == '/' && p.dialect == bases:
		return p.regexp()
	case strings.HasPrefix(p.text[at:], "[["):
		if end := strings.Index(p.text[at:], "]]"); end > 0 && (p.dialect == dataview || !strings.ContainsAny(p.text[at:at+end], `"'`)) {
			p.at += end + 2
			return &expr{op: opLink, at: at, text: p.text[at+2 : at+end]}
		}
		fallthrough
	case c == '[':
		p.at++
		return &expr{op: opList, at: at, args: p.items("]")}
	}
	return p.word(at)
}

func (p *exprParser) word(at int) *expr {
	name := p.name()
	switch strings.ToLower(name) {
	case "true", "false", "null":
		return &expr{op: opConst, at: at, text: strings.ToLower(name)}
	}
	p.space()
	if p.at < len(p.text) && p.text[p.at] == '(' {
		if p.dialect == dataview && (name == "date" || name == "dur") {
			return &expr{op: opCall, at: at, text: name, args: []*expr{p.bareWord()}}
		}
		return &expr{op: opCall, at: at, text: name, args: p.arguments()}
	}
	return &expr{op: opName, at: at, text: name}
}

// bareWord is what stands in parentheses as a text: dataview's date(2024-01-01)
// and dur(1 day).
func (p *exprParser) bareWord() *expr {
	end := strings.IndexByte(p.text[p.at:], ')')
	if end < 0 {
		p.fail("%q is missing", ")")
	}
	at := p.at + 1
	inside := strings.TrimSpace(p.text[at : p.at+end])
	if r, _ := utf8.DecodeRuneInString(inside); isLetter(r) && inside != "today" && inside != "now" && inside != "tomorrow" && inside != "yesterday" {
		return p.arguments()[0]
	}
	p.at += end + 1
	return &expr{op: opText, at: at, text: strings.Trim(inside, `"'`)}
}

func (p *exprParser) number() float64 {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '.' && p.at+1 < len(p.text) && p.text[p.at+1] >= '0' && p.text[p.at+1] <= '9') {
		p.at++
	}
	n, err := strconv.ParseFloat(p.text[start:p.at], 64)
	if err != nil {
		p.at = start
		p.fail("%q is no number", rest(p.text[start:]))
	}
	return n
}

func (p *exprParser) quoted(quote byte) string {
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == quote:
			p.at++
			return b.String()
		case c == '\\' && p.at+1 < len(p.text):
			p.at++
			b.WriteByte(escaped(p.text[p.at]))
		default:
			b.WriteByte(c)
		}
	}
	p.fail("a quotation mark is missing")
	return ""
}

func escaped(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	}
	return c
}

// regexp reads /…/flags. Go's expressions take time in proportion to the text,
// whatever they are.
func (p *exprParser) regexp() *expr {
	at := p.at
	for p.at++; p.at < len(p.text) && p.text[p.at] != '/'; p.at++ {
		if p.text[p.at] == '\\' {
			p.at++
		}
	}
	if p.at >= len(p.text) {
		p.at = at
		p.fail("the regular expression does not end")
	}
	source := p.text[at+1 : p.at]
	start := p.at + 1
	for p.at++; p.at < len(p.text) && strings.IndexByte("gimsuy", p.text[p.at]) >= 0; p.at++ {
	}
	flags := p.text[start:p.at]
	kept := strings.Map(func(r rune) rune {
		if strings.ContainsRune("ims", r) {
			return r
		}
		return -1
	}, flags)
	if kept != "" {
		source = "(?" + kept + ")" + source
	}
	re, err := regexp.Compile(source)
	if err != nil {
		p.at = at
		p.fail("the regular expression cannot be read")
	}
	return &expr{op: opRegexp, at: at, text: flags, re: re}
}
