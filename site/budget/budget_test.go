package budget_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/biji-notes/biji/site/budget"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text, want string
		n          int
	}{
		{"", "", 3}, {"abc", "abc", 3}, {"abcd", "ab…", 3}, {"死锁", "死锁", 3}, {"死锁的条件", "死锁…", 3}, {"死锁的", "死锁的", 3},
		{"\xff\xff\xff\xff", "\xff\xff…", 3},
	} {
		got, cut := budget.Cut(c.text, c.n)
		if got != c.want || cut != (got != c.text) || utf8.RuneCountInString(got) > c.n {
			t.Errorf("Cut(%q, %d) = %q, %v", c.text, c.n, got, cut)
		}
	}
}

// After an interrupt nothing is read or written any more, also of a file that
// is open; folders are listed as they are without it.
func TestInterrupts(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	fsys := budget.FS(ctx, fstest.MapFS{"d/a": {Data: []byte("text")}})
	if list, err := fs.ReadDir(fsys, "d"); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	f, err := fsys.Open("d/a")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	w := budget.Writer(ctx, &b)
	if n, err := f.Read(make([]byte, 2)); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := io.WriteString(w, "x"); err != nil {
		t.Fatal(err)
	}
	stop()
	if _, err := f.Read(make([]byte, 2)); !errors.Is(err, context.Canceled) {
		t.Errorf("read on: %v", err)
	}
	if _, err := fsys.Open("d/a"); !errors.Is(err, context.Canceled) {
		t.Errorf("opened: %v", err)
	}
	if _, err := io.WriteString(w, "y"); !errors.Is(err, context.Canceled) || b.String() != "x" {
		t.Errorf("wrote on: %v, %q", err, b.String())
	}
}

// Work that only computes is not waited for when nobody waits any more.
func TestUntil(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	failure := errors.New("failure")
	if err := budget.Until(ctx, func() error { return failure }); !errors.Is(err, failure) {
		t.Error(err)
	}
	end := make(chan bool)
	defer close(end)
	err := budget.Until(ctx, func() error {
		interrupt()
		<-end
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
