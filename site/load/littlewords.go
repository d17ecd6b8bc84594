package load

import (
	"maps"
	"slices"
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
	// little are words that a text in each of several languages can hardly do
	// without. Many are words of its neighbours too: the most tell.
	little map[string]string
	// letters are those that few of its languages have.
	letters map[string]string
}

// writings are all but that of Han, Kana and Hangul. Latin is the first.
var writings = [...]writing{
	{unicode.Latin, "", map[string]string{
		"en": "the of and to is in that for it with you are this on be as not have from can",
		"de": "der die das und ist nicht ein eine den mit zu von auf für sich auch dem wird sind im",
		"fr": "le la les des et est une dans pour pas que qui vous avec sur du au ce par en",
		"es": "el la los las y que una para con por del es se no su como más lo un en",
		"pt": "o os as que não uma para com por do da em é se mais dos das como um ou",
		"it": "il di che la e un per non una con sono del della gli è si anche da come nel",
		"nl": "de het een van en is dat niet voor met op zijn te die ook aan er wordt of je",
		"pl": "i w na się nie to z jest do że jak dla od przez są oraz ale lub po czy",
		"cs": "a se je na v že to s z do pro jak ale jsou nebo by si jako při který",
		"sk": "a sa je na v že to s z do pre ako ale sú alebo by si aj pri ktorý",
		"sv": "och att det som en är på för av med den till inte har ett om kan jag från när",
		"da": "og at det er en til på for af med der ikke den som har et de kan jeg være efter når blev dig noget hvis",
		"nb": "og å det er en til på for av med som ikke den har et de kan jeg være etter når ble deg noe hvis",
		"fi": "ja on ei se että oli ovat tai kun myös mutta joka sen voi kuin niin jos sekä",
		"hu": "a az és hogy nem egy is van ez meg csak vagy de ha mint el kell lehet",
		"ro": "și de la în cu nu o este un pe să care din mai pentru sau sunt ca prin",
		"tr": "ve bir bu için ile da de çok olarak daha gibi değil olan veya her ne var",
		"vi": "và của là có cho không được trong một các với này khi người để bạn đã",
		"id": "yang dan di untuk dengan ini tidak dari pada adalah ke itu dalam atau akan bisa",
		"ca": "el la els les i que una per amb no del és de com més un en ser aquest",
		"hr": "i je u na se da za su od ne kao što ili koji s iz nije",
	}, map[string]string{
		"de": "ß", "es": "ñ", "pt": "ãõ", "pl": "łąęśźżń", "cs": "řůě", "sk": "ľĺŕ", "hu": "őű", "ro": "șță", "tr": "ğşı",
		"vi": "đơưạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửựỳỷỹ", "da": "æø", "nb": "æø", "hr": "đć",
	}},
	{unicode.Cyrillic, "", map[string]string{
		"ru": "и в не на что как это для или от из так с по же но",
		"uk": "і в не на що як це для або від та з є до й але",
		"bg": "и в не на че как това за или от да се са е с по",
		"sr": "и у је на да се за су од не као што или који",
		"be": "і ў не на што як гэта для або ад з да але",
		"mk": "и во не на дека како ова за или од да се е со",
	}, map[string]string{"ru": "ыэёъ", "uk": "іїєґ", "be": "ўыэ", "bg": "ъ", "sr": "ђјљњћџ", "mk": "ѓќѕј"}},
	{unicode.Arabic, "", map[string]string{
		"ar": "في من على إلى أن هذا هذه التي مع لا ما كان أو عن هو ثم",
		"fa": "و در به از که این را با است برای می آن یک ها",
		"ur": "کے میں کی ہے کا سے کو اور یہ پر نے ہیں",
	}, map[string]string{"fa": "پچگژ", "ur": "ٹڈڑےںہھ", "ar": "ةىإأ"}},
	{unicode.Devanagari, "", map[string]string{
		"hi": "है के में की का और को से पर यह हैं", "mr": "आहे आणि च्या या मध्ये ते हे", "ne": "छ र को मा लाई हो छन्",
	}, nil},
	{unicode.Hebrew, "he", nil, nil}, {unicode.Greek, "el", nil, nil}, {unicode.Thai, "th", nil, nil}, {unicode.Lao, "lo", nil, nil},
	{unicode.Khmer, "km", nil, nil}, {unicode.Myanmar, "my", nil, nil}, {unicode.Tibetan, "bo", nil, nil}, {unicode.Armenian, "hy", nil, nil},
	{unicode.Georgian, "ka", nil, nil}, {unicode.Bengali, "bn", nil, nil}, {unicode.Tamil, "ta", nil, nil}, {unicode.Telugu, "te", nil, nil},
	{unicode.Kannada, "kn", nil, nil}, {unicode.Malayalam, "ml", nil, nil}, {unicode.Gujarati, "gu", nil, nil}, {unicode.Gurmukhi, "pa", nil, nil},
	{unicode.Oriya, "or", nil, nil}, {unicode.Sinhala, "si", nil, nil}, {unicode.Ethiopic, "am", nil, nil}, {unicode.Mongolian, "mn", nil, nil},
}

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
		for _, lang := range slices.Sorted(maps.Keys(w.little)) {
			for word := range strings.FieldsSeq(w.little[lang]) {
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
