package tex

import "strings"

// A change is what a switch does to the rest of its group.
type change byte

const (
	font change = iota + 1
	style
	size
	color
	infix
)

// switches are the commands that change the rest of their group, or take what
// stands before them too.
var switches = readSwitches()

func readSwitches() map[string]change {
	all := map[string]change{"color": color}
	for kind, names := range map[change]string{
		font:  "rm bf it cal sf tt scr frak mit normalfont boldmath",
		style: "displaystyle textstyle scriptstyle scriptscriptstyle",
		size:  "Tiny tiny sixptsize scriptsize footnotesize small normalsize large Large LARGE huge Huge",
		infix: "over choose atop brace brack above overwithdelims atopwithdelims abovewithdelims",
	} {
		for _, name := range strings.Fields(names) {
			all[name] = kind
		}
	}
	return all
}

// styles are the attributes of what follows such a switch.
var styles = map[string]string{
	"displaystyle":      ` displaystyle="true" scriptlevel="0"`,
	"textstyle":         ` displaystyle="false" scriptlevel="0"`,
	"scriptstyle":       ` displaystyle="false" scriptlevel="1"`,
	"scriptscriptstyle": ` displaystyle="false" scriptlevel="2"`,
}

// sizes are percentages of the size around.
var sizes = map[string]string{
	"Tiny": "50", "tiny": "50", "sixptsize": "60", "scriptsize": "70", "footnotesize": "80", "small": "90",
	"normalsize": "100", "large": "120", "Large": "144", "LARGE": "173", "huge": "207", "Huge": "249",
}

// fonts are the styles of letters by switch.
var fonts = map[string]string{
	"rm": "rm", "normalfont": "rm", "bf": "bf", "boldmath": "bi", "it": "it", "mit": "it",
	"cal": "cal", "scr": "cal", "frak": "frak", "sf": "sf", "tt": "tt",
}

// switched reads the rest of the group, of which parts have been read, or an
// atom that alone is changed.
func (p *reader) switched(kind change, name string, parts []*node) (all []*node, one atom) {
	switch kind {
	case font:
		p.font = fonts[name]
		return parts, atom{}
	case infix:
		return []*node{p.infix(name, row(parts...))}, atom{}
	}
	attr := styles[name]
	switch kind {
	case size:
		attr = ` mathsize="` + sizes[name] + `%"`
	case color:
		attr = ` mathcolor="` + p.color() + `"`
	}
	if kind == color && p.peek() == '{' { // as MathJax has it: \color{red}{x}
		return parts, atom{node: el("mstyle", attr, p.group())}
	}
	if rest := p.expression(); rest != nil {
		parts = append(parts, el("mstyle", attr, rest))
	}
	return parts, atom{}
}

// infix is a fraction whose numerator stands before the command.
func (p *reader) infix(name string, above *node) *node {
	left, right, line := "", "", ""
	switch name {
	case "choose":
		left, right = "(", ")"
	case "brace":
		left, right = "{", "}"
	case "brack":
		left, right = "[", "]"
	}
	if strings.HasSuffix(name, "withdelims") {
		left, right = p.delimiter(), p.delimiter()
	}
	switch {
	case strings.HasPrefix(name, "above"):
		line = thickness(p.length())
	case !strings.HasPrefix(name, "over"):
		line = thickness("0")
	}
	below := p.expression()
	if below == nil {
		below = el("mrow", "")
	}
	f := el("mfrac", line, above, below)
	if left+right == "" {
		return f
	}
	return fenced(left, right, f)
}

// thickness is the attribute of a fraction whose line is not the usual one.
func thickness(em string) string {
	if em == "0" {
		return ` linethickness="0"`
	}
	return ` linethickness="` + em + `em"`
}

// color reads {red}, {#fff} or [RGB]{255,0,0}.
func (p *reader) color() string {
	model, _ := p.optional()
	s := strings.TrimSpace(p.raw())
	if c := colorOf(model, s); c != "" {
		return c
	}
	p.failFor("the colour " + s + " is not known")
	return ""
}
