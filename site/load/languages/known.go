package languages

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// A known language is one that biji finds by itself.
type known struct {
	label  string                // what its readers call it
	script []*unicode.RangeTable // in which it is written; nil is Latin
	plain  bool                  // hardly a folder of another subject has its tag for a name
}

var (
	chinese  = []*unicode.RangeTable{unicode.Han}
	cyrillic = []*unicode.RangeTable{unicode.Cyrillic}
	arabic   = []*unicode.RangeTable{unicode.Arabic}
)

// of is the entry for a language, by its primary subtag. Tags that are words or
// subjects (it, is, ml, cs, os) are not plain.
func of(primary string) (known, bool) {
	k, ok := map[string]known{
		"zh": {"中文", chinese, true}, "en": {"English", nil, true}, "fr": {"Français", nil, true}, "de": {"Deutsch", nil, true},
		"ja": {"日本語", []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}, true},
		"ko": {"한국어", []*unicode.RangeTable{unicode.Hangul}, true},
		"es": {"Español", nil, true}, "pt": {"Português", nil, true}, "ru": {"Русский", cyrillic, true}, "uk": {"Українська", cyrillic, true},
		"ar": {"العربية", arabic, true}, "fa": {"فارسی", arabic, true}, "vi": {"Tiếng Việt", nil, false}, "tr": {"Türkçe", nil, false},
		"he": {"עברית", []*unicode.RangeTable{unicode.Hebrew}, false}, "hi": {"हिन्दी", []*unicode.RangeTable{unicode.Devanagari}, false},
		"th": {"ไทย", []*unicode.RangeTable{unicode.Thai}, false}, "el": {"Ελληνικά", []*unicode.RangeTable{unicode.Greek}, false},
		"it": {"Italiano", nil, false}, "nl": {"Nederlands", nil, false}, "pl": {"Polski", nil, false}, "cs": {"Čeština", nil, false},
		"sk": {"Slovenčina", nil, false}, "sv": {"Svenska", nil, false}, "da": {"Dansk", nil, false}, "nb": {"Norsk bokmål", nil, false},
		"fi": {"Suomi", nil, false}, "hu": {"Magyar", nil, false}, "ro": {"Română", nil, false}, "id": {"Bahasa Indonesia", nil, false},
		"ms": {"Bahasa Melayu", nil, false}, "ca": {"Català", nil, false}, "bg": {"Български", cyrillic, false}, "sr": {"Српски", cyrillic, false},
		"bn": {"বাংলা", []*unicode.RangeTable{unicode.Bengali}, false}, "ur": {"اردو", arabic, false},
	}[primary]
	return k, ok
}

// tagOf reads the name of a folder, or the end of one of a file, as a tag: "zh-CN"
// of "zh_cn".
func tagOf(name string) (string, bool) {
	if len(name) < 2 || len(name) > len("zh-Hans-CN") || strings.ContainsAny(name, ". ") {
		return "", false
	}
	tag, err := language.Raw.Parse(strings.ReplaceAll(name, "_", "-"))
	return tag.String(), err == nil && tag != language.Und
}

func primary(tag string) string {
	first, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return first
}

// Label is what the readers of a language call it; its tag if that is unknown.
func Label(tag string) string {
	k, ok := of(primary(tag))
	switch {
	case !ok:
		return tag
	case primary(tag) == "zh" && traditional(tag):
		return "繁體中文"
	case primary(tag) == "zh" && strings.Contains(tag, "-"):
		return "简体中文"
	}
	if _, region, ok := strings.Cut(tag, "-"); ok && primary(tag) != "zh" {
		return k.label + " (" + region + ")"
	}
	return k.label
}

// traditional says of a tag of Chinese whether it is written in traditional
// characters.
func traditional(tag string) bool {
	for sub := range strings.SplitSeq(tag, "-") {
		switch sub {
		case "Hant", "TW", "HK", "MO":
			return true
		}
	}
	return false
}

// same says whether two tags are of one language, whatever the region. Chinese
// is two, by its characters.
func same(a, b string) bool {
	return a == b || primary(a) == primary(b) && traditional(a) == traditional(b)
}
