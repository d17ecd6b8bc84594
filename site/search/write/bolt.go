package write

import (
	"encoding/binary"
	"encoding/json"
	"errors"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/util"
	zap "github.com/blevesearch/zapx/v16"
	bolt "go.etcd.io/bbolt"
)

// writeRoot writes the small database in which bleve looks up the mapping and
// the name of the segment, if there is one. Its time stamp is a constant, and
// the size of its pages does not depend on the machine.
func writeRoot(path string, m mapping.IndexMapping, segment bool) error {
	mappingJSON, err := json.Marshal(m)
	if err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o644, &bolt.Options{PageSize: 4096, NoSync: true})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		snapshots, err := tx.CreateBucket(util.BoltSnapshotsBucket)
		if err != nil {
			return err
		}
		return putSnapshot(snapshots, mappingJSON, segment)
	})
	return errors.Join(err, db.Close())
}

// putSnapshot writes what bleve's scorch would have written after its first
// batch.
func putSnapshot(snapshots *bolt.Bucket, mappingJSON []byte, segment bool) error {
	snapshot, err := snapshots.CreateBucket(bleveInt(3))
	if err != nil {
		return err
	}
	version := make([]byte, binary.MaxVarintLen32)
	binary.BigEndian.PutUint32(version, zap.Version)
	err = putAll(snapshot, util.BoltMetaDataKey, [][2][]byte{
		{util.BoltMetaDataSegmentTypeKey, []byte(zap.Type)},
		{util.BoltMetaDataSegmentVersionKey, version},
		{util.BoltMetaDataFileWriterIDKey, nil},
		{util.BoltMetaDataTimeStamp, []byte("2000-01-01T00:00:00Z")},
	})
	if err != nil {
		return err
	}
	if err := putAll(snapshot, util.BoltInternalKey, [][2][]byte{{util.MappingInternalKey, mappingJSON}}); err != nil {
		return err
	}
	if !segment {
		return nil
	}
	return putAll(snapshot, bleveInt(0), [][2][]byte{{util.BoltPathKey, []byte(segmentName)}})
}

// putAll makes a bucket of pairs of key and value.
func putAll(in *bolt.Bucket, name []byte, pairs [][2][]byte) error {
	b, err := in.CreateBucket(name)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if err := b.Put(p[0], p[1]); err != nil {
			return err
		}
	}
	return nil
}

// bleveInt is a number below 110 as bleve writes numbers in its keys.
func bleveInt(v byte) []byte { return []byte{0x88 + v} }
