package budget

// Cut is text of at most n runes: a longer one ends with an ellipsis. It says
// whether anything is missing.
func Cut(text string, n int) (short string, cut bool) {
	if len(text) <= n {
		return text, false
	}
	runes, last := 0, 0
	for at := range text {
		if runes == n-1 {
			last = at
		}
		if runes == n {
			return text[:last] + "…", true
		}
		runes++
	}
	return text, false
}
