package leftover_test

import (
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/leftover"
)

// Rules for problems know the kinds of leftovers.
func TestNames(t *testing.T) {
	info, _ := site.KindNamed(string(site.Leftover))
	if names := slices.Sorted(slices.Values(leftover.Names())); len(names) < 20 || !slices.Equal(names, info.Subs()) {
		t.Errorf("the kinds of leftovers are\n%v, rules know\n%v", names, info.Subs())
	}
}
