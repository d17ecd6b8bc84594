package highlight

import (
	"bytes"
	"html"
	"strconv"
)

// A run is a stretch of code of one class, or of none.
type run struct {
	end   int    // byte offset behind it; it begins where the run before it ends
	class string // "" for plain text
}

// writeFigure writes the block. Lines get elements of their own only if
// something is to be said of them: most blocks are a third smaller without.
func writeFigure(w *bytes.Buffer, f fence, code []byte, runs []run) {
	w.WriteString(`<figure class="code`)
	if f.wraps {
		w.WriteString(" wordy")
	}
	w.WriteByte('"')
	if f.lang != "" {
		w.WriteString(` data-lang="`)
		w.WriteString(html.EscapeString(f.lang))
		w.WriteByte('"')
	}
	w.WriteByte('>')
	if f.title != "" {
		w.WriteString("<figcaption>")
		w.WriteString(html.EscapeString(f.title))
		w.WriteString("</figcaption>")
	}
	w.WriteString(`<pre class="chroma" tabindex="0"><code>`)
	if f.byLine() {
		writeLines(w, f, code, runs)
	} else {
		start := 0
		for _, r := range runs {
			writeRun(w, r.class, code[start:r.end])
			start = r.end
		}
	}
	w.WriteString("</code></pre></figure>")
}

// writeLines writes one element per line, newline included. The number is an
// attribute that the style sheet shows, so it is neither selected nor copied.
func writeLines(w *bytes.Buffer, f fence, code []byte, runs []run) {
	start := 0
	marks := f.lineMarks(countLines(code))
	for n := 1; start < len(code); n++ {
		end := len(code)
		if i := bytes.IndexByte(code[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		openLine(w, f, n, marks[n-1])
		for len(runs) > 0 && start < end {
			stop := min(runs[0].end, end)
			writeRun(w, runs[0].class, code[start:stop])
			if start = stop; runs[0].end == stop {
				runs = runs[1:]
			}
		}
		w.WriteString("</span>")
	}
}

func openLine(w *bytes.Buffer, f fence, n int, m mark) {
	w.WriteString(`<span class="line`)
	for _, c := range [...]struct {
		mark  mark
		class string
	}{{marked, " hl"}, {inserted, " ins"}, {deleted, " del"}} {
		if m&c.mark != 0 {
			w.WriteString(c.class)
		}
	}
	w.WriteByte('"')
	if f.numbers {
		w.WriteString(` data-n="`)
		w.Write(strconv.AppendInt(w.AvailableBuffer(), int64(f.first+n-1), 10))
		w.WriteByte('"')
	}
	w.WriteByte('>')
}

func writeRun(w *bytes.Buffer, class string, text []byte) {
	if class == "" {
		escape(w, text)
		return
	}
	w.WriteString(`<span class="`)
	w.WriteString(class)
	w.WriteString(`">`)
	escape(w, text)
	w.WriteString("</span>")
}

// escape writes text so that a browser reads back the same bytes. A carriage
// return needs a reference: HTML parsers turn a bare one into a newline.
func escape(w *bytes.Buffer, text []byte) {
	start := 0
	for i, c := range text {
		var ref string
		switch c {
		case '&':
			ref = "&amp;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		case '\r':
			ref = "&#13;"
		default:
			continue
		}
		w.Write(text[start:i])
		w.WriteString(ref)
		start = i + 1
	}
	w.Write(text[start:])
}
