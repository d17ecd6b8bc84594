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
			name, _, _ = strings.Cut(name, "=")
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

// GitHub's alerts carry their own names, other types those of Obsidian.
func TestDefaultTitle(t *testing.T) {
	for _, c := range []struct{ written, style, en, zh string }{
		{"IMPORTANT", "important", "Important", "重要"},
		{"CAUTION", "caution", "Caution", "当心"},
		{"Note", "note", "Note", "注意"},
		{"TODO", "todo", "To do", "待办"},
		{"faq", "question", "Faq", "常见问题"},
		{"hint", "tip", "Hint", "提示"},
		{"Error", "danger", "Error", "错误"},
		{"注意", "warning", "注意", "注意"},
		{"备注", "note", "备注", "备注"},
		{"ai", "note", "Ai", "Ai"},
		{"AI", "note", "Ai", "Ai"},
		{"my-own-type", "note", "My own type", "My own type"},
		{"éa", "note", "Éa", "Éa"},
	} {
		known, _ := typeOf(c.written)
		n := &Node{Written: c.written, Style: known.style}
		if n.Style != c.style || n.DefaultTitle("en") != c.en || n.DefaultTitle("zh") != c.zh {
			t.Errorf("%s looks like %s and is titled %s, %s; want %+v", c.written, n.Style, n.DefaultTitle("en"), n.DefaultTitle("zh"), c)
		}
	}
}
