package load

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Tree reads YAML, as it stands in a .base file. The position of the problem
// has no file, and its kind is for others to say; nil if there is none.
func Tree(text []byte) (*site.Tree, *site.Problem) {
	fail := func(line, col int, what, hint string) (*site.Tree, *site.Problem) {
		return nil, &site.Problem{At: site.Pos{Line: line, Col: col}, What: what, Hint: hint}
	}
	if len(text) > budget.ConfigBytes {
		return fail(0, 0, fmt.Sprintf("larger than %d MB", budget.ConfigBytes>>20), "")
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		e := yamlError(text, err)
		return fail(e.line, e.col, e.what, e.hint)
	}
	if len(doc.Content) == 0 {
		return &site.Tree{}, nil
	}
	r := treeReader{left: budget.TreeNodes}
	t := r.tree(doc.Content[0], 0)
	if r.left < 0 {
		return fail(0, 0, fmt.Sprintf("more than %d keys and values", budget.TreeNodes), "")
	}
	return t, nil
}

// A treeReader copies nodes, so many at most: an alias stands for others.
type treeReader struct{ left int }

func (r *treeReader) tree(n *yaml.Node, depth int) *site.Tree {
	t := &site.Tree{Line: n.Line, Col: n.Column}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if r.left--; r.left < 0 || depth > budget.TreeDepth {
		return t
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			t.Kind, t.Text, t.Quoted = site.Scalar, strings.ToValidUTF8(n.Value, ""), n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
		}
	case yaml.SequenceNode:
		t.Kind = site.Sequence
		for _, c := range n.Content {
			t.Items = append(t.Items, r.tree(c, depth+1))
		}
	case yaml.MappingNode:
		t.Kind = site.Mapping
		for i := 0; i+1 < len(n.Content); i += 2 {
			t.Keys = append(t.Keys, r.tree(n.Content[i], depth+1))
			t.Items = append(t.Items, r.tree(n.Content[i+1], depth+1))
		}
	}
	return t
}
