package fetch

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Private addresses are not asked: by number, by name, after a redirect, and
// not through a proxy either.
func TestPrivate(t *testing.T) {
	s := newFaulty(t)
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, proxied := range []bool{false, true} {
		f, o := newFolder(t), quick()
		o.Private = false
		if proxied {
			o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(s.URL) }
		}
		for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "169.254.169.254", "10.0.0.1"} {
			r := f.fetch(o, "http://"+host+":"+port+"/dot.png")
			odd := strings.HasPrefix(host, "2") || strings.HasPrefix(host, "0x") || strings.HasPrefix(host, "[") // no name everywhere, or no IPv6
			if len(r.Failed) != 1 || r.Failed[0].Reason != string(private) && !odd {
				t.Errorf("%s: %+v", host, r)
			}
		}
	}
	if s.asked() > 0 {
		t.Errorf("asked for %d", s.asked())
	}
	// A redirect is judged as the first address is.
	o := quick()
	o.Private = false
	d := newDoor(o)
	d.direct.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == "example.org:80" {
			addr = s.Listener.Addr().String()
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}
		return nil, d.judge(addr)
	}
	client := newClient(o)
	client.Transport = d
	if _, err := client.Get("http://example.org/dot.png"); err != nil {
		t.Error(err)
	}
	redirects := httptest.NewServer(http.RedirectHandler(s.URL+"/dot.png", http.StatusFound))
	t.Cleanup(redirects.Close)
	d.direct.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == "example.com:80" {
			return (&net.Dialer{}).DialContext(ctx, network, redirects.Listener.Addr().String())
		}
		return nil, d.judge(addr)
	}
	if _, err := client.Get("http://example.com/"); err == nil || unheard(err).reason != string(private) {
		t.Error(err)
	}
}

// With a proxy all goes through it.
func TestProxy(t *testing.T) {
	s, f, o := newFaulty(t), newFolder(t), quick()
	o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(s.URL) }
	if r := f.fetch(o, "http://example.invalid/dot.png"); r.Fetched != 1 || s.count("/dot.png") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestAddresses(t *testing.T) {
	f := newFolder(t)
	for address, want := range map[string]string{
		"ftp://e.org/a.png": "neither http nor https", "http://": "no valid address", "http://a b/": "no valid address",
		"https://u:p@e.org/": "a user name in the address", "a.png": "neither http nor https", "http://[::1/": "no valid address",
	} {
		if r := f.fetch(quick(), address); len(r.Failed) != 1 || r.Failed[0].Reason != want {
			t.Errorf("%s: %+v", address, r)
		}
	}
	if u, reason := target("//e.org/图.png#x"); reason != "" || u.String() != "https://e.org/%E5%9B%BE.png" {
		t.Error(u, reason)
	}
}

// Nothing is written outside the folder, and nothing by two at once.
func TestFolder(t *testing.T) {
	s := newFaulty(t)
	for name, spoil := range map[string]func(f *folder) error{
		"link to another folder": func(f *folder) error {
			if err := os.Mkdir(filepath.Join(f.dir, "notes"), 0o755); err != nil {
				return err
			}
			return os.Symlink("notes", filepath.Join(f.dir, ".biji"))
		},
		"link out of the notes": func(f *folder) error { return os.Symlink(f.TempDir(), filepath.Join(f.dir, ".biji")) },
		"a file":                func(f *folder) error { return os.WriteFile(filepath.Join(f.dir, ".biji"), nil, 0o644) },
		"damaged index": func(f *folder) error {
			os.MkdirAll(f.path(""), 0o755)
			return os.WriteFile(f.path("index.txt"), []byte("../../x.png http://e.org/\n"), 0o644)
		},
		"index is a link": func(f *folder) error {
			os.MkdirAll(f.path(""), 0o755)
			return os.Symlink("../../notes.md", f.path("index.txt"))
		},
		"in use": func(f *folder) error {
			s, err := openStore(f.root)
			if err == nil {
				f.Cleanup(s.close)
			}
			return err
		},
	} {
		f := newFolder(t)
		if err := spoil(f); err != nil {
			t.Fatal(err)
		}
		if r, err := Pictures(t.Context(), f.root, []string{s.URL + "/dot.png"}, quick()); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if s.asked() > 0 {
		t.Errorf("asked for %d", s.asked())
	}
}
