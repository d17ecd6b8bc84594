package load

// nearest is the setting whose name is nearest to key, if it is near enough
// to be a slip of the finger; else "".
func nearest(key string) string {
	var keys []string
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	return nearestOf(key, keys)
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
