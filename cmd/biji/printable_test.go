package main

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/biji-notes/biji/site/speech"
)

func TestLinesAreFitForATerminal(t *testing.T) {
	for line, want := range map[string]string{
		"\t- 笔记 [a](b)":          "\t- 笔记 [a](b)",
		"a\r":                    "a",
		"a\x1b[31m\rb\u202e\x07": `a\x1b[31m\rb\u202e\a`,
		"\xff":                   `\xff`,
	} {
		if got := printableLine(line); got != want {
			t.Errorf("%q is shown as %q, not %q", line, got, want)
		}
	}
}

func TestErrorsAreFitForATerminal(t *testing.T) {
	evil := &fs.PathError{Op: "open", Path: "a\nbiji: all is well\x1b[2J", Err: fs.ErrPermission}
	const shown = `open a\nbiji: all is well\x1b[2J: permission denied`
	for _, c := range []struct {
		err  error
		want string
	}{
		{evil, shown},
		{fmt.Errorf("copy: %w", evil), "copy: " + shown},
		{errors.Join(evil, errors.New("b")), shown + "\nb"},
		{fmt.Errorf("read: %w", errors.Join(errors.New("a"), fmt.Errorf("x: %w", evil))), "read: a\nx: " + shown},
		{fmt.Errorf("%w and %w", evil, evil), shown + " and " + shown},
		{fmt.Errorf("read %w (again)", evil), "read " + shown + " (again)"},
	} {
		if got := printable(c.err, speech.Speech{}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
