package render

import (
	"html"
	"path"
	"strings"
	"sync"

	"github.com/biji-notes/biji/site"
)

const (
	// navWhole is how many lines a sidebar may have to be shown whole on
	// every page. A larger one shows the way to the page and its neighbours.
	navWhole = 400
	// navFlat is how many lines a folder may have to be listed whole in a
	// large tree; of more, its folders are shown, if they are not as many, and
	// navWindow lines around the current one.
	navFlat   = 200
	navWindow = 40
	// navPanels bounds the cache. Pages come in the order of the site, so
	// folder after folder; a panel is rarely wanted again much later.
	navPanels = 64
)

// A Nav is the sidebar of all pages. It is safe for concurrent use.
//
// Most of a sidebar is the same on all pages of a folder: the links differ
// only by the folder they start from. So it is rendered once per folder, as a
// panel, and each page gets a copy with its own marks put in.
type Nav struct {
	lines []navLine
	top   []int          // lines at the top
	at    map[string]int // address -> line
	whole bool

	mu       sync.Mutex
	panels   map[panelKey]*panel
	rendered int // panels made so far, for the test
}

// A navLine is a Node with its place in the tree.
type navLine struct {
	*Node
	parent   int // -1 at the top
	place    int // among the lines of its parent
	children []int
}

// NewNav takes the tree of the site; a Node's URL is an address in the site.
func NewNav(tree []*Node) *Nav {
	n := &Nav{at: map[string]int{}, panels: map[panelKey]*panel{}}
	n.top = n.add(tree, -1)
	n.whole = len(n.lines) <= navWhole
	return n
}

func (n *Nav) add(nodes []*Node, parent int) []int {
	added := make([]int, 0, len(nodes))
	for place, node := range nodes {
		i := len(n.lines)
		n.lines = append(n.lines, navLine{Node: node, parent: parent, place: place})
		added = append(added, i)
		if _, taken := n.at[node.URL]; !taken && node.URL != "" {
			n.at[node.URL] = i
		}
		n.lines[i].children = n.add(node.Children, i)
	}
	return added
}

// html is the sidebar on the page at address from.
func (n *Nav) html(from string, w Words) string {
	here, ok := n.at[from]
	if !ok {
		here = -1
	}
	p := n.panel(from, here, w)
	place := 0
	if here >= 0 && n.lines[here].parent == n.focus(here) {
		place = n.lines[here].place
	}
	return p.marked(n.way(here), p.window(place))
}

// way lists line i and those above it, outermost first.
func (n *Nav) way(i int) []int {
	var up []int
	for ; i >= 0; i = n.lines[i].parent {
		up = append(up, i)
	}
	for a, b := 0, len(up)-1; a < b; a, b = a+1, b-1 {
		up[a], up[b] = up[b], up[a]
	}
	return up
}

// focus is the line whose children are listed on the page at line here: itself
// if it has any, or the one above. Whole trees have no focus.
func (n *Nav) focus(here int) int {
	if n.whole || here < 0 {
		return -1
	}
	if len(n.lines[here].children) > 0 {
		return here
	}
	return n.lines[here].parent
}

type panelKey struct {
	dir   string
	focus int
	words string
}

func (n *Nav) panel(from string, here int, w Words) *panel {
	key := panelKey{path.Dir(from), n.focus(here), w["lang"]}
	n.mu.Lock()
	defer n.mu.Unlock()
	if p := n.panels[key]; p != nil {
		return p
	}
	if len(n.panels) >= navPanels {
		clear(n.panels)
	}
	p := n.render(from, key.focus, w)
	n.panels[key] = p
	n.rendered++
	return p
}

// A panel is a rendered sidebar without the marks of any page.
type panel struct {
	html  string
	marks map[int]mark
	// A list too long to be shown whole: line k of it begins at items[k], and
	// the last one ends at the last of items. nil if there is none.
	items   []int
	folders []int // those lines of the list that are never left out
}

// A mark is a pair of places in a panel where a line's attributes go; -1 if
// it has none.
type mark struct{ link, details int }

// A cut is a piece of the panel's html that a page leaves out.
type cut struct{ from, to int }

// window is what a page leaves out of the long list if its own line is at
// place of it.
func (p *panel) window(place int) []cut {
	if p.items == nil {
		return nil
	}
	count := len(p.items) - 1
	lo, hi := around(place, count)
	var cuts []cut
	leave := func(from, to int) {
		for _, k := range p.folders {
			if from <= k && k < to {
				cuts = append(cuts, cut{p.items[from], p.items[k]})
				from = k + 1
			}
		}
		cuts = append(cuts, cut{p.items[from], p.items[to]})
	}
	leave(0, lo)
	leave(hi, count)
	return cuts
}

// around is the window [lo, hi) of navWindow items around item at of count.
func around(at, count int) (lo, hi int) {
	lo = max(0, min(at-navWindow/2, count-navWindow))
	return lo, min(count, lo+navWindow)
}

