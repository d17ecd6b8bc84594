package base

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// field is a.b.
func (s *scope) field(e *expr) Value {
	if of := e.args[0]; of.op == opName {
		if _, local := s.locals[of.text]; !local {
			switch of.text {
			case "note", "property":
				return s.property(s.note, e.text)
			case "formula":
				return s.formula(e, e.text)
			}
			if v := s.property(s.note, of.text+"."+e.text); v.Kind != Null {
				return v
			}
		}
	}
	v := s.eval(e.args[0])
	switch v.Kind {
	case File:
		if e.args[0].op == opName && e.args[0].text == "this" && e.text != "file" {
			if p, ok := s.data.Notes[v.Note].prop(e.text); ok {
				return p
			}
		}
		return s.fileField(e, v.Note, e.text)
	case Link:
		if v.Note >= 0 {
			if p, ok := s.data.Notes[v.Note].prop(e.text); ok || e.text != "file" {
				return p
			}
			return s.data.ref(File, v.Note)
		}
		return Value{}
	case Date:
		return s.dateField(e, v)
	case Text:
		if e.text == "length" {
			return number(float64(utf8.RuneCountInString(v.Text)))
		}
	case List:
		if e.text == "length" {
			return number(float64(len(v.Items)))
		}
	case Unknown:
		return v
	}
	if e.text == "length" {
		return number(0)
	}
	return Value{}
}

// formula is the value of a formula of the base. One that needs itself is
// nothing.
func (s *scope) formula(e *expr, name string) Value {
	f, ok := s.formulas[name]
	switch {
	case !ok:
		s.tell(s.in, e.at, "", "there is no formula %q", name)
		return Value{}
	case s.within[name]:
		s.tell(f, 0, "", "the formula %q needs itself", name)
		return Value{}
	case len(s.within) > budget.ExpressionDepth:
		return unknown
	}
	within := map[string]bool{name: true}
	for k := range s.within {
		within[k] = true
	}
	inner := scope{run: s.run, in: f, note: s.note, within: within}
	return inner.eval(f.expr)
}

// fileField is a field of the file of a note.
func (s *scope) fileField(e *expr, note int, name string) Value {
	n := &s.data.Notes[note]
	switch name {
	case "file":
		return s.data.ref(File, note)
	case "name", "basename":
		return text(n.Name)
	case "path":
		return text(n.Path)
	case "folder":
		return text(site.Folder(n.Path))
	case "ext":
		return text(strings.TrimPrefix(path.Ext(n.Path), "."))
	case "size":
		return number(float64(n.Size))
	case "tags", "etags":
		return s.tags(n)
	case "link":
		return s.data.ref(Link, note)
	case "links", "outlinks", "embeds":
		return s.links(n.Links)
	case "backlinks", "inlinks":
		return s.links(s.data.Linking(note))
	case "day", "cday", "ctime":
		return s.fileDate(e, n.Date, name)
	case "mtime", "mday":
		return s.fileDate(e, Value{}, name)
	case "properties", "frontmatter", "aliases":
		v, _ := n.prop(name)
		return v
	}
	s.tell(s.in, e.at, "", "file.%s is not known", name)
	return unknown
}

// fileDate is the date of a note by its front matter. When a file was made or
// saved is no part of what it says: the same notes have to give the same site.
func (s *scope) fileDate(e *expr, d Value, name string) Value {
	if d.Kind == Null && name != "day" {
		s.tell(s.in, e.at, "write the date into the front matter", "file.%s is not known: no site depends on when files were saved", name)
		return unknown
	}
	return d
}

func (s *scope) links(notes []int) Value {
	s.steps += len(notes)
	items := make([]Value, len(notes))
	for i, n := range notes {
		items[i] = s.data.ref(Link, n)
	}
	return list(items)
}

func (s *scope) dateField(e *expr, v Value) Value {
	t := v.Time
	switch e.text {
	case "year":
		return number(float64(t.Year()))
	case "month":
		return number(float64(t.Month()))
	case "day":
		return number(float64(t.Day()))
	case "hour":
		return number(float64(t.Hour()))
	case "minute":
		return number(float64(t.Minute()))
	case "second":
		return number(float64(t.Second()))
	case "millisecond":
		return number(float64(t.Nanosecond() / 1e6))
	case "weekday":
		return number(float64((t.Weekday()+6)%7 + 1))
	}
	return Value{}
}
