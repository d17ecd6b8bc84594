package analyze

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/templates"
)

// sharedFile holds what this package and the script in a reader's browser have
// to agree on.
const sharedFile = "client/reading.json"

// Shared is what sharedFile says.
var Shared = readShared(templates.FS)

// A sharedData is how texts become terms, and what is known of questions. Lists
// have a space between their words.
type sharedData struct {
	// What a find in a field is worth: as a rule, and if it is one of several
	// things to compare. A heading that has only one of them is about that one,
	// and not about how they differ.
	TextBoosts, SideBoosts map[string]float64

	Restrictions map[string]string // what may stand before a colon in a query, and the field it means

	NameBoost   float64 // of a section whose heading is the query, and of one on a page with that name
	PhraseBoost float64 // of words that stand side by side
	PartsBoost  float64 // of a name's parts, compared to the name
	PrefixBoost float64 // of words that only begin as typed
	TypoBoost   float64 // of words that differ from what was typed

	// If things are to be compared, of a section
	ContrastBoost float64 // under a heading that compares
	HeadingBoost  float64 // with all of them in its headings
	PairBoost     float64 // whose heading is both of them

	PageMark    string  // at the end of names of pages, to tell them from those of sections
	TitleMark   string  // at the end of terms that the title of a page has
	TypedMark   string  // at the end of names as they are typed, to tell them from stems
	OtherWeight float64 // of a term that only another name of a page has, compared to one of its title
	TypedWeight float64 // of a section with such a heading, compared to one with the same stems

	// Chinese words of asking and joining: they are around and between what a question
	// asks for, and rarely in the text that answers it. Those that stand alone beside
	// other words ask for nothing.
	Asking string
	// Weak are more words that tell little of what is wanted, in whatever language: a
	// text need not have them, if other words are asked for.
	Weak          string
	Prose         int     // words that are prose, in which such words are little ones
	WeakWeight    float64 // of one of them, compared to another word that is as rare
	Contrasts     string  // at the end of a run, ask how two things differ, which a text may say in any words: a regular expression
	ContrastWords string  // ask the same, as words of their own
	Joins         string  // stand between two things
	// Terms of headings under which things are compared, for a question in a run
	// and one in words. Each costs a reader about 4 KB. The stem of difference is
	// not one of them: it is that of different as well.
	HeadingRuns, HeadingWords string
	// A question in English begins with one of Questions, or one of
	// MaybeQuestions and one of Verbs. These, and those in Weak, ask for nothing.
	Questions, MaybeQuestions, Verbs string
	Endings                          string // what the stemmer takes from English words

	// Ranges of code points in hexadecimal, "3041-3096" or "3005".
	//
	// Of CJK characters pairs are indexed: Han, Kana and Hangul, with radicals,
	// compatibility forms and extensions, and the marks that only lengthen or
	// voice a Kana. They are spelt out instead of taken from package unicode, so
	// that neither a newer Go nor another language's regular expressions change
	// the index.
	CJKSpans spans
	// SignSpans are signs that are words by themselves: arrows, pictures of keys,
	// numbers in circles, emoji. No name of a heading has them: nobody types them.
	SignSpans spans
	// Gaps, of what is in none of the others, are in no word: spaces, punctuation, most symbols, private use,
	// surrogates, some of what is not assigned between CJK characters, ゟ and ヿ, of
	// which NFKC makes two characters. '_' is a gap between words and a joint in one.
	// Everything else that is not in CJKSpans or ChainSpans is a letter, a digit
	// or a mark of some script, and makes words.
	GapSpans spans
	// Of ChainSpans pairs are indexed too: letters, marks and digits of scripts
	// that put no spaces between words, which are Thai, Lao, Tibetan, Burmese,
	// Khmer and those of the Tai languages.
	ChainSpans spans
	// Marks are CJK characters that bleve's tokenizer does not take for
	// ideographs. What is not assigned from U+20000 on, it does not either: a run
	// of nothing else is read as pairs here, and found nowhere.
	MarkSpans spans

	// Fold leaves out FoldMarks: what NFD leaves of accents, of vowels of Hebrew
	// and Arabic, and the stroke that makes an Arabic word longer. FoldLetters are
	// letters, each with what is typed for it after it, that have no such mark.
	FoldMarks   spans
	FoldLetters string
	// Article is what begins an Arabic word, or one in Hebrew, as "the" does, and
	// Ending an ending of Cyrillic words; what is after or before them is the word. They are
	// regular expressions, as Go and JavaScript have them.
	Article, Ending string

	WordLetters   int // of a word that are indexed; budget.WordRunes
	MaxPartedWord int // bytes; a longer word is data rather than a name
	MaxParts      int
	MaxName       int     // bytes; no query is a longer heading
	MaxQuery      int     // characters that are read of a query
	MaxDepth      int     // of parentheses
	TitleWeight   float64 // times as much a section counts more if the title of its page has all of the query
	FewPages      int     // fewer are a short list
	FillLimit     int     // sections that fill it up
	PerPage       int     // sections of a page that stand before those of all other pages
	LongRun       int     // pairs: a run of so many is several words, and pairs across them may be missing
	MinPrefix     int     // letters of a word before it is taken for the beginning of others
	MinHalf       int     // letters of a word that may be one of two written as one
	MinSounded    int     // letters of a word that may be how something in Chinese is typed
	MaxSounded    int     // endings of a run that are tried for a word behind it
	BothScripts   string  // characters of GB 2312 that Simplified changes
	Syllables     string  // what several syllables of Chinese look like in letters, as Go and JavaScript have it
	MaxAlike      int     // characters of a run that may be a name which sounds like another: what is longer is a sentence
	MaxRead       int     // sections that are read to see whether a phrase is spelt in them as it was typed
	EnoughRead    int     // of which so many are enough, and so many are read at a time
	MaxTypo       int     // bytes: longer words are not what somebody mistyped, and vellum miscounts them

	// In columns, of which a CJK character takes two.
	ExcerptWidth int
	ExcerptLead  int // before its first mark, at most
	ExcerptTail  int // that an excerpt may be shorter, to end at a better place
	CodeWidth    int // of an excerpt of code, if it is several lines
	CodeLines    int

	LineEn, LineZh, LineHant LineTexts
}

