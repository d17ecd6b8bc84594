package analyze

import (
	_ "embed"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A Tongue is what is known of the language of an index, or of several: how questions
// begin in it, which words tell little, and how words end. It is of other languages
// than Chinese and English, which every reader knows. The index says which these are
// (TongueNames), and a reader of it in a browser is told in the start file of the pack.
// Words are in lower case, and have a space between them.
type Tongue struct {
	Asking string `json:"asking,omitempty"` // words with which questions begin
	Little string `json:"little,omitempty"` // others that tell little
	// Ending are expressions for words, as Fold leaves them, whose groups are what is
	// before an ending: one for each language.
	Ending []string `json:"ending,omitempty"`
	// Of languages without spaces, regular expressions too:
	Cut      string `json:"cut,omitempty"`      // what tells little within a run in Japanese
	Tail     string `json:"tail,omitempty"`     // the same, at the end of Hiragana
	Edge     string `json:"edge,omitempty"`     // the same, at both ends of a chain
	Particle string `json:"particle,omitempty"` // a word in Korean; its group is what is before the particle
}

// tongueTexts has the languages, by their tags. marks are words, as they are indexed,
// that no text in them can do without, and those in others can.
//
//go:embed tongues.json
var tongueTexts []byte

type tongueText struct {
	Marks, Asking, Little, Ending, Cut, Tail, Edge, Particle string
}

var theTongues = sync.OnceValue(func() (all map[string]tongueText) {
	if err := json.Unmarshal(tongueTexts, &all); err != nil {
		panic("tongues.json, which is part of this program: " + err.Error())
	}
	return all
})

// NewTongue is the Tongue of languages, by their tags.
func NewTongue(tags []string) (t Tongue) {
	add := func(to *string, more string) { *to = strings.TrimSpace(*to + " " + more) }
	for _, tag := range tags {
		l := theTongues()[tag]
		add(&t.Asking, l.Asking)
		add(&t.Little, l.Little)
		if l.Ending != "" {
			t.Ending = append(t.Ending, l.Ending)
		}
		t.Cut, t.Tail, t.Edge, t.Particle = t.Cut+l.Cut, t.Tail+l.Tail, t.Edge+l.Edge, t.Particle+l.Particle
	}
	return t
}

// Spoken are the tags of the languages, other than Chinese and English, in which some
// of the sections of a site are: those that have their marks in every tenth section.
func Spoken(sections []site.Section) (tags []string) {
	const samples, head = 1000, 1 << 10
	of := map[string][]string{} // mark -> tags
	for tag, l := range theTongues() {
		for mark := range strings.FieldsSeq(l.Marks) {
			of[mark] = append(of[mark], tag)
		}
	}
	counts, looked := map[string]map[string]int{}, 0
	for i := 0; i < len(sections); i += max(1, len(sections)/samples) {
		looked++
		body := sections[i].Body
		for mark := range marksIn(body[:min(len(body), head)], of) {
			for _, tag := range of[mark] {
				if counts[tag] == nil {
					counts[tag] = map[string]int{}
				}
				counts[tag][mark]++
			}
		}
	}
	for tag, marks := range counts {
		sum := 0
		for _, n := range marks {
			sum += n
		}
		if len(marks) > 1 && sum*10 >= looked {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}

// marksIn are the marks that text has: as words, or within runs and chains.
func marksIn(text string, of map[string][]string) map[string]bool {
	found := map[string]bool{}
	raw := []byte(text)
	for w, ok := NextWord(raw, 0); ok; w, ok = NextWord(raw, w.To) {
		word := text[w.From:w.To]
		if !w.Run && !w.Chain {
			if word = strings.ToLower(word); of[word] != nil {
				found[word] = true
			}
			continue
		}
		for from := range word {
			to := from
			for range 2 {
				if to < len(word) {
					_, n := utf8.DecodeRuneInString(word[to:])
					to += n
				}
			}
			if of[word[from:to]] != nil {
				found[word[from:to]] = true
			}
		}
	}
	return found
}

// TongueMark is before the tag of a language where the index names it.
const TongueMark = " "

// TongueNames are the names that say, in the first document of an index, in which
// languages it is.
func TongueNames(tags []string) (names []string) {
	for _, tag := range tags {
		names = append(names, TongueMark+tag)
	}
	return names
}

// TonguesIn are the tags that names of an index say.
func TonguesIn(names []string) (tags []string) {
	for _, name := range names {
		if tag, ok := strings.CutPrefix(name, TongueMark); ok && theTongues()[tag].Marks != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// Tongues are the tags of all languages of which something is known.
func Tongues() []string { return slices.Sorted(maps.Keys(theTongues())) }

// IsLittle says whether a word in lower case, or a run, tells little in the language.
func (t *Tongue) IsLittle(word string) bool { return t.Asks(word) || word != "" && Has(t.Little, word) }

// Asks says whether a question may begin with a word in lower case.
func (t *Tongue) Asks(word string) bool { return word != "" && Has(t.Asking, word) }

// withoutEnding is a word without its ending.
func (t *Tongue) withoutEnding(word string) string {
	for _, ending := range t.Ending {
		if m := expression(ending).FindStringSubmatch(word); m != nil {
			return strings.Join(m[1:], "")
		}
	}
	return word
}

var hiragana = regexp.MustCompile("[\u3041-\u3096]+")

// Pieces are the stretches of a run, of two characters or more, that tell something
// in the language.
func (t *Tongue) Pieces(run string) []string {
	if t.IsLittle(run) {
		return nil
	}
	if t.Particle != "" {
		if m := expression(t.Particle).FindStringSubmatch(run); m != nil {
			return []string{m[1]}
		}
	}
	if t.Tail == "" || !HasKana([]byte(run)) {
		return []string{run}
	}
	blank := func(s string) string { return strings.Repeat(" ", utf8.RuneCountInString(s)) }
	left := hiragana.ReplaceAllStringFunc(run, func(s string) string { return expression(t.Tail).ReplaceAllStringFunc(s, blank) })
	left = expression(t.Cut).ReplaceAllStringFunc(left, blank)
	return joinedPieces([]rune(run), []rune(left))
}

// joinedPieces are the pieces of run that are left in what has blanks for the others;
// a character alone with the one behind it.
func joinedPieces(run, left []rune) (pieces []string) {
	for from := 0; from < len(run); {
		to := from
		for to < len(left) && left[to] != ' ' {
			to++
		}
		if to == from {
			from++
			continue
		}
		if to == from+1 && to < len(run) {
			to++
		}
		if to > from+1 {
			pieces = append(pieces, string(run[from:to]))
		}
		from = to
	}
	return pieces
}

// Trimmed is a chain without what tells little at its ends, unless that is all.
func (t *Tongue) Trimmed(chain string) string {
	if t.Edge == "" {
		return chain
	}
	if rest := expression(t.Edge).ReplaceAllString(chain, ""); utf8.RuneCountInString(rest) > 1 {
		return rest
	}
	return chain
}

var expressions sync.Map // text -> *regexp.Regexp

// expression is one of tongues.json.
func expression(text string) *regexp.Regexp {
	if re, ok := expressions.Load(text); ok {
		return re.(*regexp.Regexp)
	}
	re := regexp.MustCompile(text)
	expressions.Store(text, re)
	return re
}
