package load

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// Undetermined is the language of notes that are in none that is known.
const Undetermined = "und"

// A writing is a script and the languages that are written in it.
type writing struct {
	script *unicode.RangeTable
	lang   string // if it is the only one that is known
	langs  string // those of which little words are known
	// letters are those that few of its languages have.
	letters map[string]string
	near    string // others, to be told from those that are known
}

// known are the languages of which little words are known.
func (w *writing) known() []string {
	if w.langs == "" {
		return nil
	}
	return strings.Split(w.langs, ",")
}

// writings are all but that of Han, Kana and Hangul. Latin is the first.
var writings = [...]writing{
	{unicode.Latin, "", "en,de,fr,es,pt,it,nl,pl,cs,sk,sv,da,nb,fi,hu,ro,tr,vi,id,ca,hr", map[string]string{
		"de": "ß", "es": "ñ", "pt": "ãõ", "pl": "łąęśźżń", "cs": "řůě", "sk": "ľĺŕ", "hu": "őű", "ro": "șță", "tr": "ğşı",
		"vi": "đơưạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửựỳỷỹ", "da": "æø", "nb": "æø", "hr": "đć",
	}, "af nds fy lb sco pcm lad mwl gl ast oc co rm az ms sl bs et"},
	{unicode.Cyrillic, "", "ru,uk,bg,sr,be,mk", map[string]string{"ru": "ыэёъ", "uk": "іїєґ", "be": "ўыэ", "bg": "ъ", "sr": "ђјљњћџ", "mk": "ѓќѕј"}, ""},
	{unicode.Arabic, "", "ar,fa,ur", map[string]string{"fa": "پچگژ", "ur": "ٹڈڑےںہھ", "ar": "ةىإأ"}, "pnb skr"},
	{unicode.Devanagari, "", "hi,mr,ne", nil, "bho mag"},
	{unicode.Hebrew, "he", "", nil, "yi"}, {unicode.Greek, "el", "", nil, ""}, {unicode.Thai, "th", "", nil, ""}, {unicode.Lao, "lo", "", nil, ""},
	{unicode.Khmer, "km", "", nil, ""}, {unicode.Myanmar, "my", "", nil, ""}, {unicode.Tibetan, "bo", "", nil, "dz"}, {unicode.Armenian, "hy", "", nil, ""},
	{unicode.Georgian, "ka", "", nil, ""}, {unicode.Bengali, "bn", "", nil, ""}, {unicode.Tamil, "ta", "", nil, ""}, {unicode.Telugu, "te", "", nil, ""},
	{unicode.Kannada, "kn", "", nil, ""}, {unicode.Malayalam, "ml", "", nil, ""}, {unicode.Gujarati, "gu", "", nil, ""}, {unicode.Gurmukhi, "pa", "", nil, ""},
	{unicode.Oriya, "or", "", nil, ""}, {unicode.Sinhala, "si", "", nil, ""}, {unicode.Ethiopic, "am", "", nil, "ti"}, {unicode.Mongolian, "mn", "", nil, ""},
}

// littleWords has a line for each language, its tag first: words that a text in it
// can hardly do without. Many are words of its neighbours too: the most tell.
//
//go:embed littlewords.txt
var littleWords string

// A vocabulary knows the little words.
type vocabulary struct {
	langs   []string           // of one writing after the other, sorted
	of      [len(writings)]int // where those of a writing begin
	little  map[string][]uint8 // word -> numbers of the languages of which it is one
	letters map[rune][]uint8   // letter -> numbers of the languages that have it
}

const mostLangs = 40 // that have little words

var theVocabulary = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{little: map[string][]uint8{}, letters: map[rune][]uint8{}}
	for i, w := range writings {
		v.of[i] = len(v.langs)
		for _, lang := range w.known() {
			_, words, _ := strings.Cut(littleWords, "\n"+lang+" ")
			words, _, _ = strings.Cut(words, "\n")
			for word := range strings.FieldsSeq(words) {
				v.little[word] = append(v.little[word], uint8(len(v.langs)))
			}
			for _, letter := range w.letters[lang] {
				v.letters[letter] = append(v.letters[letter], uint8(len(v.langs)))
			}
			v.langs = append(v.langs, lang)
		}
	}
	return v
})

// writingOf is the number of the writing that has a letter, or -1.
func writingOf(r rune) int {
	for i := range writings {
		if unicode.Is(writings[i].script, r) {
			return i
		}
	}
	return -1
}

// hanForms says of characters from U+4E00 on whether a text that has them is in
// traditional Chinese, 1, or in simplified, -1; 0 is nothing.
var hanForms = sync.OnceValue(func() *[0x5200]int8 {
	var forms [0x5200]int8
	for _, r := range traditionalOnly {
		forms[r-0x4E00] = 1
	}
	for _, r := range simplifiedOnly {
		forms[r-0x4E00] = -1
	}
	return &forms
})

// Characters of which a text has some if it is in traditional Chinese, and of
// which it has the others if it is in simplified.
const (
	traditionalOnly = "這個來為們時說國過對會學開關長門問東車書電話見覺點無樂業產務實應當動網頁檔設資訊發現經線體數據與從進後將選擇單變類別標題"
	simplifiedOnly  = "这个来为们时说国过对会学开关长门问东车书电话见觉点无乐业产务实应当动网页档设资讯发现经线体数据与从进后将选择单变类别标题"
)
