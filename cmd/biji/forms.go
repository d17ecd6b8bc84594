package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/edition/book"
	"github.com/biji-notes/biji/site/edition/cards"
	"github.com/biji-notes/biji/site/edition/epub"
	"github.com/biji-notes/biji/site/edition/onepage"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/templates"
)

// A form is one in which biji bundle writes a site into one file.
type form struct {
	flag   string // by which it is chosen; "" is the usual one
	help   string
	target string // the file, if none is named; it always ends as this does
	write  func(ctx context.Context, w io.Writer, s *finished) ([]site.Problem, error)
	made   func(f *os.File, size int64) bool // says whether a file is one that write wrote
}

var forms = []form{
	{"", "", "site.zip", writeZip, func(f *os.File, size int64) bool { return archive.Made(f, size) }},
	{"epub", "a book for e-readers", "site.epub", writeEPUB, func(f *os.File, size int64) bool { return epub.Made(f, size) }},
	{"one-page", "one HTML file with all pages, styles and pictures", "site.html", writeOnePage, func(f *os.File, _ int64) bool { return onepage.Made(beginning(f)) }},
	{"anki", "the questions and answers as a deck that Anki imports", "site-anki.txt", writeCards, func(f *os.File, _ int64) bool { return cards.Made(beginning(f)) }},
}

// A finished site is one that was built in memory.
type finished struct {
	files    fs.FS
	result   *generate.Result
	styles   fs.FS  // templates, with the author's own
	target   string // the file
	language int
}

// formFlags adds a flag for each form.
func formFlags(cmd *cobra.Command) {
	var names []string
	for _, e := range forms[1:] {
		cmd.Flags().Bool(e.flag, false, e.help)
		names = append(names, e.flag)
	}
	cmd.MarkFlagsMutuallyExclusive(names...)
}

// formOf is what the flags choose, and the file it goes to.
func formOf(cmd *cobra.Command, target string) (*form, string, error) {
	chosen := &forms[0]
	for i := range forms[1:] {
		if on, _ := cmd.Flags().GetBool(forms[i+1].flag); on {
			chosen = &forms[i+1]
		}
	}
	if !cmd.Flags().Changed("output") {
		target = chosen.target
	}
	if ending := filepath.Ext(chosen.target); !strings.EqualFold(filepath.Ext(target), ending) {
		return nil, "", usageError{fmt.Errorf("output %s does not end in %s", target, ending)}
	}
	return chosen, target, nil
}

// beginning is as much of a file as tells what it is.
func beginning(f *os.File) []byte {
	data, _ := io.ReadAll(io.NewSectionReader(f, 0, 4096))
	return data
}

func writeZip(ctx context.Context, w io.Writer, s *finished) ([]site.Problem, error) {
	top := filepath.Base(s.target)
	return archive.Write(ctx, w, s.files, strings.TrimSuffix(top, filepath.Ext(top)), s.result.Options.Lang)
}

// book is the site as a book.
func (s *finished) book() (*book.Book, error) {
	b := book.New(s.files, &s.result.Options, s.result.Pages, s.language)
	if len(b.Chapters) == 0 {
		return nil, errors.New("there are no pages for it")
	}
	return b, nil
}

// style is a style sheet of the forms.
func (s *finished) style(name string) (string, error) {
	text, err := fs.ReadFile(s.styles, "edition/"+name)
	if err != nil {
		return "", fmt.Errorf("read the style: %w", err)
	}
	return string(text), nil
}

func writeEPUB(ctx context.Context, w io.Writer, s *finished) ([]site.Problem, error) {
	b, err := s.book()
	if err != nil {
		return nil, err
	}
	style, err := s.style("epub.css")
	if err != nil {
		return nil, err
	}
	return nil, epub.Write(ctx, w, epub.Source{Book: b, Files: s.files, Style: style, Changed: newest(s.result.Notes)})
}

// newest is when the note was changed that was changed last, as far as notes tell.
func newest(notes []site.Note) (last time.Time) {
	for i := range notes {
		for _, t := range []time.Time{notes[i].Meta.Date, notes[i].Meta.Updated} {
			if t.After(last) {
				last = t
			}
		}
	}
	return last
}

func writeOnePage(ctx context.Context, w io.Writer, s *finished) ([]site.Problem, error) {
	b, err := s.book()
	if err != nil {
		return nil, err
	}
	style, err := s.style("onepage.css")
	if err != nil {
		return nil, err
	}
	return nil, onepage.Write(ctx, w, onepage.Source{Book: b, Files: s.files, Style: style})
}

func writeCards(ctx context.Context, w io.Writer, s *finished) ([]site.Problem, error) {
	b, err := s.book()
	if err != nil {
		return nil, err
	}
	tags := map[string][]string{}
	for _, t := range s.result.Graph.Tags {
		for _, address := range t.Pages {
			tags[address] = append(tags[address], t.Name)
		}
	}
	n, err := cards.Write(ctx, w, cards.Source{Book: b, Files: s.files, Tags: tags})
	if err == nil && n == 0 {
		err = errors.New("the notes ask no questions: those are headings below one called FAQ or 常见追问, and callouts > [!question]")
	}
	return nil, err
}

// languageOf is the number of the language that a tag names.
func languageOf(ls site.Languages, tag string) (int, error) {
	if tag == "" {
		return 0, nil
	}
	var tags []string
	for i := range ls {
		if strings.EqualFold(ls[i].Tag, tag) {
			return i, nil
		}
		tags = append(tags, ls[i].Tag)
	}
	if len(ls) == 0 {
		return 0, usageError{errors.New("the site is in one language")}
	}
	return 0, usageError{fmt.Errorf("the site is not in %s, but in %s", tag, strings.Join(tags, ", "))}
}

// styles are the templates with those that take the place of some.
func (c *content) styles() fs.FS {
	base := c.Templates
	if base == nil {
		base = templates.FS
	}
	return templates.Overlay(base, c.Overrides)
}
