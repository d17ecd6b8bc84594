package load

import (
	"strings"

	"github.com/biji-notes/biji/site/slug"
)

// stems are how names begin by which other programs, or hasty fingers, keep
// files and notes back, and our setting for it.
func stems() [][2]string {
	return [][2]string{
		{"ignor", "ignore"}, {"exclu", "ignore"}, {"skip", "ignore"}, {"omit", "ignore"}, {"blacklist", "ignore"}, {"hid", "ignore"},
		{"privat", "ignore"}, {"secret", "ignore"}, {"draft", "drafts"}, {"unpublish", "drafts"},
		{"publish", "publish"}, {"explicit", "publish"}, {"gitignore", "gitignore"},
	}
}

// nearest is the setting that key was meant for: its name is a slip of the
// finger away, or other programs call it so; "" if there is none. closed says
// that the setting keeps something back.
func nearest(key string) (name string, closed bool) {
	if table, rest, ok := strings.Cut(key, "."); ok && isTable(table) { // it keeps nothing back, unless a key slipped into it
		var keys []string
		for _, s := range settings() {
			keys = append(keys, s.key)
		}
		name, shuts := nearestPart(rest)
		return nearestOf(key, keys), shuts && (name != "ignore" || table != "check")
	}
	for part := range strings.SplitSeq(key, ".") {
		if near, shuts := nearestPart(part); near != "" && (shuts || !closed) {
			name, closed = near, closed || shuts
		}
	}
	return name, closed
}

func nearestPart(key string) (name string, closed bool) {
	if len(key) > 40 {
		return "", false
	}
	plain := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(key))
	best := 3
	for _, s := range settings() {
		key := key
		if s.closed { // no spelling of it is to pass for another key
			key = plain
		}
		if d := slug.Distance(key, s.key); d < best && d*2 < len(s.key) {
			best, name, closed = d, s.key, s.closed
		}
	}
	for _, stem := range stems() {
		if name == "" && strings.Contains(plain, stem[0]) {
			name, closed = stem[1], true
		}
	}
	return name, closed
}

// nearestOf is the same for any list of names.
func nearestOf(word string, names []string) string {
	best, nearest := 3, ""
	if len(word) > 40 {
		return ""
	}
	var e slug.Editor
	for _, name := range names {
		if d := e.Distance([]rune(word), []rune(name), best); d < best && d*2 < len(name)+1 {
			best, nearest = d, name
		}
	}
	return nearest
}

// lastPart is a key without the tables that it stands in.
func lastPart(key string) string { return key[strings.LastIndex(key, ".")+1:] }
