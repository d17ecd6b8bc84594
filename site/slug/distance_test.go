package slug_test

import (
	"testing"

	"github.com/biji-notes/biji/site/slug"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "ab", 2}, {"draft", "draft", 0}, {"draft", "darft", 1}, {"draft", "drat", 1}, {"draft", "drafft", 1},
		{"名字", "名子", 1}, {"三次握手", "握手", 2}, {"ca", "abc", 3}, {"kitten", "sitting", 3},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := slug.Distance(pair[0], pair[1]); got != c.want {
				t.Errorf("%q and %q: %d, not %d", pair[0], pair[1], got, c.want)
			}
		}
	}
	var e slug.Editor
	if got := e.Distance([]rune("abcdefgh"), []rune("zyxwvuts"), 3); got < 3 {
		t.Errorf("%d is below the limit", got)
	}
}
