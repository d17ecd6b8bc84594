package mdx

import (
	"path"
	"strings"
)

// code is the block of code that a tag of Docusaurus or Astro stands for, and the
// end of what it replaces.
func (w *writer) code(e element) (block string, end int, ok bool) {
	if e.name != "CodeBlock" && e.name != "Code" || e.close {
		return "", 0, false
	}
	expr, end := "", e.end
	for _, a := range e.attrs {
		if a.name == "code" && a.expr {
			expr = a.value
		}
	}
	if !e.self {
		shut := strings.Index(w.text[e.end:], "</"+e.name+">")
		if shut < 0 {
			return "", 0, false
		}
		w.left -= shut
		expr = strings.TrimSpace(w.text[e.end : e.end+shut])
		end = e.end + shut + len("</>") + len(e.name)
		inner, braced := strings.CutPrefix(expr, "{")
		if !braced {
			return w.block(e, expr), end, expr != "" && !strings.Contains(expr, "{")
		}
		expr = strings.TrimSuffix(inner, "}")
	}
	expr = strings.TrimSpace(expr)
	if n := w.names[expr]; strings.HasPrefix(n.file, "raw-loader!") || strings.HasSuffix(n.file, "?raw") {
		file := strings.TrimSuffix(strings.TrimPrefix(n.file, "raw-loader!"), "?raw")
		return "<<< " + strings.Replace(file, "@site/", "@/", 1) + w.title(e, file), end, true
	}
	text, ok := w.literal(expr)
	return w.block(e, text), end, ok
}

func (w *writer) title(e element, file string) string {
	if t := w.said(e, "title"); t != "" && t != path.Base(file) {
		return " [" + strings.ReplaceAll(t, "]", "") + "]"
	}
	return ""
}

// block writes code, on one line if it is one and something is before it.
func (w *writer) block(e element, code string) string {
	head, first := w.head()
	if !first {
		return "`" + code + "`"
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	info := w.said(e, "language", "lang")
	if t := w.said(e, "title"); t != "" {
		info += ` title="` + t + `"`
	}
	lines := strings.ReplaceAll(strings.Trim(code, "\n"), "\n", "\n"+head)
	return fence + info + "\n" + head + lines + "\n" + head + fence
}
