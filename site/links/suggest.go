package links

import (
	"math/bits"
	"path"
	"slices"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// spellers know the names of a site.
type spellers struct {
	notes speller // names and titles; the value is the note
	files speller // names with extensions; the value is the file
}

func newSpellers(in Input) *spellers {
	var s spellers
	for i := range in.Notes {
		s.notes.add(path.Base(stemOf(in.Notes[i].Path)), i)
	}
	for _, p := range in.Pages {
		if p.Kind == site.NotePage || p.Kind == site.OverviewPage {
			s.notes.add(p.Title, p.Note)
		}
	}
	for i := range in.Files {
		if in.Files[i].Hidden {
			continue
		}
		s.files.add(path.Base(in.Files[i].Path), i)
	}
	return &s
}

// A speller finds the name that a misspelt one stands for. A thousand broken
// links among ten thousand names are to cost no more than a second, so names
// are looked at only if their length and their letters come near.
type speller struct {
	names   []spelling
	lengths map[int][]int // by number of characters: indexes into names
	asked   map[string]answer
}

type spelling struct {
	text  string
	runes []rune // folded
	set   uint64 // one bit for each character, several characters to a bit
	value int
}

type answer struct {
	name     int // index into names; -1 for none
	distance int
}

// add makes text known; value is what like gives back with it.
func (s *speller) add(text string, value int) {
	runes := spellingOf(text)
	if s.lengths == nil {
		s.lengths, s.asked = map[int][]int{}, map[string]answer{}
	}
	if len(runes) == 0 || len(runes) > maxSpelling {
		return
	}
	s.lengths[len(runes)] = append(s.lengths[len(runes)], len(s.names))
	s.names = append(s.names, spelling{text, runes, setOf(runes), value})
}

// Longer names are not compared: the work grows with the square.
const maxSpelling = 200

// tolerance is how many edits a name of n characters may be away: a third of
// it, or anything would look like anything.
func tolerance(n int) int {
	return min(n/3, 4)
}

// like is the known name with the fewest edits from text; of equals the one
// whose length is nearest, then the first.
func (s *speller) like(text string) (name string, value int, ok bool) {
	if utf8.RuneCountInString(text) > maxSpelling {
		return "", 0, false
	}
	found, known := s.asked[text]
	if !known {
		found = s.look(spellingOf(text))
		if s.asked != nil {
			s.asked[text] = found
		}
	}
	if found.name < 0 {
		return "", 0, false
	}
	return s.names[found.name].text, s.names[found.name].value, true
}

func (s *speller) look(word []rune) answer {
	best := answer{name: -1, distance: tolerance(len(word)) + 1}
	set := setOf(word)
	var e slug.Editor
	for off := 0; off < best.distance; off++ { // names that differ in length by off are off edits away at least
		for _, length := range []int{len(word) - off, len(word) + off} {
			for _, i := range s.lengths[length] {
				n := &s.names[i]
				if bits.OnesCount64(n.set^set) > 2*(best.distance-1) {
					continue
				}
				if d := e.Distance(word, n.runes, best.distance); d < best.distance && !otherDay(word, n.runes) {
					best = answer{i, d}
				}
			}
			if off == 0 {
				break
			}
		}
	}
	return best
}

// otherDay says whether two names differ in nothing but digits, of which they
// have as many as a year: another day is another name, and not the same one
// misspelt.
func otherDay(a, b []rune) bool {
	digit := func(r rune) bool { return '0' <= r && r <= '9' }
	words := func(name []rune) []rune { return slices.DeleteFunc(slices.Clone(name), digit) }
	x, y := words(a), words(b)
	return !slices.Equal(a, b) && slices.Equal(x, y) && min(len(a)-len(x), len(b)-len(y)) >= len("2024")
}

// spellingOf is what is compared of a text.
func spellingOf(text string) []rune {
	return []rune(slug.Fold(text))
}

func setOf(word []rune) uint64 {
	var set uint64
	for _, r := range word {
		set |= 1 << (uint32(r) * 0x9E3779B1 >> 26)
	}
	return set
}

// near says whether a name is like one of those that s knows. One that is not is like
// the same of other names, whether these are there or not.
func (s *speller) near(name string) bool {
	word := spellingOf(name)
	return s.look(word).name >= 0 || len(s.within(word, 1)) > 0
}

// learn adds the names that another speller knows.
func (s *speller) learn(of *speller) {
	for i := range of.names {
		s.add(of.names[i].text, of.names[i].value)
	}
}
