package highlight

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// A palette knows which tokens have a look of their own. Tokens that look
// alike, in light and in dark, share one class; tokens that look like plain
// text have none.
type palette struct {
	class []string // by token type
	looks []look   // sorted by class
	plain look
}

// A look is how the tokens of a class are painted.
type look struct {
	class       string
	light, dark chroma.StyleEntry
}

// newPalette sorts all token types by their look. The class is chroma's own
// short name for the first of them, so style sheets made for chroma fit.
func newPalette(light, dark *chroma.Style) palette {
	p := palette{plain: look{light: plainInk(light), dark: plainInk(dark)}}
	for _, t := range slices.Sorted(maps.Keys(chroma.StandardTypes)) {
		// Below are the background, lines and errors. White space and
		// punctuation without a look of its own are what plain is.
		if t < chroma.Keyword || t == chroma.Whitespace {
			continue
		}
		l := look{light: over(p.plain.light, light, t), dark: over(p.plain.dark, dark, t)}
		if alike(l.light, p.plain.light) && alike(l.dark, p.plain.dark) {
			continue
		}
		i := slices.IndexFunc(p.looks, func(o look) bool { return alike(o.light, l.light) && alike(o.dark, l.dark) })
		if i < 0 {
			i, l.class = len(p.looks), chroma.StandardTypes[t]
			p.looks = append(p.looks, l)
		}
		for len(p.class) <= int(t) {
			p.class = append(p.class, "")
		}
		p.class[t] = p.looks[i].class
	}
	slices.SortFunc(p.looks, func(a, b look) int { return cmp.Compare(a.class, b.class) })
	return p
}

// plainInk is the look of plain text. Some styles only give names a colour, or
// nothing at all.
func plainInk(s *chroma.Style) chroma.StyleEntry {
	e := chroma.StyleEntry{Colour: s.Get(chroma.Text).Colour}
	for _, t := range []chroma.TokenType{chroma.Name, chroma.NameOther, chroma.Punctuation} {
		if !e.Colour.IsSet() {
			e.Colour = s.Get(t).Colour
		}
	}
	e.Background = s.Get(chroma.Background).Background
	if !e.Colour.IsSet() && e.Background.IsSet() {
		e.Colour = chroma.NewColour(0x1f, 0x23, 0x28)
		if e.Background.Brightness() < 0.5 {
			e.Colour = chroma.NewColour(0xe6, 0xed, 0xf3)
		}
	}
	return e
}

// of is the class of tokens of type t, "" for none.
func (p *palette) of(t chroma.TokenType) string {
	if t < 0 || int(t) >= len(p.class) {
		return ""
	}
	return p.class[t]
}

// runs joins tokens of one class, and appends them to runs. White space goes
// with what is before it.
func (p *palette) runs(runs []run, code []byte, tokens []chromafast.Token) []run {
	start := 0
	for _, t := range tokens {
		class := p.of(t.Type)
		if c := code[start]; '0' <= c && c <= '9' && (t.Type == chroma.Name || t.Type == chroma.NameAttribute) {
			class = p.of(chroma.LiteralNumber) // the Java lexer takes them for names
		}
		n := len(runs)
		if n > 0 && (runs[n-1].class == class || blank(code[start:t.End])) {
			runs[n-1].end = t.End
		} else {
			runs = append(runs, run{t.End, class})
		}
		start = t.End
	}
	return runs
}

func blank(text []byte) bool {
	for _, b := range text {
		if b != ' ' && b != '\n' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

// over is the look of tokens of type t in style s, where plain text looks like
// plain. Backgrounds are left out, because nearly all of them are error boxes.
// Bold and slanted letters are also left out, because they make Chinese comments
// hard to read, except where the code says so (in Markdown). A colour that can
// hardly be told from the background is drawn towards plain.
func over(plain chroma.StyleEntry, s *chroma.Style, t chroma.TokenType) chroma.StyleEntry {
	full := s.Get(t)
	e := chroma.StyleEntry{Colour: full.Colour, Underline: full.Underline}
	if t.InCategory(chroma.Generic) {
		e.Bold, e.Italic = full.Bold, full.Italic
	}
	if !e.Colour.IsSet() {
		e.Colour = plain.Colour
	}
	if plain.Background.IsSet() {
		for step := 0.1; step < 1 && contrast(e.Colour, plain.Background) < legible; step += 0.1 {
			e.Colour = mix(full.Colour, plain.Colour, step)
		}
	}
	return e
}

// legible is the least contrast of text and background, WCAG 2.2 level AA.
const legible = 4.5

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b chroma.Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c chroma.Colour) float64 {
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.Red()) + 0.7152*part(c.Green()) + 0.0722*part(c.Blue())
}