// LineTexts are the words of the line. Parens and Quotes are pairs of signs;
// Tiers are those of Hit.Tier.
type LineTexts struct {
	Or, Parens, Quotes, Colon, List, Partly, AsText, Read string
	Tiers                                                 []string
	Fields                                                map[string]string
}

func readShared(fsys fs.FS) (s sharedData) {
	data, err := fs.ReadFile(fsys, sharedFile)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		err = d.Decode(&s)
	}
	if err != nil {
		panic(fmt.Sprintf("%s, which is part of this program: %v", sharedFile, err))
	}
	return s
}

// words are those of a list.
func ListOf(list string) []string { return strings.Split(list, " ") }

// Has says whether a list has a word.
func Has(list, word string) bool { return strings.Contains(" "+list+" ", " "+word+" ") }

// spans are ranges of code points, ascending.
type spans []span

// A span is a range of code points, both ends included.
type span struct{ lo, hi rune }

// UnmarshalText reads ranges as sharedFile has them.
func (s *spans) UnmarshalText(text []byte) error {
	for _, part := range strings.Fields(string(text)) {
		lo, hi, _ := strings.Cut(part, "-")
		if hi == "" {
			hi = lo
		}
		from, err := strconv.ParseInt(lo, 16, 32)
		to, err2 := strconv.ParseInt(hi, 16, 32)
		if err != nil || err2 != nil || to < from || len(*s) > 0 && rune(from) <= (*s)[len(*s)-1].hi {
			return fmt.Errorf("bad range %q", part)
		}
		*s = append(*s, span{rune(from), rune(to)})
	}
	return nil
}
