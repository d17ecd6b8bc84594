package pages

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/base"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/slug"
)

// A collection is what a block of code asks for that gathers callouts of other notes.
type collection struct {
	callout string   // their type, or their title
	from    string   // content folder of their notes; "" is all
	tags    []string // of notes, in the order in which these are to stand; none: all, in the order of the site
}

// A collected is a callout that was found.
type collected struct {
	page, block int
	tag         int // number of the tag of its note
}

// collect writes the callouts that a block asks for, each below the title of its note,
// and their headings below one of a level.
func (e *embedder) collect(w *bytes.Buffer, note int, code []byte, below int) []site.Problem {
	wanted, faults := parseCollection(code)
	if len(faults) > 0 {
		e.notRun(w, "collect", code)
		return e.faults(note, faults)
	}
	all := e.w.collected(e.page, wanted)
	if len(all) == 0 {
		fmt.Fprintf(w, "<p class=\"base-none\">%s</p>\n", e.word("none", ""))
		return nil
	}
	w.WriteString("<dl class=\"collected\">\n")
	for _, c := range all {
		e.collectedOf(w, wanted, c, below)
	}
	w.WriteString("</dl>\n")
	return nil
}

// collectedOf writes one of them.
func (e *embedder) collectedOf(w *bytes.Buffer, wanted collection, c collected, below int) {
	p := &e.w.Pages[c.page]
	e.showsPreviews()
	e.listed = append(e.listed, p.Note)
	fmt.Fprintf(w, `<dt><a href="%s">%s</a>`, html.EscapeString(site.Href(e.page.URL, p.URL, "", "")), html.EscapeString(p.Title))
	if len(wanted.tags) > 0 {
		fmt.Fprintf(w, ` <small>%s</small>`, html.EscapeString(wanted.tags[c.tag]))
	}
	w.WriteString("</dt>\n<dd>")
	if here := (embed{p.Note, c.block, c.block + 1}); e.objection(here) == "" {
		e.around = append(e.around, here)
		start := w.Len()
		hooks := e.hooks(p.Note)
		hooks.Below = below
		e.w.Docs.Doc(p.Note).Inside(w, c.block, hooks)
		e.bytes += w.Len() - start
		e.around = e.around[:len(e.around)-1]
	}
	w.WriteString("</dd>\n")
}

// parseCollection reads what a block asks for.
func parseCollection(code []byte) (c collection, faults []base.Fault) {
	tree, problem := load.Tree(code)
	if problem != nil {
		return c, []base.Fault{{Line: problem.At.Line, Col: problem.At.Col, What: fmt.Sprintf("the collection cannot be read: %s", problem.What), Hint: problem.Hint}}
	}
	for i, key := range tree.Keys {
		switch value := tree.Items[i]; key.Text {
		case "callout":
			c.callout = value.Text
		case "from":
			c.from = strings.Trim(value.Text, "/")
		case "tags":
			c.tags = textsOf(value)
		default:
			faults = append(faults, base.Fault{Line: key.Line, Col: key.Col, What: fmt.Sprintf("a collection has no %q", key.Text), Hint: "callout, from, tags"})
		}
	}
	if c.callout == "" && len(faults) == 0 {
		faults = append(faults, base.Fault{Line: 1, Col: 1, What: "a collection does not say of which callouts", Hint: "callout: tip"})
	}
	return c, faults
}

// textsOf are the texts of a list, or the one text.
func textsOf(t *site.Tree) (all []string) {
	if t.Kind == site.Scalar && t.Text != "" {
		return []string{t.Text}
	}
	for _, item := range t.Items {
		if item.Kind == site.Scalar {
			all = append(all, item.Text)
		}
	}
	return all
}

// collected finds the callouts for a page, at most budget.QueryRows of them.
func (w *World) collected(p *site.Page, wanted collection) (all []collected) {
	t := w.tongueOf(p)
	for i := range w.Pages {
		q := &w.Pages[i]
		if q.Note < 0 || q.Note == p.Note || q.Unlisted || q.Hidden || !w.speaks(t, q) || !isBelow(q.Dir, wanted.from) {
			continue
		}
		tag := w.tagNumber(q.Note, wanted.tags)
		for _, c := range w.Outlines[q.Note].Callouts {
			if tag >= 0 && q.From <= c.Block && c.Block < q.To && wanted.has(c) {
				all = append(all, collected{i, c.Block, tag})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b collected) int { return cmp.Compare(a.tag, b.tag) })
	return all[:min(len(all), budget.QueryRows)]
}

// has says whether a callout is one of those that are wanted.
func (c collection) has(box site.Callout) bool {
	want := slug.Fold(c.callout)
	return want == box.Style || want == slug.Fold(box.Type) || want == slug.Fold(box.Title)
}

// isBelow says whether a folder is another, or lies in it.
func isBelow(dir, folder string) bool {
	return folder == "" || dir == folder || strings.HasPrefix(dir, folder+"/")
}

// tagNumber is the first of some tags that a note has; -1 if it has none of them, and 0
// if there are none.
func (w *World) tagNumber(note int, tags []string) int {
	if len(tags) == 0 {
		return 0
	}
	own := w.Notes[note].Meta.Tags
	return slices.IndexFunc(tags, func(tag string) bool {
		return slices.ContainsFunc(own, func(t string) bool { return slug.Fold(t) == slug.Fold(tag) })
	})
}
