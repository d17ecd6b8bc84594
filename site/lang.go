package site

import "strings"

// UI is the language of the interface of a site of language lang, which is a
// BCP 47 tag: "zh" or "en".
func UI(lang string) string {
	if primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); primary == "zh" {
		return "zh"
	}
	return "en"
}
