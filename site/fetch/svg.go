package fetch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

const (
	notSVG      = "no SVG"
	svgScript   = "an SVG with a script"
	svgForeign  = "an SVG with HTML in it"
	svgOutside  = "an SVG that loads other files"
	svgEntities = "an SVG with entities"
	svgDamaged  = "an SVG that is no well-formed XML"
)

// svg says why an SVG is not kept, "" if it is, and notSVG if data is none. In
// an <img> it could do no harm, but readers open pictures on their own, and then
// it is a page of the site. So one that could do more than show itself is
// refused, and none is rewritten.
func svg(data []byte) string {
	if !looksSVG(data) {
		return notSVG
	}
	var r svgReader
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && r.open && r.depth == 0:
			return ""
		case err != nil:
			return svgDamaged
		}
		if reason := r.token(token); reason != "" {
			return reason
		}
	}
}

// An svgReader judges the parts of an SVG.
type svgReader struct {
	open  bool // the first element has come
	depth int
	css   *strings.Builder // what a <style> holds; comments may stand within
}

func (r *svgReader) token(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		return r.start(t)
	case xml.EndElement:
		r.depth--
		if css := r.css; css != nil {
			r.css = nil
			return style(css.String())
		}
	case xml.CharData:
		if r.css != nil {
			r.css.Write(t)
		}
	case xml.Directive:
		if bytes.ContainsAny(t, "[") {
			return svgEntities
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return svgOutside
		}
	}
	return ""
}

func (r *svgReader) start(e xml.StartElement) string {
	switch {
	case r.depth == 0 && (r.open || e.Name.Local != "svg" || e.Name.Space != svgSpace):
		return notSVG
	case r.css != nil:
		return svgDamaged
	case strings.EqualFold(e.Name.Local, "style"):
		r.css = &strings.Builder{}
	}
	r.open = true
	r.depth++
	return element(e)
}

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
)

// looksSVG says whether data is XML that soon says svg.
func looksSVG(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(data, []byte("<")) && bytes.Contains(data[:min(len(data), 16<<10)], []byte("<svg"))
}

// element says why an element is not kept.
func element(e xml.StartElement) string {
	switch strings.ToLower(e.Name.Local) {
	case "script", "handler", "listener":
		return svgScript
	case "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "link", "meta", "base":
		return svgForeign
	}
	if e.Name.Space == xhtmlSpace {
		return svgForeign
	}
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" {
			continue
		}
		name := strings.ToLower(a.Name.Local)
		if a.Name.Space == "" && strings.HasPrefix(name, "on") {
			return svgScript
		}
		if reason := attribute(strings.ToLower(e.Name.Local), name, a.Value); reason != "" {
			return reason
		}
	}
	return ""
}

// attribute says why the attribute of an element is not kept. Animations must
// not write what could not stand there.
func attribute(element, name, value string) string {
	value = strings.TrimSpace(value)
	switch {
	case name == "attributename" && strings.HasPrefix(strings.ToLower(value), "on"):
		return svgScript
	case name == "attributename" && strings.HasSuffix(strings.ToLower(value), "href"), name == "base":
		return svgOutside
	case name == "href" || name == "src":
		return reference(element, value)
	case name == "style" || strings.Contains(strings.ToLower(value), "url("), strings.Contains(value, `\`) && strings.Contains(value, "("):
		return style(value)
	}
	return ""
}

var (
	inside = regexp.MustCompile(`(?i)^(#|data:image/(png|jpe?g|gif|webp|avif)[;,]|$)`)
	web    = regexp.MustCompile(`(?i)^https?://`)
	urls   = regexp.MustCompile(`(?i)url\(\s*["']?([^"')]*)`)
)

// reference says why what an element refers to is not kept. A link waits for
// somebody to click on it.
func reference(element, value string) string {
	switch {
	case inside.MatchString(value), element == "a" && web.MatchString(value):
		return ""
	case strings.Contains(strings.ToLower(value), "script:"):
		return svgScript
	}
	return svgOutside
}

// style says why CSS is not kept. A backslash could spell url( in other
// letters.
func style(css string) string {
	lower := strings.ToLower(css)
	if strings.Contains(lower, "@import") || strings.Contains(lower, `\`) || strings.Contains(lower, "image-set(") {
		return svgOutside
	}
	for _, m := range urls.FindAllStringSubmatch(css, -1) {
		if !inside.MatchString(strings.TrimSpace(m[1])) {
			return svgOutside
		}
	}
	return ""
}
