package site

// A Tree is a value of YAML or JSON as it was written, with its place.
type Tree struct {
	Kind      TreeKind
	Text      string  // of a scalar
	Quoted    bool    // it stands in quotes
	Keys      []*Tree // of a mapping: scalars
	Items     []*Tree // of a list, and of a mapping the values of Keys
	Line, Col int     // from 1
}

// A TreeKind is the kind of a Tree.
type TreeKind int

const (
	NoTree TreeKind = iota // null, or what is nested too deep
	Scalar
	Sequence
	Mapping
)

// At is the value of a key; nil if there is none.
func (t *Tree) At(key string) *Tree {
	if t == nil || t.Kind != Mapping {
		return nil
	}
	for i, k := range t.Keys {
		if k.Text == key {
			return t.Items[i]
		}
	}
	return nil
}
