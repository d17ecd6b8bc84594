// Package barelink makes links of addresses that stand in text without spaces
// around them, as in 见https://example.com/a。 GitHub's rule, which goldmark's
// Linkify follows, wants a space or one of * _ ~ ( before an address; Chinese
// text has none. Here an address may follow any character that is not a Latin
// letter or a digit, and it ends before the first that no address holds.
package barelink

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension parses such addresses into ast.AutoLink, in any goldmark, whose
// renderer knows it.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(inline{}, 150)))
}

type inline struct{}

// Trigger implements parser.InlineParser. Letters cannot trigger, so the colon
// does, and the scheme before it is taken back from the text.
func (inline) Trigger() []byte { return []byte{':'} }

func (inline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("://")) || segment.Padding != 0 || pc.IsInLinkLabel() {
		return nil
	}
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || before.Segment.Stop != segment.Start || before.SoftLineBreak() {
		return nil
	}
	scheme := schemeAtEnd(before.Segment.Value(block.Source()))
	if scheme == 0 { // before the address is measured: it may be as long as the line, and there may be many
		return nil
	}
	length := addressLength(line)
	if length <= len("://") {
		return nil
	}
	block.Advance(length)
	start := segment.Start - scheme
	before.Segment = before.Segment.WithStop(start)
	if before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	return ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, segment.Start+length)))
}

// schemeAtEnd is the length of "http" or "https" at the end of s, if it is a
// word of its own.
func schemeAtEnd(s []byte) int {
	for _, scheme := range []string{"https", "http"} {
		if rest, ok := bytes.CutSuffix(s, []byte(scheme)); ok {
			if n := len(rest); n > 0 && (util.IsAlphaNumeric(rest[n-1]) || rest[n-1] == '_') {
				return 0
			}
			return len(scheme)
		}
	}
	return 0
}

// addressLength is how far an address goes on in s. Punctuation at its end and
// a parenthesis that it did not open belong to the text.
func addressLength(s []byte) int {
	end, open := 0, 0
	for end < len(s) && holds(s[end]) {
		if s[end] == '(' {
			open++
		}
		if s[end] == ')' {
			if open == 0 {
				break
			}
			open--
		}
		end++
	}
	for end > 0 && bytes.IndexByte([]byte("?!.,:*_~'\";"), s[end-1]) >= 0 {
		end--
	}
	return end
}

// holds says whether an address may hold the byte c, by RFC 3986.
func holds(c byte) bool {
	return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("-._~:/?#@!$&'()*+,;=%"), c) >= 0
}
