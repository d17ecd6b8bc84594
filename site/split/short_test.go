package split

import (
	"regexp"
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestShort(t *testing.T) {
	id := func(text string) site.PropertySet {
		return site.PropertySet{All: []site.Property{{Name: "id", Values: []site.Value{{Text: text}}}}}
	}
	notes := []site.Note{
		{Path: "redis/持久化.md"}, {Path: "a.md", Properties: id("20260102-x")}, {Path: "b.md", Properties: id("有/斜杠")},
		{Path: "c.md", Meta: site.Meta{Permalink: "/own/"}}, {Path: "404.md"}, {Path: "moved.md", Properties: id("有/斜杠 ")},
	}
	Short(notes, nil)
	hash := regexp.MustCompile(`^/[a-z2-7]{7}$`)
	for i, want := range []string{"", "/20260102-x", "", "/own/", "none", ""} {
		switch got := notes[i].Meta.Permalink; {
		case want == "none" && got == "", want == "" && hash.MatchString(got), got == want:
		default:
			t.Errorf("%s: %q", notes[i].Path, got)
		}
	}
	if notes[2].Meta.Permalink != notes[5].Meta.Permalink {
		t.Error("a note with an id does not keep its address when its file moves")
	}
	again := []site.Note{{Path: "new.md"}, {Path: "redis/持久化.md"}}
	Short(again, nil)
	if again[1].Meta.Permalink != notes[0].Meta.Permalink {
		t.Error("another note changes the address of one")
	}
}

// Addresses with the same letters are told apart by more of them, the same way
// each time.
func TestShortCollides(t *testing.T) {
	full := short("", "x.md", map[string]string{})
	of := map[string]string{full: "y.md"}
	if got := short("", "x.md", of); len(got) != shortest+1 || got[:shortest] != full {
		t.Errorf("%q of %q", got, full)
	}
}
