package pack_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
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

// A piece of another index that has the same number and length is whole by
// itself, but does not belong.
func TestPieceOfAnotherIndexIsNoticed(t *testing.T) {
	a, b := example(), example()
	b["index_meta.json"] = &fstest.MapFile{Data: []byte("[]")}
	site, other := packed(t, a), packed(t, b)
	for name, f := range site {
		if strings.HasSuffix(name, "/c00000.js") {
			f.Data = other["search/"+hashOf(t, other)+"/c00000.js"].Data
		}
	}
	dir := t.TempDir()
	if err := pack.Unpack(site, dir); err == nil {
		t.Error("not noticed")
	}
	if entries, err := os.ReadDir(filepath.Join(dir, "store")); err != nil || len(entries) > 0 {
		t.Errorf("%d files are left, %v", len(entries), err)
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
	hash := hashOf(f, whole)
	start, piece := pack.Start, "search/"+hash+"/c00000.js"
	header, rest, _ := strings.Cut(startText(f, whole[start].Data), "\n")
	f.Add(header, rest, "some text, some text, some text")
	f.Add("", "x", "")
	for _, header := range []string{
		`{"version":1,"hash":"` + hash + `","files":[{"name":"../x","size":3}],"pieces":1}`,
		`{"version":1,"hash":"` + hash + `","files":[{"name":"x","size":9000000000000000000}],"pieces":1}`,
		`{"version":1,"hash":"` + hash + `","pieces":4611686018427387904}`,
		`{"version":2}`, `{"version":1,"hash":"` + hash + `","hot":[[0,1]]}`,
	} {
		f.Add(header, "\x03\x00\x00", "x")
	}
	f.Fuzz(func(t *testing.T, header, hot, text string) {
		site := maps.Clone(whole)
		site[start] = &fstest.MapFile{Data: script(`"start"`, header+"\n"+hot)}
		site[piece] = &fstest.MapFile{Data: script("0", text)}
		dir := t.TempDir()
		if err := pack.Unpack(site, dir); err == nil {
			same(t, dir, index)
		}
	})
}

// hashOf names the index of a pack.
func hashOf(t testing.TB, site fstest.MapFS) string {
	t.Helper()
	_, rest, _ := strings.Cut(startText(t, site[pack.Start].Data), `"hash":"`)
	hash, _, _ := strings.Cut(rest, `"`)
	return hash
}

// startText is what a start file unpacks to.
func startText(t testing.TB, data []byte) string {
	packed, err := base64.StdEncoding.DecodeString(strings.Split(string(data), `"`)[3])
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

// script is text as the pack would write it under name.
func script(name, text string) []byte {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	gz.Write([]byte(text))
	gz.Close()
	return []byte("__biji(" + name + `,"` + base64.StdEncoding.EncodeToString(b.Bytes()) + "\")\n")
}
