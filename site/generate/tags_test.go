package generate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTagsAbove(t *testing.T) {
	for _, c := range []struct {
		tag   string
		vault bool
		want  []string
	}{
		{"a/b/c", false, []string{"a", "a/b"}},
		{"书/技术", false, []string{"书"}},
		{"TCP/IP", false, nil},
		{"CS/OS", true, []string{"CS"}},
		{"DevOps/CI", false, []string{"DevOps"}},
		{"/a", true, nil}, {"a/", true, nil}, {"a//b", true, []string{"a"}}, {"plain", true, nil},
	} {
		if diff := cmp.Diff(c.want, tagsAbove(c.tag, c.vault)); diff != "" {
			t.Errorf("%s: %s", c.tag, diff)
		}
	}
}
