package callout

import (
	"os"
	"strings"
	"testing"
)

// Every name stands for one type, and every type but the first, which others
// depart from, has rules of its own in the style sheet.
func TestTypes(t *testing.T) {
	css, err := os.ReadFile("../../../templates/style/callouts.css")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for i, row := range types {
		for _, name := range append(strings.Fields(row.also), row.style) {
			if seen[name] || name != strings.ToLower(name) {
				t.Errorf("%s names two types, or is not in lower case", name)
			}
			seen[name] = true
		}
		if i > 0 && !strings.Contains(string(css), ".callout-"+row.style) {
			t.Errorf("%s has no rule in callouts.css", row.style)
		}
	}
}
