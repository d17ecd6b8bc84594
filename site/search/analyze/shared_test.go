package analyze

import (
	"testing"

	"github.com/biji-notes/biji/site/budget"
)

// What is shared with the script is complete, and says the same as the bounds
// of the site.
func TestShared(t *testing.T) {
	if Shared.WordLetters != budget.WordRunes {
		t.Errorf("%d letters of a word are indexed, or %d", Shared.WordLetters, budget.WordRunes)
	}
	for lang, say := range map[string]LineTexts{"en": Shared.LineEn, "zh": Shared.LineZh, "zh-Hant": Shared.LineHant} {
		for _, field := range []string{FieldTitle, FieldTags, FieldDir, FieldCode} {
			if say.Fields[field] == "" {
				t.Errorf("%s: the field %s has no name", lang, field)
			}
		}
	}
	for _, s := range []spans{Shared.CJKSpans, Shared.GapSpans, Shared.MarkSpans, Shared.ChainSpans} {
		if len(s) < 10 {
			t.Errorf("ranges are missing: %d", len(s))
		}
	}
}
