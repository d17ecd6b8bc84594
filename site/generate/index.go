package generate

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/licence"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/synonyms"
	"github.com/biji-notes/biji/site/search/write"
)

// writeIndex makes the index and packs it. sections, a good part of all memory,
// is let go before the pieces are made.
func writeIndex(ctx context.Context, in Input, sections []site.Section, out output.Sink) error {
	dir, err := makeIndex(ctx, in, sections)
	if err == nil {
		err = packIndex(ctx, in, dir, out)
	}
	os.RemoveAll(dir)
	return err
}

// makeIndex makes the index in a folder of its own, which is there even if it
// could not be made; "" if there is none.
func makeIndex(ctx context.Context, in Input, sections []site.Section) (dir string, err error) {
	dir, err = os.MkdirTemp(in.Scratch, "index-*")
	if err != nil {
		return "", fmt.Errorf("make room for the index: %w", err)
	}
	synonyms.Add(sections, in.Options.Search.Synonyms)
	synonyms.Mine(sections)
	showLabels(sections)
	if err := write.Index(ctx, dir, sections, in.Workers); err != nil {
		return dir, fmt.Errorf("write search index: %w", err)
	}
	return dir, nil
}

// showLabels adds to the text of each page's first section what the page shows, or is
// listed by, and its text does not say: its description, and its tags as words.
func showLabels(sections []site.Section) {
	for i := range sections {
		s := &sections[i]
		if i > 0 && sections[i-1].Page == s.Page {
			continue
		}
		var b strings.Builder
		b.WriteString(s.Body)
		if !strings.Contains(s.Body, s.Description) {
			b.WriteString(s.Description + "\n")
		}
		if len(s.Tags) > 0 {
			b.WriteString("#" + strings.Join(s.Tags, " #") + "\n")
		}
		s.Body = b.String()
	}
}

// packIndex cuts the index in dir into the pieces of the site, and holds that
// they are there as they were written: a site whose index cannot answer is not
// published.
func packIndex(ctx context.Context, in Input, dir string, out output.Sink) error {
	var l ledger
	err := pack.Write(budget.FS(ctx, os.DirFS(dir)), func(name string, data []byte) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		l.enter(name, data)
		return out.Put(name, data)
	})
	if err != nil {
		return fmt.Errorf("pack search index: %w", err)
	}
	return errors.Join(
		out.Put("search/hant.js", tableScript("hant", "Unicode, Inc.", analyze.SimplifiedTable())),
		out.Put("search/sounds.js", tableScript("sounds", "go-pinyin, (c) 2016 mozillazg", analyze.SoundTable())),
		out.Put("search/LICENSE.txt", []byte(licence.Unicode()+"\n\n"+licence.Sounds())),
		l.check(ctx, out, in.Workers),
	)
}

// tableScript is a table of characters, which a page loads if it finds nothing without:
// the simplified ones for traditional ones, and what they sound like.
func tableScript(name, of string, table []byte) []byte {
	return append(fmt.Appendf(nil, "/*! Data of %s; the licence is in LICENSE.txt beside this file. */\n", of), pack.Script(name, table)...)
}

// A ledger knows files by their hashes.
type ledger struct {
	names []string
	sums  [][sha256.Size]byte
}

func (l *ledger) enter(name string, data []byte) {
	l.names, l.sums = append(l.names, name), append(l.sums, sha256.Sum256(data))
}

// check reads the files again, several at a time.
func (l *ledger) check(ctx context.Context, files fs.FS, workers int) error {
	return each(ctx, len(l.names), workers, func(i int) error {
		data, err := fs.ReadFile(files, l.names[i])
		switch {
		case err != nil:
			return fmt.Errorf("read what was written: %w", err)
		case sha256.Sum256(data) != l.sums[i]:
			return fmt.Errorf("%s is not as it was written", l.names[i])
		}
		return nil
	}, nil)
}
