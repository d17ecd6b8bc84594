package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
)

// block is how much is copied between two looks at whether the build is to
// end. The kernel copies so much in a call: it need not pass through the
// program, and a disk that can share blocks shares them.
const block = 8 << 20

// Copy copies a file to the stage, without holding it in memory. Holes in it
// stay holes where the system tells of them.
func (d *Dir) Copy(ctx context.Context, name string, from fs.FS, source string) error {
	in, err := from.Open(source)
	if err != nil {
		return d.fail(fmt.Errorf("copy %s: %w", name, err))
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return d.fail(fmt.Errorf("copy %s: %s is not a regular file", name, source))
	}
	return d.create(name, func(out *os.File) (int64, error) {
		if file, ok := in.(*os.File); ok && sparse(info) {
			return copySparse(ctx, out, file, info.Size())
		}
		return copyBlocks(ctx, out, in, math.MaxInt64)
	})
}

// copyBlocks copies at most limit bytes of in, until ctx ends, and says how
// many that were.
func copyBlocks(ctx context.Context, out *os.File, in io.Reader, limit int64) (n int64, err error) {
	for n < limit {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		more, err := io.CopyN(out, in, min(block, limit-n))
		n += more
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// copySparse copies a file of size bytes and leaves out its holes.
func copySparse(ctx context.Context, out, in *os.File, size int64) (int64, error) {
	for at := int64(0); at < size; {
		from, to := data(in, at)
		if from < 0 {
			break // the rest is a hole
		}
		_, err := in.Seek(from, io.SeekStart)
		if err == nil {
			_, err = out.Seek(from, io.SeekStart)
		}
		if err != nil {
			return at, err
		}
		n, err := copyBlocks(ctx, out, in, to-from)
		if err != nil || n < to-from {
			return from + n, err // it has an end here by now
		}
		at = to
	}
	return size, out.Truncate(size)
}
