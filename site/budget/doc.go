// Package budget names the bounds that keep one note, or one folder, from
// costing more than it is worth, in one place: what is bounded, how much, why,
// and what a reader or an author sees where the bound is reached.
//
// A bound is a count, never a time: the same notes must give the same site on a
// slow machine. Each is a hundred times what people write.
package budget
