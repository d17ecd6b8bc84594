package search

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/biji-notes/biji/site"
)

// verifySamples is how many sections are looked up again in a new index.
const verifySamples = 40

// verify opens the index in dir and asks it for some of the sections that were
// written to it. bleve never looks at the checksum of a segment; verify does.
func verify(ctx context.Context, dir string, ids []string, sections []site.Section) error {
	if len(sections) > 0 {
		if err := checkSum(filepath.Join(dir, "store", segmentName)); err != nil {
			return err
		}
	}
	x, err := Open(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	if n, err := x.bleve.DocCount(); err != nil || n != uint64(len(sections)) {
		return errors.Join(fmt.Errorf("it has %d documents of %d", n, len(sections)), err)
	}
	words, err := newAnalyzer(x.bleve.Mapping())
	if err != nil {
		return err
	}
	step := max(1, len(sections)/verifySamples)
	for i := 0; i < len(sections); i += step {
		if err := x.has(ctx, words, ids[i], &sections[i]); err != nil {
			return err
		}
	}
	return nil
}

// has says whether a section is found by the last words of its texts, and
// comes back as it was.
func (x *Index) has(ctx context.Context, words *analyzer, id string, sec *site.Section) error {
	must := []query.Query{query.NewDocIDQuery([]string{id})}
	for _, f := range []struct{ field, text string }{{fieldTitle, sec.Title}, {fieldBody, sec.Body}, {fieldCode, sec.Code}} {
		if terms := words.termsOf(f.text); len(terms) > 0 {
			must = append(must, phraseQuery(terms[max(0, len(terms)-2):], f.field, 1))
		}
	}
	req := bleve.NewSearchRequestOptions(query.NewConjunctionQuery(must), 2, 0, false)
	req.Fields = storedTexts
	res, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return fmt.Errorf("look for %s: %w", id, err)
	}
	if len(res.Hits) != 1 || res.Hits[0].ID != id {
		return fmt.Errorf("%s is not found", id)
	}
	stored := res.Hits[0].Fields
	for field, text := range map[string]string{
		fieldTitle: sec.Title, fieldTrail: trailText(sec), fieldName: aliasText(sec), fieldBody: sec.Body, fieldCode: sec.Code,
	} {
		if got, _ := stored[field].(string); got != text {
			return fmt.Errorf("%s comes back with another %s", id, field)
		}
	}
	return nil
}

// checkSum checks the CRC at the end of a segment.
func checkSum(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum, want := crc32.NewIEEE(), make([]byte, crc32.Size)
	_, err = io.CopyN(sum, f, info.Size()-crc32.Size)
	if err == nil {
		_, err = io.ReadFull(f, want)
	}
	if err != nil || sum.Sum32() != binary.BigEndian.Uint32(want) {
		return errors.Join(fmt.Errorf("%s is damaged", path), err)
	}
	return nil
}
