package pages

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/base"
)

// cell writes a value.
func (e *embedder) cell(w *bytes.Buffer, v base.Value) {
	switch v.Kind {
	case base.Null, base.Unknown:
	case base.Bool:
		sign, word := "☐", e.word("no", "")
		if v.True {
			sign, word = "☑", e.word("yes", "")
		}
		fmt.Fprintf(w, `<span role="img" aria-label="%s">%s</span>`, word, sign)
	case base.Date:
		layout := "2006-01-02"
		if v.Clock {
			layout = "2006-01-02T15:04"
		}
		fmt.Fprintf(w, `<time datetime="%s">%s</time>`, v.Time.Format(layout), html.EscapeString(v.String()))
	case base.List:
		e.cellList(w, v)
	case base.Link, base.File:
		e.cellLink(w, v)
	default:
		e.cellText(w, v)
	}
}

// cellList writes a list. What is a list in it is text.
func (e *embedder) cellList(w *bytes.Buffer, v base.Value) {
	const most = 200
	for i, item := range v.Items {
		if i == most {
			w.WriteString(" …")
			return
		}
		if i > 0 {
			w.WriteString(", ")
		}
		if item.Kind == base.List {
			w.WriteString(html.EscapeString(item.String()))
			continue
		}
		e.cell(w, item)
	}
}

func (e *embedder) cellLink(w *bytes.Buffer, v base.Value) {
	text := html.EscapeString(v.Text)
	if v.To == nil {
		w.WriteString(text)
		return
	}
	href, external := e.w.leads(e.page, *v.To)
	switch {
	case href == "" || v.To.Kind == site.ToFile && e.w.Graph.Files[v.To.URL] == "":
		w.WriteString(text)
	case external:
		fmt.Fprintf(w, `<a class="external" rel="noopener" href="%s">%s</a>`, html.EscapeString(href), text)
	default:
		fmt.Fprintf(w, `<a href="%s">%s</a>`, html.EscapeString(href), text)
	}
}

func (e *embedder) cellText(w *bytes.Buffer, v base.Value) {
	if inner, ok := strings.CutPrefix(v.Text, "[["); ok && strings.HasSuffix(inner, "]]") && !strings.Contains(inner, "[[") { // of a field in the text
		e.cell(w, e.w.vault().Link(v.Text))
		return
	}
	if name, ok := strings.CutPrefix(v.Text, "#"); ok && v.Kind == base.Text {
		if href := e.w.tagHref(e.page.URL, name); href != "" {
			fmt.Fprintf(w, `<a class="biji-tag" href="%s">%s</a>`, html.EscapeString(href), html.EscapeString(name))
			return
		}
	}
	if len(v.Items) == 0 || !slices.ContainsFunc(v.Items, func(p base.Value) bool { return p.Kind == base.Link }) {
		w.WriteString(html.EscapeString(v.String()))
		return
	}
	for _, piece := range v.Items {
		e.cell(w, piece)
	}
}
