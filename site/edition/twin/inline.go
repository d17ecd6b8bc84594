package twin

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// inlines writes what stands within a line.
func (w *writer) inlines(nodes []*html.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		text := w.inline(n)
		if strings.HasPrefix(text, " ") && endsInSpace(b.String()) {
			text = text[1:]
		}
		b.WriteString(text)
	}
	return b.String()
}

func endsInSpace(s string) bool { return strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n") }

func (w *writer) inline(n *html.Node) string {
	switch n.Type {
	case html.TextNode:
		return w.escaped(n.Data)
	case html.ElementNode:
		return w.element(n)
	}
	return ""
}

// kept are elements that Markdown has no sign for, and that its readers know.
var kept = map[atom.Atom]bool{atom.Sub: true, atom.Sup: true, atom.Kbd: true, atom.U: true, atom.Ins: true}

func (w *writer) element(n *html.Node) string {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Button:
		return ""
	case atom.Em, atom.I:
		return around("*", w.inlines(article.Children(n)))
	case atom.Strong, atom.B:
		return around("**", w.inlines(article.Children(n)))
	case atom.Del, atom.S:
		return around("~~", w.inlines(article.Children(n)))
	case atom.Mark:
		return around("==", w.inlines(article.Children(n)))
	case atom.Code:
		return w.code(article.Text(n))
	case atom.A:
		return w.anchor(n)
	case atom.Img:
		return "![" + w.escaped(article.Attr(n, "alt")) + "](" + w.destination(article.Attr(n, "src")) + ")"
	case atom.Video, atom.Audio, atom.Iframe:
		return w.media(n)
	case atom.Br:
		if w.cell {
			return "<br>"
		}
		return "\\\n"
	case atom.Math:
		return "$" + w.piped(TeX(n)) + "$"
	case atom.Svg:
		return w.escaped(article.Attr(n, "aria-label"))
	case atom.Input:
		if article.Attr(n, "type") != "checkbox" {
			return ""
		} else if article.Has(n, "checked") {
			return "[x]"
		}
		return "[ ]"
	case atom.Rt:
		return "（" + w.inlines(article.Children(n)) + "）"
	case atom.Rp:
		return ""
	}
	switch {
	case article.HasClass(n, "footnote-ref"):
		return "[^" + strings.TrimSpace(article.Text(n)) + "]"
	case n.DataAtom == atom.Span && article.HasClass(n, "diagram-box"):
		return ""
	case isBlock(n): // in a cell, or in a paragraph that quotes another note
		if w.cell {
			return w.inCell(n)
		}
		return "\n\n" + w.block(n) + "\n\n"
	case kept[n.DataAtom]:
		return "<" + n.Data + ">" + w.inlines(article.Children(n)) + "</" + n.Data + ">"
	}
	return w.inlines(article.Children(n))
}

func (w *writer) anchor(n *html.Node) string {
	text := w.inlines(article.Children(n))
	href := article.Attr(n, "href")
	if article.HasClass(n, "mention") { // the author did not link it
		return text
	}
	if article.HasClass(n, "footnote-back") || href == "" && strings.TrimSpace(text) == "" {
		return ""
	}
	if href == "" {
		return text
	}
	if to := w.destination(href); strings.TrimSpace(text) != "" {
		return "[" + oneLine(text) + "](" + to + ")"
	}
	return ""
}

// media is a link to what plays, or to the page in a frame.
func (w *writer) media(n *html.Node) string {
	src := article.Attr(n, "src")
	if source := article.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Source }); src == "" && source != nil {
		src = article.Attr(source, "src")
	}
	if src == "" {
		return ""
	}
	label := article.Attr(n, "title")
	if label == "" {
		label = src[strings.LastIndexByte(strings.TrimSuffix(src, "/"), '/')+1:]
	}
	return "[" + w.escaped(label) + "](" + w.destination(src) + ")"
}

// destination writes where a link leads: in angle brackets if it has to be.
func (w *writer) destination(href string) string {
	to := w.piped(w.link(href))
	if strings.ContainsAny(to, " ()<>\t\n") {
		return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "%0A").Replace(to) + ">"
	}
	return to
}

// code writes code within a line: between more backquotes than it has in a row.
func (w *writer) code(text string) string {
	if text = oneLine(text); text == "" {
		return ""
	}
	mark := "`"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	if text[0] == '`' || text[len(text)-1] == '`' {
		text = " " + text + " "
	}
	return mark + w.piped(text) + mark
}

// piped keeps a bar from ending a cell.
func (w *writer) piped(s string) string {
	if w.cell {
		return strings.ReplaceAll(s, "|", `\|`)
	}
	return s
}

// around puts a mark around text, and the spaces at its ends outside.
func around(mark, text string) string {
	inner := strings.TrimSpace(text)
	if inner == "" {
		return text
	}
	at := strings.Index(text, inner)
	return text[:at] + mark + inner + mark + text[at+len(inner):]
}

func bold(text string) string { return around("**", oneLine(text)) }

var spaces = regexp.MustCompile(`[ \t\r\n]+`)

// oneLine has every run of spaces and line ends as one space, and none at the ends.
func oneLine(s string) string {
	return strings.TrimSpace(spaces.ReplaceAllString(strings.ReplaceAll(s, "\\\n", " "), " "))
}

// escaped writes text so that Markdown takes no sign in it for one of its own.
// Underscores within words are none.
func (w *writer) escaped(text string) string {
	text = spaces.ReplaceAllString(text, " ")
	if !strings.ContainsAny(text, "\\*_`[]<&|~=%$") {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if w.isSign(text, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (w *writer) isSign(text string, i int, r rune) bool {
	next := text[i+utf8.RuneLen(max(r, 0)):]
	switch r {
	case '*', '`', '[', ']':
		return true
	case '\\', '<':
		return next != "" && next[0] > ' ' && next[0] < utf8.RuneSelf || r == '\\' && next == ""
	case '_':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(next)
		return !isWord(before) || !isWord(after)
	case '&':
		return entity.MatchString(next)
	case '|':
		return w.cell
	case '~', '=', '%':
		return strings.HasPrefix(next, string(r)) && strings.Count(text, string(r)+string(r)) > 1
	case '$':
		return next != "" && next[0] != ' ' && strings.Contains(next, "$")
	}
	return false
}

// entity is what follows an ampersand in a character reference.
var entity = regexp.MustCompile(`^(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// opening is how a line begins that Markdown would take for a block of another
// kind.
var opening = regexp.MustCompile(`^(#{1,6}(?:\s|$)|[-+](?:\s|$)|>|\d{1,9}[.)](?:\s|$)|[=-]+\s*$|~~~|:::|: )`)

// lineStart keeps the first line of a paragraph from being anything else.
func lineStart(text string) string {
	m := opening.FindString(text)
	switch {
	case m == "" || strings.HasPrefix(text, "**") || strings.HasPrefix(text, "---\n"):
		return text
	case m[0] >= '0' && m[0] <= '9':
		at := strings.IndexAny(m, ".)")
		return text[:at] + `\` + text[at:]
	}
	return `\` + text
}
