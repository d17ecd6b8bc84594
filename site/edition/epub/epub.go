// Package epub writes a site as a book for e-readers: EPUB 3.3,
// https://www.w3.org/TR/epub-33/, one file for each page, in the order of the site.
//
// Nothing in it is loaded from elsewhere and nothing runs. The same pages give the
// same bytes.
package epub

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha1"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/edition/book"
)

// generator stands in the package document, by which Made knows a file of ours.
const generator = "biji"

// A Source is what a book is made of.
type Source struct {
	Book    *book.Book
	Files   fs.FS // the site, with the pictures
	Style   string
	Changed time.Time // when the newest page was changed; zero if that is not known
}

// Write writes the book to w. An error means that it is not whole, or that ctx ended.
func Write(ctx context.Context, w io.Writer, s Source) error {
	z := &writer{Source: s, zip: zip.NewWriter(w), picture: map[string]string{}}
	steps := []func() error{z.mimetype, z.container, z.style, func() error { return z.chapters(ctx) }, z.nav, z.opf, z.zip.Close}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("write epub: %w", err)
		}
	}
	return nil
}

// Made says whether a file of size bytes is a book that Write wrote.
func Made(r io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return false
	}
	text, err := fs.ReadFile(z, "EPUB/package.opf")
	return err == nil && bytes.Contains(text, []byte(`<meta name="generator" content="`+generator+`"/>`))
}

// An item is a file of the book, as the package document lists it.
type item struct {
	id, name, media, properties string
}

type writer struct {
	Source
	zip     *zip.Writer
	items   []item
	picture map[string]string // name in the book, by that in the site; "" if it cannot be shown
	err     error             // of a picture
}

// mimetype stands first, as it is: readers look at its bytes.
func (z *writer) mimetype() error {
	const text = "application/epub+zip"
	h := &zip.FileHeader{Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(text)), CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))}
	f, err := z.zip.CreateRaw(h)
	if err == nil {
		_, err = io.WriteString(f, text)
	}
	return err
}

func (z *writer) put(name, text string) error {
	f, err := z.zip.Create(name)
	if err == nil {
		_, err = io.WriteString(f, text)
	}
	return err
}

func (z *writer) container() error {
	return z.put("META-INF/container.xml", `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`)
}

func (z *writer) style() error {
	z.items = append(z.items, item{"style", "style.css", "text/css", ""})
	return z.put("EPUB/style.css", z.Style)
}

// file is that of a chapter.
func file(chapter int) string { return fmt.Sprintf("c%04d.xhtml", chapter+1) }

