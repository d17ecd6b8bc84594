package sanitize

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Pages of VitePress, VuePress, Docusaurus and Starlight hold components and
// controls that only their own programs can run. What a component has inside is
// shown; where it has nothing, a line says that something is not shown, and so
// it does for a control that a program has its hands in.

// control elements are worked by a reader.
var control = set("button label select option optgroup input textarea form fieldset output datalist meter progress")

// around elements are controls of which the inside may be prose.
var aroundControls = set("form fieldset")

// transparent components show what they hold, and icons show nothing that would
// be missed.
var transparent = map[string]bool{
	"ClientOnly": true, "Card": true, "CardGrid": true, "CardGroup": true, "Cards": true, "Steps": true, "Step": true, "Tabs": true, "TabItem": true, "Tab": true,
	"Fragment": true, "Content": true, "FileTree": true, "LinkButton": true, "Icon": true, "FontIcon": true, "Columns": true, "Column": true, "Frame": true,
	"KeepAlive": true, "Transition": true, "Teleport": true, "RouterLink": true, "Link": true, "Tooltip": true,
}

// componentName is the name of a tag if components have such a one, and HTML and
// prose have not: Badge, Tabs.Item, code-group.
func componentName(raw string) string {
	name := strings.TrimLeft(raw, "</")
	end, lower, hyphen := 0, false, false
	for end < len(name) && (isLetter(name[end]) || end > 0 && (name[end] >= '0' && name[end] <= '9' || name[end] == '.' || name[end] == '-')) {
		lower = lower || name[end] >= 'a'
		hyphen = hyphen || name[end] == '-'
		end++
	}
	name = name[:end]
	if end < 2 || !lower || !hyphen && (name[0] < 'A' || name[0] > 'Z') {
		return ""
	}
	return name
}

