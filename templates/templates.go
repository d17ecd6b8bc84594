// Package templates holds everything of biji that reaches a reader's browser:
//
//	html    the pages, for html/template; render.View says what they may use
//	style   the style sheet, in small files; main.css names them in order
//	edition style sheets of other editions than the site: a book, one page
//	client  the script, in TypeScript; main.ts and early.ts are the entries
//	text    the words of the interface, one file per language
//	icon.svg
//
// Each of these files can be replaced by one of the same name in a folder
// that the site's settings name.
package templates

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"slices"
)

// FS holds the files as they are in the source.
//
//go:embed html style edition client text icon.svg
var FS embed.FS

// Overlay is base with every file replaced that over has too. over may be nil.
// A text that a file of over does not have is that of base. over may add a language:
// it has text/NAME.json then, and what it lacks is as in English.
// Files that only over has can be read as well, so a replaced style sheet may
// import new ones; folders list both.
func Overlay(base, over fs.FS) fs.FS {
	if over == nil {
		return base
	}
	return overlay{base, over}
}

type overlay struct{ base, over fs.FS }

// Open gives the file of over if it has one, else that of base.
func (o overlay) Open(name string) (fs.File, error) {
	info, err := fs.Stat(o.over, name)
	switch {
	case err == nil && !info.IsDir():
		if texts, ok := textsOf(o.base, o.over, name); ok {
			return newMade(info, texts), nil
		}
		return o.over.Open(name)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if english := likeEnglish(o.over, name); english != "" {
		name = english
	}
	return o.base.Open(name)
}

// ReadDir lists what either has.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	below, err := fs.ReadDir(o.base, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	above, overErr := fs.ReadDir(o.over, name)
	if overErr != nil && !errors.Is(overErr, fs.ErrNotExist) {
		return nil, overErr
	}
	if err != nil && overErr != nil {
		return nil, err
	}
	// Those of over come first, so they are the ones that stay.
	all := append(above, below...)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
