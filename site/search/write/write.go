package write

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"

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
	ids, large := documentIDs(sections), textSize(sections) > largeText
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
	if large {
		debug.FreeOSMemory()
	}
	return nil
}

// largeText is how many bytes of text are so many that what the index leaves behind
// in memory is given back, or else it would lie there beside the pieces of the index.
// That takes a tenth of a second.
const largeText = 16 << 20

// writeSegment writes the segment of sections, of which there is at least one.
func writeSegment(ctx context.Context, w io.Writer, m mapping.IndexMapping, ids []string, sections []site.Section, workers int) error {
	runs, err := analyzeAll(ctx, m, ids, sections, workers)
	if err != nil {
		return err
	}
	seg := segment{out: bufio.NewWriterSize(w, 64<<10), docs: len(sections)}
	stored := seg.writeStored(ids, sections)
	headers, err := invertedOf(runs, &seg).write(ctx)
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

// runSize is how many bytes of text the sections of a run have, about. All that
// is known of them, about 20 times as much, is in memory until the run is written.
const runSize = 2 << 20

// analyzeAll analyzes the sections in ranges of about the same amount of text,
// several at a time.
func analyzeAll(ctx context.Context, m mapping.IndexMapping, ids []string, sections []site.Section, workers int) ([]run, error) {
	bounds := split(sections, max(1, workers, textSize(sections)/runSize))
	runs := make([]run, len(bounds)-1)
	errs := make([]error, max(1, workers))
	names, tongues := aliasesOf(sections), analyze.TongueNames(analyze.Spoken(sections))
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			s := shard{tongues: tongues}
			for i := int(next.Add(1)) - 1; i < len(runs) && errs[w] == nil; i = int(next.Add(1)) - 1 {
				from, to := bounds[i], bounds[i+1]
				if errs[w] = s.take(ctx, m, from, ids[from:to], sections[from:to], names[from:to]); errs[w] == nil {
					runs[i] = s.seal()
				}
			}
		})
	}
	err := budget.Until(ctx, func() error {
		wg.Wait()
		return errors.Join(errs...)
	})
	return runs, err
}

// split gives the bounds of n or fewer ranges of sections with about the same
// amount of text; none is empty.
func split(sections []site.Section, n int) []int {
	total := textSize(sections)
	bounds, sum := []int{0}, 0
	for i := range sections {
		if i > bounds[len(bounds)-1] && sum >= total*len(bounds)/n {
			bounds = append(bounds, i)
		}
		sum += textSize(sections[i : i+1])
	}
	if bounds[len(bounds)-1] < len(sections) {
		bounds = append(bounds, len(sections))
	}
	return bounds
}

// textSize is how much there is to do for sections, in bytes of their texts.
func textSize(sections []site.Section) (size int) {
	for i := range sections {
		size += 100 + len(sections[i].Body) + len(sections[i].Code)
	}
	return size
}
