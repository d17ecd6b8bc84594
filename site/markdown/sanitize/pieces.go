package sanitize

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/markdown/trusted"
)

// A form is what a piece of raw HTML is.
type form int

const (
	prose   form = iota // text
	tag                 // a start or end tag
	hidden              // a comment, declaration or instruction
	program             // a whole <script> or <style> that begins a line
	whole               // the whole of any element that holds text, from an author who is trusted
)

// A piece is the smallest part of raw HTML.
type piece struct {
	form   form
	token  html.Token // of a tag or program
	text   string     // of prose, decoded
	raw    string     // as written
	offset int        // in the source
	seen   int        // what there is to see before it, counted
	in     int        // which Markdown element it stands in
	// pair is the piece that closes or opens this tag; -1 if none does.
	pair int
	// far says that a tag in another block of the same container does, and plays
	// that there is something to play between them.
	far, plays bool
	foreign    bool // it stands in a drawing, from an author who is trusted
	fate       fate
}

func (p *piece) is(t html.TokenType) bool {
	return p.form == tag && (p.token.Type == t || t == html.StartTagToken && p.token.Type == html.SelfClosingTagToken)
}

// attribute is the value of the first of the attributes that a tag has.
func (p *piece) attribute(keys ...string) string {
	for _, key := range keys {
		for _, a := range p.token.Attr {
			if v := strings.TrimSpace(a.Val); a.Key == key && v != "" {
				return v
			}
		}
	}
	return ""
}

// mostUnclosed is how often a source is read again behind something that is
// opened and never closed. What is left then is text.
const mostUnclosed = 50

// A lexer cuts raw HTML into pieces. Elements whose text HTML takes as it
// stands have none of that here: their tags are tags like any other.
type lexer struct {
	src      []byte
	block    bool // a block of its own, which may hold programs
	trusting bool // elements that hold text are taken whole
	pieces   []piece
	at       int            // how much of src has been read
	unclosed int            // how often it was read again
	ends     map[string]int // where the next closing tag of an element ends; -1 if there is none
}

// lex cuts a piece of raw HTML.
func (p *Policy) lex(src []byte, block bool) []piece {
	l := lexer{src: src, block: block, trusting: p.unsafe}
	l.instruction()
	for l.at < len(src) && l.unclosed < mostUnclosed {
		l.read()
	}
	l.rest()
	return l.pieces
}

func (l *lexer) add(p piece) {
	p.offset, p.pair = l.at, -1
	l.at += len(p.raw)
	l.pieces = append(l.pieces, p)
}

// rest takes what has not been read as text.
func (l *lexer) rest() {
	if l.at == len(l.src) {
		return
	}
	raw := string(l.src[l.at:])
	l.add(piece{form: prose, raw: raw, text: raw})
}

// read reads on, at most to something that is never closed.
func (l *lexer) read() {
	z := html.NewTokenizer(bytes.NewReader(l.src[l.at:]))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			l.rest()
			return
		case html.TextToken:
			l.add(piece{form: prose, raw: raw, text: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			z.NextIsNotRawText()
			t := z.Token()
			if quotes(t) {
				l.add(piece{form: prose, raw: raw, text: raw})
				continue
			}
			if l.program(t, len(raw)) || l.whole(t) {
				return
			}
			l.add(piece{form: tag, raw: raw, token: t})
		default:
			if l.comment(raw) {
				return
			}
		}
	}
}

// quotes says whether an attribute holds more than its value: a quotation mark
// that is missing makes one of other tags and lines. Such a tag is text.
func quotes(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key != "srcdoc" && strings.Contains(a.Val, "<") && strings.Contains(a.Val, "\n") {
			return true
		}
	}
	return false
}

