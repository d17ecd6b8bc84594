// Package mdx makes Markdown of MDX (https://mdxjs.com/docs/what-is-mdx/): what is
// for the program alone goes, and what readers see stays, on the line it was on.
//
//	mdx.go     a note                     -> its lines
//	module.go  import, export             -> what names stand for
//	tag.go     <Tag a={1}>                -> a tag as HTML writes it
//	code.go    <CodeBlock>{`x`}</CodeBlock> -> a block of code
//	scan.go    brackets, strings          -> where they end
package mdx

import (
	"bytes"
	"regexp"
	"strings"
)

// Markdown is a note without its modules, its comments and what tags say to
// programs. A tag over several lines stands on its last one.
func Markdown(body []byte) []byte {
	if !signed(body) {
		return body
	}
	w := writer{scan: scan{text: string(body), left: 50*len(body) + 100_000}, names: map[string]name{}}
	for w.at < len(w.text) {
		w.line()
	}
	return w.out.Bytes()
}

func signed(body []byte) bool {
	return bytes.ContainsAny(body, "{<") || bytes.Contains(body, []byte("import ")) || bytes.Contains(body, []byte("export "))
}

type writer struct {
	scan
	at     int // what is written up to
	out    bytes.Buffer
	fence  string // that is open
	below  bool   // the line before belongs to a paragraph
	owed   int    // line ends to write behind the line
	names  map[string]name
	labels map[string]string // of tabs, by their values
}

var fences = regexp.MustCompile("^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(```+|~~~+)([^`\n]*)")

// line writes what begins on the next line.
func (w *writer) line() {
	line := w.rest()
	if m := fences.FindStringSubmatch(line); m != nil && (w.fence == "" || strings.HasPrefix(m[1], w.fence) && strings.TrimSpace(m[2]) == "") {
		if w.fence == "" {
			w.fence = m[1]
		} else {
			w.fence = ""
		}
		w.copy(len(line))
		return
	}
	if w.fence != "" {
		w.copy(len(line))
		return
	}
	if end, ok := w.module(line); ok && !w.below {
		w.skip(end)
		return
	}
	w.below = strings.TrimSpace(line) != ""
	w.inline()
}

// rest is what is left of the line.
func (w *writer) rest() string {
	if end := strings.IndexByte(w.text[w.at:], '\n'); end >= 0 {
		return w.text[w.at : w.at+end+1]
	}
	return w.text[w.at:]
}

func (w *writer) copy(n int) {
	w.out.WriteString(w.text[w.at : w.at+n])
	w.at += n
}

// skip leaves out what stands before end, but not its line ends.
func (w *writer) skip(end int) {
	w.out.WriteString(strings.Repeat("\n", strings.Count(w.text[w.at:end], "\n")))
	w.at = end
}

// replace writes something for what stands before end. The line ends in that are
// written before it, or behind its line if something stands before it.
func (w *writer) replace(end int, by string) {
	ends := strings.Count(w.text[w.at:end], "\n") - strings.Count(by, "\n")
	if head, first := w.head(); first {
		if ends > 0 {
			w.out.Truncate(w.out.Len() - len(head))
			w.out.WriteString(strings.Repeat("\n", ends) + head)
		}
	} else if ends > 0 {
		w.owed += ends
	}
	w.out.WriteString(by)
	w.at = end
}

// head is what is written of the line; first says that it is nothing but space.
func (w *writer) head() (head string, first bool) {
	written := w.out.Bytes()
	head = string(written[bytes.LastIndexByte(written, '\n')+1:])
	return head, strings.TrimSpace(head) == ""
}

// inline writes a line that stands in no code.
func (w *writer) inline() {
	for w.at < len(w.text) {
		switch c := w.text[w.at]; c {
		case '\n':
			w.copy(1)
			w.out.WriteString(strings.Repeat("\n", w.owed))
			w.owed = 0
			return
		case '\\':
			w.copy(min(2, len(w.rest())))
		case '`':
			w.copy(codeSpan(w.rest()))
		case '{':
			w.braces()
		case '<':
			w.tag()
		default:
			w.copy(1)
		}
	}
}

// codeSpan is how long the code is at the start of a line, or the signs that
// open none.
func codeSpan(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "`"))
	for at := n; at < len(line); {
		begin := strings.IndexByte(line[at:], '`')
		if begin < 0 {
			break
		}
		begin += at
		run := len(line[begin:]) - len(strings.TrimLeft(line[begin:], "`"))
		if run == n {
			return begin + run
		}
		at = begin + run
	}
	return n
}

// braces writes an expression: a comment not at all, a text as it is, one over
// several lines as something that is not shown.
func (w *writer) braces() {
	end, ok := w.balanced(w.at)
	if !ok {
		w.copy(1)
		return
	}
	inner := strings.TrimSpace(w.text[w.at+1 : end-1])
	switch text, known := w.literal(inner); {
	case strings.HasPrefix(inner, "/*") && strings.Index(inner, "*/") == len(inner)-2:
		w.replace(end, "")
	case known && !strings.Contains(text, "\n"):
		w.replace(end, escape(text))
	case strings.Contains(inner, "\n"):
		w.replace(end, "<Expression />")
	default:
		w.copy(end - w.at)
	}
}

// escape writes a text so that it means nothing else in Markdown.
func escape(text string) string {
	var b strings.Builder
	for _, c := range text {
		if strings.ContainsRune("\\`*_{}<>[]#|$~:&", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
