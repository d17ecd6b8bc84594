package write

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// A posting says that a term occurs in a field of a document.
type posting struct {
	term   int32 // number in the shard; after merging, in the index
	doc    int32
	freq   int32 // occurrences, those without a position counted
	places int32 // number of positions
	at     int32 // where they begin in the shard's list of positions
	shard  int32
}

// A shard holds the postings of a range of documents.
type shard struct {
	words    *analyze.Analyzer
	first    int // number of its first document
	fields   [fieldCount]postings
	lengths  [fieldCount][]int32 // by document: words of the field
	position []int32
	sorted   []uint64 // tokens of one text, term before position; kept for its memory
	title    titleTokens
}

// A postings is a list that grows without being copied: what a growing slice
// leaves behind would be as much again, in the largest part of a build.
type postings struct {
	blocks [][]posting // all but the last are full
	count  int
}

const blockSize = 4096 // postings, 96 KB

func (l *postings) add(p posting) {
	last := len(l.blocks) - 1
	switch {
	case last < 0: // most fields of a small index need no more
		l.blocks = append(l.blocks, nil)
		last = 0
	case len(l.blocks[last]) == blockSize:
		l.blocks = append(l.blocks, make([]posting, 0, blockSize))
		last++
	}
	l.blocks[last] = append(l.blocks[last], p)
	l.count++
}

// newShard makes a shard for the sections, the first of which has that number.
func newShard(m mapping.IndexMapping, first int, sections []site.Section) (*shard, error) {
	words, err := analyze.NewAnalyzer(m)
	if err != nil {
		return nil, err
	}
	size := 0
	for i := range sections {
		size += len(sections[i].Body) + len(sections[i].Code)
	}
	s := &shard{words: words, first: first, position: make([]int32, 0, size/3)} // bytes of a Chinese character
	for f := range s.lengths {
		s.lengths[f] = make([]int32, 0, len(sections))
	}
	return s, nil
}

// addTokens makes postings of the tokens of one field of one document.
func (s *shard) addTokens(field int, doc int32, tokens []analyze.Token, length int) {
	s.lengths[field] = append(s.lengths[field], int32(length))
	s.sorted = s.sorted[:0]
	for _, t := range tokens {
		s.sorted = append(s.sorted, uint64(t.Term)<<32|uint64(t.Pos))
	}
	slices.Sort(s.sorted)
	for i := 0; i < len(s.sorted); {
		p := posting{term: int32(s.sorted[i] >> 32), doc: doc, at: int32(len(s.position))}
		for ; i < len(s.sorted) && int32(s.sorted[i]>>32) == p.term; i++ {
			p.freq++
			if pos := int32(s.sorted[i]); pos > 0 {
				p.places++
				s.position = append(s.position, pos)
			}
		}
		s.fields[field].add(p)
	}
}

// A vocabulary is the sorted list of all terms of an index.
type vocabulary []string

// join merges the terms of all shards into one list, and says for each shard
// which number in it the shard's terms have.
func join(shards []*shard) (vocabulary, [][]int32) {
	ids := make(map[string]int32, len(shards[0].words.Terms))
	var all vocabulary
	numbers := make([][]int32, len(shards))
	for i, s := range shards {
		numbers[i] = make([]int32, len(s.words.Terms))
		for local, term := range s.words.Terms {
			id, ok := ids[term]
			if !ok {
				id = int32(len(all))
				ids[term] = id
				all = append(all, term)
			}
			numbers[i][local] = id
		}
	}
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(all[a], all[b]) })
	sorted, rank := make(vocabulary, len(all)), make([]int32, len(all))
	for i, id := range order {
		sorted[i], rank[id] = all[id], int32(i)
	}
	for _, list := range numbers {
		for i, id := range list {
			list[i] = rank[id]
		}
	}
	return sorted, numbers
}

// gather brings the postings of one field into the order of terms, then
// documents, and takes them from the shards; numbers is what join said.
func gather(shards []*shard, numbers [][]int32, field, terms int) []posting {
	next := make([]int32, terms+1) // where the next posting of a term goes
	total := 0
	for i, s := range shards {
		for _, block := range s.fields[field].blocks {
			for _, p := range block {
				next[numbers[i][p.term]+1]++
			}
		}
		total += s.fields[field].count
	}
	for t := 1; t <= terms; t++ {
		next[t] += next[t-1]
	}
	all := make([]posting, total)
	for i, s := range shards {
		for _, block := range s.fields[field].blocks {
			for _, p := range block {
				p.term, p.shard = numbers[i][p.term], int32(i)
				all[next[p.term]] = p
				next[p.term]++
			}
		}
		s.fields[field] = postings{}
	}
	return all
}
