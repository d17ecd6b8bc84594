// Package twin writes the HTML of a published text as Markdown again: for
// programs that read a page, and for readers who take a part of it with them.
//
// It is made from the HTML, not from the note: what the page does not show, such
// as comments, is not there to be shown. github.com/JohannesKaufmann/html-to-markdown
// does the same for any HTML; on these pages it took ten times as long, pads tables
// with spaces, and knows neither callouts nor formulas.
package twin

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site/edition/article"
)

// A Link says where a link or a picture leads in the Markdown, of what it says
// in the HTML.
type Link func(href string) string

// Same leaves a link as it is.
func Same(href string) string { return href }

// Fragment is the Markdown of an HTML fragment, which ends with a newline unless it
// is empty.
func Fragment(text string, link Link) (string, error) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return "", err
	}
	return Nodes(nodes, link), nil
}

// Nodes is the Markdown of what stands in a row.
func Nodes(nodes []*html.Node, link Link) string {
	w := writer{link: link}
	text := w.blocks(nodes)
	if text == "" {
		return ""
	}
	return text + "\n"
}

// A writer turns HTML into Markdown. What its methods return for blocks has no
// newline at its end, and a blank line between two blocks.
type writer struct {
	link Link
	cell bool // in a cell of a table, where all stands on one line
}

// blocks writes nodes in a row: runs of text become paragraphs.
func (w *writer) blocks(nodes []*html.Node) string {
	var out []string
	var run []*html.Node
	flush := func() {
		if text := w.paragraph(run); text != "" {
			out = append(out, text)
		}
		run = nil
	}
	for _, n := range nodes {
		if !isBlock(n) {
			run = append(run, n)
			continue
		}
		flush()
		if text := w.block(n); text != "" {
			out = append(out, text)
		}
	}
	flush()
	return strings.Join(out, "\n\n")
}

func (w *writer) paragraph(nodes []*html.Node) string {
	return lineStart(strings.TrimSpace(w.inlines(nodes)))
}

// block writes an element that is a block.
func (w *writer) block(n *html.Node) string {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if text := oneLine(w.inlines(article.Children(n))); text != "" {
			return strings.Repeat("#", int(n.Data[1]-'0')) + " " + text
		}
		return ""
	case atom.Ul, atom.Ol:
		return w.list(n)
	case atom.Blockquote:
		return prefixed(w.blocks(article.Children(n)), "> ")
	case atom.Pre:
		return fence(n, "", "")
	case atom.Figure:
		return w.figure(n)
	case atom.Table:
		return w.table(n)
	case atom.Hr:
		return "---"
	case atom.Dl:
		return w.definitions(n)
	case atom.Math:
		return "$$" + TeX(n) + "$$"
	case atom.Details:
		return w.details(n)
	case atom.Section:
		if article.HasClass(n, "footnotes") {
			return w.footnotes(n)
		}
	}
	switch {
	case article.HasClass(n, "callout"):
		return w.callout(n)
	case article.HasClass(n, "tab-title"):
		return bold(w.inlines(article.Children(n)))
	}
	return w.blocks(article.Children(n))
}

// callout writes a box in the way of GitHub and Obsidian.
func (w *writer) callout(n *html.Node) string {
	kind := "note"
	for _, c := range article.Classes(n) {
		if name, ok := strings.CutPrefix(c, "callout-"); ok {
			kind = name
		}
	}
	head, rest := "[!"+kind+"]", article.Children(n)
	for i, c := range rest {
		if article.HasClass(c, "callout-title") {
			head += " " + oneLine(w.inlines(article.Children(c)))
			rest = append(rest[:i:i], rest[i+1:]...)
			break
		}
	}
	if text := w.blocks(rest); text != "" {
		head += "\n" + text
	}
	return prefixed(head, "> ")
}

