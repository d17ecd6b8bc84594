package slug

import "math"

// Distance is how many letters of a have to be inserted, deleted, changed or
// swapped with their neighbour, each place once, to make b of it.
func Distance(a, b string) int {
	var e Editor
	return e.Distance([]rune(a), []rune(b), math.MaxInt)
}

// An Editor counts edits, and keeps its rows for the next count. It is not safe
// for concurrent use.
type Editor struct{ rows [3][]int }

// Distance is the Damerau–Levenshtein distance of a and b in the variant that
// edits no place twice ("optimal string alignment"), or something not below
// limit if it reaches limit.
func (e *Editor) Distance(a, b []rune, limit int) int {
	for i := range e.rows {
		e.rows[i] = append(e.rows[i][:0], make([]int, len(b)+1)...)
	}
	before, last, row := e.rows[0], e.rows[1], e.rows[2]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
