package base

import (
	"slices"

	"github.com/biji-notes/biji/site/budget"
)

func sorted(s *scope, v Value, _ []Value) Value {
	if s.steps += 16 * s.weight(v); s.spent() {
		return unknown
	}
	items := slices.Clone(v.Items)
	slices.SortStableFunc(items, compare)
	return list(items)
}

func unique(s *scope, v Value, _ []Value) Value {
	var items []Value
	for _, item := range v.Items {
		if s.steps += len(items) * (1 + len(item.Text)/256); s.spent() {
			return unknown
		}
		if !slices.ContainsFunc(items, func(x Value) bool { return equal(x, item) }) {
			items = append(items, item)
		}
	}
	return list(items)
}

func flat(items []Value) []Value {
	var out []Value
	for _, item := range items {
		if len(out) > budget.QueryItems {
			break
		}
		if item.Kind == List {
			out = append(out, item.Items...)
		} else {
			out = append(out, item)
		}
	}
	return out
}

// made is a list that was made.
func (s *scope) made(items []Value) Value {
	s.steps += itemSteps * len(items)
	return list(items)
}

// weight is how much there is in a list, in steps.
func (s *scope) weight(v Value) int {
	n := len(v.Items)
	for _, item := range v.Items {
		n += len(item.Text)/64 + len(item.Items)
	}
	return n
}

func numbers(items []Value) (all []float64) {
	for _, item := range items {
		if item.Kind == Number {
			all = append(all, item.Num)
		}
	}
	return all
}

func total(numbers []float64) (sum float64) {
	for _, n := range numbers {
		sum += n
	}
	return sum
}

func mean(items []Value) Value {
	all := numbers(items)
	if len(all) == 0 {
		return Value{}
	}
	return number(total(all) / float64(len(all)))
}
