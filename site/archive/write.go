package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"github.com/biji-notes/biji/site/budget"
)

const (
	// level 6 and 9 differ by less than one percent on sites of notes, and
	// 9 takes nearly twice as long.
	level = 6
	// maxInMemory is the size above which a file is copied as it is, in small
	// steps: so large are videos and the like, which do not get smaller.
	maxInMemory = 16 << 20
	// worth is how much smaller deflate must make a file to be used, as a
	// fraction: many pictures come out within a percent or two of their size.
	worth = 0.97
)

// A packed is a file as it stands in the zip.
type packed struct {
	header zip.FileHeader
	data   []byte // nil if the file has to be copied
	err    error
}

// writeAll writes the entries in their order, and compresses some of them
// ahead: slot i belongs to entry i, so the bytes do not depend on who is done
// first.
func writeAll(ctx context.Context, z *zip.Writer, fsys fs.FS, entries []entry) error {
	slots := make([]chan packed, len(entries))
	for i := range slots {
		slots[i] = make(chan packed, 1)
	}
	workers := runtime.GOMAXPROCS(0)
	ahead := make(chan struct{}, 4*workers) // so many files wait in memory at most
	jobs := make(chan int, cap(ahead))      // never full: each holds a place of ahead
	stop := make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(stop)
	wg.Go(func() {
		defer close(jobs)
		for i := range entries {
			select {
			case ahead <- struct{}{}:
				jobs <- i
			case <-stop:
				return
			}
		}
	})
	for range workers {
		wg.Go(func() {
			c := newCompressor()
			for i := range jobs {
				slots[i] <- c.pack(ctx, fsys, entries[i])
			}
		})
	}
	for i, e := range entries {
		p := <-slots[i]
		if p.err == nil {
			p.err = p.writeTo(ctx, z, fsys, e)
		}
		if p.err != nil {
			return fmt.Errorf("%s: %w", e.name, p.err)
		}
		<-ahead
	}
	return nil
}

// A compressor belongs to one goroutine.
type compressor struct {
	flate *flate.Writer
	out   bytes.Buffer
}

func newCompressor() *compressor {
	c := &compressor{}
	c.flate, _ = flate.NewWriter(&c.out, level) // fails for unknown levels only
	return c
}

// pack reads an entry and compresses it if that is worth it; of a large one
// it only takes the checksum.
func (c *compressor) pack(ctx context.Context, fsys fs.FS, e entry) packed {
	p := packed{header: header(e)}
	if e.size > maxInMemory {
		sum := crc32.NewIEEE()
		n, err := copyFile(ctx, sum, fsys, e.from)
		p.header.CRC32, p.err = sum.Sum32(), err
		if err == nil && n != e.size {
			p.err = errChanged
		}
		return p
	}
	data, err := e.read(fsys)
	if err != nil {
		p.err = err
		return p
	}
	p.header.CRC32 = crc32.ChecksumIEEE(data)
	p.header.UncompressedSize64 = uint64(len(data))
	p.data = data
	if small := c.deflate(data); float64(len(small)) < worth*float64(len(data)) {
		p.data = bytes.Clone(small)
		p.header.Method = zip.Deflate
	}
	p.header.CompressedSize64 = uint64(len(p.data))
	return p
}

// deflate returns data compressed, until it is called again.
func (c *compressor) deflate(data []byte) []byte {
	c.out.Reset()
	c.flate.Reset(&c.out)
	c.flate.Write(data) // a bytes.Buffer takes everything
	c.flate.Close()
	return c.out.Bytes()
}

func (e entry) read(fsys fs.FS) ([]byte, error) {
	if e.from == "" {
		return e.data, nil
	}
	return fs.ReadFile(fsys, e.from)
}

// header is the header of an entry that is stored. Nothing in it depends on
// the day or the machine.
func header(e entry) zip.FileHeader {
	h := zip.FileHeader{
		Name:          e.name,
		Flags:         1 << 11, // the name is UTF-8
		ReaderVersion: 20,      // 2.0: deflate
		//lint:ignore SA1019 setting Modified would add an extended time stamp
		ModifiedDate:       1<<5 | 1, // 1 January 1980, where the dates of zip begin
		CompressedSize64:   uint64(e.size),
		UncompressedSize64: uint64(e.size),
	}
	h.SetMode(0o644)
	h.CreatorVersion |= 20
	return h
}

// writeTo writes the file with all sizes before it, not after: programs that
// read a zip from its start cannot tell where a stored file ends otherwise.
func (p *packed) writeTo(ctx context.Context, z *zip.Writer, fsys fs.FS, e entry) error {
	w, err := z.CreateRaw(&p.header)
	if err != nil {
		return err
	}
	if e.size <= maxInMemory {
		_, err = w.Write(p.data)
		return err
	}
	sum := crc32.NewIEEE()
	n, err := copyFile(ctx, io.MultiWriter(w, sum), fsys, e.from)
	if err == nil && (n != e.size || sum.Sum32() != p.header.CRC32) {
		err = errChanged
	}
	return err
}

func copyFile(ctx context.Context, w io.Writer, fsys fs.FS, name string) (int64, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return io.Copy(budget.Writer(ctx, w), f)
}