func (z *writer) chapters(ctx context.Context) error {
	layout := book.Layout{
		ID: func(_ int, id string) string { return xmlID(id) },
		Link: func(chapter int, id string) string {
			if id == "" {
				return file(chapter)
			}
			return file(chapter) + "#" + xmlID(id)
		},
		Picture: z.show,
		Remote:  func(string) bool { return false },
	}
	for i := range z.Book.Chapters {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := z.Book.Text(i, layout)
		if err == nil {
			err = z.err
		}
		if err == nil {
			err = z.chapter(i, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (z *writer) chapter(i int, text []*html.Node) error {
	var body strings.Builder
	t := &tidying{}
	for _, n := range text {
		t.node(n)
		if err := html.Render(&body, n); err != nil {
			return err
		}
	}
	title := z.Book.Chapters[i].Title
	z.items = append(z.items, item{fmt.Sprintf("c%d", i+1), file(i), "application/xhtml+xml", t.properties()})
	return z.put("EPUB/"+file(i), z.document(title, `<link rel="stylesheet" type="text/css" href="style.css"/>`,
		"<section epub:type=\"chapter\">\n<h1>"+xmlText(title)+"</h1>\n"+body.String()+"</section>"))
}

// document is a document of XHTML.
func (z *writer) document(title, head, body string) string {
	lang := xmlText(z.Book.Lang)
	return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="` + lang + `" xml:lang="` + lang + `">
<head><meta charset="utf-8"/><title>` + xmlText(title) + `</title>` + head + `</head>
<body>
` + body + `
</body>
</html>
`
}

// nav is the table of contents.
func (z *writer) nav() error {
	var b strings.Builder
	contents := z.Book.Words().Contents
	b.WriteString("<nav epub:type=\"toc\" id=\"toc\">\n<h1>" + contents + "</h1>\n")
	z.Book.Nested(func() { b.WriteString("<ol>\n") }, func(i int, c *book.Chapter) {
		b.WriteString("<li><a href=\"" + file(i) + "\">" + xmlText(c.Title) + "</a>")
	}, func() { b.WriteString("</li>\n") }, func() { b.WriteString("</ol>") })
	b.WriteString("\n</nav>")
	z.items = append(z.items, item{"nav", "nav.xhtml", "application/xhtml+xml", "nav"})
	return z.put("EPUB/nav.xhtml", z.document(contents, "", b.String()))
}

// unknown is when a book was changed of which that is not known: EPUB asks for a time.
var unknown = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func (z *writer) opf() error {
	changed := z.Changed.UTC()
	if z.Changed.IsZero() {
		changed = unknown
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="` + xmlText(z.Book.Lang) + `">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">` + xmlText(z.identifier()) + `</dc:identifier>
<dc:title>` + xmlText(z.Book.Title) + `</dc:title>
<dc:language>` + xmlText(z.Book.Lang) + `</dc:language>
`)
	if z.Book.Description != "" {
		b.WriteString("<dc:description>" + xmlText(z.Book.Description) + "</dc:description>\n")
	}
	b.WriteString(`<meta property="dcterms:modified">` + changed.Format("2006-01-02T15:04:05Z") + `</meta>
<meta name="generator" content="` + generator + `"/>
</metadata>
<manifest>
`)
	for _, m := range z.items {
		fmt.Fprintf(&b, `<item id="%s" href="%s" media-type="%s"`, m.id, m.name, m.media)
		if m.properties != "" {
			fmt.Fprintf(&b, ` properties="%s"`, m.properties)
		}
		b.WriteString("/>\n")
	}
	b.WriteString("</manifest>\n<spine>\n<itemref idref=\"nav\"/>\n")
	for i := range z.Book.Chapters {
		fmt.Fprintf(&b, "<itemref idref=\"c%d\"/>\n", i+1)
	}
	b.WriteString("</spine>\n</package>\n")
	return z.put("EPUB/package.opf", b.String())
}

// identifier tells the book from others, and stays the same when its text changes: the
// URL of the site, or a UUID (RFC 9562, version 5) of its title and language.
func (z *writer) identifier() string {
	if z.Book.URL != "" {
		return z.Book.URL
	}
	sum := sha1.Sum([]byte("biji\x00" + z.Book.Title + "\x00" + z.Book.Lang))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// shown are the kinds of pictures that e-readers show: EPUB 3.3, section 3.2.
var shown = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/svg+xml": true, "image/webp": true}

// doctype is what old drawings begin with: it names a file elsewhere, which no part of
// a book may.
var doctype = regexp.MustCompile(`<!DOCTYPE\s+svg\s+PUBLIC[^>\[]*>`)

// show puts a picture of the site into the book, once, and is its name there.
func (z *writer) show(name string) string {
	if to, ok := z.picture[name]; ok {
		return to
	}
	kind := book.MediaType(name)
	data, err := fs.ReadFile(z.Files, name)
	if !shown[kind] || err != nil {
		z.picture[name] = ""
		return ""
	}
	if kind == "image/svg+xml" {
		data = doctype.ReplaceAll(data, nil)
	}
	n := len(z.picture) + 1
	to := fmt.Sprintf("p%04d%s", n, strings.ToLower(path.Ext(name)))
	z.picture[name] = to
	z.items = append(z.items, item{fmt.Sprintf("p%d", n), to, kind, ""})
	if err := z.put("EPUB/"+to, string(data)); err != nil {
		z.err = err
	}
	return to
}
