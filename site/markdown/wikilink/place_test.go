package wikilink_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/wikilink"
)

func TestPlaces(t *testing.T) {
	source := "# 标 [[a]]\n\n> x **![[b|2]]**\n> - [[c]]\n\n| [[d\\|e]] |\n|---|\n| ![[f]] |\n"
	var got []string
	_ = ast.Walk(md.Parser().Parse(text.NewReader([]byte(source))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n, ok := n.(*wikilink.Node); ok && entering {
			got = append(got, source[n.Pos():n.Pos()+4])
		}
		return ast.WalkContinue, nil
	})
	if diff := cmp.Diff([]string{"[[a]", "![[b", "[[c]", "[[d\\", "![[f"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