// details writes what is folded with its first line in bold.
func (w *writer) details(n *html.Node) string {
	if article.HasClass(n, "callout") {
		return w.callout(n)
	}
	var out []string
	var rest []*html.Node
	for _, c := range article.Children(n) {
		if c.DataAtom == atom.Summary {
			out = append(out, bold(w.inlines(article.Children(c))))
			continue
		}
		rest = append(rest, c)
	}
	return joined(append(out, w.blocks(rest)))
}

// figure writes code with its language and title, and of a diagram its source.
func (w *writer) figure(n *html.Node) string {
	pre := article.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Pre })
	if pre == nil {
		return w.blocks(article.Children(n))
	}
	code := article.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Figure && article.HasClass(c, "code") })
	if code == nil {
		code = n
	}
	title := ""
	if caption := article.Find(code, func(c *html.Node) bool { return c.DataAtom == atom.Figcaption }); caption != nil {
		title = oneLine(article.Text(caption))
	}
	return fence(pre, article.Attr(code, "data-lang"), title)
}

// fence writes code: the fence is longer than any in it.
func fence(pre *html.Node, lang, title string) string {
	code := strings.TrimSuffix(article.Text(pre), "\n")
	mark := "```"
	for strings.Contains(code, mark) {
		mark += "`"
	}
	if title != "" {
		lang = strings.TrimSpace(lang + ` title="` + strings.NewReplacer(`"`, "'", "`", "'").Replace(title) + `"`)
	}
	return mark + lang + "\n" + code + "\n" + mark
}

// list writes the items of a list, close together unless one of them has several
// blocks.
func (w *writer) list(n *html.Node) string {
	var items []string
	number, between := firstNumber(n), "\n"
	for _, item := range article.Children(n) {
		if item.DataAtom != atom.Li {
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = itoa(number) + ". "
			number++
		}
		text := w.item(item)
		if strings.Contains(text, "\n\n") {
			between = "\n\n"
		}
		items = append(items, indented(mark+text, len(mark)))
	}
	return strings.Join(items, between)
}

// item writes what stands in an item of a list. A list in it follows its text at
// once, if that is all.
func (w *writer) item(n *html.Node) string {
	text := w.blocks(article.Children(n))
	head, rest, ok := strings.Cut(text, "\n\n")
	if ok && !strings.Contains(head, "\n") && isOneList(n) {
		return head + "\n" + rest
	}
	return text
}

// isOneList says whether an item is a line of text and a list.
func isOneList(item *html.Node) bool {
	lists, others := 0, 0
	for _, c := range article.Children(item) {
		switch {
		case c.DataAtom == atom.Ul || c.DataAtom == atom.Ol:
			lists++
		case isBlock(c):
			others++
		}
	}
	return lists == 1 && others <= 1
}

func (w *writer) definitions(n *html.Node) string {
	var out []string
	for _, c := range article.Children(n) {
		switch c.DataAtom {
		case atom.Dt:
			out = append(out, "\n"+w.paragraph(article.Children(c)))
		case atom.Dd:
			out = append(out, indented(": "+w.blocks(article.Children(c)), 2))
		case atom.Div:
			out = append(out, w.definitions(c))
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

func (w *writer) footnotes(n *html.Node) string {
	var out []string
	number := 0
	article.Walk(n, func(c *html.Node) bool {
		if c.DataAtom != atom.Li {
			return true
		}
		number++
		out = append(out, indented("[^"+itoa(number)+"]: "+w.blocks(article.Children(c)), 4))
		return false
	})
	return strings.Join(out, "\n")
}

// Line is plain text as Markdown, on one line.
func Line(text string) string {
	w := writer{link: Same}
	return oneLine(w.escaped(text))
}

// Item is a line of a list: a link, and what is said of it, which may be nothing.
func Item(text, href, description string) string {
	w := writer{link: Same}
	line := "- [" + Line(text) + "](" + w.destination(href) + ")"
	if description != "" {
		line += ": " + Line(description)
	}
	return line + "\n"
}
