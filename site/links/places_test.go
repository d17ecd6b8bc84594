package links

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "a", 0}, {"", "a", 1}, {"a", "", 1}, {"a", "b", 2}, {"a/b", "a", 1}, {"a", "a/b/c", 2},
		{"a/b", "a/c", 2}, {"ab", "a", 2}, {"a/bc", "a/b", 2}, {"a/b/c", "x/y", 5},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		dir, p, want string
		ok           bool
	}{
		{"", "a", "a", true}, {"d", "a", "d/a", true}, {"d", "/a", "a", true}, {"d", "..", "", true}, {"d", "../a/", "a", true},
		{"d", "../..", "", false}, {"", "..", "", false}, {"d", "../../x", "", false}, {"", "..a", "..a", true},
		{"", "/..", "", true}, {"", "/../a", "a", true}, {"d", ".", "d", true}, {"", "/", "", true}, {"", "a/../..", "", false},
	} {
		if got, ok := join(c.dir, c.p); got != c.want || ok != c.ok {
			t.Errorf("%q from %q: %q, %v; want %q, %v", c.p, c.dir, got, ok, c.want, c.ok)
		}
	}
}
