package slug

// Nearest is the name that is at most so many letters away, and less than half of
// what was written; "" if there is none. Of very many names it looks at the first
// thousand.
func Nearest(written string, names []string, most int) string {
	best, near := most+1, ""
	for _, name := range names[:min(len(names), 1000)] {
		if d := Distance(written, name); d < best && d*2 < len(written) {
			best, near = d, name
		}
	}
	return near
}
