package synonyms

import (
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
)

func TestAdd(t *testing.T) {
	groups := [][]string{{"聚簇索引", "聚集索引", "Clustered Index"}, {"Go", "Golang"}}
	for _, c := range []struct {
		section site.Section
		want    []string
	}{
		{site.Section{Body: "用聚簇索引找一行。\n"}, []string{"聚簇索引 = 聚集索引", "聚簇索引 = Clustered Index"}},
		{site.Section{Trail: []string{"别的", "CLUSTERED INDEX"}}, []string{"Clustered Index = 聚簇索引", "Clustered Index = 聚集索引"}},
		{site.Section{Trail: []string{"聚簇索引", "别的"}}, nil}, // of the section above
		{site.Section{Title: "聚集索引", Body: "又叫聚簇索引（clustered index）。\n"}, nil},
		{site.Section{Body: "good cargo goes\n"}, nil},
		{site.Section{Body: "用go写\n"}, []string{"Go = Golang"}},
		{site.Section{Code: "golang\n"}, []string{"Golang = Go"}},
		{site.Section{Body: "gogo go\n"}, []string{"Go = Golang"}},
	} {
		sections := []site.Section{c.section}
		Add(sections, groups)
		if !slices.Equal(sections[0].Says, c.want) {
			t.Errorf("%+v: %q, want %q", c.section, sections[0].Says, c.want)
		}
	}
}
