package site_test

import (
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestFetched(t *testing.T) {
	all := []site.Fetched{{URL: "https://a.org/b.png?c#", File: "0a.png"}, {URL: "https://b.org/图.jpg", File: "0b.jpg"}}
	got, err := site.ParseFetched(site.FormatFetched([]site.Fetched{all[1], all[0]}))
	if err != nil || !slices.Equal(got, all) {
		t.Errorf("got %v, %v, want %v", got, err, all)
	}
	for _, bad := range []string{"0a.png\n", "../0a.png https://a.org\n", "a/b.png https://a.org\n", ".. https://a.org\n", `..\b.png https://a.org`, "a.html https://a.org", "index.txt https://a.org"} {
		if got, err := site.ParseFetched([]byte(bad)); err == nil {
			t.Errorf("%q: got %v", bad, got)
		}
	}
}
