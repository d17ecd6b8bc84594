package sanitize

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// A fate is what becomes of a piece.
type fate int

const (
	keep    fate = iota // the policy decides
	drop                // not shown, and what there is to say is said elsewhere
	leave               // not shown, and reported
	asText              // shown as it was written
	unfit               // the same, and reported
	asLink              // a link to what it would show
	folded              // shown folded, as it was written
	alone               // kept, and closed at once
	quiet               // interactive and not shown: a line says so
	hushed              // not shown, and named as part of what is interactive
	asTitle             // a link that says its title
	badge               // a badge with its text
)

// The tables are never changed.
var (
	// addressed elements show what stands at an address.
	addressed = set("iframe embed object frame")

	// endless elements may do without an end tag.
	endless = set("option optgroup legend")

	// empty elements have neither content nor end tag.
	empty = set(`area base basefont bgsound br col command embed frame hr img input keygen link meta nextid
		param source track wbr`)

	// drawn are the elements of SVG and MathML.
	drawn = set(`a altglyph altglyphdef altglyphitem animate animatecolor animatemotion animatetransform
		annotation annotation-xml circle clippath color-profile cursor defs desc discard ellipse feblend
		fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
		fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge
		femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter
		font font-face foreignobject g glyph glyphref hatch hatchpath hkern image line lineargradient maction
		maligngroup malignmark marker mask math menclose merror mesh meshgradient meshpatch meshrow metadata
		mfenced mfrac mglyph mi missing-glyph mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mpath
		mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack mstyle
		msub msubsup msup mtable mtd mtext mtr munder munderover none path pattern polygon polyline
		radialgradient rect script semantics set solidcolor stop style svg switch symbol text textpath title
		tref tspan unknown use view vkern`)
)

// A judge decides the fate of pieces that stand in one place.
type judge struct {
	pieces   []piece
	block    bool  // they are a block of their own, else the tags in a run of text
	trusting bool  // the author is trusted
	alone    bool  // nothing else is to be seen in the text
	hands    []int // before each piece, how many a program has its hands in
	live     bool  // a program of the page fills it in
	// inside counts the pairs around the piece at hand of which the tags are
	// not shown.
	inside int
	closes []int // pieces that end such a pair
}

// decide sets the fate of pieces that are paired.
func (p *Policy) decide(j judge) {
	j.trusting = p.unsafe
	pieces := j.pieces
	j.drawings()
	j.interactive()
	for i := range pieces {
		for n := len(j.closes); n > 0 && j.closes[n-1] <= i; n = len(j.closes) {
			j.closes, j.inside = j.closes[:n-1], j.inside-1
		}
		if p := &pieces[i]; p.fate == keep {
			p.fate = j.fate(i)
		}
	}
}

// pair finds which tags belong together.
func pair(pieces []piece) {
	type kind struct {
		name string
		in   int
	}
	open := make(map[kind][]int)
	for i := range pieces {
		p := &pieces[i]
		name := p.token.Data
		its := kind{name, p.in}
		switch {
		case p.form != tag || empty[name]:
		case p.token.Type == html.EndTagToken:
			if n := len(open[its]); n > 0 {
				start := open[its][n-1]
				open[its] = open[its][:n-1]
				p.pair, pieces[start].pair = start, i
			}
		case p.token.Type == html.SelfClosingTagToken && (drawn[name] || drawing(name)) && !allowed[name]:
		default:
			open[its] = append(open[its], i)
		}
	}
}

// drawings drops the tags inside of drawings and formulas. One that is not
// closed in this block reaches to its end, as far as its elements are no HTML.
func (j *judge) drawings() {
	for i := 0; i < len(j.pieces); i++ {
		p := &j.pieces[i]
		if !p.is(html.StartTagToken) || !drawing(p.token.Data) {
			continue
		}
		end := p.pair
		if j.trusting && (p.far || p.foreign || end >= 0) {
			i = j.foreign(i)
			continue
		}
		if end < 0 {
			if !j.block || len(p.token.Attr) == 0 || p.token.Type == html.SelfClosingTagToken {
				continue
			}
			p.fate, end = leave, len(j.pieces)
		}
		for k := i + 1; k < end; k++ {
			if j.block && j.pieces[k].pair < end && j.join(k) {
				k = j.pieces[k].pair
				continue
			}
			j.draw(&j.pieces[k], p.pair >= 0)
		}
		i = end
	}
}

// foreign marks all pieces in the drawing that piece i begins, which stay as
// their author wrote them, and returns where it ends.
func (j *judge) foreign(i int) int {
	end := max(i, j.pieces[i].pair)
	for k := i + 1; k < end; k++ {
		j.pieces[k].foreign = true
	}
	return end
}

// drawing says whether an element is a drawing or a formula.
func drawing(name string) bool { return name == "svg" || name == "math" }

// join makes the pieces of a script or style sheet into one.
func (j *judge) join(i int) bool {
	p := &j.pieces[i]
	if name := p.token.Data; p.pair <= i || name != "script" && name != "style" {
		return false
	}
	p.form, p.fate = program, folded
	for k := i + 1; k <= p.pair; k++ {
		p.raw += j.pieces[k].raw
		j.pieces[k].fate = drop
	}
	return true
}

