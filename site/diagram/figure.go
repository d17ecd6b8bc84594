package diagram

import (
	"bytes"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram/canvas"
)

// Figure writes a drawing for a page whose interface is in the language ui. fold writes its source, which readers can
// unfold.
func (d Drawing) Figure(w *bytes.Buffer, lang, ui string, fold func(w *bytes.Buffer)) {
	w.WriteString(`<figure class="diagram"><div class="diagram-box"`)
	if d.wide { // it may scroll, and the keyboard has to get there
		w.WriteString(` tabindex="0" role="group" aria-label="` + canvas.Escaped(d.name) + `"`)
	}
	w.WriteByte('>')
	w.WriteString(d.SVG)
	w.WriteString("</div>")
	if d.Title != "" {
		w.WriteString("<figcaption>")
		w.WriteString(canvas.Escaped(d.Title))
		w.WriteString("</figcaption>")
	}
	if IsData(lang) {
		w.WriteString("</figure>\n")
		return
	}
	w.WriteString("<details><summary>" + site.Word(ui, "源码", "Source") + " · " + canvas.Escaped(lang) + "</summary>")
	fold(w)
	w.WriteString("</details></figure>\n")
}
