package links

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// tags collects the tags of all listed notes, and those above them. Tags that differ only in case are one,
// spelt as the first page of the site spells it.
func tags(in Input) []site.Tag {
	var all []site.Tag
	byName := map[string]int{}
	for i := range in.Pages {
		p := &in.Pages[i]
		if p.Kind != site.NotePage && p.Kind != site.OverviewPage || p.Unlisted {
			continue
		}
		for _, name := range slices.Concat(in.Notes[p.Note].Meta.Tags, in.Notes[p.Note].TagsAbove) {
			key := slug.Fold(name)
			if key == "" {
				continue
			}
			language := in.Languages.Of(p.Dir)
			key = in.Languages.Own(language) + key
			k, ok := byName[key]
			if !ok {
				k = len(all)
				byName[key] = k
				all = append(all, site.Tag{Name: name, Language: language})
			}
			if pages := all[k].Pages; len(pages) == 0 || pages[len(pages)-1] != p.URL {
				all[k].Pages = append(pages, p.URL)
			}
		}
	}
	slices.SortFunc(all, func(a, b site.Tag) int {
		return cmp.Or(slug.Natural(a.Name, b.Name), strings.Compare(a.Name, b.Name))
	})
	addressTags(all, in.Languages)
	return all
}

// addressTags gives each tag a page of its own in the folder of tags, where no
// note has one. The list of all tags is tags/index.html, or tags/en/index.html.
func addressTags(all []site.Tag, ls site.Languages) {
	taken := map[string]bool{"index": true}
	for i := range all {
		name := ls.Own(all[i].Language) + slug.Path(strings.ReplaceAll(all[i].Name, "/", "-"))
		free := name
		for n := 2; taken[free] || all[i].Language > 0 && free == ls.Own(all[i].Language)+"index"; n++ {
			free = name + "-" + strconv.Itoa(n)
		}
		taken[free] = true
		all[i].URL = "tags/" + free + ".html"
	}
}
