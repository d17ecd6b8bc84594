package write

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/search/analyze"
)

const (
	// verifySamples is how many sections are looked up again in a new index.
	verifySamples = 40
	// verifyBytes is how much of each text of such a section is analyzed again,
	// from its beginning.
	verifyBytes = 64 << 10
	// verifyTerms is how many terms of each such text are looked up.
	verifyTerms = 8
	// verifyPlaces is how often a term may stand in a section whose places are
	// read again; of others only the count is.
	verifyPlaces = 10_000
)

// verify opens the index in dir and looks for some of the sections that were
// written to it. bleve never looks at the checksum of a segment; verify does.
// It takes time proportional to the size of the index.
func verify(ctx context.Context, dir string, ids []string, sections []site.Section) error {
	if len(sections) > 0 {
		if err := checkSum(ctx, filepath.Join(dir, "store", segmentName)); err != nil {
			return err
		}
	}
	x, err := openBleve(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	if n, err := x.DocCount(); err != nil || n != uint64(len(sections)) {
		return errors.Join(fmt.Errorf("it has %d documents of %d", n, len(sections)), err)
	}
	v, err := newVerifier(x)
	if err != nil {
		return err
	}
	defer v.postings.Close()
	step := max(1, len(sections)/verifySamples)
	for i := 0; i < len(sections); i += step {
		if err := v.section(ctx, ids[i], &sections[i]); err != nil {
			return err
		}
	}
	return nil
}

func openBleve(dir string) (bleve.Index, error) {
	return bleve.OpenUsing(dir, map[string]any{"read_only": true})
}

// A verifier reads an index that was just written. Asking it questions would
// not do: a phrase costs bleve the square of how often its words stand in a
// section, and meanwhile it does not hear that the build was interrupted.
type verifier struct {
	x        bleve.Index
	words    *analyze.Analyzer
	postings index.IndexReader
}

func newVerifier(x bleve.Index) (*verifier, error) {
	words, err := analyze.NewAnalyzer(x.Mapping())
	if err != nil {
		return nil, err
	}
	advanced, err := x.Advanced()
	if err != nil {
		return nil, err
	}
	postings, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	return &verifier{x, words, postings}, nil
}

// section says whether a section comes back as it was, and whether its words
// are where they stand in its texts.
func (v *verifier) section(ctx context.Context, id string, sec *site.Section) error {
	if err := v.stored(ctx, id, sec); err != nil {
		return err
	}
	number, err := v.postings.InternalID(id)
	if err != nil {
		return fmt.Errorf("look for %s: %w", id, err)
	}
	for _, f := range []struct{ field, text string }{{analyze.FieldTitle, sec.Title}, {analyze.FieldBody, sec.Body}, {analyze.FieldCode, sec.Code}} {
		for _, place := range v.sample(f.text) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := v.term(ctx, number, f.field, place); err != nil {
				return fmt.Errorf("%s is not found: %w", id, err)
			}
		}
	}
	return nil
}

// stored compares the texts that were stored of a section.
func (v *verifier) stored(ctx context.Context, id string, sec *site.Section) error {
	req := bleve.NewSearchRequestOptions(query.NewDocIDQuery([]string{id}), 2, 0, false)
	req.Fields = analyze.StoredTexts
	res, err := v.x.SearchInContext(ctx, req)
	if err != nil {
		return fmt.Errorf("look for %s: %w", id, err)
	}
	if len(res.Hits) != 1 || res.Hits[0].ID != id {
		return fmt.Errorf("%s is not found", id)
	}
	got := res.Hits[0].Fields
	for _, f := range textsOf(sec) {
		if got, _ := got[segmentFields[f.Field]].(string); got != string(f.Text) {
			return fmt.Errorf("%s comes back with another %s", id, segmentFields[f.Field])
		}
	}
	return nil
}

// A termAt is a term, where it stands in a text, and how often it does there at
// least.
type termAt struct {
	term  string
	place uint64
	count int
}

// sample picks terms of a text: the first, the last, and the rarest between
// them. Of a long text it knows the beginning only, without its last word,
// which may be cut.
func (v *verifier) sample(text string) []termAt {
	whole := len(text) <= verifyBytes
	terms := v.words.TermsOf(text[:min(len(text), verifyBytes)])
	if !whole && len(terms) > 0 {
		terms = terms[:len(terms)-1]
	}
	if len(terms) == 0 {
		return nil
	}
	at := map[string]termAt{}
	for i, term := range terms {
		at[term] = termAt{term, uint64(i + 1), at[term].count + 1}
	}
	picked := []termAt{at[terms[0]], at[terms[len(terms)-1]]}
	rest := make([]termAt, 0, len(at))
	for i, term := range terms { // each once, in the order of the text
		if t := at[term]; t.place == uint64(i+1) {
			rest = append(rest, t)
		}
	}
	slices.SortStableFunc(rest, func(a, b termAt) int { return a.count - b.count })
	return append(picked, rest[:min(len(rest), verifyTerms-len(picked))]...)
}

// term says whether a document has a term at its place in a field.
func (v *verifier) term(ctx context.Context, number index.IndexInternalID, field string, want termAt) error {
	found, err := v.posting(ctx, number, field, want.term, false)
	if err != nil {
		return err
	}
	if found.Freq < uint64(want.count) {
		return fmt.Errorf("%q stands %d times in its %s, not %d", want.term, found.Freq, field, want.count)
	}
	if found.Freq > verifyPlaces {
		return nil
	}
	if found, err = v.posting(ctx, number, field, want.term, true); err != nil {
		return err
	}
	for _, place := range found.Vectors {
		if place.Pos == want.place {
			return nil
		}
	}
	return fmt.Errorf("%q is not word %d of its %s", want.term, want.place, field)
}

// posting is what the index says of a term in a field of a document.
func (v *verifier) posting(ctx context.Context, number index.IndexInternalID, field, term string, places bool) (*index.TermFieldDoc, error) {
	r, err := v.postings.TermFieldReader(ctx, []byte(term), field, true, false, places)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	found, err := r.Advance(number, nil)
	if err != nil {
		return nil, err
	}
	if found == nil || !found.ID.Equals(number) {
		return nil, fmt.Errorf("%q is not in its %s", term, field)
	}
	return found, nil
}

// checkSum checks the CRC at the end of a segment.
func checkSum(ctx context.Context, path string) error {
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
	_, err = io.CopyN(sum, budget.Reader(ctx, f), info.Size()-crc32.Size)
	if err == nil {
		_, err = io.ReadFull(f, want)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil || sum.Sum32() != binary.BigEndian.Uint32(want) {
		return errors.Join(fmt.Errorf("%s is damaged", path), err)
	}
	return nil
}
