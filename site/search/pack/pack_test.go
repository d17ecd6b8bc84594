package pack_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site/search/pack"
)

// packed is the site that holds index, and nothing else.
func packed(t testing.TB, index fs.FS) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	err := pack.Write(index, func(name string, data []byte) error {
		if site[name] != nil {
			t.Errorf("%s is put twice", name)
		}
		site[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func example() fstest.MapFS {
	noise := make([]byte, 10000)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(noise)
	return fstest.MapFS{
		"index_meta.json":        {Data: []byte("{}")},
		"store/000000000002.zap": {Data: noise},
		"store/root.bolt":        {Data: make([]byte, 9000)},
		"store/empty":            {},
	}
}

func TestUnpackRestoresEveryByte(t *testing.T) {
	index := example()
	dir := t.TempDir()
	if err := pack.Unpack(packed(t, index), dir); err != nil {
		t.Fatal(err)
	}
	for name, f := range index {
		got, err := fs.ReadFile(os.DirFS(dir), name)
		if err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %d bytes, want %d; %v", name, len(got), len(f.Data), err)
		}
	}
}
