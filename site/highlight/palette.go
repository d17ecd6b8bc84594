package highlight

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
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
		l := look{light: over(p.plain.light, light.Get(t)), dark: over(p.plain.dark, dark.Get(t))}
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
	e := ink(s.Get(chroma.Text))
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
func (p *palette) runs(runs []run, code []byte, tokens []token) []run {
	start := 0
	for _, t := range tokens {
		class := p.of(t.kind)
		if c := code[start]; t.kind == chroma.Name && '0' <= c && c <= '9' {
			class = p.of(chroma.LiteralNumber) // the Java lexer takes them for names
		}
		n := len(runs)
		if n > 0 && (runs[n-1].class == class || blank(code[start:t.end])) {
			runs[n-1].end = t.end
		} else {
			runs = append(runs, run{t.end, class})
		}
		start = t.end
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

// ink is the part of an entry that we use: token backgrounds are left out, for
// they are error boxes in all but name.
func ink(e chroma.StyleEntry) chroma.StyleEntry {
	return chroma.StyleEntry{Colour: e.Colour, Bold: e.Bold, Italic: e.Italic, Underline: e.Underline}
}

// over is the ink of e, on paper where plain text looks like plain.
func over(plain, e chroma.StyleEntry) chroma.StyleEntry {
	e = ink(e)
	if !e.Colour.IsSet() {
		e.Colour = plain.Colour
	}
	return e
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
const lines = `.chroma .line{display:block}
.chroma .line[data-n]::before{content:attr(data-n);display:inline-block;min-width:2em;margin-inline-end:1em;text-align:end;opacity:.6;user-select:none}
.chroma .hl{background-color:#ffc83d33}
.chroma .ins{background-color:#2ea04333}
.chroma .del{background-color:#f8514933}
.chroma .ins::after,.chroma .del::after{position:absolute;inset-inline-start:.25em;opacity:.8;user-select:none}
.chroma .line.ins,.chroma .line.del{position:relative}
.chroma .ins::after{content:"+";top:0}
.chroma .del::after{content:"−";top:0}
`

func (p palette) sheet() string {
	var b strings.Builder
	p.theme(&b, "", func(l look) chroma.StyleEntry { return l.light })
	b.WriteString(lines)
	dark := func(l look) chroma.StyleEntry { return l.dark }
	b.WriteString("@media screen and (prefers-color-scheme:dark){\n")
	p.theme(&b, ":root:not([data-theme=light]) ", dark)
	b.WriteString("}\n@media screen{\n")
	p.theme(&b, ":root[data-theme=dark] ", dark)
	b.WriteString("}\n")
	return b.String()
}

// theme writes the rules of one theme, each selector with prefix before it.
func (p palette) theme(b *strings.Builder, prefix string, of func(look) chroma.StyleEntry) {
	plain := of(p.plain)
	fmt.Fprintf(b, "%s.chroma{%s}\n", prefix, strings.TrimPrefix(declarations(plain, chroma.StyleEntry{}), ";"))
	for _, l := range p.looks {
		if d := declarations(of(l), plain); d != "" {
			fmt.Fprintf(b, "%s.chroma .%s{%s}\n", prefix, l.class, strings.TrimPrefix(d, ";"))
		}
	}
}

// declarations says e in CSS, less what it inherits from around it.
func declarations(e, around chroma.StyleEntry) string {
	var d string
	if e.Colour.IsSet() && e.Colour != around.Colour {
		d += ";color:" + e.Colour.String()
	}
	if e.Background.IsSet() {
		d += ";background-color:" + e.Background.String()
	}
	if e.Bold == chroma.Yes {
		d += ";font-weight:bold"
	}
	if e.Italic == chroma.Yes {
		d += ";font-style:italic"
	}
	if e.Underline == chroma.Yes {
		d += ";text-decoration:underline"
	}
	return d
}
