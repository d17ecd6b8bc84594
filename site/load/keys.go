package load

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// A key of front matter that biji reads. Of several names the first that is
// there counts.
type key struct {
	names []string
	read  func(m metaReader, names []string, into *site.Meta)
}

// metaKeys are all of them, except those that decide whether a note is published:
// see gates and hints.
func metaKeys() []key {
	return []key{
		{[]string{"title"}, func(m metaReader, names []string, into *site.Meta) { into.Title = m.text(budget.TitleRunes, names) }},
		{[]string{"description", "summary"}, func(m metaReader, names []string, into *site.Meta) {
			into.Description = m.text(budget.DescriptionRunes, names)
		}},
		{[]string{"lang", "language"}, func(m metaReader, names []string, into *site.Meta) { into.Lang = m.lang(names) }},
		{[]string{"date"}, func(m metaReader, _ []string, into *site.Meta) { into.Date = m.date(dateKeys()) }},
		{updatedKeys(), func(m metaReader, names []string, into *site.Meta) { into.Updated = m.date(names) }},
		{[]string{"tags", "tag"}, func(m metaReader, names []string, into *site.Meta) { into.Tags = m.tags(names) }},
		{[]string{"aliases", "alias"}, func(m metaReader, names []string, into *site.Meta) {
			into.Aliases = m.list(budget.AliasRunes, nil, names)
		}},
		{[]string{"permalink", "slug"}, func(m metaReader, names []string, into *site.Meta) {
			into.Permalink = m.address(append(names, "url")) // in a vault the page that a note is about
		}},
		{[]string{"shorttitle", "sidebar_label", "sidebar.label", "linktitle", "nav_title"}, func(m metaReader, names []string, into *site.Meta) {
			into.ShortTitle = m.text(budget.TitleRunes, names)
		}},
		{[]string{"sidebar.hidden", "nav_exclude"}, func(m metaReader, names []string, into *site.Meta) {
			into.Index = m.offered([]string{"index", "nav"}, names)
		}},
		{[]string{"unlisted"}, func(m metaReader, names []string, into *site.Meta) { into.Unlisted = m.unlisted(names[0]) }},
		{[]string{"typora-root-url"}, func(m metaReader, names []string, into *site.Meta) {
			into.Root = m.text(budget.AliasRunes, names)
		}},
		{[]string{"searchable", "search_exclude", "search.exclude"}, func(m metaReader, names []string, into *site.Meta) {
			into.Searchable = m.offered([]string{"searchable", "search", "pagefind"}, names[1:])
		}},
		{[]string{"weight", "order", "sidebar_position", "nav_order", "sidebar.order", "dir.order"}, func(m metaReader, names []string, into *site.Meta) { into.Weight = m.weight(names) }},
		{[]string{"related"}, func(m metaReader, names []string, into *site.Meta) { into.Related = m.offered(names, nil) }},
		{[]string{"vicinity"}, func(m metaReader, names []string, into *site.Meta) { into.Vicinity = m.offered(names, nil) }},
		{[]string{"mentions"}, func(m metaReader, names []string, into *site.Meta) { into.Mentions = m.offered(names, nil) }},
		{[]string{"comments", "comment"}, func(m metaReader, names []string, into *site.Meta) { into.Comments = m.offered(names, nil) }},
		{[]string{"split"}, func(m metaReader, names []string, into *site.Meta) { into.Split = m.split(names) }},
	}
}

// otherKeys are frequent keys that mean something to the tools that notes come
// from, and nothing to biji.
func otherKeys() []string {
	return []string{
		"layout", "id", "author", "cssclass", "cssclasses", "category", "categories", "keywords", "type", "date created", "date modified", "created", "updated", "lastmod", "pubdate", "publishdate", "modified",
	}
}

// knownKeys is a pattern of a line with a key that means something to biji, or
// to the tools that notes come from; a comment may have switched it off.
func knownKeys() *regexp.Regexp {
	names := slices.Concat(otherKeys(), slices.Collect(maps.Keys(hintKeys())))
	for _, k := range metaKeys() {
		names = append(names, k.names...)
	}
	for _, g := range gates() {
		names = append(names, g.key)
	}
	for i := range names {
		names[i] = regexp.QuoteMeta(names[i])
	}
	slices.Sort(names)
	return regexp.MustCompile(`(?m)^(# *)?["']?(` + strings.Join(names, "|") + `)["']? *[:=]`)
}
