package load

import "strings"

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
	if strings.HasPrefix(key, "check.") { // that table keeps only problems back, unless a key slipped into it
		var keys []string
		for _, s := range settings() {
			keys = append(keys, s.key)
		}
		name, _ := nearestPart(strings.TrimPrefix(key, "check."))
		return nearestOf(key, keys), name == "publish" || name == "drafts" || name == "gitignore"
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
		if d := distance(key, s.key); d < best && d*2 < len(s.key)+1 {
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
	for _, name := range names {
		if d := distance(word, name); d < best && d*2 < len(name)+1 {
			best, nearest = d, name
		}
	}
	return nearest
}

// lastPart is a key without the tables that it stands in.
func lastPart(key string) string { return key[strings.LastIndex(key, ".")+1:] }

// distance is the number of letters to insert, delete, change or swap with
// their neighbour (once each) that turns a into b.
func distance(a, b string) int {
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(last[j]+cost, last[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}
