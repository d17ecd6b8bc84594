package generate

import (
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// withHashtags adds the tags in the texts of notes to those of their front
// matter, and the tags above them. vault says that "CS/OS" is a tag below "CS".
func withHashtags(notes []site.Note, outlines []*site.Outline, vault bool) []site.Note {
	tagged := slices.Clone(notes)
	for i, o := range outlines {
		n := &tagged[i]
		n.Meta.Tags = slices.Clip(n.Meta.Tags)
		for _, tag := range o.Hashtags {
			if !hasTag(n.Meta.Tags, tag) {
				n.Meta.Tags = append(n.Meta.Tags, tag)
			}
		}
		for _, tag := range n.Meta.Tags {
			for _, above := range tagsAbove(tag, vault) {
				if !hasTag(n.Meta.Tags, above) && !hasTag(n.TagsAbove, above) {
					n.TagsAbove = append(n.TagsAbove, above)
				}
			}
		}
	}
	return tagged
}

func hasTag(tags []string, tag string) bool {
	return slices.ContainsFunc(tags, func(t string) bool { return slug.Fold(t) == slug.Fold(tag) })
}

// tagsAbove are the tags above one, the highest first: "a" and "a/b" of "a/b/c".
// "TCP/IP" and "I/O" are names, unless the notes are a vault.
func tagsAbove(tag string, vault bool) (above []string) {
	if !vault && !strings.ContainsFunc(tag, func(r rune) bool { return r > 'Z' }) {
		return nil
	}
	for i := range tag {
		if tag[i] == '/' && strings.Trim(tag[:i], "/ ") != "" && strings.Trim(tag[i:], "/ ") != "" && len(above) < 20 {
			above = append(above, strings.TrimRight(tag[:i], "/ "))
		}
	}
	return slices.Compact(above)
}
