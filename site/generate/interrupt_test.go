package generate_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// A tripwire counts what is read and written, and interrupts at a given count.
type tripwire struct {
	at        int64
	count     atomic.Int64
	interrupt func()
}

func (w *tripwire) step() {
	if w.count.Add(1) == w.at {
		w.interrupt()
	}
}

type wiredFS struct {
	fs.FS
	wire *tripwire
}

func (f wiredFS) Open(name string) (fs.File, error) {
	f.wire.step()
	return f.FS.Open(name)
}

type wiredSink struct {
	*output.Memory
	wire *tripwire
}

func (s wiredSink) Put(name string, data []byte) error {
	s.wire.step()
	return s.Memory.Put(name, data)
}

func (s wiredSink) Copy(ctx context.Context, name string, from fs.FS, source string) error {
	s.wire.step()
	return s.Memory.Copy(ctx, name, from, source)
}

func interrupted(t *testing.T, notes fs.FS, at int64) (steps int64, err error) {
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	wire := &tripwire{at: at, interrupt: interrupt}
	_, err = generate.Site(ctx, generate.Input{
		Content: wiredFS{notes, wire}, Templates: templates.FS, Scratch: t.TempDir(), Workers: 2,
		Options: site.Options{URL: "https://example.org/"},
	}, wiredSink{output.NewMemory(), wire})
	return wire.count.Load(), err
}

// Wherever a build is interrupted it reads and writes next to nothing more, and
// says that it was.
func TestInterruptedAnywhere(t *testing.T) {
	notes := fstest.MapFS{}
	for i := range 120 {
		notes[fmt.Sprintf("d%d/n%d.md", i%7, i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntags: [t%d]\naliases: [old%d.html]\ndate: 2024-02-03\n---\n# N%d\n\n![](../p%d.png) ![[n%d]]\n\n## Part\n\ntext\n", i, i, i, i, (i+1)%120)}
		notes[fmt.Sprintf("p%d.png", i)] = &fstest.MapFile{Data: []byte("\x89PNG")}
	}
	all, err := interrupted(t, notes, -1)
	if err != nil || all < 800 {
		t.Fatal(all, err)
	}
	const late = 16 // what both workers and the step that starts them have in hand
	for at := int64(1); at < all; at += all / int64(testkit.Times(5, 11, 60)) {
		steps, err := interrupted(t, notes, at)
		if !errors.Is(err, context.Canceled) || steps-at > late {
			t.Errorf("interrupted at step %d of %d: %d steps more, %v", at, all, steps-at, err)
		}
	}
}