// comment adds a comment, declaration or instruction. "</ b>", which HTML also
// takes for a comment, is text. So is an opening that nothing closes: again then
// says that what follows it must be read again.
func (l *lexer) comment(raw string) (again bool) {
	open := ""
	switch {
	case strings.HasPrefix(raw, "<!--"):
		open = "<!--"
		if raw == "<!-->" || raw == "<!--->" || strings.HasSuffix(raw, "-->") || strings.HasSuffix(raw, "--!>") {
			open = ""
		}
	case !strings.HasSuffix(raw, ">"):
		open = raw[:2]
	case strings.HasPrefix(raw, "</"), strings.HasPrefix(raw, cdata):
		l.add(piece{form: prose, raw: raw, text: raw})
		return false
	}
	if open == "" {
		l.add(piece{form: hidden, raw: raw})
		return false
	}
	l.add(piece{form: prose, raw: open, text: open})
	l.unclosed++
	return true
}

// cdata opens a CDATA section.
const cdata = "<![CDATA["

// instruction adds a processing instruction or CDATA section at the start. HTML
// has no instructions, and browsers end them at the first ">": one that holds
// another is shown. A CDATA section is text in a drawing, so it is shown.
func (l *lexer) instruction() {
	start := bytes.TrimLeft(l.src, " \t")
	for open, end := range map[string]string{"<?": "?>", cdata: "]]>"} {
		i := bytes.Index(l.src, []byte(end))
		if !bytes.HasPrefix(start, []byte(open)) || i < 0 {
			continue
		}
		raw := string(l.src[:i+len(end)])
		switch {
		case open == "<?" && strings.IndexByte(raw, '>') == len(raw)-1:
			l.add(piece{form: hidden, raw: raw})
		case l.block:
			l.add(piece{form: program, raw: raw, token: html.Token{Data: open[1:]}})
		default:
			l.add(piece{form: prose, raw: raw, text: raw})
		}
	}
}

// program adds the whole of a script or style sheet that begins a line and
// ends one, or where the next element begins. In prose they are tags.
func (l *lexer) program(t html.Token, length int) bool {
	if !l.block || t.Type != html.StartTagToken || t.Data != "script" && t.Data != "style" || !l.lineStart() {
		return false
	}
	end := l.closing(t.Data, l.at+length)
	if end < 0 {
		return false
	}
	after := bytes.TrimLeft(l.src[end:], " \t")
	if len(after) > 0 && after[0] != '\n' && after[0] != '\r' && after[0] != '<' {
		return false
	}
	p := piece{form: program, raw: string(l.src[l.at:end]), token: t}
	if l.trusting {
		p.form = whole
		if !trusted.Whole(l.src[l.at:end]) {
			return false
		}
	}
	l.add(p)
	return true
}

// whole adds the whole of an element that holds text.
func (l *lexer) whole(t html.Token) bool {
	if !l.trusting || t.Type != html.StartTagToken || !trusted.IsText(t.Data) {
		return false
	}
	length := trusted.End(l.src[l.at:])
	if length == 0 {
		return false
	}
	l.add(piece{form: whole, raw: string(l.src[l.at : l.at+length]), token: t})
	return true
}

// lineStart says whether nothing but other programs and space stands before
// this place on its line.
func (l *lexer) lineStart() bool {
	if n := len(l.pieces); n > 0 && l.pieces[n-1].form >= program {
		return true
	}
	line := l.src[bytes.LastIndexByte(l.src[:l.at], '\n')+1 : l.at]
	return len(bytes.TrimLeft(line, " \t")) == 0
}

// closing is where the next closing tag of an element ends; -1 if there is
// none.
func (l *lexer) closing(name string, from int) int {
	if end, known := l.ends[name]; known && (end < 0 || end > from) {
		return end
	}
	if l.ends == nil {
		l.ends = make(map[string]int)
	}
	l.ends[name] = closing(l.src, name, from)
	return l.ends[name]
}

func closing(src []byte, name string, at int) int {
	for {
		i := bytes.Index(src[at:], []byte("</"))
		if i < 0 {
			return -1
		}
		at += i + 2
		if len(src) < at+len(name) || !bytes.EqualFold(src[at:at+len(name)], []byte(name)) {
			continue
		}
		if end := bytes.IndexByte(src[at:], '>'); end >= 0 && blank(src[at+len(name):at+end]) {
			return at + end + 1
		}
	}
}

func blank(s []byte) bool { return len(bytes.TrimSpace(s)) == 0 }
