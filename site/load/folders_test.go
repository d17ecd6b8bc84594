package load

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
)

// A slip in a table [[folder]] is said with its line, and the rest holds; what may
// have been meant to keep notes back stops the build.
func TestFolderSlips(t *testing.T) {
	const text = `[[folder]]
path = "blgo"
titel = "x"
[[folder]]
path = "attic"
hidden = "yes"
[[folder]]
title = "No path"
[[folder]]
order = ["steup", "setup", "more/"]
path = "guide"
[[folder]]
path = "../up"
[folders]
path = "attic"
`
	notes := fstest.MapFS{"biji.toml": {Data: []byte(text)}}
	for _, name := range []string{"blog/a.md", "attic/b.md", "guide/setup.md", "guide/more/c.md"} {
		notes[name] = &fstest.MapFile{Data: []byte("# A\n")}
	}
	o, problems, err := Options(notes, ".")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Notes(t.Context(), notes, o, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range append(problems, c.Problems...) {
		got = append(got, string(p.Kind)+": "+p.String())
	}
	want := []string{
		`config: biji.toml:3:1: there is no setting "titel" for a folder (did you mean "title"?)`,
		`config: biji.toml:6:10: hidden of a folder should be true or false`,
		`config: biji.toml:13:8: path of a folder: "../up" can match no folder among the notes`,
		`config: biji.toml:8:1: a table [[folder]] does not say which folder it means (write path = "…" below [[folder]])`,
		`config: biji.toml:15:1: there is no setting "folders.path" (write [[folder]] above it)`,
		`no-match: biji.toml:2:8: folder: no folder with notes matches "blgo", so it says nothing of any (did you mean "blog"?)`,
		`no-match: biji.toml:11:8: folder "guide": order names "steup", and nothing of that name is in it (did you mean "setup"?)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var closed *SettingsError
	for _, key := range []string{"draft = true", "publish = false", "private = true", "ignore = true"} {
		notes["biji.toml"] = &fstest.MapFile{Data: []byte("[[folder]]\npath = \"attic\"\n" + key)}
		if _, _, err := Options(notes, "."); !errors.As(err, &closed) || !strings.Contains(err.Error(), "biji.toml:3:1") {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// What is said of a folder goes down, the nearer wins, and front matter wins over
// all; tags add up.
func TestFolderRulesGoDown(t *testing.T) {
	notes := fstest.MapFS{
		"biji.toml": {Data: []byte(`folder = [{path = ".", tags = ["all"], split = 3, search = false}, {path = "a", tags = ["in a"], hidden = true, search = true},
			{path = "**/deep", hidden = false, unlisted = true}, {path = "a/*", split = "off"}]`)},
		"top.md":         {Data: []byte("# T\n")},
		"a/n.md":         {Data: []byte("# N\n")},
		"a/own.md":       {Data: []byte("---\nnav: true\nsearch: false\nsplit: 2\ntags: [in a, mine]\n---\n")},
		"a/deep/d.md":    {Data: []byte("# D\n")},
		"a/deep/open.md": {Data: []byte("---\nunlisted: false\n---\n")},
	}
	o, problems, err := Options(notes, ".")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	c, err := Notes(t.Context(), notes, o, 1)
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	got := map[string]site.Meta{}
	for _, n := range c.Notes {
		got[n.Path] = n.Meta
	}
	want := map[string]site.Meta{
		"top.md":         {Split: 3, Searchable: site.No, Tags: []string{"all"}},
		"a/n.md":         {Split: 3, Searchable: site.Yes, Index: site.No, Tags: []string{"all", "in a"}},
		"a/own.md":       {Split: 2, Searchable: site.No, Index: site.Yes, Tags: []string{"in a", "mine", "all"}},
		"a/deep/d.md":    {Split: site.SplitOff, Searchable: site.Yes, Index: site.Yes, Unlisted: site.Yes, Tags: []string{"all", "in a"}},
		"a/deep/open.md": {Split: site.SplitOff, Searchable: site.Yes, Index: site.Yes, Unlisted: site.No, Tags: []string{"all", "in a"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
