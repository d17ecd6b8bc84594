package tex

import "strings"

// fraction reads \frac{a}{b} and its like.
func (p *reader) fraction(name string) atom {
	f := el("mfrac", "")
	if name == "cfrac" {
		p.optional()
	}
	f.kids = []*node{p.argument(), p.argument()}
	return atom{node: inStyle(name, f)}
}

// inStyle is n in the style that the first letter of a name asks for.
func inStyle(name string, n *node) *node {
	switch name[0] {
	case 'd', 'c':
		return el("mstyle", styles["displaystyle"], n)
	case 't':
		return el("mstyle", styles["textstyle"], n)
	}
	return n
}

// binomial reads \binom{n}{k}.
func (p *reader) binomial(name string) atom {
	f := el("mfrac", thickness("0"), p.argument(), p.argument())
	return atom{node: inStyle(name, fenced("(", ")", f))}
}

// general reads \genfrac{(}{)}{0pt}{0}{a}{b}.
func (p *reader) general(string) atom {
	left, right := p.inBraces(p.delimiter), p.inBraces(p.delimiter)
	line := ""
	if raw := strings.TrimSpace(p.raw()); raw != "" {
		p.inside(raw, func() *node {
			line = thickness(p.length())
			return nil
		})
	}
	level := strings.TrimSpace(p.raw())
	n := el("mfrac", line, p.argument(), p.argument())
	if left+right != "" {
		n = fenced(left, right, n)
	}
	if i := strings.Index("0123", level); level != "" && i >= 0 && len(level) == 1 {
		n = el("mstyle", styles[[]string{"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle"}[i]], n)
	}
	return atom{node: n}
}

// inBraces reads what may stand in braces, or is empty there.
func (p *reader) inBraces(read func() string) string {
	if p.peek() != '{' {
		return read()
	}
	var s string
	raw := p.until('{', '}')
	if strings.TrimSpace(raw) == "" {
		return ""
	}
	p.inside(raw, func() *node {
		s = read()
		return nil
	})
	return s
}

// root reads \sqrt[3]{x}.
func (p *reader) root(string) atom {
	raw, ok := p.optional()
	if !ok {
		return atom{node: el("msqrt", "", p.argument())}
	}
	degree := p.inside(raw, p.expression)
	if degree == nil {
		degree = el("mrow", "")
	}
	return atom{node: el("mroot", "", p.argument(), degree)}
}

// oldRoot reads \root 3 \of {x}.
func (p *reader) oldRoot(string) atom {
	end := strings.Index(p.rest(), `\of`)
	if end < 0 {
		return atom{node: p.fail()}
	}
	raw := p.rest()[:end]
	p.at += end + len(`\of`)
	degree := p.inside(raw, p.expression)
	if degree == nil {
		degree = el("mrow", "")
	}
	return atom{node: el("mroot", "", p.argument(), degree)}
}
