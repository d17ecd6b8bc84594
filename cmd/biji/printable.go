package main

import (
	"errors"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/speech"
)

// printable is the text of err in a language, fit for a terminal: it may hold
// names of files, and these anything. What was joined stands on lines of its own,
// and so do the problems of settings.
func printable(err error, in speech.Speech) string {
	all := parts(err)
	var bad *load.SettingsError
	if errors.As(err, &bad) {
		return settingsText(bad.Problems, in)
	}
	for i := range all {
		all[i] = site.Printable(in.Say(all[i]))
	}
	return strings.Join(all, "\n")
}

func settingsText(problems []site.Problem, in speech.Speech) string {
	var lines []string
	for _, p := range problems {
		hint := ""
		if p.Hint != "" {
			hint = in.Sprintf(" (%s)", in.Say(p.Hint))
		}
		lines = append(lines, site.Printable(p.At.String()+": "+in.Say(p.What)+hint))
	}
	if len(lines) == 1 {
		return in.Sprintf("settings: %s", lines[0])
	}
	return in.Say("settings:") + "\n  " + strings.Join(lines, "\n  ")
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
