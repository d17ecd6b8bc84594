package tex

import "strings"

// phantom takes the room of its argument, or only the height or the width.
func (p *reader) phantom(name string) atom {
	switch name {
	case "phantom":
		return atom{node: el("mphantom", "", p.argument())}
	case "mathstrut", "strut":
		return atom{node: el("mpadded", ` width="0"`, el("mphantom", "", leaf("mo", rigid, "(")))}
	case "smash":
		where, _ := p.optional()
		attr := map[string]string{"t": ` height="0"`, "b": ` depth="0"`}[where]
		if attr == "" {
			attr = ` height="0" depth="0"`
		}
		return atom{node: el("mpadded", attr, p.argument())}
	case "vphantom":
		return atom{node: el("mpadded", ` width="0"`, el("mphantom", "", p.argument()))}
	}
	return atom{node: el("mpadded", ` height="0" depth="0"`, el("mphantom", "", p.argument()))}
}

// lap reads what takes no width.
func (p *reader) lap(name string) atom {
	var n *node
	if strings.HasPrefix(name, "math") {
		n = p.argument()
	} else {
		n = p.text("text").node
	}
	padded := el("mpadded", ` width="0"`, el("mrow", "", n))
	switch strings.TrimPrefix(name, "math") {
	case "llap":
		padded.class = "math-llap"
	case "clap":
		padded.class = "math-clap"
	}
	return atom{node: padded}
}

// raised reads \raisebox{2pt}{text}, and \raise 2pt with what follows.
func (p *reader) raised(name string) atom {
	if name == "vcenter" {
		return atom{node: p.argument()}
	}
	em := p.dimension()
	if name == "lower" {
		em = strings.TrimPrefix("-"+em, "--")
	}
	var n *node
	if name == "raisebox" {
		p.optional()
		p.optional()
		n = p.text("text").node
	} else {
		n = p.argument()
	}
	return atom{node: el("mpadded", ` voffset="`+em+`em"`, n)}
}

// rule reads \rule[raise]{width}{height}.
func (p *reader) rule(string) atom {
	raise := "0"
	if raw, ok := p.optional(); ok {
		p.inside(raw, func() *node {
			raise = p.length()
			return nil
		})
	}
	width, height := p.dimension(), p.dimension()
	bar := classed("math-rule", el("mspace", ` width="`+width+`em" height="`+height+`em"`))
	if raise == "0" {
		return atom{node: bar}
	}
	return atom{node: el("mpadded", ` voffset="`+raise+`em"`, bar)}
}

// colored reads \textcolor{red}{x}, \colorbox{red}{text} and \fcolorbox.
func (p *reader) colored(name string) atom {
	color := p.color()
	if name == "textcolor" {
		return atom{node: el("mstyle", ` mathcolor="`+color+`"`, p.argument())}
	}
	class := "math-pad"
	if name == "fcolorbox" {
		color, class = p.color(), "math-box"
	}
	return atom{node: classed(class, el("mstyle", ` mathbackground="`+color+`"`, p.text("text").node))}
}
