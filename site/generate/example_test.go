package generate_test

import (
	"context"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/generate/folder"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search"
)

// Notes and site in memory: the site is an fs.FS, for a web server or a search.
func Example() {
	notes := fstest.MapFS{
		"README.md": {Data: []byte("# Networks\n\nSee [[tcp]] and [[udp]].\n")},
		"tcp.md":    {Data: []byte("# TCP\n\n## Handshake\n\nThree segments open a connection.\n")},
	}
	web := output.NewMemory()
	made, err := generate.Site(context.Background(), generate.Input{Content: notes}, web)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(made.Pages), "pages;", made.Problems[0])
	index, err := search.OpenSite(web)
	if err != nil {
		log.Fatal(err)
	}
	defer index.Close()
	found, err := index.Search(context.Background(), "segments", search.SearchOptions{})
	fmt.Println(found.Hits[0].URL, err)
	// Output:
	// 2 pages; README.md:3:17: link to "udp": no note has this name yet
	// tcp.html#handshake <nil>
}

// With the settings that stand beside the notes.
func ExampleFromFS() {
	notes := fstest.MapFS{
		"biji.toml": {Data: []byte("title = \"My notes\"\nignore = [\"old/**\"]\n")},
		"a.md":      {Data: []byte("# A\n")},
		"old/b.md":  {Data: []byte("# B\n")},
	}
	in, err := generate.FromFS(notes)
	if err != nil {
		log.Fatal(err)
	}
	web := output.NewMemory()
	made, err := generate.Site(context.Background(), in, web)
	if err != nil {
		log.Fatal(err)
	}
	_, gone := fs.Stat(web, "old/b.html")
	fmt.Println(made.Options.Title, len(made.Notes), gone != nil)
	// Output: My notes 1 true
}

// A folder on disk becomes another, as by "biji build": the site is made beside
// the old one, and takes its place when it is whole.
func ExampleSite_folder() {
	temp, err := os.MkdirTemp("", "example-*")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(temp)
	os.Mkdir(filepath.Join(temp, "notes"), 0o755)
	os.WriteFile(filepath.Join(temp, "notes", "a.md"), []byte("# A\n"), 0o644)

	notes, err := folder.Open(filepath.Join(temp, "notes"))
	if err != nil {
		log.Fatal(err)
	}
	defer notes.Close()
	web, err := output.NewDir(context.Background(), filepath.Join(temp, "public"))
	if err != nil {
		log.Fatal(err)
	}
	defer web.Discard() // does nothing after Commit
	if _, err := generate.Site(context.Background(), notes.Input, web); err != nil {
		log.Fatal(err)
	}
	fmt.Println(web.Commit())
	_, err = os.Stat(filepath.Join(temp, "public", "a.html"))
	fmt.Println(err)
	// Output:
	// <nil>
	// <nil>
}
