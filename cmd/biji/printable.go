package main

import (
	"errors"
	"strings"

	"github.com/biji-notes/biji/site"
)

// printable is the text of err, fit for a terminal: it may hold names of files,
// and these anything. What was joined stands on lines of its own.
func printable(err error) string {
	all := parts(err)
	for i := range all {
		all[i] = site.Printable(all[i])
	}
	return strings.Join(all, "\n")
}

// printableLine is a line of a note, fit for a terminal. Tabs stay, and the
// carriage return of a line that ends as on Windows is not shown.
func printableLine(line string) string {
	cells := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
	for i := range cells {
		cells[i] = site.Printable(cells[i])
	}
	return strings.Join(cells, "\t")
}

// parts are the texts of the errors that were joined to err.
func parts(err error) []string {
	text := err.Error()
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		var all, texts []string
		for _, e := range j.Unwrap() {
			all, texts = append(all, parts(e)...), append(texts, e.Error())
		}
		if strings.Join(texts, "\n") == text {
			return all
		}
	}
	inner := errors.Unwrap(err)
	if inner == nil || !strings.HasSuffix(text, inner.Error()) {
		return []string{text}
	}
	all := parts(inner)
	all[0] = strings.TrimSuffix(text, inner.Error()) + all[0]
	return all
}
