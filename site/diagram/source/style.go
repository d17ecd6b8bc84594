package source

import (
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/colour"
	"github.com/biji-notes/biji/site/diagram/canvas"
)

// A Style is what an author chose for a shape. Every value is one that SVG can
// have, and nothing else.
type Style struct {
	Fill, Stroke, Width, Dash string
	Color                     string // of the text
}

var (
	length = regexp.MustCompile(`^\d{1,3}(\.\d{1,3})?(px)?$`)
	dashes = regexp.MustCompile(`^\d{1,3}(\.\d)?(px)?([ ,]+\d{1,3}(\.\d)?(px)?){0,5}$`)
)

// Properties reads "fill:#f9f,stroke:#333,stroke-dasharray: 5 5". What is not known
// is passed over.
func Properties(s string) Style {
	var st Style
	for _, p := range properties(s) {
		name, value, _ := strings.Cut(p, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "fill", "background", "background-color":
			st.Fill = paint(value, st.Fill)
		case "stroke", "border-color":
			st.Stroke = paint(value, st.Stroke)
		case "color":
			st.Color = paint(value, st.Color)
		case "stroke-width", "border-width":
			if length.MatchString(value) {
				st.Width = strings.TrimSuffix(value, "px")
			}
		case "stroke-dasharray":
			if dashes.MatchString(value) {
				st.Dash = strings.ReplaceAll(value, "px", "")
			}
		}
	}
	return st
}

// properties cuts a list at commas and semicolons outside of parentheses. A piece
// without a colon goes on with the one before it.
func properties(s string) []string {
	var all []string
	depth, start := 0, 0
	add := func(p string) {
		if !strings.Contains(p, ":") && len(all) > 0 {
			all[len(all)-1] += "," + p
			return
		}
		all = append(all, p)
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',', ';':
			if depth <= 0 {
				add(s[start:i])
				start = i + 1
			}
		}
	}
	add(s[start:])
	return all
}

// paint is a colour, or what was there if it is none.
func paint(value, before string) string {
	if c := Paint(value); c != "" {
		return c
	}
	return before
}

// Paint is a colour as SVG can have it; "" if it is none.
func Paint(value string) string {
	low := strings.ToLower(strings.TrimSpace(value))
	if _, ok := colour.Parse(low); ok || low == "none" || low == "transparent" {
		return low
	}
	return ""
}

// Over is s with the values of t where it has some.
func (s Style) Over(t Style) Style {
	for _, p := range [...]struct{ to, from *string }{
		{&s.Fill, &t.Fill}, {&s.Stroke, &t.Stroke}, {&s.Width, &t.Width}, {&s.Dash, &t.Dash}, {&s.Color, &t.Color},
	} {
		if *p.from != "" {
			*p.to = *p.from
		}
	}
	return s
}

// Look is a shape of a class with the style.
func (s Style) Look(class string) canvas.Look {
	return canvas.Look{Class: class, Fill: s.Fill, Stroke: s.Stroke, Width: s.Width, Dash: s.Dash}
}

// Ink is the colour of text on the style's fill: the author's if it can be read
// there, otherwise black or white; "" where the fill is the page's own, which
// changes with its theme.
func (s Style) Ink() string {
	ground, ok := Luminance(s.Fill)
	if !ok {
		return ""
	}
	if own, ok := Luminance(s.Color); ok && contrast(own, ground) >= 3 {
		return s.Color
	}
	if contrast(ground, 0.01) >= contrast(ground, 1) {
		return "#1b1d1f"
	}
	return "#fff"
}

func contrast(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	return (a + 0.05) / (b + 0.05)
}

// Luminance is that of WCAG 2; ok is false for what is no opaque colour.
func Luminance(color string) (l float64, ok bool) {
	c, ok := colour.Parse(color)
	if !ok || c.Alpha <= 0.4 {
		return 0, false
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B), true
}

func linear(v float64) float64 {
	v /= 255
	if v <= 0.04045 {
		return v / 12.92
	}
	// ((v+0.055)/1.055)^2.4, near enough
	x := (v + 0.055) / 1.055
	return x * x * (0.6*x + 0.4)
}