// draw drops a piece of a drawing that is no HTML.
func (j *judge) draw(p *piece, closed bool) {
	name := p.token.Data
	switch {
	case p.form == prose && strings.HasPrefix(p.raw, cdata): // the one place where HTML has it
		p.text = strings.TrimSuffix(strings.TrimPrefix(p.raw, cdata), "]]>")
	case p.form != tag:
	case !allowed[name] && !forbidden[name], drawn[name] && (closed || !allowed[name] && !tagFilter[name]):
		p.fate = drop
	}
}

func (j *judge) fate(i int) fate {
	p := &j.pieces[i]
	name := p.token.Data
	switch {
	case j.trusting && p.passes():
		return keep
	case p.form == prose:
		return keep
	case p.form == hidden:
		return drop
	case p.form == program:
		return folded
	case isPlayer(name):
		return j.player(i)
	case allowed[name]:
		return keep
	case p.token.Type == html.EndTagToken:
		return j.end(p)
	case addressed[name] && Address(p.address()) != "":
		j.around(p)
		return asLink
	case !forbidden[name]:
		return j.unknown(p)
	case tagFilter[name]:
		return j.worthTelling(p)
	case j.block:
		return j.inBlock(i)
	}
	return j.inProse(i)
}

// around says that the tags of a pair are not shown.
func (j *judge) around(p *piece) {
	if p.pair >= 0 {
		j.closes = append(j.closes, p.pair)
		j.inside++
	}
}

// end decides about an end tag as about the start tag, if it has one.
func (j *judge) end(p *piece) fate {
	if p.pair >= 0 {
		switch j.pieces[p.pair].fate {
		case asText, unfit:
			return asText
		case keep:
			return keep
		}
		return drop
	}
	if !forbidden[p.token.Data] || tagFilter[p.token.Data] || !j.block {
		return asText
	}
	return leave
}

// unknown decides about what is no HTML at all: it was meant as text, unless it
// is a piece of a drawing that has an empty line in it.
func (j *judge) unknown(p *piece) fate {
	if j.block && drawn[p.token.Data] && len(p.token.Attr) > 0 {
		return leave
	}
	return asText
}

// worthTelling shows a tag as text. A bare tag in a sentence was meant so.
func (j *judge) worthTelling(p *piece) fate {
	if j.block || len(p.token.Attr) > 0 {
		return unfit
	}
	return asText
}

// player keeps what has something to play.
func (j *judge) player(i int) fate {
	p := &j.pieces[i]
	if p.token.Type == html.EndTagToken {
		if p.pair >= 0 && j.pieces[p.pair].fate != keep {
			return j.end(p)
		}
		return keep
	}
	found := p.plays || p.attribute("src") != ""
	if !found && p.pair > i {
		found, _ = plays(j.pieces[i+1 : p.pair])
	}
	switch {
	case !found:
		return j.worthTelling(p)
	case p.pair < 0 && !p.far:
		return alone
	}
	return keep
}

// inBlock decides about the tag of an element that is not allowed. It is left
// out, unless it stands in the middle of a sentence.
func (j *judge) inBlock(i int) fate {
	p := &j.pieces[i]
	if j.inside == 0 && p.pair < 0 && len(p.token.Attr) == 0 && !endless[p.token.Data] && j.inSentence(i) {
		return unfit
	}
	j.around(p)
	return leave
}

// inSentence says whether text stands beside the piece on its line.
func (j *judge) inSentence(i int) bool {
	if i > 0 && j.pieces[i-1].form == prose {
		text := j.pieces[i-1].raw
		if strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:]) != "" {
			return true
		}
	}
	if i+1 < len(j.pieces) && j.pieces[i+1].form == prose {
		text, _, _ := strings.Cut(j.pieces[i+1].raw, "\n")
		return strings.TrimSpace(text) != ""
	}
	return false
}

// inProse decides about the tag of an element that is not allowed: it is left
// out if there is something to see in it, else a sentence is about it.
func (j *judge) inProse(i int) fate {
	p := &j.pieces[i]
	name := p.token.Data
	switch {
	case p.pair >= 0 && j.pieces[p.pair].seen > p.seen,
		p.pair >= 0 && drawing(name) && (p.pair > i+1 || len(p.token.Attr) > 0),
		j.inside > 0 && empty[name],
		checkbox(p):
		j.around(p)
		return leave
	}
	return j.worthTelling(p)
}

func checkbox(p *piece) bool {
	kind := strings.ToLower(p.attribute("type"))
	return p.token.Data == "input" && (kind == "checkbox" || kind == "radio")
}

// address is where the content of an addressed element is.
func (p *piece) address() string {
	if p.token.Data == "object" {
		return p.attribute("data")
	}
	return p.attribute("src", "data-src")
}

// Address is the address that a frame leads to, "" if there is none to link to.
// Without a scheme a host is asked by https: a page opened from disk has none to
// pass on.
func Address(address string) string {
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "":
		if u.Path == "" || u.Host != "" {
			return ""
		}
	default:
		return ""
	}
	return address
}
