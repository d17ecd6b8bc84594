package babel_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit/babel"
)

const note = "---\ntags: [Redis]\n---\n# On keys\n\nkeys expire 索引很快 late\n\n- see [keys](keys.md#late), `EXPIRE` and <b>more</b>\n\n```\nGET keys\n```\n"

// A language has words of its own, and the same Markdown.
func TestText(t *testing.T) {
	seen := map[string]int{}
	for language := range 20 {
		text := babel.Text(note, language)
		if before, ok := seen[text]; ok {
			t.Errorf("languages %d and %d are the same", before, language)
		}
		seen[text] = language
		if text != babel.Text(note, language) {
			t.Errorf("language %d is not the same twice", language)
		}
		for _, kept := range []string{"---\ntags: [Redis]\n---\n# ", "\n\n- ", "](keys.md#late), `EXPIRE` ", " <b>", "</b>\n\n```\nGET keys\n```\n"} {
			if !strings.Contains(text, kept) {
				t.Errorf("language %d lacks %q:\n%s", language, kept, text)
			}
		}
		if language > 0 && (strings.Contains(text, "expire") || strings.Contains(text, "索引")) {
			t.Errorf("language %d has words of another:\n%s", language, text)
		}
	}
}