// component is the name of the component that a tag is of, "" if it is of none.
func (p *piece) component() string {
	name, tag := componentName(p.raw), p.token.Data
	if name == "" || allowed[tag] || forbidden[tag] || drawn[tag] && name[0] >= 'a' {
		return ""
	}
	return name
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// directive says whether a key is one of Vue's: v-if, :class, @click, #slot.
func directive(key string) bool {
	return strings.HasPrefix(key, "v-") && key != "v-pre" || len(key) > 1 && strings.IndexByte(":@#", key[0]) >= 0 && isLetter(key[1])
}

// dynamic says whether a program has its hands in a tag.
func (p *piece) dynamic() bool {
	for _, a := range p.token.Attr {
		if directive(a.Key) {
			return true
		}
	}
	return false
}

// assigned says whether a tag has an attribute as components have it, and none
// of XML's other dialects.
func (p *piece) assigned() bool {
	found := false
	for _, a := range p.token.Attr {
		if otherDialect(a.Key) {
			return false
		}
		found = found || a.Val != "" || directive(a.Key)
	}
	return found
}

// otherDialect says whether a key belongs to XML that is no component:
// android:text, xmlns. Svelte, Astro and Vue have a colon too: client:load.
func otherDialect(key string) bool {
	space, _, ok := strings.Cut(key, ":")
	if !ok || directive(key) {
		return strings.HasPrefix(key, "xmlns")
	}
	switch space {
	case "client", "on", "bind", "class", "set", "server":
		return false
	}
	return true
}

// setup says whether a piece is the part of a component that is a program:
// <script setup>, <style scoped>.
func (p *piece) setup() bool {
	if p.form != program {
		return false
	}
	for _, a := range p.token.Attr {
		switch a.Key {
		case "setup", "scoped", "module":
			return true
		case "lang":
			return a.Val != ""
		}
	}
	return false
}

// interactive decides about components and controls, before all else.
func (j *judge) interactive() {
	for i := 0; i < len(j.pieces); i++ {
		p := &j.pieces[i]
		switch {
		case p.fate != keep, j.trusting:
		case p.form == program && (j.live || p.setup()):
			if name := p.token.Data; name == "script" || name == "style" {
				p.fate = hushed
			}
		case p.form == prose && j.live && j.block:
			j.mustache(p)
		case p.form == tag && p.token.Type == html.EndTagToken && p.far && p.component() != "":
			p.fate = drop
		case !p.is(html.StartTagToken) || p.foreign:
		case p.token.Data == "template" && p.dynamic():
			if p.fate = drop; p.pair > i {
				j.pieces[p.pair].fate = drop
			}
		case has(p, "v-pre") && p.pair > i:
			i = p.pair
		case control[p.token.Data]:
			if end := j.control(i); end > i {
				i = end
			}
		default:
			if name := p.component(); name != "" {
				j.component(i, name)
			}
		}
	}
}

func has(p *piece, key string) bool {
	for _, a := range p.token.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// control leaves out a control that is worked by a program, with its caption. It
// returns where that ends.
func (j *judge) control(i int) int {
	p := &j.pieces[i]
	end := max(i, p.pair)
	if !j.live && !j.worked(i, end) || !j.block && !p.dynamic() {
		return i
	}
	if p.fate = quiet; !j.block && p.pair > i && j.pieces[p.pair].seen > p.seen {
		p.fate = hushed
	}
	if !j.block || aroundControls[p.token.Data] {
		if p.pair > i {
			j.pieces[p.pair].fate = drop
		}
		return i
	}
	for k := i + 1; k <= end; k++ {
		j.pieces[k].fate = drop
	}
	return end
}

// worked says whether a program has its hands in the pieces from one to another.
// It counts once for all pieces: controls may stand in one another.
func (j *judge) worked(from, to int) bool {
	if j.hands == nil {
		j.hands = make([]int, len(j.pieces)+1)
		for k := range j.pieces {
			j.hands[k+1] = j.hands[k]
			if p := &j.pieces[k]; p.dynamic() || p.form == prose && strings.Contains(p.raw, "{{") {
				j.hands[k+1]++
			}
		}
	}
	return j.hands[to+1] > j.hands[from]
}

// component decides about a component: a badge, one that holds something, or one
// that stands for what it would show.
func (j *judge) component(i int, name string) {
	p := &j.pieces[i]
	paired := p.pair > i || p.far
	holds := p.far || p.pair > i && j.pieces[p.pair].seen > p.seen
	switch {
	case name == "Badge":
		j.badge(i)
		return
	case j.link(i, holds):
		return
	case strings.HasSuffix(name, "Icon") || name == "Icon":
		p.fate = drop
	case holds && transparent[name]:
		p.fate = drop
	case holds:
		p.fate = hushed
	case !p.assigned() && !j.alone && (!j.block || j.inSentence(i)), !paired && p.token.Type != html.SelfClosingTagToken && !p.assigned(),
		hasForeign(p):
		return // a sentence is about it, or it is no component
	default:
		p.fate = quiet
	}
	if p.pair > i {
		j.pieces[p.pair].fate = drop
	}
}

// destination is where a component leads, "" if nowhere.
func (p *piece) destination() string {
	to := Unbundled(p.attribute("href", "link", "to"))
	if len(to) > 1 && to[0] == '#' {
		return to
	}
	return Address(to)
}

// link makes a link of a component that leads somewhere and says where.
func (j *judge) link(i int, holds bool) bool {
	p := &j.pieces[i]
	address := p.destination()
	switch {
	case address == "", p.far, p.dynamic():
		return false
	case holds:
		for _, k := range []int{i, p.pair} {
			j.pieces[k].token.Data, j.pieces[k].token.Attr = "a", nil
		}
		p.token.Attr = []html.Attribute{{Key: "href", Val: address}}
		return true
	case p.attribute("title", "text", "label") == "":
		return false
	}
	if p.fate = asTitle; p.pair > i {
		j.pieces[p.pair].fate = drop
	}
	return true
}

// hasForeign says whether a tag has attributes, but none of a component.
func hasForeign(p *piece) bool { return len(p.token.Attr) > 0 && !p.assigned() && foreignKeys(p) }

func foreignKeys(p *piece) bool {
	for _, a := range p.token.Attr {
		if otherDialect(a.Key) || strings.ContainsAny(a.Key, ",<>(){}") {
			return true
		}
	}
	return false
}

// badge makes a span of <Badge text="new" /> and of <Badge>new</Badge>.
func (j *judge) badge(i int) {
	p := &j.pieces[i]
	if p.pair > i {
		for _, k := range []int{i, p.pair} {
			j.pieces[k].token.Data = "span"
			j.pieces[k].token.Attr = nil
		}
		p.token.Attr = []html.Attribute{{Key: "class", Val: badgeClass}}
		p.token.Type = html.StartTagToken
		return
	}
	if p.attribute("text") != "" {
		p.fate = badge
	} else if len(p.token.Attr) > 0 {
		p.fate = hushed
	}
}

const badgeClass = "badge"

// mostScrap is how many letters a text may have beside a mustache to be a scrap
// of what a program shows.
const mostScrap = 40

// mustache takes {{ x }} out of a text in a page that a program fills in, and
// with it a text that says nothing without.
func (j *judge) mustache(p *piece) {
	if !strings.Contains(p.text, "{{") {
		return
	}
	var b strings.Builder
	rest := p.text
	for {
		before, after, open := strings.Cut(rest, "{{")
		b.WriteString(before)
		_, behind, closed := strings.Cut(after, "}}")
		if !open || !closed {
			if open {
				b.WriteString("{{" + after)
			}
			break
		}
		b.WriteString("…")
		rest = behind
	}
	p.text = b.String()
	letters := 0
	for _, r := range p.text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters <= mostScrap {
		p.fate = quiet
	}
}
