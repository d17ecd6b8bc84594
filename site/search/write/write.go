package write

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/search/analyze"
)

const segmentName = "000000000002.zap" // as bleve names the segment of a first batch

// Index makes dir, an empty folder that exists, a bleve index of sections: the
// files index_meta.json, store/root.bolt and store/000000000002.zap. Sections
// come in the order of the site, those of a page side by side. The same
// sections give the same bytes, whatever the number of workers.
//
// An index without sections has no segment. Index asks the index that it wrote
// for some of the sections before it returns.
func Index(ctx context.Context, dir string, sections []site.Section, workers int) error {
	if err := makeIndex(ctx, dir, sections, workers); err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	return nil
}

func makeIndex(ctx context.Context, dir string, sections []site.Section, workers int) error {
	m, err := analyze.NewMapping()
	if err != nil {
		return err
	}
	store := filepath.Join(dir, "store")
	if err := os.Mkdir(store, 0o755); err != nil {
		return err
	}
	ids := documentIDs(sections)
	if len(sections) > 0 {
		f, err := os.OpenFile(filepath.Join(store, segmentName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		err = writeSegment(ctx, f, m, ids, sections, workers)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	if err := writeRoot(filepath.Join(store, "root.bolt"), m, len(sections) > 0); err != nil {
		return err
	}
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(dir, "index_meta.json"), meta, 0o644); err != nil {
		return err
	}
	if err := verify(ctx, dir, ids, sections); err != nil {
		return fmt.Errorf("the index that was written does not answer: %w", err)
	}
	return nil
}

// manyPostings are those whose memory, 24 MB, is worth a twentieth of a second.
const manyPostings = 1 << 20

// writeSegment writes the segment of sections, of which there is at least one.
func writeSegment(ctx context.Context, w io.Writer, m mapping.IndexMapping, ids []string, sections []site.Section, workers int) error {
	shards, err := analyzeAll(ctx, m, ids, sections, workers)
	if err != nil {
		return err
	}
	seg := segment{out: bufio.NewWriterSize(w, 64<<10), docs: len(sections)}
	stored := seg.writeStored(ids, sections)
	terms, numbers := join(shards)
	for _, s := range shards {
		s.words = nil // its words are in terms
	}
	x := inverted{segment: &seg, shards: shards, terms: terms, bitmap: roaring.New()}
	all := 0
	for f := range x.lists {
		x.lists[f] = gather(shards, numbers, f, len(terms))
		all += len(x.lists[f])
	}
	if all > manyPostings {
		runtime.GC() // the shards' lists: or else a build needs most memory here
	}
	headers, err := x.write(ctx)
	if err != nil {
		return err
	}
	return seg.finish(stored, headers)
}

// documentIDs are the addresses of the sections, encoded, with the fragment.
// Where two sections have one address, the later one's gets a number after a
// second '#', which no address has.
func documentIDs(sections []site.Section) []string {
	ids := make([]string, len(sections))
	taken := make(map[string]bool, len(sections))
	for i, s := range sections {
		address := site.Href("", s.Page, "", s.ID)
		id := address
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s#%d", address, n)
			if s.ID == "" {
				id = fmt.Sprintf("%s##%d", address, n)
			}
		}
		ids[i] = id
		taken[id] = true
	}
	return ids
}

// analyzeAll analyzes the sections in shards of about the same amount of
// text, one per worker.
func analyzeAll(ctx context.Context, m mapping.IndexMapping, ids []string, sections []site.Section, workers int) ([]*shard, error) {
	bounds := split(sections, max(1, workers))
	shards := make([]*shard, len(bounds)-1)
	errs := make([]error, len(shards))
	names := aliasesOf(sections)
	var wg sync.WaitGroup
	for i := range shards {
		from, to := bounds[i], bounds[i+1]
		wg.Go(func() {
			shards[i], errs[i] = newShard(m, from, sections[from:to])
			for d := from; d < to && errs[i] == nil; d++ {
				shards[i].add(ids[d], &sections[d], names[d])
				errs[i] = ctx.Err()
			}
		})
	}
	err := budget.Until(ctx, func() error {
		wg.Wait()
		return errors.Join(errs...)
	})
	return shards, err
}

// split gives the bounds of n or fewer ranges of sections with about the same
// amount of text; none is empty.
func split(sections []site.Section, n int) []int {
	size := func(s *site.Section) int { return 100 + len(s.Body) + len(s.Code) }
	total := 0
	for i := range sections {
		total += size(&sections[i])
	}
	bounds, sum := []int{0}, 0
	for i := range sections {
		if i > bounds[len(bounds)-1] && sum >= total*len(bounds)/n {
			bounds = append(bounds, i)
		}
		sum += size(&sections[i])
	}
	if bounds[len(bounds)-1] < len(sections) {
		bounds = append(bounds, len(sections))
	}
	return bounds
}
