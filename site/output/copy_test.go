package output

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// A file with holes comes out with the same bytes, wherever the holes are.
func TestCopyFilesWithHoles(t *testing.T) {
	const kb = 1 << 10
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 40 {
		source := filepath.Join(dir, "source")
		f, err := os.Create(source)
		if err != nil {
			t.Fatal(err)
		}
		size := random.Int64N(3000 * kb)
		for range random.IntN(5) {
			piece := make([]byte, random.IntN(200*kb))
			for k := range piece {
				piece[k] = byte(random.Uint32())
			}
			if at := random.Int64N(size + 1); at+int64(len(piece)) <= size {
				f.WriteAt(piece, at)
			}
		}
		if err := errors.Join(f.Truncate(size), f.Close()); err != nil {
			t.Fatal(err)
		}
		copied := copyOut(t, dir)
		want, _ := os.ReadFile(source)
		got, _ := os.ReadFile(copied)
		if int64(len(want)) != size || !bytes.Equal(want, got) {
			t.Fatalf("file %d of %d bytes came out as %d others", i, size, len(got))
		}
	}
}

// copyOut copies dir/source into a site and says where it is.
func copyOut(t *testing.T, dir string) string {
	t.Helper()
	target := filepath.Join(dir, "public")
	d, err := NewDir(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.Copy(t.Context(), "video.mp4", os.DirFS(dir), "source"), d.Commit()); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(target, "video.mp4")
}

// H5: a video of 5 GB is not written out if it is a hole.
func TestH5_HolesStayHoles(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "source"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt([]byte("end"), 5<<30)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Skip("this disk takes no file of 5 GB: ", err)
	}
	info, err := os.Stat(filepath.Join(dir, "source"))
	if err != nil {
		t.Fatal(err)
	}
	if !sparse(info) {
		t.Skip("this system does not tell of holes")
	}
	copied, err := os.Stat(copyOut(t, dir))
	if err != nil || copied.Size() != 5<<30+3 || !sparse(copied) {
		t.Errorf("%v %v", copied, err)
	}
}

// A stopper is a file that ends a build when it has been read for a while.
type stopper struct {
	fs.File
	stop context.CancelFunc
	left int
}

func (s *stopper) Open(string) (fs.File, error) { return s, nil }

func (s *stopper) Read(p []byte) (int, error) {
	if s.left--; s.left == 0 {
		s.stop()
	}
	return len(p), nil // for ever
}

// H51: a build that is interrupted does not copy to the end.
func TestH51_CopyIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	regular, err := os.Create(filepath.Join(dir, "source"))
	if err != nil {
		t.Fatal(err)
	}
	defer regular.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	d, err := NewDir(t.Context(), filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Discard()
	endless := &stopper{File: regular, stop: stop, left: 3}
	if err := d.Copy(ctx, "video.mp4", endless, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if reads := 3 - endless.left; reads > 2*block/(32<<10) {
		t.Errorf("read %d more times", reads)
	}
	if err := d.Commit(); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit says %v", err)
	}
}
