package pack_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
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
	same(t, dir, index)
}

func TestPackIsTheSameEveryTime(t *testing.T) {
	a, b := packed(t, example()), packed(t, example())
	if len(a) < 4 || len(a) != len(b) {
		t.Fatalf("%d and %d files", len(a), len(b))
	}
	for name, f := range a {
		if b[name] == nil || !bytes.Equal(f.Data, b[name].Data) {
			t.Errorf("%s differs", name)
		}
	}
}

// Whatever happens to a file of the pack, Unpack says so and names it.
func TestDamageIsNoticed(t *testing.T) {
	whole := packed(t, example())
	names := slices.Sorted(maps.Keys(whole))
	damage := map[string]func(site fstest.MapFS, name string){
		"missing": func(site fstest.MapFS, name string) { delete(site, name) },
		"empty":   func(site fstest.MapFS, name string) { site[name] = &fstest.MapFile{} },
		"html":    func(site fstest.MapFS, name string) { site[name] = &fstest.MapFile{Data: []byte("<!doctype html>")} },
		"cut": func(site fstest.MapFS, name string) {
			site[name] = &fstest.MapFile{Data: site[name].Data[:len(site[name].Data)-3]}
		},
		"twice": func(site fstest.MapFS, name string) {
			site[name] = &fstest.MapFile{Data: append(bytes.Clone(site[name].Data), site[name].Data...)}
		},
		"swapped": func(site fstest.MapFS, name string) {
			i := slices.Index(names, name)
			site[name] = site[names[(i+1)%len(names)]]
		},
	}
	for what, do := range damage {
		for _, name := range names {
			site := maps.Clone(whole)
			do(site, name)
			err := pack.Unpack(site, t.TempDir())
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s %s: %v", name, what, err)
			}
		}
	}
}

// A changed byte is noticed, or changes nothing that counts: gzip's header
// has a few bits that mean nothing to us.
func TestChangedBytesAreNoticed(t *testing.T) {
	index := example()
	whole := packed(t, index)
	random := rand.New(rand.NewPCG(1, 1))
	noticed := 0
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		for range 40 {
			data := bytes.Clone(whole[name].Data)
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
			site := maps.Clone(whole)
			site[name] = &fstest.MapFile{Data: data}
			dir := t.TempDir()
			if err := pack.Unpack(site, dir); err != nil {
				if noticed++; !strings.Contains(err.Error(), name) {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			same(t, dir, index)
		}
	}
	if noticed < 100 {
		t.Errorf("only %d noticed", noticed)
	}
}

// A start file of another index is whole by itself, but its pieces are not here; a
// piece under the name of another is noticed.
func TestWhatDoesNotBelongIsNoticed(t *testing.T) {
	a, b := example(), example()
	b["index_meta.json"] = &fstest.MapFile{Data: []byte("[]")}
	site, other := packed(t, a), packed(t, b)
	site[pack.Start] = other[pack.Start]
	if err := pack.Unpack(site, t.TempDir()); err == nil || !strings.Contains(err.Error(), "search/p/c") {
		t.Errorf("not noticed: %v", err)
	}
}

func same(t *testing.T, dir string, index fstest.MapFS) {
	t.Helper()
	for name, f := range index {
		got, err := fs.ReadFile(os.DirFS(dir), name)
		if err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %d bytes, want %d; %v", name, len(got), len(f.Data), err)
		}
	}
}

// Whatever a start file and a piece say, both whole, Unpack ends, and what it
// calls good is what was packed.
func FuzzUnpack(f *testing.F) {
	index := fstest.MapFS{"a/b": {Data: []byte("some text, some text, some text")}, "c": {}}
	whole := packed(f, index)
	piece := ""
	for name := range whole {
		if name != pack.Start {
			piece = name
		}
	}
	header, rest, _ := strings.Cut(startText(f, whole[pack.Start].Data), "\n")
	f.Add(header, rest, "some text, some text, some text")
	f.Add("", "x", "")
	for _, header := range []string{
		`{"version":3,"files":[{"name":"../x","size":3}],"pieces":[0,0,0,0,1]}`,
		`{"version":3,"files":[{"name":"x","size":9000000000000000000}],"pieces":[0,0,0,0,1]}`,
		`{"version":3,"pieces":[0,0,0,4611686018427387904,0]}`, `{"version":3,"docs":7,"room":9,"segment":"x","files":[{"name":"x","size":3}],"pieces":[1,0,1,0,0]}`,
		`{"version":4}`,
	} {
		f.Add(header, "\x07\x00\x01a"+rest+rest, "x")
	}
	f.Fuzz(func(t *testing.T, header, more, text string) {
		site := maps.Clone(whole)
		site[pack.Start] = &fstest.MapFile{Data: pack.Script("start", []byte(header+"\n"+more))}
		site[piece] = &fstest.MapFile{Data: pack.Script(strings.TrimPrefix(piece, "search/p/"), []byte(text))}
		dir := t.TempDir()
		if err := pack.Unpack(site, dir); err == nil {
			same(t, dir, index)
		}
	})
}

// TestOtherVersionIsRefused: a pack of another version is, by its name.
func TestOtherVersionIsRefused(t *testing.T) {
	site := fstest.MapFS{pack.Start: {Data: pack.Script("start", []byte("{\"version\":1}\n"))}}
	if err := pack.Unpack(site, t.TempDir()); err == nil || !strings.Contains(err.Error(), "version 1 of the format; this program reads 3") {
		t.Error(err)
	}
}

// startText is what a start file unpacks to.
func startText(t testing.TB, data []byte) string {
	packed, err := pack.Member(data)
	if err != nil {
		t.Fatal(err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(gz)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
