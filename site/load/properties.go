package load

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// machinery are keys, in lower case, by which notes speak to programs: to
// biji, to other generators of sites, to plug-ins. A name that ends with '*' is
// the beginning of several.
func machinery() []string {
	all := []string{
		"layout", "permalink", "id", "uid", "uuid", "guid", "slug", "cssclass", "cssclasses", "template", "mobile",
		"cover", "image", "images", "thumbnail", "banner*", "icon", "sticker", "kanban-plugin", "excalidraw*", "obsidianuimode",
		"obsidianeditingmode", "dg-*", "linter-*", "sidebar*", "nav", "nav_*", "navbar", "toc", "math", "mathjax", "katex", "mermaid",
		"comment", "comments", "sitemap", "search", "robots", "outline", "head", "hero", "features", "editlink", "lastupdated",
		"prev", "next", "footer", "aside", "pageclass", "breadcrumb", "hide", "hide_*", "pagination*", "password",
		"public", "collapsed", "filters", "exclude-from-graph-view", "template-including-parent", "typora-*",
	}
	for _, k := range metaKeys() {
		all = append(all, k.names...)
	}
	for _, g := range gates() {
		all = append(all, g.key)
	}
	return all
}

// forPrograms says whether a key is one of machinery. Those in tables are
// settings, too.
func forPrograms(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, ".") || slices.ContainsFunc(machinery(), func(m string) bool {
		prefix, ok := strings.CutSuffix(m, "*")
		return m == name || ok && strings.HasPrefix(name, prefix)
	})
}

// A propertyReader reads the properties of one note, within bounds: a list can
// stand for others many times.
type propertyReader struct {
	lines  []string // of the front matter as it is in the file
	set    *site.PropertySet
	values int // that it still may take
}

// properties takes what fields hold as a vault has it. Front matter begins on
// line 2.
func (r *report) properties(fields []field, unique map[string]field, text []byte) {
	r.kept = site.PropertySet{}
	p := propertyReader{strings.Split(string(text), "\n"), &r.kept, budget.PropertyValues}
	seen := map[string]bool{}
	for _, f := range fields {
		name := tidy(f.key, budget.AliasRunes)
		if key := strings.ToLower(name); seen[key] || f.value.kind == null || f.value.kind == table {
			continue
		} else {
			seen[key] = true
		}
		at := site.Pos{File: r.file, Line: f.line + 1, Col: f.col}
		if property := p.property(name, f.value, at); len(property.Values) > 0 {
			r.kept.All = append(r.kept.All, property)
		}
	}
	p.picture(unique, r.file)
}

func (p *propertyReader) property(name string, v value, at site.Pos) site.Property {
	property := site.Property{Name: name, List: v.kind == list, At: at}
	items := v.list
	if v.kind == scalar {
		items = []value{v}
	}
	for _, item := range items {
		if item.kind != scalar || strings.TrimSpace(item.text) == "" {
			continue
		}
		if p.values--; p.values < 0 {
			break
		}
		if item.line == 0 {
			item.line, item.col = v.line, v.col
		}
		place := site.Pos{File: at.File, Line: item.line + 1, Col: item.col}
		property.Values = append(property.Values, p.value(name, item, place))
	}
	return property
}

func (p *propertyReader) value(name string, item value, at site.Pos) site.Value {
	v := valueOf(item)
	v.At = at
	if v.Kind == site.Words && !forPrograms(name) {
		v.Spans = p.spans(name, &v)
	}
	return v
}

// valueOf types a scalar. A date is one in quotes too: YAML has none.
func valueOf(item value) site.Value {
	v := site.Value{Text: tidy(item.text, budget.PropertyRunes)}
	if item.bare {
		if truth, ok := truthOf(v.Text); ok {
			v.Kind, v.True = site.Truth, truth
			return v
		}
		if n, err := strconv.ParseFloat(strings.ReplaceAll(v.Text, "_", ""), 64); err == nil {
			v.Kind, v.Num = site.Number, n
			return v
		}
	}
	if t, day, ok := dateOf(v.Text); ok {
		v.Kind, v.Time = site.Moment, t
		if day {
			v.Kind = site.Day
		}
	}
	return v
}

// dateOf reads a date as notes have them; day says that it has no time of day.
// What has dots may be a version.
func dateOf(text string) (t time.Time, day, ok bool) {
	if len(text) < len("2006-1-2") || text[0] < '0' || text[0] > '9' || !strings.ContainsAny(text, "-/年") {
		return time.Time{}, false, false
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, !strings.Contains(text, ":"), true
		}
	}
	return time.Time{}, false, false
}

// linked is a link in the text of a property: a wikilink, one of Markdown, or an
// address.
var linked = regexp.MustCompile(`!?\[\[([^\[\]|#]*)(#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]|!?\[([^\[\]]*)\]\(<?([^()<>\s]+)>?\)|https?://[^\s<>"'，。；、）】》]*[^\s<>"'，。；、）】》.,;:!?)]`)

