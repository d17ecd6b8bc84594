package mdx

import (
	"regexp"
	"strings"
)

// An attribute of a tag. Its value is the text of a string or an expression.
type attribute struct {
	name, value string
	expr        bool // {value}
	bare        bool // no value
}

// An element is a tag as written.
type element struct {
	name      string
	attrs     []attribute
	end       int
	close     bool // </name>
	self      bool // <name />
	multiline bool
}

var (
	tagName  = regexp.MustCompile(`^</?(?:[A-Za-z][\w.-]*)?`)
	attrName = regexp.MustCompile(`^[A-Za-z_@:][\w:.-]*`)
)

// element reads the tag at a place.
func (s *scan) element(at int) (e element, ok bool) {
	m := tagName.FindString(s.text[at:])
	e.close = strings.HasPrefix(m, "</")
	e.name = strings.TrimPrefix(strings.TrimPrefix(m, "<"), "/")
	i := at + len(m)
	for i < len(s.text) {
		if s.left--; s.left < 0 {
			return e, false
		}
		c := s.text[i]
		switch {
		case c == '>':
			e.end, e.multiline = i+1, strings.Contains(s.text[at:i], "\n")
			return e, e.name != "" || i == at+len(m)
		case strings.HasPrefix(s.text[i:], "/>"):
			e.end, e.self, e.multiline = i+2, true, strings.Contains(s.text[at:i], "\n")
			return e, e.name != ""
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case c == '{': // {...props} or a comment
			if i, ok = s.balanced(i); !ok {
				return e, false
			}
		default:
			n := len(attrName.FindString(s.text[i:]))
			if n == 0 || e.close {
				return e, false
			}
			var a attribute
			if a, i, ok = s.attribute(i, n); !ok {
				return e, false
			}
			e.attrs = append(e.attrs, a)
		}
	}
	return e, false
}

// attribute reads one whose name is n bytes long.
func (s *scan) attribute(at, n int) (a attribute, end int, ok bool) {
	a.name = s.text[at : at+n]
	at += n
	if at+1 >= len(s.text) || s.text[at] != '=' {
		a.bare = true
		return a, at, true
	}
	at++
	switch s.text[at] {
	case '"', '\'':
		end, ok = s.quoted(at, "")
	case '{':
		a.expr = true
		end, ok = s.balanced(at)
	}
	if ok {
		a.value = s.text[at+1 : end-1]
	}
	return a, end, ok
}

// text is what an attribute says.
func (w *writer) said(e element, names ...string) string {
	for _, a := range e.attrs {
		for _, n := range names {
			if a.name != n {
				continue
			}
			if !a.expr {
				return a.value
			}
			if text, ok := w.address(strings.TrimSpace(a.value)); ok {
				return text
			}
		}
	}
	return ""
}

// tag writes the tag at the place where the writer is.
func (w *writer) tag() {
	e, ok := w.element(w.at)
	if !ok {
		w.copy(1)
		return
	}
	_, first := w.head()
	if by, ok := w.standsFor(e, first); ok {
		w.replace(e.end, by)
		return
	}
	if by, end, ok := w.code(e); ok {
		w.replace(end, by)
		return
	}
	if first && blocks[e.name] && !e.close {
		if inner, end, ok := w.onOneLine(e); ok {
			w.at = end
			w.out.WriteString(inner)
			return
		}
	}
	labelled := e.name == "TabItem" && len(w.labels) > 0
	if !e.multiline && !labelled && !strings.Contains(w.text[w.at:e.end], "{") && !(first && blocks[e.name] && !e.close) {
		w.copy(e.end - w.at)
		return
	}
	w.replace(e.end, w.html(e, first))
}

// blocks are elements of HTML between whose tags Markdown is meant.
var blocks = map[string]bool{"div": true, "section": true, "center": true}

// onOneLine is what stands between the tags of a block that ends on its line.
func (w *writer) onOneLine(e element) (inner string, end int, ok bool) {
	line, _, _ := strings.Cut(w.text[e.end:], "\n")
	inner, ok = strings.CutSuffix(strings.TrimSpace(line), "</"+e.name+">")
	if !ok || e.multiline || strings.ContainsAny(inner, "<{") {
		return "", 0, false
	}
	return inner, e.end + len(line), true
}

var tabValue = regexp.MustCompile(`\{[^{}]*\}`)
var tabPart = regexp.MustCompile(`\b(label|value)["']?\s*:\s*("[^"]*"|'[^']*')`)

// standsFor is what a tag is written as, if it is not written as itself.
func (w *writer) standsFor(e element, first bool) (string, bool) {
	switch e.name {
	case "":
		return "", true
	case "Link", "LinkButton", "NavLink":
		if e.close {
			return "</a>", true
		}
		if to := w.said(e, "to", "href"); to != "" && !e.self {
			return `<a href="` + quote(to) + `">`, true
		}
	case "ThemedImage", "Image":
		if src := w.picture(e); src != "" && !e.close {
			return `<img src="` + quote(src) + `" alt="` + quote(w.said(e, "alt")) + `">`, true
		}
	case "Tabs":
		w.labels = map[string]string{}
		w.tabs(e)
	}
	file := w.names[e.name].file
	if e.self && first && (strings.HasSuffix(file, ".mdx") || strings.HasSuffix(file, ".md")) {
		return "<!--@include: " + strings.Replace(file, "@site/", "@/", 1) + "-->", true
	}
	return "", false
}

var firstPath = regexp.MustCompile(`["']([^"'\n]+\.(?:svg|png|jpe?g|gif|webp|avif))["']`)

func (w *writer) picture(e element) string {
	if src := w.said(e, "src"); src != "" {
		return src
	}
	for _, a := range e.attrs {
		if m := firstPath.FindStringSubmatch(a.value); a.name == "sources" && m != nil {
			return m[1]
		}
	}
	return ""
}

// tabs learns the labels of tabs.
func (w *writer) tabs(e element) {
	for _, a := range e.attrs {
		if a.name != "values" || !a.expr {
			continue
		}
		for _, one := range tabValue.FindAllString(a.value, 1000) {
			parts := map[string]string{}
			for _, m := range tabPart.FindAllStringSubmatch(one, 2) {
				parts[m[1]] = m[2][1 : len(m[2])-1]
			}
			w.labels[parts["value"]] = parts["label"]
		}
	}
}

// html writes a tag on one line, without what is for programs.
func (w *writer) html(e element, first bool) string {
	if e.close {
		return "</" + e.name + ">"
	}
	var b strings.Builder
	b.WriteString("<" + e.name)
	label := false
	for _, a := range e.attrs {
		text, known := a.value, true
		if a.expr {
			text, known = w.address(strings.TrimSpace(a.value))
		}
		a.name = strings.Replace(a.name, "className", "class", 1)
		label = label || a.name == "label"
		if a.bare {
			b.WriteString(" " + a.name)
		} else if known {
			b.WriteString(" " + a.name + `="` + quote(text) + `"`)
		}
	}
	if text := w.labels[w.said(e, "value")]; e.name == "TabItem" && text != "" && !label {
		b.WriteString(` label="` + quote(text) + `"`)
	}
	if first && blocks[e.name] && !e.self {
		b.WriteString(" markdown")
	}
	if e.self {
		b.WriteString(" /")
	}
	b.WriteString(">")
	if first && e.name == "img" {
		b.WriteString("<!-- -->") // alone on its line it would take the next ones for HTML
	}
	return b.String()
}

func quote(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, `"`, "&quot;")), " ")
}
