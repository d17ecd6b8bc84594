package links

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLike(t *testing.T) {
	var s speller
	for i, name := range []string{"install", "Instance", "持久化", "死锁", "epoll_wait", "a", "ab", "Überblick", "2024-01-15", "2023 总结", "10. 安装"} {
		s.add(name, i)
	}
	for word, want := range map[string]string{
		"instal": "install", "INSTALL": "install", "isntall": "install", "instance": "Instance", "instanec": "Instance",
		"持九化": "持久化", "死索": "", "死锁": "死锁", "epolwait": "epoll_wait", "b": "", "abc": "ab", "uberblick": "Überblick",
		"2024-01-14": "", "2024-01-15": "2024-01-15", "2024_01-15": "2024-01-15", "2024 总结": "", "11. 安装": "10. 安装",
		"": "", "nothing at all": "", strings.Repeat("install", 100): "",
	} {
		if got, _, _ := s.like(word); got != want {
			t.Errorf("%q is like %q, want %q", word, got, want)
		}
	}
}

// plainDistance is the definition, without rows to save or a limit to heed.
func plainDistance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	x, y := a[len(a)-1], b[len(b)-1]
	d := min(plainDistance(a[:len(a)-1], b), plainDistance(a, b[:len(b)-1])) + 1
	cost := 1
	if x == y {
		cost = 0
	}
	d = min(d, plainDistance(a[:len(a)-1], b[:len(b)-1])+cost)
	if len(a) > 1 && len(b) > 1 && x == b[len(b)-2] && a[len(a)-2] == y {
		d = min(d, plainDistance(a[:len(a)-2], b[:len(b)-2])+1)
	}
	return d
}

// The pruned search finds a name as near as any.
func FuzzLike(f *testing.F) {
	f.Add("ba", "ab ab\tabc")
	f.Add("持久", "持久化 久持 持")
	f.Add("abcdef", "bacdfe abdef acbdef")
	f.Fuzz(func(t *testing.T, word, names string) {
		if utf8.RuneCountInString(word) > 7 || len(names) > 60 {
			t.Skip()
		}
		w := spellingOf(word)
		var s speller
		least := tolerance(len(w)) + 1
		for i, name := range strings.Fields(names) {
			n := spellingOf(name)
			if len(n) > 8 {
				t.Skip()
			}
			s.add(name, i)
			if len(n) > 0 && !otherDay(w, n) {
				least = min(least, plainDistance(w, n))
			}
		}
		name, value, ok := s.like(word)
		if ok != (least <= tolerance(len(w))) {
			t.Fatalf("%q in %q: found %v, nearest is %d away", word, names, ok, least)
		}
		if ok && (plainDistance(w, spellingOf(name)) != least || strings.Fields(names)[value] != name) {
			t.Errorf("%q in %q: found %q (%d)", word, names, name, value)
		}
	})
}
