package analyze

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A folder folds words.
type folder struct {
	letters         *strings.Replacer
	article, ending *regexp.Regexp
}

var theFolder = newFolder()

func newFolder() folder {
	var pairs []string
	for pair := range strings.FieldsSeq(Shared.FoldLetters) {
		_, n := utf8.DecodeRuneInString(pair)
		pairs = append(pairs, pair[:n], pair[n:])
	}
	return folder{strings.NewReplacer(pairs...), regexp.MustCompile(Shared.Article), regexp.MustCompile(Shared.Ending)}
}

// Fold is a word as it is spelt by people who leave out its marks, or have
// other letters on their keyboards, in lower case: cafe for café, dong for
// đồng; an Arabic word also without its article, one in Hebrew without the letters
// before it that are "the", "and" or "in", a Cyrillic one without its ending, as is any
// whose language has endings in t. It is nil for another word in ASCII, which is spelt
// but one way.
func Fold(word []byte, t *Tongue) []byte {
	if IsASCII(word) && len(t.Ending) == 0 {
		return nil
	}
	plain := strings.Map(func(r rune) rune {
		if in(Shared.FoldMarks, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(string(word))))
	if plain == "" {
		return nil
	}
	f := &theFolder
	plain = norm.NFC.String(f.letters.Replace(plain))
	return []byte(t.withoutEnding(f.ending.ReplaceAllString(f.article.ReplaceAllString(plain, "$1$2"), "$1")))
}
