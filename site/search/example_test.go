package search_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"log"
	"testing/fstest"

	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search"
)

// A site in a zip, as "biji bundle" makes it, is asked as it is. For the folder of
// a site say search.OpenSite(os.DirFS("public")).
func ExampleOpenSite() {
	zipped := zippedSite(fstest.MapFS{"tcp.md": {Data: []byte("# TCP\n\n## 握手\n\n三次握手建立连接。\n")}})
	files, err := zip.NewReader(zipped, zipped.Size())
	if err != nil {
		log.Fatal(err)
	}
	index, err := search.OpenSite(files)
	if err != nil {
		log.Fatal(err)
	}
	defer index.Close()
	found, err := index.Search(context.Background(), "三次", search.SearchOptions{Size: 5})
	if err != nil {
		log.Fatal(err)
	}
	for _, hit := range found.Hits {
		fmt.Println(hit.Page, hit.ID, hit.Trail, hit.Excerpt.Text)
	}
	// Output: tcp.html 握手 [握手] 三次握手建立连接。
}

func zippedSite(notes fstest.MapFS) *bytes.Reader {
	web := output.NewMemory()
	if _, err := generate.Site(context.Background(), generate.Input{Content: notes}, web); err != nil {
		log.Fatal(err)
	}
	var zipped bytes.Buffer
	if _, err := archive.Write(context.Background(), &zipped, web, "notes", "zh"); err != nil {
		log.Fatal(err)
	}
	return bytes.NewReader(zipped.Bytes())
}
