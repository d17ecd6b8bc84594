package barelink_test

import (
	"bytes"
	"testing"

	"github.com/yuin/goldmark"

	"github.com/biji-notes/biji/site/markdown/barelink"
)

func TestBareLinks(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(barelink.Extension))
	for _, c := range []struct{ text, want string }{
		{"见https://a.com/b，然后", `<p>见<a href="https://a.com/b">https://a.com/b</a>，然后</p>`},
		{"（http://a.com/x）后", `<p>（<a href="http://a.com/x">http://a.com/x</a>）后</p>`},
		{"(http://a.com/(x))后", `<p>(<a href="http://a.com/(x)">http://a.com/(x)</a>)后</p>`},
		{"https://a.com.", `<p><a href="https://a.com">https://a.com</a>.</p>`},
		{"**https://a.com**", `<p><strong><a href="https://a.com">https://a.com</a></strong></p>`},
		{"xhttps://a.com", `<p>xhttps://a.com</p>`},
		{"`https://a.com`", `<p><code>https://a.com</code></p>`},
		{"[见https://a.com](b)", `<p><a href="b">见https://a.com</a></p>`},
		{"http://", `<p>http://</p>`},
		{"http://。", `<p>http://。</p>`},
		{"http\n://a", "<p>http\n://a</p>"},
	} {
		var b bytes.Buffer
		if err := md.Convert([]byte(c.text), &b); err != nil {
			t.Fatal(err)
		}
		if got := string(bytes.TrimSpace(b.Bytes())); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzBareLinks(f *testing.F) {
	f.Add([]byte("见https://a.com/b，*http://(x)* [http://y](z)\n> http://\n"))
	md := goldmark.New(goldmark.WithExtensions(barelink.Extension))
	f.Fuzz(func(t *testing.T, src []byte) {
		if err := md.Convert(src, new(bytes.Buffer)); err != nil {
			t.Error(err)
		}
	})
}
