package leftover

import (
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
)

// Rules for problems know the kinds of leftovers.
func TestNames(t *testing.T) {
	var names []string
	for k := range count {
		names = append(names, k.String())
	}
	slices.Sort(names)
	info, _ := site.KindNamed(string(site.Leftover))
	if len(names) < 20 || !slices.Equal(names, info.Subs()) {
		t.Errorf("the kinds of leftovers are\n%v, rules know\n%v", names, info.Subs())
	}
}
