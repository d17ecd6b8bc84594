package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFolders(t *testing.T) {
	for dir, want := range map[string][]string{
		"": nil, "a": {"a"}, "a/b": {"a", "a/b"}, "一/二/三": {"一", "一/二", "一/二/三"},
	} {
		got := Folders(dir)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", dir, diff)
		}
		if n := len(got); n > 1 && Folder(dir) != got[n-2] {
			t.Errorf("%q lies in %q", dir, Folder(dir))
		}
	}
	for p, want := range map[string]string{"": "", "a": "", "a/b": "a", "a/b/": "a/b"} {
		if got := Folder(p); got != want {
			t.Errorf("%q lies in %q, not %q", p, got, want)
		}
	}
}
