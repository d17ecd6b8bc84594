package serve

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"html"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"github.com/biji-notes/biji/site"
)

// A server answers requests from the last good build.
type server struct {
	Options
	at   *net.TCPAddr
	live *live
	done <-chan struct{}

	known atomic.Pointer[string] // time of day of the state that the search knows
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	switch {
	case !s.allowed(r.Host):
		refuse(w, http.StatusForbidden, "this server is not called "+r.Host)
	case !s.sameOrigin(r):
		refuse(w, http.StatusForbidden, "another site may not read this one")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "only GET and HEAD")
	default:
		s.route(w, r)
	}
}

// refuse answers with a line of plain text.
func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, why)
}

// sameOrigin says whether the request comes from our own pages, or from the
// author who followed a link or typed an address. A page on another port of
// this machine is a stranger too.
func (s *server) sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" || !s.allowed(u.Host) {
			return false
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

const (
	scriptPath = ".biji/reload.js"
	eventsPath = ".biji/events"
)

func (s *server) route(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path+"/" == s.Prefix {
		http.Redirect(w, r, s.Prefix, http.StatusFound)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, s.Prefix)
	switch {
	case !ok:
		s.missing(w, r)
	case name == scriptPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		io.WriteString(w, script)
	case name == eventsPath:
		s.live.events(w, r, s.done, s.Tell)
	default:
		s.file(w, r, name)
	}
}

// file answers with a file of the site, by its path below the prefix.
func (s *server) file(w http.ResponseWriter, r *http.Request, name string) {
	now := s.live.now()
	if now.files == nil {
		s.notYet(w, now)
		return
	}
	folder := name == "" || strings.HasSuffix(name, "/")
	name = strings.TrimSuffix(name, "/")
	if name == "" {
		name = "."
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") || hidden(name) {
		s.missing(w, r)
		return
	}
	if info, err := fs.Stat(now.files, name); err == nil && info.IsDir() {
		if !folder {
			// Not http.Redirect: it would take a path that begins with // for a host.
			w.Header().Set("Location", (&url.URL{Path: "./" + path.Base(name) + "/"}).EscapedPath())
			w.WriteHeader(http.StatusFound)
			return
		}
		name = path.Join(name, "index.html")
	} else if folder {
		s.missing(w, r)
		return
	}
	if !s.send(w, r, now, name, http.StatusOK) {
		s.missing(w, r)
	}
}

// hidden says whether a part of name begins with a dot: our marker and the
// like are no part of a site.
func hidden(name string) bool {
	return name != "." && (strings.HasPrefix(name, ".") || strings.Contains(name, "/."))
}

func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	now := s.live.now()
	if now.early {
		s.notYet(w, now)
		return
	}
	if now.files == nil || !s.send(w, r, now, site.NotFoundFile, http.StatusNotFound) {
		refuse(w, http.StatusNotFound, "not found")
	}
}

// send answers with the file called name; false if there is none.
func (s *server) send(w http.ResponseWriter, r *http.Request, now state, name string, status int) bool {
	f, err := now.files.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	kind := contentType(name)
	w.Header().Set("Content-Type", kind)
	if strings.HasPrefix(kind, "text/html") {
		page, err := io.ReadAll(f)
		if err != nil {
			return false
		}
		s.page(w, status, now, name, page)
		return true
	}
	if seeker, ok := f.(io.ReadSeeker); ok && status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, seeker)
		return true
	}
	w.WriteHeader(status)
	io.Copy(w, f) // an error here is the reader's connection
	return true
}

// page writes the HTML of the file called name with our script in it; "" is none
// of the site. The tag says what was sent, so that a page that was loaded while a
// new one was made learns of it.
func (s *server) page(w http.ResponseWriter, status int, now state, name string, page []byte) {
	events, print := s.Prefix+eventsPath, ""
	if name != "" {
		events += "?page=" + url.QueryEscape(name)
		print = pagePrint(now.files, name, page)
	}
	tag := fmt.Sprintf(`<script src="%s" data-build="%s" data-page="%s" data-frame="%s" data-events="%s"></script>`,
		html.EscapeString(s.Prefix+scriptPath), now.Build, print, framePrint(page), html.EscapeString(events))
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", fmt.Sprint(len(page)+len(tag)))
	w.WriteHeader(status)
	w.Write(page[:at])
	io.WriteString(w, tag)
	w.Write(page[at:])
}

// notYet answers while there is no site.
func (s *server) notYet(w http.ResponseWriter, now state) {
	title, text := s.Say("Building …"), s.Say("This page reloads when the site is ready.")
	if now.Error != "" {
		title, text = s.Say("The site could not be built"), now.Error
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
	s.page(w, http.StatusServiceUnavailable, now, "", []byte("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>"+title+
		"</title>\n<h1>"+title+"</h1>\n<pre>"+html.EscapeString(text)+"</pre>\n"))
}

// types are the kinds of files that sites are made of. The system's own table
// comes second: it differs from machine to machine, and is wrong on some.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".xml": "application/xml", ".wasm": "application/wasm",
	".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
	".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".bmp": "image/bmp", ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav",
	".m4a": "audio/mp4", ".pdf": "application/pdf", ".zip": "application/zip",
}

func contentType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" && ext != "" {
		return t
	}
	return "application/octet-stream"
}

// seed makes fingerprints comparable within this process, which is all that
// they are for.
var seed = maphash.MakeSeed()

// fingerprint changes when a byte of the site does. Of files that have a time
// of change (images that are served from where they lie) size and time are
// looked at instead, and a site that makes its files when they are opened says
// itself which it is.
func fingerprint(files fs.FS) (string, error) {
	if s, ok := files.(interface{ Version() string }); ok {
		return s.Version(), nil
	}
	var h maphash.Hash
	h.SetSeed(seed)
	err := fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		f, err := files.Open(p)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		fmt.Fprintf(&h, "%q %d ", p, info.Size())
		if t := info.ModTime(); !t.IsZero() {
			fmt.Fprintf(&h, "%d ", t.UnixNano())
			return nil
		}
		_, err = io.Copy(&h, f)
		return err
	})
	return fmt.Sprintf("%016x", h.Sum64()), err
}
