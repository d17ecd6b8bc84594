package search

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/biji-notes/biji/site"
)

// The fields of a segment, in its order: bleve's own first, the rest sorted.
var segmentFields = []string{"_id", fieldBody, fieldCode, fieldDir, fieldName, fieldTags, fieldTitle, fieldTrail}

const (
	idNumber = iota
	bodyNumber
	codeNumber
	dirNumber
	nameNumber
	tagsNumber
	titleNumber
	trailNumber
	fieldCount
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
	words    *analyzer
	first    int // number of its first document
	fields   [fieldCount][]posting
	lengths  [fieldCount][]int32 // by document: words of the field
	position []int32
	sorted   []uint64 // tokens of one text, term before position; kept for its memory
}

func newShard(m mapping.IndexMapping, first, size int) (*shard, error) {
	words, err := newAnalyzer(m)
	if err != nil {
		return nil, err
	}
	s := &shard{words: words, first: first}
	for f := range s.lengths {
		s.lengths[f] = make([]int32, 0, size)
	}
	return s, nil
}

// add indexes the shard's next document.
func (s *shard) add(id string, sec *site.Section) {
	doc := int32(s.first + len(s.lengths[idNumber]))
	s.addTokens(idNumber, doc, []token{{s.words.term([]byte(id)), 0}}, 1)
	for _, f := range []struct {
		number int
		text   string
	}{
		{bodyNumber, sec.Body}, {codeNumber, sec.Code}, {titleNumber, sec.Title},
	} {
		tokens, length := s.words.analyze([]byte(f.text))
		if f.number == bodyNumber && pointsElsewhere(sec) {
			length *= pointerLength
		}
		s.addTokens(f.number, doc, tokens, length)
	}
	s.addTrail(doc, sec)
	s.addValues(nameNumber, doc, []string{s.words.nameOf(ownHeading(sec))})
	s.addValues(tagsNumber, doc, sec.Tags)
	s.addValues(dirNumber, doc, folders(sec.Dir))
}

// pointerLength is how many times as long as it is a list of links counts: it
// names much in few words and explains nothing, but BM25 takes short texts for
// dense ones.
const pointerLength = 8

// pointsElsewhere says whether a section is such a list, by its heading.
func pointsElsewhere(sec *site.Section) bool {
	switch strings.ToLower(strings.TrimFunc(ownHeading(sec), func(r rune) bool { return classify(r) == inGap })) {
	case "相关", "相关笔记", "相关阅读", "相关链接", "相关文章", "参考", "参考资料", "参考文献", "参考链接", "延伸阅读", "扩展阅读", "目录", "另见", "参见",
		"see also", "related", "related notes", "references", "further reading", "links", "contents", "table of contents":
		return sec.ID != "" // a page of that name is about something
	}
	return false
}

// addTrail indexes the headings. If there are several, the terms of the
// section's own count twice, for it says more of the section than those above.
func (s *shard) addTrail(doc int32, sec *site.Section) {
	tokens, length := s.words.analyze([]byte(trailText(sec)))
	tokens = slices.Clone(tokens)
	if trail := trailOf(sec); len(trail) > 1 {
		own, n := s.words.analyze([]byte(trail[len(trail)-1]))
		for _, t := range own[:n] {
			tokens = append(tokens, token{t.term, 0})
		}
	}
	s.addTokens(trailNumber, doc, tokens, length)
}

// trailOf is the headings of a section without the page's title, which is a
// field of its own.
func trailOf(sec *site.Section) []string {
	if len(sec.Trail) > 0 && sec.Trail[0] == sec.Title {
		return sec.Trail[1:]
	}
	return sec.Trail
}

// trailText is the value of the field trail.
func trailText(sec *site.Section) string { return strings.Join(trailOf(sec), "\n") }

// ownHeading is the heading above the text of a section; the title of its
// page, if the text stands under no other.
func ownHeading(sec *site.Section) string {
	trail := trailOf(sec)
	if sec.ID == "" || len(trail) == 0 {
		return sec.Title
	}
	return trail[len(trail)-1]
}

// addValues indexes each value as a keyword.
func (s *shard) addValues(field int, doc int32, values []string) {
	tokens := make([]token, 0, len(values))
	for _, v := range values {
		if v != "" {
			tokens = append(tokens, token{s.words.value(v).term, 0})
		}
	}
	s.addTokens(field, doc, tokens, len(tokens))
}

// addTokens makes postings of the tokens of one field of one document.
func (s *shard) addTokens(field int, doc int32, tokens []token, length int) {
	s.lengths[field] = append(s.lengths[field], int32(length))
	s.sorted = s.sorted[:0]
	for _, t := range tokens {
		s.sorted = append(s.sorted, uint64(t.term)<<32|uint64(t.pos))
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
		s.fields[field] = append(s.fields[field], p)
	}
}

// A vocabulary is the sorted list of all terms of an index.
type vocabulary []string

// join merges the terms of all shards into one list, and says for each shard
// which number in it the shard's terms have.
func join(shards []*shard) (vocabulary, [][]int32) {
	ids := make(map[string]int32, len(shards[0].words.terms))
	var all vocabulary
	numbers := make([][]int32, len(shards))
	for i, s := range shards {
		numbers[i] = make([]int32, len(s.words.terms))
		for local, term := range s.words.terms {
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
		for _, p := range s.fields[field] {
			next[numbers[i][p.term]+1]++
		}
		total += len(s.fields[field])
	}
	for t := 1; t <= terms; t++ {
		next[t] += next[t-1]
	}
	all := make([]posting, total)
	for i, s := range shards {
		for _, p := range s.fields[field] {
			p.term, p.shard = numbers[i][p.term], int32(i)
			all[next[p.term]] = p
			next[p.term]++
		}
		s.fields[field] = nil
	}
	return all
}
