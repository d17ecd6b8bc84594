package load

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// By a list only those notes are published that it chooses or that ask for it, and
// never one of which it is not known whether it may be.
func TestPublishChosen(t *testing.T) {
	notes := fstest.MapFS{
		"biji.toml":         {Data: []byte("publish = [\"#Public\", 'blog/**', \"#pubic\", 'blgo/', 'public']\n")},
		"plain.md":          {Data: []byte("# secret\n")},
		"asks.md":           {Data: []byte("---\npublish: true\n---\n")},
		"tagged.md":         {Data: []byte("---\ntags: [x, public]\n---\n")},
		"below.md":          {Data: []byte("---\ntags: Public/essay\n---\n")},
		"other.md":          {Data: []byte("---\ntags: publican\n---\n")},
		"draft.md":          {Data: []byte("---\ntags: public\ndraft: true\n---\n")},
		"inline.md":         {Data: []byte("# secret\n\n#public\n")},
		"broken.md":         {Data: []byte("---\ntags: [public\ntitle: \"x\n---\nsecret\n")},
		"blog/a.md":         {Data: []byte("# A\n")},
		"blog/deep/b.md":    {Data: []byte("# B\n")},
		"blog/broken.md":    {Data: []byte("---\ntitle: \"x\nfoo: [\n---\nsecret\n")},
		"blog/no.md":        {Data: []byte("---\npublish: false\n---\n")},
		"notes/blog/not.md": {Data: []byte("# secret\n")},
	}
	o, problems, err := Options(notes, ".")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	c, err := Notes(t.Context(), notes, o, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.Path)
	}
	if diff := cmp.Diff([]string{"asks.md", "below.md", "blog/a.md", "blog/deep/b.md", "tagged.md"}, got); diff != "" {
		t.Error(diff)
	}
	got = nil
	for _, p := range c.Problems {
		got = append(got, p.String())
	}
	want := []string{
		`biji.toml:1:34: publish: no note is published by "#pubic" (did you mean "#public"?)`,
		`biji.toml:1:44: publish: no note is published by "blgo/" (did you mean "blog"?)`,
		`biji.toml:1:53: publish: no note is published by "public" (for the tag write "#public")`,
		`blog/broken.md:1:1: is not published, for it may be a draft: its front matter cannot be read, and publish asks what notes say (mend its front matter)`,
	}
	var ours []string
	for _, line := range got {
		for _, w := range want {
			if line == w {
				ours = append(ours, line)
			}
		}
	}
	if diff := cmp.Diff(want, ours); diff != "" {
		t.Errorf("%s\nof %q", diff, got)
	}
	for _, slip := range []string{`publish = ["#"]`, `publish = [1]`, `publish = ["../x"]`, `publish = "#public"`, `publish = []` + "\n" + `publish = "all"`, `publish.tags = ["x"]`} {
		notes["biji.toml"].Data = []byte(slip)
		if o, _, err := Options(notes, "."); err == nil {
			t.Errorf("%s: %+v", slip, o.Publish)
		}
	}
}
