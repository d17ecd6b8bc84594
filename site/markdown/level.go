package markdown

import "github.com/yuin/goldmark/ast"

// deepestLevel is the last level of headings that HTML has.
const deepestLevel = 6

func (p *page) heading(n *ast.Heading) {
	level := n.Level
	if !p.d.parser.options.CommonMark {
		level = p.level(level)
	}
	name := byte('0' + level)
	p.w.WriteString("<h")
	p.w.WriteByte(name)
	if !p.hooks.Embedded && !p.d.parser.options.CommonMark {
		p.w.WriteString(` id="`)
		escapeString(p.w, p.d.outline.Headings[p.d.facts[n].number].ID)
		p.w.WriteByte('"')
		p.class(n)
	}
	p.w.WriteByte('>')
	p.inHeading = true
	p.inlines(n)
	p.inHeading = false
	p.below = p.d.facts[n].number
	p.w.WriteString("</h")
	p.w.WriteByte(name)
	p.w.WriteString(">\n")
}

// level is the one at which a page shows a heading that is written at a level. What
// is written says which heading stands below which, and no more than that: a page that
// begins with ####, and one that leaves levels out, has its headings at 2, 3, 4 all the
// same, below its title, which is of level 1.
func (p *page) level(written int) int {
	for len(p.levels) > p.around && p.levels[len(p.levels)-1] >= written {
		p.levels = p.levels[:len(p.levels)-1]
	}
	p.levels = append(p.levels, written)
	return p.lastLevel()
}

// lastLevel is the level at which the page shows the heading that the next block stands
// below.
func (p *page) lastLevel() int {
	return min(max(p.hooks.Below, 1)+len(p.levels), deepestLevel)
}

// htmlHeading is the name of an element of raw HTML, as the page has it, which
// is another one for headings.
func (p *page) htmlHeading(name string) string {
	if len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return name
	}
	return "h" + string(rune('0'+p.level(int(name[1]-'0'))))
}
