package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/output"
)

func bundleCommand() *cobra.Command {
	var how reporting
	var target, language string
	var drafts bool
	cmd := &cobra.Command{
		Use:   "bundle [CONTENT]",
		Short: "Build the site into one file: a zip to be read from disk, a book, one page, a deck of cards",
		Long: `Bundle builds the site in memory and writes it as a zip with one folder, which is
called like the zip. Unpacked, it is read by opening index.html, and searched,
without a server or a network.

Instead of the zip it writes an EPUB for e-readers (--epub), one HTML file that
holds all pages (--one-page), or the questions of the notes and their answers
for Anki (--anki): headings below one called FAQ, 常见追问 or the like, and callouts
of the type question. These hold the pages in one language; --lang chooses it.

The same notes give the same bytes. A file that biji made is replaced, any other
is left alone.

Exit codes: 0 fine, 1 written but there are errors or warnings, 2 not written,
64 wrong usage.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			chosen, target, err := formOf(cmd, target)
			if err != nil {
				return err
			}
			in, err := openNamed(cmd, args)
			if err != nil {
				return err
			}
			defer in.Close()
			if err := how.resolve(in); err != nil {
				return err
			}
			in.Options.Drafts = in.Options.Drafts || drafts
			return bundleTo(cmd, in, chosen, &finished{target: target}, language, &how)
		},
	}
	cmd.Flags().StringVarP(&target, "output", "o", "site.zip", "the file; for other forms site.epub, site.html, site-anki.txt")
	cmd.Flags().StringVar(&language, "lang", "", "language of the pages, in a site in several; without it the first")
	formFlags(cmd)
	cmd.Flags().BoolVar(&drafts, "drafts", false, "build drafts too")
	how.flags(cmd)
	return cmd
}

// bundleTo builds into the file s.target in the form given, and reports.
func bundleTo(cmd *cobra.Command, in *content, form *form, s *finished, language string, how *reporting) error {
	start := time.Now()
	if err := form.replaceable(s.target); err != nil {
		return err
	}
	if err := in.leaveOut(s.target); err != nil {
		return err
	}
	if err := writable(filepath.Dir(s.target)); err != nil {
		return err
	}
	memory := output.NewMemory()
	result, err := in.build(cmd, memory)
	if err != nil {
		return err
	}
	if s.language, err = languageOf(result.Options.Languages, language); err != nil {
		return err
	}
	s.files, s.result, s.styles = memory, result, in.styles()
	o := summary(result, memory, start)
	f, err := newTarget(cmd.Context(), s.target)
	if err != nil {
		return err
	}
	defer f.discard() // does nothing after commit
	problems, err := form.write(cmd.Context(), f, s)
	if err != nil {
		return err
	}
	o.Problems = how.judge(site.SortProblems(append(result.Problems, problems...)))
	if fatal := how.fatal("not written: ", o.Problems); fatal != nil {
		return errors.Join(o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, ""), fatal)
	}
	if err := f.commit(); err != nil {
		return err
	}
	o.Output, o.Bytes, o.Seconds = filepath.ToSlash(s.target), f.bytes, since(start)
	if err := o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, "bundled"); err != nil {
		return err
	}
	return asExit(o.Problems)
}

// replaceable refuses a target that is there and is none of ours.
func (e *form) replaceable(target string) error {
	f, err := os.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at the old file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at the old file: %w", err)
	}
	if !info.Mode().IsRegular() || !e.made(f, info.Size()) {
		return fmt.Errorf("%s was not made by biji; it was left as it is", target)
	}
	return nil
}

// A targetFile is a file beside its target, until it takes its place.
type targetFile struct {
	ctx    context.Context
	file   *os.File // nil after commit
	target string
	bytes  int64
}

func newTarget(ctx context.Context, target string) (*targetFile, error) {
	f, err := tempBeside(filepath.Dir(target))
	if err != nil {
		return nil, err
	}
	return &targetFile{ctx: ctx, file: f, target: target}, nil
}

// writable says, before any work, why no file can be made in dir.
func writable(dir string) error {
	f, err := tempBeside(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// tempBeside makes a file in dir. Its name tells a user nothing, so the error
// is about dir.
func tempBeside(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, ".biji-*.tmp")
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write into the folder %s: %w", dir, err)
	}
	return f, nil
}

// Write fails when the program is to stop.
func (f *targetFile) Write(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.file.Write(p)
	f.bytes += int64(n)
	return n, err
}

func (f *targetFile) commit() error {
	err := errors.Join(f.ctx.Err(), f.file.Chmod(0o644), f.file.Sync(), f.file.Close())
	if err == nil {
		err = os.Rename(f.file.Name(), f.target)
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	f.file = nil
	return nil
}

func (f *targetFile) discard() {
	if f.file != nil {
		f.file.Close()
		os.Remove(f.file.Name())
	}
}
