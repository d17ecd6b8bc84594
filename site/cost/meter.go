package cost

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// shown is how many results the dialog asks for at first.
const shown = 5

// A Price is what the answer to a query costs.
type Price struct {
	Bytes int // gzipped
	Code  int // of them, scripts and styles of the box
	Files int
	Steps int // round trips that wait for each other
	Names []string
}

// A Meter measures queries on one site. It is not safe for use by several
// goroutines.
type Meter struct {
	site   fs.FS
	form   form
	member func(script []byte) ([]byte, error)
	engine *engine
	sent   map[string]int // gzipped sizes of the files that were asked for
	warm   *visit
}

// Open prepares to measure the search of a built site. script is the engine,
// as package bundle makes it; member gives the gzip member that a script of the
// index hands over.
func Open(site fs.FS, script []byte, member func(script []byte) ([]byte, error)) (*Meter, error) {
	m := &Meter{site: site, member: member, sent: map[string]int{}}
	var err error
	if m.form, err = readForm(site); err != nil {
		return nil, err
	}
	m.engine, err = newEngine(script)
	return m, err
}

// Code is the price of the scripts alone.
func (m *Meter) Code() (Price, error) {
	return m.price(m.form.code, 1)
}

// Start is the price of the file of the index that every query needs.
func (m *Meter) Start() (Price, error) {
	return m.price([]string{"start.js"}, 1)
}

// Index is the price of the whole index, if all of it were fetched at once.
func (m *Meter) Index() (Price, error) {
	var names []string
	err := fs.WalkDir(m.site, folder, func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".js" {
			names = append(names, strings.TrimPrefix(name, folder+"/"))
		}
		return err
	})
	if err != nil {
		return Price{}, fmt.Errorf("look for the index: %w", err)
	}
	return m.price(names, 1)
}

// Cold is the price of a query for a reader who has only just come: code, and
// all that the index needs.
func (m *Meter) Cold(query string) (Price, error) {
	names, steps, err := m.visit().ask(query)
	if err != nil {
		return Price{}, err
	}
	return m.price(append(m.form.code[:len(m.form.code):len(m.form.code)], names...), max(steps, 1))
}

// Warm is the price of a query for a reader who has the box open and has asked
// all that Warm was asked before.
func (m *Meter) Warm(query string) (Price, error) {
	if m.warm == nil {
		m.warm = m.visit()
		if err := m.warm.arrive(); err != nil {
			return Price{}, err
		}
	}
	names, steps, err := m.warm.ask(query)
	if err != nil {
		return Price{}, err
	}
	return m.price(names, steps)
}

// visit opens the box.
func (m *Meter) visit() *visit {
	return m.engine.visit(m.form, func(name string) ([]byte, error) {
		if m.isCode(name) {
			return nil, nil // the engine has it already
		}
		script, err := fs.ReadFile(m.site, path.Join(folder, name))
		if err != nil {
			return nil, err
		}
		return m.member(script)
	})
}

// price adds up files; all but the scripts and styles of the box are of the index.
func (m *Meter) price(names []string, steps int) (Price, error) {
	p := Price{Files: len(names), Steps: steps}
	for _, name := range names {
		if !m.isCode(name) {
			name = path.Join(folder, name)
		}
		n, ok := m.sent[name]
		if !ok {
			data, err := fs.ReadFile(m.site, name)
			if err != nil {
				return p, fmt.Errorf("weigh a file: %w", err)
			}
			n = gzipped(data)
			m.sent[name] = n
		}
		p.Names = append(p.Names, name)
		p.Bytes += n
		if m.isCode(name) {
			p.Code += n
		}
	}
	return p, nil
}

func (m *Meter) isCode(name string) bool {
	return name == m.form.more || slices.Contains(m.form.code, name)
}

// gzipped is the size of data as a server sends it.
func gzipped(data []byte) int {
	const level = 6 // the default of zlib and of most servers
	var n counter
	w, _ := gzip.NewWriterLevel(&n, level)
	w.Write(data)
	w.Close()
	return int(n)
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// inflate unpacks a gzip member; its CRC and length are checked.
func inflate(member []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(member))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
