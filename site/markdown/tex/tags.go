package tex

import "strings"

// tagged reads \tag{1}, which stands behind the line.
func (p *reader) tagged(string) atom {
	star := p.accept("*")
	n := p.inside(p.raw(), p.textParts)
	if n == nil {
		return atom{}
	}
	name := n.plain()
	if !star {
		n = el("mrow", "", text("("), n, text(")"))
		name = "(" + name + ")"
	}
	p.tag = n
	p.remember(p.label, name)
	return atom{}
}

// labelled reads \label{x}: what \ref{x} shows is the tag of the line.
func (p *reader) labelled(string) atom {
	p.label = p.raw()
	if p.tag != nil {
		p.remember(p.label, p.tag.plain())
	}
	return atom{}
}

// remember remembers the tag that a label stands for.
func (p *reader) remember(label, tag string) {
	if label == "" || len(p.pre.labels) >= mostMacros {
		return
	}
	if p.pre.labels == nil {
		p.pre.labels = make(map[string]string)
	}
	p.pre.labels[label] = tag
}

// reference reads \ref{x} and \eqref{x}. A label without a tag is shown itself.
func (p *reader) reference(name string) atom {
	label := p.raw()
	tag, ok := p.pre.labels[label]
	if !ok {
		tag = "(" + label + ")"
	}
	if name == "ref" {
		tag = strings.TrimSuffix(strings.TrimPrefix(tag, "("), ")")
	}
	return atom{node: text(tag)}
}
