package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/output"
)

func bundleCommand() *cobra.Command {
	var how reporting
	var target string
	var drafts bool
	cmd := &cobra.Command{
		Use:   "bundle [CONTENT]",
		Short: "Build the site into one zip file, to be unpacked and read from disk",
		Long: `Bundle builds the site in memory and writes it as a zip with one folder, which is
called like the zip. Unpacked, it is read by opening index.html, and searched,
without a server or a network. The same notes give the same bytes. A zip that
biji made is replaced, any other file is left alone.

Exit codes: 0 fine, 1 written but there are errors or warnings, 2 not written,
64 wrong usage.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.ToLower(filepath.Ext(target)) != ".zip" {
				return usageError{fmt.Errorf("output %s does not end in .zip", target)}
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
			return bundleTo(cmd, in, target, &how)
		},
	}
	cmd.Flags().StringVarP(&target, "output", "o", "site.zip", "the zip file")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "build drafts too")
	how.flags(cmd)
	return cmd
}

// bundleTo builds into the zip target and reports.
func bundleTo(cmd *cobra.Command, in *content, target string, how *reporting) error {
	start := time.Now()
	if err := replaceable(target); err != nil {
		return err
	}
	if err := in.leaveOut(target); err != nil {
		return err
	}
	if err := writable(filepath.Dir(target)); err != nil {
		return err
	}
	memory := output.NewMemory()
	result, err := in.build(cmd, memory)
	if err != nil {
		return err
	}
	o := summary(result, memory, start)
	z, err := newZip(cmd.Context(), target)
	if err != nil {
		return err
	}
	defer z.discard() // does nothing after commit
	top := filepath.Base(target)
	problems, err := archive.Write(cmd.Context(), z, memory, top[:len(top)-len(".zip")], result.Options.Lang)
	if err != nil {
		return err
	}
	o.Problems = how.judge(site.SortProblems(append(result.Problems, problems...)))
	if fatal := how.fatal("not written: ", o.Problems); fatal != nil {
		return errors.Join(o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, ""), fatal)
	}
	if err := z.commit(); err != nil {
		return err
	}
	o.Output, o.Bytes, o.Seconds = filepath.ToSlash(target), z.bytes, since(start)
	if err := o.tell(cmd.OutOrStdout(), cmd.ErrOrStderr(), how, how.brief, "bundled"); err != nil {
		return err
	}
	return asExit(o.Problems)
}

// replaceable refuses a target that is there and is no zip of ours.
func replaceable(target string) error {
	f, err := os.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at the old zip: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at the old zip: %w", err)
	}
	if !info.Mode().IsRegular() || !archive.Made(f, info.Size()) {
		return fmt.Errorf("%s was not made by biji; it was left as it is", target)
	}
	return nil
}

// A zipFile is a file beside its target, until it takes its place.
type zipFile struct {
	ctx    context.Context
	file   *os.File // nil after commit
	target string
	bytes  int64
}

func newZip(ctx context.Context, target string) (*zipFile, error) {
	f, err := tempBeside(filepath.Dir(target))
	if err != nil {
		return nil, err
	}
	return &zipFile{ctx: ctx, file: f, target: target}, nil
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
	f, err := os.CreateTemp(dir, ".biji-*.zip")
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
func (z *zipFile) Write(p []byte) (int, error) {
	if err := z.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := z.file.Write(p)
	z.bytes += int64(n)
	return n, err
}

func (z *zipFile) commit() error {
	err := errors.Join(z.ctx.Err(), z.file.Chmod(0o644), z.file.Sync(), z.file.Close())
	if err == nil {
		err = os.Rename(z.file.Name(), z.target)
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	z.file = nil
	return nil
}

func (z *zipFile) discard() {
	if z.file != nil {
		z.file.Close()
		os.Remove(z.file.Name())
	}
}
