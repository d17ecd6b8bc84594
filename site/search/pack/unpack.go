package pack

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strconv"
)

// Limits on what a site may claim, so that a damaged one cannot exhaust
// memory.
const (
	maxStart = 64 << 20   // bytes, of an unpacked start file
	maxPiece = 16<<20 - 1 // bytes, of an unpacked piece
)

// Unpack restores in dir, an empty folder that exists, the index directory
// that was packed into site. Everything is checked, and an error names the
// file of the site that is missing or damaged; the files of dir may then be
// incomplete, and if the pieces do not belong together they are removed.
func Unpack(site fs.FS, dir string) error {
	if err := unpack(site, dir); err != nil {
		return fmt.Errorf("unpack search index: %w", err)
	}
	return nil
}

func unpack(site fs.FS, dir string) error {
	h, err := readStart(site)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	pieces, stop := readPieces(site, h)
	defer stop()
	sum := newSum(h.Files)
	for _, f := range h.Files {
		if err := writeFile(root, f, pieces, sum); err != nil {
			return err
		}
	}
	if finish(sum, nil) == h.Hash {
		return nil
	}
	err = fmt.Errorf("the pieces in search/%s are not those of one index", h.Hash)
	for _, f := range h.Files {
		err = errors.Join(err, root.Remove(f.Name))
	}
	return err
}

// writeFile restores one file from the next pieces.
func writeFile(root *os.Root, f file, pieces func() ([]byte, error), sum io.Writer) error {
	if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
		return err
	}
	out, err := root.OpenFile(f.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	for left := f.Size; left > 0 && err == nil; {
		var data []byte
		if data, err = pieces(); err == nil {
			sum.Write(data)
			_, err = out.Write(data)
		}
		left -= len(data)
	}
	return errors.Join(err, out.Close())
}

// piecesAhead is how many pieces are read before they are asked for.
const piecesAhead = 64

// A piece is the bytes of one, or why they cannot be had.
type piece struct {
	data []byte
	err  error
}

// readPieces reads all pieces, several at a time. Each call of next gives one, in
// their order; stop ends the reading.
func readPieces(site fs.FS, h header) (next func() ([]byte, error), stop func()) {
	type job struct {
		number int
		slot   chan piece
	}
	jobs, slots, done := make(chan job), make(chan chan piece, piecesAhead), make(chan struct{})
	go func() {
		defer close(jobs)
		for i := range h.Pieces {
			slot := make(chan piece, 1)
			select {
			case slots <- slot:
			case <-done:
				return
			}
			jobs <- job{i, slot}
		}
	}()
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for j := range jobs {
				data, err := readPiece(site, h, j.number)
				j.slot <- piece{data, err}
			}
		}()
	}
	return func() ([]byte, error) { p := <-<-slots; return p.data, p.err }, func() { close(done) }
}

// readStart reads the start file of the newest index and checks that its
// numbers agree.
func readStart(site fs.FS) (h header, err error) {
	const name = Start
	data, err := fs.ReadFile(site, name)
	if err != nil {
		return h, err
	}
	if data, err = decode(data, `"start"`, maxStart); err != nil {
		return h, fmt.Errorf("%s is damaged: %w", name, err)
	}
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok {
		return h, fmt.Errorf("%s is damaged: no header", name)
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return h, fmt.Errorf("%s is damaged: %w", name, err)
	}
	if h.Version != version {
		return h, fmt.Errorf("%s has version %d of the format; this program reads %d", name, h.Version, version)
	}
	if len(h.Hash) != 16 || !isHex(h.Hash) {
		return h, fmt.Errorf("%s is damaged: hash %q", name, h.Hash)
	}
	if h.Pieces, rest, err = readLengths(rest, h.Count); err == nil {
		err = h.check(len(rest))
	}
	if err != nil {
		return h, fmt.Errorf("%s is damaged: %w", name, err)
	}
	return h, nil
}

// check says whether the numbers of a header agree: the pieces cover the
// files, none spans two, and hot bytes follow the header.
func (h header) check(hot int) error {
	next, total := 0, 0
	for _, f := range h.Files {
		if !fs.ValidPath(f.Name) || f.Name == "." || f.Size < 0 {
			return fmt.Errorf("bad file %q of %d bytes", f.Name, f.Size)
		}
		left := f.Size
		for ; left > 0 && next < len(h.Pieces); next++ {
			if n := h.Pieces[next]; n <= 0 || n > maxPiece || n > left {
				return fmt.Errorf("piece %d has a bad length", next)
			}
			left -= h.Pieces[next]
		}
		if left > 0 {
			return fmt.Errorf("pieces of %q are missing", f.Name)
		}
		total += f.Size
	}
	if next < len(h.Pieces) {
		return errors.New("more pieces than files")
	}
	end := 0
	for _, e := range h.Hot {
		if e[0] < end || e[1] <= 0 || e[1] > total-e[0] {
			return errors.New("bad range")
		}
		end = e[0] + e[1]
		hot -= e[1]
	}
	if hot != 0 {
		return errors.New("the ranges do not fit what follows")
	}
	return nil
}

func readPiece(site fs.FS, h header, i int) ([]byte, error) {
	name := "search/" + h.Hash + "/" + pieceName(i)
	script, err := fs.ReadFile(site, name)
	if err != nil {
		return nil, err
	}
	data, err := decode(script, strconv.Itoa(i), h.Pieces[i])
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, err)
	}
	if len(data) != h.Pieces[i] {
		return nil, fmt.Errorf("%s is damaged: %d bytes instead of %d", name, len(data), h.Pieces[i])
	}
	return data, nil
}

// argument is what stands in quotes in a script __biji(name,"argument").
func argument(script []byte, name string) ([]byte, error) {
	s, ok := bytes.CutPrefix(script, []byte("__biji("+name+`,"`))
	if !ok {
		return nil, errors.New("it does not begin as expected")
	}
	if s, ok = bytes.CutSuffix(s, []byte("\")\n")); !ok {
		return nil, errors.New("it is cut off")
	}
	return s, nil
}

// decode gives back the data of a script, at most limit bytes. gzip checks
// its CRC and length.
func decode(script []byte, name string, limit int) ([]byte, error) {
	text, err := argument(script, name)
	if err != nil {
		return nil, err
	}
	packed := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Strict().Decode(packed, text)
	if err != nil {
		return nil, err
	}
	rest := bytes.NewReader(packed[:n])
	gz, err := gzip.NewReader(rest)
	if err != nil {
		return nil, err
	}
	gz.Multistream(false)
	data, err := io.ReadAll(io.LimitReader(gz, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > limit || rest.Len() > 0 {
		return nil, errors.New("it is too long")
	}
	return data, nil
}

func isHex(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
