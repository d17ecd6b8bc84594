// Package onepage writes a site as one HTML file that needs no other: the pages one
// after another below a table of contents, with their styles and pictures in it. It
// is for mailing, for archives and for printing a whole collection.
//
// Nothing runs in it, and its policy lets it load nothing but pictures of the hosts
// that it shows. The same pages give the same bytes.
package onepage

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/edition/article"
	"github.com/biji-notes/biji/site/edition/book"
)

// A Source is what the file is made of.
type Source struct {
	Book  *book.Book
	Files fs.FS  // the site, with the styles and the pictures
	Style string // after those of the site
}

// mark stands near the beginning of the file, by which Made knows one of ours.
const mark = `<meta name="generator" content="biji, one page">`

// Made says whether a file that begins so was written by Write.
func Made(beginning []byte) bool { return bytes.Contains(beginning, []byte(mark)) }

// Write writes the file to w. An error means that it is not whole, or that ctx ended.
func Write(ctx context.Context, w io.Writer, s Source) error {
	p := &page{Source: s, pictures: map[string]string{}, hosts: map[string]bool{}}
	if err := p.write(ctx, w); err != nil {
		return fmt.Errorf("write one page: %w", err)
	}
	return nil
}

// A page is being made.
type page struct {
	Source
	text     strings.Builder
	styles   []string          // addresses of the style sheets, in order
	pictures map[string]string // data URLs, by name in the site
	hosts    map[string]bool   // from which pictures are loaded
}

func (p *page) write(ctx context.Context, w io.Writer) error {
	for i := range p.Book.Chapters {
		err := ctx.Err()
		if err == nil {
			err = p.look(i)
		}
		if err == nil {
			err = p.chapter(i)
		}
		if err != nil {
			return err
		}
	}
	style, err := p.style()
	if err != nil {
		return err
	}
	for _, part := range []string{p.head(style), p.contents(), p.text.String(), "</main>\n</body>\n</html>\n"} {
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}

// look takes note of the style sheets of a chapter.
func (p *page) look(i int) error {
	address := p.Book.Chapters[i].Address
	f, err := p.Files.Open(address)
	if err != nil {
		return err
	}
	defer f.Close()
	head, err := article.ReadHead(f)
	for _, href := range head.Styles {
		if to, ok := article.Place(address, href); ok && !slices.Contains(p.styles, to.Path) {
			p.styles = append(p.styles, to.Path)
		}
	}
	return err
}

func id(chapter int, id string) string {
	if id == "" {
		return fmt.Sprintf("c%d", chapter+1)
	}
	return fmt.Sprintf("c%d-%s", chapter+1, id)
}

func (p *page) chapter(i int) error {
	text, err := p.Book.Text(i, book.Layout{
		ID:      id,
		Link:    func(chapter int, name string) string { return "#" + (&url.URL{Path: id(chapter, name)}).EscapedPath() },
		Picture: p.picture,
		Remote:  p.remote,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(&p.text, "<section class=\"edition-chapter\">\n<h1 id=\"%s\">%s</h1>\n<div class=\"biji-text\">\n", id(i, ""), html.EscapeString(p.Book.Chapters[i].Title))
	for _, n := range text {
		if err := html.Render(&p.text, n); err != nil {
			return err
		}
	}
	p.text.WriteString("\n</div>\n</section>\n")
	return nil
}

// picture is the data URL of a picture of the site; "" if there is no such file.
func (p *page) picture(name string) string {
	if src, ok := p.pictures[name]; ok {
		return src
	}
	p.pictures[name] = ""
	if data, err := fs.ReadFile(p.Files, name); err == nil {
		p.pictures[name] = book.DataURL(name, data)
	}
	return p.pictures[name]
}

// remote takes note of the host of a picture.
func (p *page) remote(src string) bool {
	u, err := url.Parse(src)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(u.Host, "; ,'\"") {
		return false
	}
	p.hosts[u.Scheme+"://"+u.Host] = true
	return true
}

// loaded is what a style sheet loads, but for what stands in it.
var loaded = regexp.MustCompile(`url\(\s*["']?([^"')]*)["']?\s*\)`)

// style is all style sheets in a row, with what they load.
func (p *page) style() (string, error) {
	var b strings.Builder
	for _, name := range p.styles {
		text, err := fs.ReadFile(p.Files, name)
		if err != nil {
			return "", err
		}
		b.WriteString(p.whole(name, string(text)) + "\n")
	}
	b.WriteString(p.Style)
	return strings.ReplaceAll(b.String(), "</", `<\/`), nil
}

func (p *page) whole(sheet, text string) string {
	return loaded.ReplaceAllStringFunc(text, func(found string) string {
		to, ok := article.Place(sheet, loaded.FindStringSubmatch(found)[1])
		if !ok { // it stands there itself
			return found
		}
		return `url("` + p.picture(to.Path) + `")`
	})
}

func (p *page) head(style string) string {
	hosts := ""
	for _, h := range slices.Sorted(maps.Keys(p.hosts)) {
		hosts += " " + h
	}
	b := p.Book
	dir := ""
	if d := site.Direction(b.Lang); d != "" {
		dir = ` dir="` + d + `"`
	}
	lang := html.EscapeString(b.Lang)
	return "<!DOCTYPE html>\n<html lang=\"" + lang + "\"" + dir + ">\n<head>\n<meta charset=\"utf-8\">\n" + mark + `
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:` + html.EscapeString(hosts) + `; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>` + html.EscapeString(b.Title) + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n<main class=\"edition\">\n"
}

// contents is the title of the book and its table of contents.
func (p *page) contents() string {
	var b strings.Builder
	b.WriteString("<header class=\"edition-title\">\n<h1>" + html.EscapeString(p.Book.Title) + "</h1>\n")
	if p.Book.Description != "" {
		b.WriteString("<p>" + html.EscapeString(p.Book.Description) + "</p>\n")
	}
	b.WriteString("</header>\n<nav class=\"edition-contents\">\n<h2>" + p.Book.Words().Contents + "</h2>\n")
	p.Book.Nested(func() { b.WriteString("<ol>\n") }, func(i int, c *book.Chapter) {
		fmt.Fprintf(&b, "<li><a href=\"#%s\">%s</a>", id(i, ""), html.EscapeString(c.Title))
	}, func() { b.WriteString("</li>\n") }, func() { b.WriteString("</ol>") })
	b.WriteString("\n</nav>\n")
	return b.String()
}
