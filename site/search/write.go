package search

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/util"
	index "github.com/blevesearch/bleve_index_api"
	zap "github.com/blevesearch/zapx/v16"
	bolt "go.etcd.io/bbolt"

	"github.com/biji-notes/biji/site"
)

const segmentName = "000000000002.zap" // as bleve names the segment of a first batch

// Write makes dir, an empty folder that exists, a bleve index of sections: the
// files index_meta.json, store/root.bolt and store/000000000002.zap. Sections
// come in the order of the site. The same sections give the same bytes.
//
// An index without sections has no segment.
func Write(ctx context.Context, dir string, sections []site.Section, workers int) error {
	m, err := newMapping()
	if err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "store"), 0o755); err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	docs := make([]index.Document, len(sections))
	for i, s := range sections {
		if err := ctx.Err(); err != nil {
			return err
		}
		if docs[i], err = toDocument(m, s); err != nil {
			return err
		}
	}
	if len(docs) > 0 {
		seg, _, err := new(zap.ZapPlugin).New(docs)
		if err != nil {
			return err
		}
		if err := seg.(*zap.SegmentBase).Persist(filepath.Join(dir, "store", segmentName)); err != nil {
			return err
		}
	}
	if err := writeRoot(filepath.Join(dir, "store", "root.bolt"), m, len(docs) > 0); err != nil {
		return err
	}
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	return os.WriteFile(filepath.Join(dir, "index_meta.json"), meta, 0o644)
}

func toDocument(m mapping.IndexMapping, s site.Section) (index.Document, error) {
	doc := document.NewDocument(site.Href("", s.Page, "", s.ID))
	err := m.MapDocument(doc, map[string]any{
		fieldTitle: s.Title, fieldTrail: strings.Join(s.Trail, "\n"),
		fieldBody: s.Body, fieldCode: s.Code, fieldTags: s.Tags, fieldDir: folders(s.Dir),
	})
	if err != nil {
		return nil, err
	}
	doc.AddIDField()
	doc.VisitFields(func(f index.Field) {
		if f.Options().IsIndexed() {
			f.Analyze()
		}
	})
	return doc, nil
}

// folders are dir and every folder above it, outermost first.
func folders(dir string) []string {
	var all []string
	for i, c := range dir {
		if c == '/' {
			all = append(all, dir[:i])
		}
	}
	if dir != "" {
		all = append(all, dir)
	}
	return all
}

// writeRoot writes the small database in which bleve looks up the mapping and
// the name of the segment. Its time stamp is a constant, and the size of its
// pages does not depend on the machine.
func writeRoot(path string, m mapping.IndexMapping, segment bool) error {
	mappingJSON, err := json.Marshal(m)
	if err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o644, &bolt.Options{PageSize: 4096, NoSync: true})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(func(tx *bolt.Tx) error {
		snapshots, err := tx.CreateBucket(util.BoltSnapshotsBucket)
		if err != nil {
			return err
		}
		snapshot, err := snapshots.CreateBucket(bleveInt(3)) // the epoch after a first batch
		if err != nil {
			return err
		}
		meta, err := snapshot.CreateBucket(util.BoltMetaDataKey)
		if err != nil {
			return err
		}
		version := make([]byte, binary.MaxVarintLen32)
		binary.BigEndian.PutUint32(version, zap.Version)
		for _, kv := range [][2][]byte{
			{util.BoltMetaDataSegmentTypeKey, []byte(zap.Type)},
			{util.BoltMetaDataSegmentVersionKey, version},
			{util.BoltMetaDataFileWriterIDKey, nil},
			{util.BoltMetaDataTimeStamp, []byte("2000-01-01T00:00:00Z")},
		} {
			if err := meta.Put(kv[0], kv[1]); err != nil {
				return err
			}
		}
		internal, err := snapshot.CreateBucket(util.BoltInternalKey)
		if err != nil {
			return err
		}
		if err := internal.Put(util.MappingInternalKey, mappingJSON); err != nil {
			return err
		}
		if !segment {
			return nil
		}
		seg, err := snapshot.CreateBucket(bleveInt(0))
		if err != nil {
			return err
		}
		return seg.Put(util.BoltPathKey, []byte(segmentName))
	})
}

// bleveInt is v as bleve orders small numbers in its keys.
func bleveInt(v byte) []byte { return []byte{0x88 + v} }
