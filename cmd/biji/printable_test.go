package main

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

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
		if got := printable(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
