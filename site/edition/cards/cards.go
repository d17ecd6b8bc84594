// Package cards writes the questions of a site and their answers as a deck for Anki:
// a text file that it imports, https://docs.ankiweb.net/importing/text-files.html.
//
// A question is a heading below one that announces questions (site.Questions), or a
// callout of the type question with an answer in it. A card keeps its name as long
// as its note and its heading do, so that a deck that is imported again is brought up
// to date, and no card comes twice.
package cards

import (
	"context"
	"crypto/sha1"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
	"github.com/biji-notes/biji/site/edition/book"
)

// A Source is what a deck is made of.
type Source struct {
	Book  *book.Book
	Files fs.FS               // the site, with the pictures
	Tags  map[string][]string // of the page at an address
}

// header says how the file is to be read; the line that no header has is a comment.
const header = "#separator:tab\n#html:true\n#guid column:1\n#deck column:4\n#tags column:5\n" + mark

const mark = "#biji\n"

// Made says whether a file that begins so was written by Write.
func Made(beginning []byte) bool { return strings.Contains(string(beginning), mark) }

// Write writes the deck to w and says how many cards are in it. An error means that it
// is not whole, or that ctx ended.
func Write(ctx context.Context, w io.Writer, s Source) (int, error) {
	if _, err := io.WriteString(w, header); err != nil {
		return 0, fmt.Errorf("write cards: %w", err)
	}
	d := &deck{Source: s, rows: csv.NewWriter(w)}
	d.rows.Comma = '\t'
	for i := range s.Book.Chapters {
		err := ctx.Err()
		if err == nil {
			err = d.chapter(i)
		}
		if err != nil {
			return 0, fmt.Errorf("write cards: %w", err)
		}
	}
	d.rows.Flush()
	if err := d.rows.Error(); err != nil {
		return 0, fmt.Errorf("write cards: %w", err)
	}
	return d.cards, nil
}

type deck struct {
	Source
	rows  *csv.Writer
	cards int
}

func (d *deck) chapter(i int) error {
	text, err := d.Book.Text(i, book.Layout{
		ID:      func(_ int, id string) string { return id },
		Link:    d.address,
		Picture: d.picture,
		Remote:  func(src string) bool { return strings.HasPrefix(src, "https://") },
	})
	if err != nil {
		return err
	}
	for _, n := range text {
		withoutDrawings(n)
	}
	for _, c := range questions(text) {
		if err := d.card(i, c); err != nil {
			return err
		}
	}
	return nil
}

// withoutDrawings puts its name in the place of each drawing: those have their colours
// from a style sheet, which cards do not have.
func withoutDrawings(n *html.Node) {
	if article.HasClass(n, "diagram") {
		name := "…"
		if svg := article.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Svg }); svg != nil {
			name = article.Attr(svg, "aria-label")
		}
		n.FirstChild, n.LastChild = nil, nil
		n.AppendChild(&html.Node{Type: html.TextNode, Data: "[" + name + "]"})
	}
	for _, c := range article.Children(n) {
		withoutDrawings(c)
	}
}

// address is that of a place of the site, if the site has one.
func (d *deck) address(chapter int, id string) string {
	if d.Book.URL == "" {
		return ""
	}
	return d.Book.URL + (&url.URL{Path: d.Book.Chapters[chapter].Address, Fragment: id}).String()
}

func (d *deck) picture(name string) string {
	data, err := fs.ReadFile(d.Files, name)
	if err != nil {
		return ""
	}
	return book.DataURL(name, data)
}

// card writes a card: its name, the question, the answer, its deck, its tags.
func (d *deck) card(i int, q question) error {
	c := &d.Book.Chapters[i]
	name := sha1.Sum([]byte(c.Address + "#" + q.id))
	front, err := rendered(q.asked)
	if err != nil {
		return err
	}
	back, err := rendered(q.answer)
	if err != nil {
		return err
	}
	from := html.EscapeString(c.Title)
	if to := d.address(i, q.id); to != "" {
		from = `<a href="` + html.EscapeString(to) + `">` + from + "</a>"
	}
	d.cards++
	return d.rows.Write([]string{hex.EncodeToString(name[:10]), front, `<div style="text-align: start">` + back + `<p style="font-size: 0.8em; opacity: 0.7">` + from + "</p></div>", d.deck(c), tags(d.Tags[c.Address])})
}

// deck is the deck of a chapter's cards: that of its folder, in that of the site.
func (d *deck) deck(c *book.Chapter) string {
	name := strings.ReplaceAll(d.Book.Title, "::", ":")
	if dir, _, ok := strings.Cut(c.Address, "/"); ok {
		name += "::" + d.Book.Folder(dir)
	}
	return name
}

// tags are as Anki has them: without spaces, and with spaces between them.
func tags(all []string) string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = strings.Join(strings.Fields(t), "_")
	}
	return strings.Join(out, " ")
}

func rendered(nodes []*html.Node) (string, error) {
	var b strings.Builder
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// A question has the id of its heading or callout, or else its own words.
type question struct {
	id            string
	asked, answer []*html.Node
}

// questions are those of a text, in order.
func questions(text []*html.Node) (all []question) {
	asked := map[string]bool{}
	for _, id := range site.Questions(headings(text)) {
		asked[id] = true
	}
	var now *question
	level := 0 // of the heading that asks
	for _, n := range text {
		l := article.Level(n)
		if l > 0 && l <= level {
			now, level = nil, 0
		}
		switch {
		case l > 0 && asked[article.Attr(n, "id")]:
			all, level = append(all, question{id: article.Attr(n, "id"), asked: article.Children(n)}), l
			now = &all[len(all)-1]
		case now != nil:
			now.answer = append(now.answer, n)
		default:
			all = append(all, callouts(n)...)
		}
	}
	return answered(all)
}

// headings are those of a text.
func headings(text []*html.Node) (all []site.Heading) {
	for _, n := range text {
		if l := article.Level(n); l > 0 {
			all = append(all, site.Heading{Level: l, ID: article.Attr(n, "id"), Text: article.Text(n), Top: true})
		}
	}
	return all
}

// callouts are the questions in callouts of n and below it.
func callouts(n *html.Node) (all []question) {
	visit := func(c *html.Node) bool {
		if !article.HasClass(c, "callout-question") {
			return true
		}
		q := question{}
		for _, k := range article.Children(c) {
			if article.HasClass(k, "callout-title") {
				q.id, q.asked = strings.Join(strings.Fields(article.Text(k)), " "), article.Children(k)
				continue
			}
			q.answer = append(q.answer, k)
		}
		all = append(all, q)
		return false
	}
	if visit(n) {
		article.Walk(n, visit)
	}
	return all
}

// answered are the questions with an answer.
func answered(all []question) (kept []question) {
	for _, q := range all {
		for _, n := range q.answer {
			if n.DataAtom == atom.Img || strings.TrimSpace(article.Text(n)) != "" || article.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Img }) != nil {
				kept = append(kept, q)
				break
			}
		}
	}
	return kept
}
