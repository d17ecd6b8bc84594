package generate_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A faultSite is a site on a host of static files, below a path, with gzip and
// ten minutes of cache. A fault is put in the place of a file.
type faultSite struct {
	base   string // address, with a slash at its end
	mu     sync.Mutex
	files  fs.FS
	faults map[string]*faultAt
	asked  []string // paths, in order, without their queries
}

type faultAt struct {
	fault fault
	times int // how often it still happens
}

// A fault answers for a file that holds data.
type fault struct {
	name  string
	serve func(w http.ResponseWriter, r *http.Request, data []byte)
	// pieces: it makes sense for files of the pack only, whose content is checked.
	pieces bool
}

const always = 1 << 30

// serveFaults gives files a host of their own: what stalls takes connections,
// of which a browser allows a host no more than six.
func serveFaults(t testing.TB, files fs.FS) *faultSite {
	s := &faultSite{files: files, faults: map[string]*faultAt{}}
	server := httptest.NewServer(http.StripPrefix("/some/notes/", http.HandlerFunc(s.serve)))
	t.Cleanup(func() {
		server.CloseClientConnections() // those that stall
		server.Close()
	})
	s.base = server.URL + "/some/notes/"
	return s
}

func (s *faultSite) put(name string, f fault, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[name] = &faultAt{f, times}
}

// heal ends all faults.
func (s *faultSite) heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.faults)
}

// took is what was asked for since the last call.
func (s *faultSite) took() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

func (s *faultSite) serve(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	s.mu.Lock()
	s.asked = append(s.asked, name)
	var f *fault
	if at := s.faults[name]; at != nil && at.times > 0 {
		at.times--
		f = &at.fault
	}
	files := s.files
	s.mu.Unlock()
	data, err := fs.ReadFile(files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "max-age=600")
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if f != nil {
		f.serve(w, r, data)
		return
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && path.Ext(name) != ".png" {
		w.Header().Set("Content-Encoding", "gzip")
		data = zipped(data)
	}
	w.Write(data)
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

const errorPage = "<!DOCTYPE html><title>Sorry</title><h1>Not now</h1>"

func htmlAnswer(status int) func(w http.ResponseWriter, r *http.Request, data []byte) {
	return func(w http.ResponseWriter, _ *http.Request, _ []byte) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "60")
		}
		w.WriteHeader(status)
		w.Write([]byte(errorPage))
	}
}

// faults is what hosts, networks and caches do to a file.
var faults = []fault{
	{name: "404", serve: htmlAnswer(http.StatusNotFound)},
	{name: "429", serve: htmlAnswer(http.StatusTooManyRequests)},
	{name: "500", serve: htmlAnswer(http.StatusInternalServerError)},
	{name: "page of a hotel", serve: htmlAnswer(http.StatusOK)},
	{name: "empty", serve: func(http.ResponseWriter, *http.Request, []byte) {}},
	{name: "half", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) { w.Write(data[:len(data)/2]) }},
	{name: "cut off", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Write(data[:len(data)/2])
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}},
	{name: "half a gzip", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Encoding", "gzip")
		data = zipped(data)
		w.Write(data[:len(data)/2])
	}},
	{name: "gzip without its end", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Encoding", "gzip")
		data = zipped(data)
		w.Write(data[:len(data)-8])
	}},
	{name: "gzip with a flip", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Encoding", "gzip")
		data = zipped(data)
		data[len(data)/2] ^= 4
		w.Write(data)
	}, pieces: true},
	{name: "gzip twice", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zipped(zipped(data)))
	}},
	{name: "other letter", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) { w.Write(otherLetter(data)) }, pieces: true},
	{name: "no letter", serve: func(w http.ResponseWriter, _ *http.Request, data []byte) {
		data = slices.Clone(data)
		data[len(data)/2] = 0
		w.Write(data)
	}, pieces: true},
	{name: "a page's type", serve: typed("text/html")},
	{name: "a picture's type", serve: typed("image/png")},
	{name: "stall", serve: func(_ http.ResponseWriter, r *http.Request, _ []byte) { <-r.Context().Done() }},
	{name: "stall in the middle", serve: func(w http.ResponseWriter, r *http.Request, data []byte) {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Write(data[:len(data)/2])
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}},
}

func typed(mime string) func(w http.ResponseWriter, r *http.Request, data []byte) {
	return func(w http.ResponseWriter, _ *http.Request, data []byte) {
		w.Header().Set("Content-Type", mime)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Write(data)
	}
}

// otherLetter flips a bit of what a piece holds: its text stays one.
func otherLetter(data []byte) []byte {
	data = slices.Clone(data)
	for i := len(data) / 2; ; i++ {
		switch c := data[i]; {
		case c >= 'A' && c < 'Z', c >= 'a' && c < 'z':
			data[i]++
			return data
		}
	}
}
