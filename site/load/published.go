package load

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// A chooser says which notes are published where not all are.
type chooser struct {
	rules  site.Publish
	paths  []ignored
	tagMet []bool // by rule
}

func newChooser(p site.Publish) (*chooser, error) {
	paths, err := ignoring(p.Paths)
	for i := range paths {
		paths[i].met = false
	}
	return &chooser{p, paths, make([]bool, len(p.Tags))}, err
}

// publishes says whether a note is published for what it says, its tags in front
// matter or its place. What front matter says that cannot be read is not known: then
// it is not.
func (c *chooser) publishes(n *site.Note, r *report) bool {
	if !c.rules.Some {
		return true
	}
	chosen := r.asked
	for i, rule := range c.rules.Tags {
		if slices.ContainsFunc(n.Meta.Tags, func(tag string) bool { return isUnder(tag, rule.Glob) }) {
			chosen, c.tagMet[i] = true, true
		}
	}
	for i := range c.paths {
		if c.paths[i].holds(n.Path) {
			chosen, c.paths[i].met = true, true
		}
	}
	if chosen && !r.asked && slices.ContainsFunc(r.problems, func(p site.Problem) bool { return p.Kind == site.BadFrontMatter }) {
		r.keptBack(1, 1, "mend its front matter", "its front matter cannot be read, and publish asks what notes say")
		return false
	}
	return chosen
}

// isUnder says whether a tag is another, or one below it.
func isUnder(tag, other string) bool {
	tag, other = slug.Fold(tag), slug.Fold(other)
	return tag == other || strings.HasPrefix(tag, other+"/")
}

// idle reports the rules by which no note is published.
func (c *chooser) idle(notes []site.Note) (problems []site.Problem) {
	tags, paths := map[string]bool{}, map[string]bool{}
	for i := range notes {
		for _, tag := range notes[i].Meta.Tags {
			tags["#"+tag] = true
		}
		for _, dir := range site.Folders(site.Folder(notes[i].Path)) {
			paths[dir] = true
		}
	}
	say := func(at site.Pos, rule, hint string) {
		problems = append(problems, site.Problem{
			At: at, Kind: site.NoMatch, Hint: hint, What: fmt.Sprintf("publish: no note is published by %q", short(rule)),
		})
	}
	for i, rule := range c.rules.Tags {
		if !c.tagMet[i] {
			say(rule.At, "#"+rule.Glob, didYouMean(nearestOf("#"+rule.Glob, slices.Sorted(maps.Keys(tags)))))
		}
	}
	for i, rule := range c.rules.Paths {
		hint := didYouMean(nearestOf(strings.Trim(rule.Glob, "/*"), slices.Sorted(maps.Keys(paths))))
		if tags["#"+rule.Glob] {
			hint = fmt.Sprintf("for the tag write %q", "#"+rule.Glob)
		}
		if !c.paths[i].met {
			say(rule.At, rule.Glob, hint)
		}
	}
	return problems
}

func setPublish(o *site.Options, v value) error {
	o.Publish = site.Publish{Some: true} // a slip publishes nothing
	switch {
	case v.kind == list:
		return setPublishRules(o, v)
	case v.kind != scalar || v.bare:
		return errType
	case v.text == "all":
		o.Publish = site.Publish{}
	case v.text == "explicit":
	default:
		return errType
	}
	return nil
}

func setPublishRules(o *site.Options, v value) error {
	items, err := texts(v)
	for _, item := range items {
		at := site.Pos{Line: item.line, Col: item.col}
		tag, isTag := strings.CutPrefix(strings.TrimSpace(item.text), "#")
		switch tag = tidy(tag, budget.TagRunes); {
		case isTag && slug.Fold(tag) == "":
			return itemError{item, errors.New("a tag such as \"#public\" is needed")}
		case isTag:
			o.Publish.Tags = append(o.Publish.Tags, site.Pattern{Glob: tag, At: at})
			continue
		}
		if err := ignorable(item.text); err != nil {
			return itemError{item, err}
		}
		o.Publish.Paths = append(o.Publish.Paths, site.Pattern{Glob: item.text, At: at})
	}
	return err
}
