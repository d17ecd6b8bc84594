package base

import (
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// Data is what queries may know of the notes of a site. It does not change.
type Data struct {
	Notes []Note
	// Find is the index of the note that a wikilink from nowhere in particular
	// means, -1 if there is none.
	Find func(name string) int
	// Linking lists the notes that link to a note.
	Linking func(note int) []int
}

// A Note is what queries may know of one note.
type Note struct {
	Path  string
	Name  string // as links show it: that of the file, without its extension
	Size  int
	To    site.Target // where a link to it leads
	Tags  []string    // without '#'
	Links []int       // notes that it links to, each once
	Date  Value       // that it has by its front matter
	Props []Prop

	Unlisted bool // no table lists it
}

// A Prop is a property of a note.
type Prop struct {
	Name  string
	Value Value
}

// prop is the value of a property, found in any case of letters. Dataview writes
// hyphens for spaces.
func (n *Note) prop(name string) (Value, bool) {
	hyphens := strings.Contains(name, "-")
	for i := range n.Props {
		p := &n.Props[i]
		if strings.EqualFold(p.Name, name) || hyphens && strings.EqualFold(strings.ReplaceAll(p.Name, " ", "-"), name) {
			return p.Value, true
		}
	}
	return Value{}, false
}

// hasTag says whether a note carries a tag or one below it.
func (n *Note) hasTag(tag string) bool {
	tag = slug.Fold(strings.TrimPrefix(tag, "#"))
	for _, t := range n.Tags {
		if t = slug.Fold(t); t == tag || strings.HasPrefix(t, tag+"/") {
			return true
		}
	}
	return false
}

// inFolder says whether a note lies in a folder, at any depth.
func (n *Note) inFolder(folder string) bool {
	folder = strings.Trim(folder, "/")
	return folder == "" || strings.HasPrefix(n.Path, folder+"/") || n.Path == folder+".md"
}

func (d *Data) ref(kind Kind, note int) Value {
	if note < 0 || note >= len(d.Notes) {
		return Value{}
	}
	n := &d.Notes[note]
	return Value{Kind: kind, Text: n.Name, Dest: n.Name, Note: note, To: &n.To}
}

// Link is the link that a wikilink written as text means.
func (d *Data) Link(written string) Value { return d.link(written, "") }

// link is what link("name") gives.
func (d *Data) link(name, shown string) Value {
	name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(name), "[["), "]]")
	if dest, alias, ok := strings.Cut(name, "|"); ok {
		name = dest
		if shown == "" {
			shown = alias
		}
	}
	if shown == "" {
		shown = name
	}
	v := Value{Kind: Link, Text: shown, Note: -1}
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		v.To = &site.Target{Kind: site.External, URL: name, Note: -1}
		return v
	}
	v.Dest, _, _ = strings.Cut(name, "#")
	if v.Note = d.Find(v.Dest); v.Note >= 0 {
		v.To = &d.Notes[v.Note].To
	}
	return v
}