// mix is a with the given share of b in it.
func mix(a, b chroma.Colour, share float64) chroma.Colour {
	part := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*share)) }
	return chroma.NewColour(part(a.Red(), b.Red()), part(a.Green(), b.Green()), part(a.Blue(), b.Blue()))
}

// alike says whether nobody would tell a from b: the same letters, and colours
// that differ by less than a twelfth in each part.
func alike(a, b chroma.StyleEntry) bool {
	if a.Bold != b.Bold || a.Italic != b.Italic || a.Underline != b.Underline || a.Colour.IsSet() != b.Colour.IsSet() {
		return false
	}
	near := func(x, y uint8) bool { return max(x, y)-min(x, y) < 20 }
	return near(a.Colour.Red(), b.Colour.Red()) && near(a.Colour.Green(), b.Colour.Green()) &&
		near(a.Colour.Blue(), b.Colour.Blue())
}

// lines is the part of the style sheet that has nothing to do with tokens. The
// marks are also signs, for readers who cannot tell the colours apart.
const lines = `.wordy>.chroma{white-space:pre-wrap;overflow-wrap:anywhere}
.chroma .line{display:block}
.chroma .line[data-n]::before{content:attr(data-n);display:inline-block;min-width:2em;margin-inline-end:1em;text-align:end;opacity:.6;user-select:none}
.chroma .hl{background-color:#ffc83d33}
.chroma .ins{background-color:#2ea04333}
.chroma .del{background-color:#f8514933}
.chroma code:has(.line){display:block;width:max-content;min-width:100%}
.chroma code:has(.ins,.del) .line{position:relative;padding-inline-start:1.5em}
.chroma .ins::after,.chroma .del::after{position:absolute;top:0;inset-inline-start:.4em;user-select:none}
.chroma .ins::after{content:"+"}
.chroma .del::after{content:"−"}
`

func (p palette) sheet() string {
	var b strings.Builder
	none := look{}
	p.theme(&b, "", func(l look) (now, before chroma.StyleEntry) { return l.light, none.light })
	b.WriteString(lines)
	dark := func(l look) (now, before chroma.StyleEntry) { return l.dark, l.light }
	b.WriteString("@media screen and (prefers-color-scheme:dark){\n")
	p.theme(&b, ":root:not([data-theme=light]) ", dark)
	b.WriteString("}\n@media screen{\n")
	p.theme(&b, ":root[data-theme=dark] ", dark)
	b.WriteString("}\n")
	return b.String()
}

// theme writes the rules of one theme, each selector with prefix before it. of
// is the entry of a look, and the entry that rules above have given it.
func (p palette) theme(b *strings.Builder, prefix string, of func(look) (now, before chroma.StyleEntry)) {
	plain, _ := of(p.plain)
	fmt.Fprintf(b, "%s.chroma{color:%s", prefix, plain.Colour)
	if plain.Background.IsSet() {
		fmt.Fprintf(b, ";background-color:%s", plain.Background)
	}
	b.WriteString("}\n")
	for _, l := range p.looks {
		if d := declarations(of(l)); d != "" {
			fmt.Fprintf(b, "%s.chroma .%s{%s}\n", prefix, l.class, d)
		}
	}
}

// declarations says in CSS what makes now of before.
func declarations(now, before chroma.StyleEntry) string {
	var d []string
	if now.Colour != before.Colour {
		d = append(d, "color:"+now.Colour.String())
	}
	for _, c := range [...]struct {
		now, before chroma.Trilean
		yes, no     string
	}{
		{now.Bold, before.Bold, "font-weight:bold", "font-weight:inherit"},
		{now.Italic, before.Italic, "font-style:italic", "font-style:inherit"},
		{now.Underline, before.Underline, "text-decoration:underline", "text-decoration:none"},
	} {
		switch is, was := c.now == chroma.Yes, c.before == chroma.Yes; {
		case is && !was:
			d = append(d, c.yes)
		case was && !is:
			d = append(d, c.no)
		}
	}
	return strings.Join(d, ";")
}
