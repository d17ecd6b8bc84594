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
	class map[chroma.TokenType]string
	looks []look // sorted by class
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
	p := palette{
		class: map[chroma.TokenType]string{},
		plain: look{light: ink(light.Get(chroma.Text)), dark: ink(dark.Get(chroma.Text))},
	}
	p.plain.light.Background = light.Get(chroma.Background).Background
	p.plain.dark.Background = dark.Get(chroma.Background).Background
	named := map[[2]chroma.StyleEntry]string{}
	for _, t := range slices.Sorted(maps.Keys(chroma.StandardTypes)) {
		if t < chroma.Keyword { // the background, lines, errors: not code
			continue
		}
		key := [2]chroma.StyleEntry{ink(light.Get(t)), ink(dark.Get(t))}
		if sameInk(key[0], p.plain.light) && sameInk(key[1], p.plain.dark) {
			continue
		}
		class, ok := named[key]
		if !ok {
			class = chroma.StandardTypes[t]
			named[key] = class
			p.looks = append(p.looks, look{class: class, light: key[0], dark: key[1]})
		}
		p.class[t] = class
	}
	slices.SortFunc(p.looks, func(a, b look) int { return cmp.Compare(a.class, b.class) })
	return p
}

// ink is the part of an entry that we use: token backgrounds are left out, for
// they are error boxes in all but name.
func ink(e chroma.StyleEntry) chroma.StyleEntry {
	return chroma.StyleEntry{Colour: e.Colour, Bold: e.Bold, Italic: e.Italic, Underline: e.Underline}
}

func sameInk(a, b chroma.StyleEntry) bool { return ink(a) == ink(b) }

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