// spans cuts the text of a value at its links, which it adds to those of the
// note, and makes the text what readers see. It is nil if there are none.
func (p *propertyReader) spans(name string, v *site.Value) []site.Span {
	all := linked.FindAllStringSubmatchIndex(v.Text, budget.PropertyLinks-len(p.set.Links))
	if len(all) == 0 || len(p.set.Links) >= budget.PropertyLinks {
		return nil
	}
	var spans []site.Span
	end, first := 0, len(p.set.Links)
	for _, m := range all {
		l := linkAt(v.Text, m)
		if l.Dest == "" && l.Fragment == "" {
			continue
		}
		if m[0] > end {
			spans = append(spans, site.Span{Text: v.Text[end:m[0]], Link: -1})
		}
		end = m[1]
		l.Property, l.At = name, p.place(v.At, v.Text[m[0]:m[1]])
		spans = append(spans, site.Span{Text: l.Text, Link: len(p.set.Links)})
		p.set.Links = append(p.set.Links, l)
	}
	if len(spans) == 0 {
		return nil
	}
	if end < len(v.Text) {
		spans = append(spans, site.Span{Text: v.Text[end:], Link: -1})
	}
	v.Text = plainText(spans)
	p.quote(name, spans, first)
	return spans
}

func linkAt(text string, m []int) site.Link {
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.TrimSpace(text[m[2*i]:m[2*i+1]])
	}
	switch {
	case m[2] >= 0 || m[4] >= 0: // [[…]]
		l := site.Link{Kind: site.WikiLink, Dest: part(1), Fragment: strings.TrimPrefix(part(2), "#"), Text: part(3)}
		if l.Text == "" {
			if l.Text = l.Dest; l.Fragment != "" {
				l.Text = strings.TrimSpace(l.Dest + " > " + strings.ReplaceAll(l.Fragment, "#", " > "))
			}
		}
		return l
	case m[10] >= 0: // [text](dest)
		l := site.Link{Kind: site.MarkdownLink, Dest: part(5), Text: part(4)}
		if l.Text == "" {
			l.Text = l.Dest
		}
		return l
	}
	return site.Link{Kind: site.MarkdownLink, Dest: part(0), Text: shownAddress(part(0))}
}

// shownAddress is an address as readers see it, without what they do not look
// for.
func shownAddress(address string) string {
	const most = 60
	_, rest, _ := strings.Cut(address, "://")
	return cut(strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/"), most)
}

func plainText(spans []site.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// quote gives the links of a value, from the first of them, the sentence that
// backlinks quote: the property and its value.
func (p *propertyReader) quote(name string, spans []site.Span, first int) {
	const most = 80
	for i, s := range spans {
		if s.Link >= first {
			before, _ := budget.Cut(plainText(spans[:i]), most)
			after, _ := budget.Cut(plainText(spans[i+1:]), most)
			p.set.Links[s.Link].Sentence = site.Sentence{Before: name + ": " + before, After: after}
		}
	}
}

// place is where written stands on the line of its value; where the value does
// if the file has it in another form.
func (p *propertyReader) place(value site.Pos, written string) site.Pos {
	line := ""
	if k := value.Line - 2; k >= 0 && k < len(p.lines) {
		line = p.lines[k]
	}
	start := 0
	if runes := []rune(line); value.Col-1 <= len(runes) && value.Col > 0 {
		start = len(string(runes[:value.Col-1]))
	}
	at := strings.Index(line[start:], written)
	if at < 0 {
		start, at = 0, strings.Index(line, written)
	}
	if at >= 0 {
		value.Col = column([]byte(line), start+at)
	}
	return value
}

// choose says which properties readers see, and which of their links count. vault says
// that the notes are one.
func choose(s *site.PropertySet, o site.Options, vault bool) {
	p := o.Properties
	if k := s.Picture(); k >= 0 && o.URL == "" { // others are told whole addresses alone
		s.Links = s.Links[:k:k] // it is the last
	}
	if p.Shown.Or(vault) == site.Yes {
		s.Shown = chosen(s.All, p.Names)
	}
	seen := map[string]bool{}
	for _, k := range s.Shown {
		seen[s.All[k].Name] = true
	}
	for k := range s.Links {
		s.Links[k].Unseen = !seen[s.Links[k].Property] && k != s.Picture()
	}
}

// published says whether a property is the day on which what a note is about
// came out, and not a gate.
func published(p *site.Property) bool {
	return p.Name == "published" && len(p.Values) == 1 && p.Values[0].Kind != site.Truth
}

func chosen(all []site.Property, names []string) (shown []int) {
	if len(names) == 0 {
		for k := range all {
			if !forPrograms(all[k].Name) || published(&all[k]) {
				shown = append(shown, k)
			}
		}
		return shown
	}
	for _, name := range names {
		for k := range all {
			if strings.EqualFold(all[k].Name, name) && !slices.Contains(shown, k) {
				shown = append(shown, k)
			}
		}
	}
	return shown
}

// setProperties reads the setting.
func setProperties(o *site.Options, v value) error {
	if v.kind != list {
		return choice(func(o *site.Options) *site.Choice { return &o.Properties.Shown })(o, v)
	}
	o.Properties.Shown = site.No
	for _, item := range v.list {
		if item.kind != scalar || item.bare {
			return errType
		}
		o.Properties.Names = append(o.Properties.Names, item.text)
		o.Properties.Shown = site.Yes
	}
	return nil
}