// marked is the panel as the page at the end of way sees it: its own link is
// current, the folders above it are open, and cuts are left out.
func (p *panel) marked(way []int, cuts []cut) string {
	var b strings.Builder
	size := len(p.html) + 64
	for _, c := range cuts {
		size -= c.to - c.from // nearly all of a long list
	}
	b.Grow(max(0, size))
	done := 0
	skip := func(upTo int) {
		for len(cuts) > 0 && cuts[0].from < upTo {
			b.WriteString(p.html[done:cuts[0].from])
			done, cuts = cuts[0].to, cuts[1:]
		}
	}
	put := func(at int, attribute string) {
		if at < 0 {
			return
		}
		skip(at)
		b.WriteString(p.html[done:at])
		b.WriteString(attribute)
		done = at
	}
	for k, line := range way {
		m, ok := p.marks[line]
		if !ok {
			continue
		}
		if k == len(way)-1 {
			put(m.link, ` aria-current="page"`)
		}
		put(m.details, " open")
	}
	skip(len(p.html))
	b.WriteString(p.html[done:])
	return b.String()
}

// render makes the panel of the pages beside from that list the children of
// line focus.
func (n *Nav) render(from string, focus int, w Words) *panel {
	r := panelRenderer{nav: n, from: from, words: w, open: map[int]bool{}}
	r.panel.marks = map[int]mark{}
	r.focus = focus
	for _, line := range n.way(focus) {
		r.open[line] = true
	}
	r.list(-1, n.top)
	r.panel.html = r.b.String()
	return &r.panel
}

type panelRenderer struct {
	nav   *Nav
	from  string
	words Words
	focus int
	open  map[int]bool // the way to the focus, in a tree that is not whole
	b     strings.Builder
	panel panel
}

// list writes the lines below parent.
func (r *panelRenderer) list(parent int, lines []int) {
	r.b.WriteString("<ul>\n")
	long := !r.nav.whole && len(lines) > navFlat
	// Which lines of the focus are shown is for each page to say.
	each := long && parent == r.focus
	lo, hi := 0, len(lines)
	if long && !each {
		lo, hi = around(r.onWay(lines), len(lines))
	}
	kept := r.folders(lines) <= navFlat
	for k, line := range lines {
		folder := kept && len(r.nav.lines[line].children) > 0
		if each {
			r.panel.items = append(r.panel.items, r.b.Len())
			if folder {
				r.panel.folders = append(r.panel.folders, k)
			}
		}
		if lo <= k && k < hi || folder {
			r.line(line)
		}
	}
	if each {
		r.panel.items = append(r.panel.items, r.b.Len())
	}
	if long {
		r.all(parent, len(lines))
	}
	r.b.WriteString("</ul>\n")
}

// folders counts the lines that have others below them.
func (r *panelRenderer) folders(lines []int) (n int) {
	for _, line := range lines {
		if len(r.nav.lines[line].children) > 0 {
			n++
		}
	}
	return n
}

// onWay is the index of the line that is open, 0 if none is.
func (r *panelRenderer) onWay(lines []int) int {
	for k, line := range lines {
		if r.open[line] {
			return k
		}
	}
	return 0
}

// all links to the page that lists everything below parent.
func (r *panelRenderer) all(parent, count int) {
	text, err := r.words.Count("nav_all", count)
	if err != nil {
		text = "…"
	}
	if parent < 0 || r.nav.lines[parent].URL == "" {
		r.b.WriteString(`<li class="nav-all">` + html.EscapeString(text) + "</li>\n")
		return
	}
	r.b.WriteString(`<li class="nav-all"><a href="` + r.href(r.nav.lines[parent].URL) + `">` +
		html.EscapeString(text) + "</a></li>\n")
}

func (r *panelRenderer) line(i int) {
	line := r.nav.lines[i]
	title := html.EscapeString(line.Title)
	m := mark{-1, -1}
	address := line.URL
	listed := len(line.children) > 0 && (r.nav.whole || r.open[i])
	if address == "" && !listed {
		address = r.nav.firstPage(i)
	}
	if len(line.children) > 0 && !listed {
		r.b.WriteString(`<li class="nav-fold">`)
	} else {
		r.b.WriteString("<li>")
	}
	switch {
	case address != "":
		r.b.WriteString("<a")
		m.link = r.b.Len()
		r.b.WriteString(` href="` + r.href(address) + `">` + title + "</a>")
	case !listed: // a chapter that is not written yet
		r.b.WriteString(`<span class="nav-none">` + title + "</span>")
	}
	if listed {
		r.b.WriteString("<details")
		m.details = r.b.Len()
		if address != "" {
			r.b.WriteString(`><summary aria-label="` + title + `"></summary>`)
		} else {
			r.b.WriteString(`><summary>` + title + `</summary>`)
		}
		r.list(i, line.children)
		r.b.WriteString("</details>")
	}
	r.b.WriteString("</li>\n")
	r.panel.marks[i] = m
}

// firstPage is the address of the first page below line i, "" if there is none.
func (n *Nav) firstPage(i int) string {
	for _, child := range n.lines[i].children {
		if n.lines[child].URL != "" {
			return n.lines[child].URL
		}
		if address := n.firstPage(child); address != "" {
			return address
		}
	}
	return ""
}

func (r *panelRenderer) href(address string) string {
	return html.EscapeString(site.Href(r.from, address, "", ""))
}
