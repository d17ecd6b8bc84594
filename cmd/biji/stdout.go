package main

import (
	"cmp"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"

	"golang.org/x/term"
)

// A results is the standard output. It remembers what went wrong with it: who
// prints a line need not look, and no command ends well whose answer was lost.
type results struct {
	w   io.Writer
	mu  sync.Mutex
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.err = cmp.Or(r.err, err)
	}
	return n, err
}

// lost is the error of the output.
func (r *results) lost() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// nobodyReads says whether err is that of an output whose reader has gone, as
// in "biji search x | head -1". That is no fault of anybody's.
func nobodyReads(err error) bool {
	const noData, brokenPipe = syscall.Errno(232), syscall.Errno(109) // what Windows says
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, noData) || errors.Is(err, brokenPipe)
}

// isTerminal says whether a person sees what is written to w.
func isTerminal(w io.Writer) bool {
	if r, ok := w.(*results); ok {
		w = r.w
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
