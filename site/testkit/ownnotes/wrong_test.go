package ownnotes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// TestWrongStaysGone: no note says again what was found to be wrong.
func TestWrongStaysGone(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "wrong.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for line := range strings.Lines(string(list)) {
		if words := strings.TrimSpace(line); words != "" && !strings.HasPrefix(words, "#") {
			wrong = append(wrong, words)
		}
	}
	notes := 0
	eachNote(t, testkit.OwnContent(t), func(note, text string) {
		notes++
		for _, words := range wrong {
			if strings.Contains(text, words) {
				t.Errorf("%s says %q", note, words)
			}
		}
	})
	if len(wrong) == 0 || notes == 0 {
		t.Errorf("%d wrong words, %d notes", len(wrong), notes)
	}
}
