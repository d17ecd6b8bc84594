package write

import (
	"slices"

	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// A posting says that a term occurs in a field of a document.
type posting struct {
	doc    int32
	freq   int32 // occurrences, those without a position counted
	places int32 // number of positions
	at     int32 // where they begin in a list of positions
}

// A shard holds the postings of a range of documents until they are written into
// a run; then it takes those of another range.
type shard struct {
	words    *analyze.Analyzer
	first    int                 // number of its first document
	found    []found             // by document, then field, then term
	lengths  [fieldCount][]int32 // by document: words of the field
	position []int32
	sorted   []uint64 // tokens of one text, term before position; kept for its memory
	title    titleTokens
	tongues  []string // names of the index's first document, which say in which languages it is
}

// A found is a posting in a shard. Its positions end where those of the next begin.
type found struct {
	key  int32 // number of the term in the shard, times fieldCount, and the field
	doc  int32
	freq int32
	at   int32
}

// begin makes the shard ready for a range of sections, the first of which has that
// number.
func (s *shard) begin(m mapping.IndexMapping, first int, sections []site.Section) (err error) {
	if s.words, err = analyze.NewAnalyzer(m); err != nil {
		return err
	}
	s.words.Tongue = analyze.NewTongue(analyze.TonguesIn(s.tongues))
	size := 0
	for i := range sections {
		size += len(sections[i].Body) + len(sections[i].Code)
	}
	s.first, s.title = first, titleTokens{}
	s.position = slices.Grow(s.position[:0], size/3) // bytes of a Chinese character
	s.found = slices.Grow(s.found[:0], size/5)
	for f := range s.lengths {
		s.lengths[f] = make([]int32, 0, len(sections)) // the run keeps it
	}
	return nil
}

// addTokens makes postings of the tokens of one field of one document.
func (s *shard) addTokens(field int, doc int32, tokens []analyze.Token, length int) {
	s.lengths[field] = append(s.lengths[field], coarse(length))
	s.sorted = s.sorted[:0]
	for _, t := range tokens {
		s.sorted = append(s.sorted, uint64(t.Term)<<32|uint64(t.Pos))
	}
	slices.Sort(s.sorted)
	for i := 0; i < len(s.sorted); {
		term := int32(s.sorted[i] >> 32)
		p := found{key: term*fields + int32(field), doc: doc, at: int32(len(s.position))}
		for ; i < len(s.sorted) && int32(s.sorted[i]>>32) == term; i++ {
			p.freq++
			if pos := int32(s.sorted[i]); pos > 0 {
				s.position = append(s.position, pos)
			}
		}
		s.found = append(s.found, p)
	}
}

// places are the positions of a posting.
func (s *shard) places(i int32) []int32 {
	if int(i)+1 < len(s.found) {
		return s.position[s.found[i].at:s.found[i+1].at]
	}
	return s.position[s.found[i].at:]
}
