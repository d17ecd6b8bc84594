package excalidraw

import (
	"strings"
	"testing"
)

// The compressed texts are what lz-string 1.5.0 gives.
func TestDecompress(t *testing.T) {
	for compressed, want := range map[string]string{
		"Q===":         "",
		"IZA=":         "a",
		"IY18\n\neQ==": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
		"pI2nVtWgCBDA7ATCAiALgUwB7MRQvBuAA9/IA===": "汉字汉字汉字 and \"text\" 😀😀",
	} {
		if got, ok := decompress(compressed, 1000); got != want || !ok {
			t.Errorf("%s: %q %t, want %q", compressed, got, ok, want)
		}
	}
	for _, bad := range []string{"", "IY18", "////", strings.Repeat("A", 100)} {
		if got, ok := decompress(bad, 1000); ok {
			t.Errorf("%q gives %q", bad, got)
		}
	}
	if _, ok := decompress("IY18eQ==", 20); ok {
		t.Error("more than 20 units")
	}
}

func FuzzDraw(f *testing.F) {
	f.Add("N4IgLgngDgpiBcIYA8DGBDANgSwCYCd0B3EAGiUxgFsYA7MAZwQG0BdAXyA=")
	f.Add(`{"elements":[{"type":"arrow","points":[[0,0],[1e300,-1e300]],"roundness":{}},{"type":"text","text":"a\nb","fontSize":1e9,"angle":-1e9}]}`)
	f.Fuzz(func(t *testing.T, code string) {
		d, err := Draw(code)
		if err == nil && (!(d.W >= 0) || !(d.H >= 0) || d.W > 1e6 || d.H > 1e6) {
			t.Errorf("%v x %v", d.W, d.H)
		}
	})
}
