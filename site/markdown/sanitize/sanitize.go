// Package sanitize reads the raw HTML of a note, in the pieces in which
// goldmark hands it over: a block up to a blank line, or a single tag in the
// text. What it returns holds allowed elements and attributes only (bluemonday
// keeps the list), with the links taken out, so that the page can say where
// they lead.
//
// A piece need not be balanced: "<div>" may be closed five blocks later. Package
// markdown does the balancing when it writes a page.
package sanitize

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/markdown/trusted"
)

// A Kind is the kind of a Token.
type Kind int

// Kinds of tokens.
const (
	Text    Kind = iota
	Start        // a start tag
	End          // an end tag
	Void         // an element that has neither content nor end tag
	Whole        // an element as its author wrote it, with its content and its end tag
	Frame        // a link in place of what a frame shows: Text is its label
	Program      // a script or style sheet, to be shown and not to be run: Text is its source
	Quiet        // in place of something interactive that is not shown
	Badge        // a badge: Text is what it says
)

// A Token is a piece of clean HTML.
type Token struct {
	Kind    Kind
	Name    string // the element as written, lower-case: it pairs start and end
	Element string // the element to write: a <font> is a span
	// Attrs are the attributes to write, each with a space before it, without
	// the link's and the id. Of Text, it is all there is to write.
	Attrs string
	Tail  string // of Whole: what follows the start tag
	Text  string // the plain text of Text, the alt text of an image, the label of a Frame, the source of a Program
	Title string // of an image
	Class string // of an image
	// Coloured says that a class stands for a colour.
	Coloured bool
	ID       string
	Link     string // attribute that holds a link: "href", "src", "srcset"; "" for none
	URL      string // its value, decoded
	// Width and Height are those an image asks for in pixels, Zoom in percent
	// of its own size; 0 if it does not.
	Width, Height, Zoom int
	Share               int // percent of the width of the text; 0 if it asks for none
	Offset              int // in the source of the Fragment
	// AsWritten says that the author is trusted: nothing of the element is
	// changed except where it leads. Leads takes the place of Link and URL.
	AsWritten bool
	Leads     []Lead
}

// A Lead is an attribute that leads somewhere.
type Lead struct {
	Attribute, URL string
	Descriptor     string // of one of several pictures in a srcset
}

// Links is how many links a token holds.
func (t *Token) Links() int {
	if t.Link != "" {
		return 1
	}
	return len(t.Leads)
}

// An Omission is something that is not shown as HTML would show it.
type Omission struct {
	What   string // "<script>", "onclick of <div>"
	How    string // "is left out", "is shown as text"
	Offset int
	End    int // offset of what follows it
}

// A Fragment is a piece of raw HTML, read.
type Fragment struct {
	Tokens []Token
	Left   []Omission
	Quiet  []Omission // what is interactive and not shown, by name
}

// A Policy says what is let through. It is safe for concurrent use.
type Policy struct {
	unsafe bool
	clean  *bluemonday.Policy
	simple map[string]*Fragment // of tags without attributes
}

// New makes a Policy; an unsafe one lets everything through and only finds
// the links.
func New(unsafe bool) *Policy {
	p := &Policy{unsafe: unsafe, clean: cleaner(), simple: make(map[string]*Fragment)}
	if unsafe {
		return p
	}
	for name := range allowed {
		if isPlayer(name) { // it depends on what follows
			continue
		}
		for _, tag := range []string{"<" + name + ">", "</" + name + ">"} {
			if f := p.ReadInline([]Inline{{Source: []byte(tag)}})[0]; len(f.Tokens) > 0 { // none is left of </hr>
				p.simple[tag] = f
			}
		}
	}
	p.simple["<br/>"] = p.simple["<br>"]
	p.simple["<br />"] = p.simple["<br>"]
	return p
}

// count says of each piece what there is to see before it, and returns what
// there is to see at the end.
func count(pieces []piece, seen int) int {
	for i := range pieces {
		pieces[i].seen = seen
		seen += pieces[i].shows()
	}
	return seen
}

// An Inline is a tag, comment or the like in a run of text.
type Inline struct {
	Source []byte
	Seen   int  // what there is to see before it in the text, counted; images in raw HTML do not count
	Alone  bool // nothing else is to be seen in the text
	In     int  // the number of the Markdown element around it: none closes what another has opened
}

// ReadInline reads the raw HTML in one run of text, such as a paragraph: what
// becomes of a tag depends on those around it. It gives one Fragment for each;
// those without ID and link must not be changed.
func (p *Policy) ReadInline(all []Inline) []*Fragment {
	fragments := make([]*Fragment, len(all))
	var pieces []piece
	ends := make([]int, len(all)) // of each one's pieces
	shown := 0
	for i, in := range all {
		if f, ok := p.simple[string(in.Source)]; ok {
			fragments[i], ends[i] = f, len(pieces)
			continue
		}
		its := p.lex(in.Source, false)
		shown = count(its, in.Seen+shown) - in.Seen
		for k := range its {
			its[k].in = in.In
		}
		pieces = append(pieces, its...)
		ends[i] = len(pieces)
	}
	pair(pieces)
	p.decide(judge{pieces: pieces, alone: len(all) > 0 && all[0].Alone})
	for i := range pieces {
		pieces[i].pair = -1 // of another Inline
	}
	from := 0
	for i, to := range ends {
		if fragments[i] == nil {
			fragments[i] = p.write(pieces[from:to])
		}
		from = to
	}
	return fragments
}

// shows counts what there is to see of a piece itself.
func (p *piece) shows() int {
	switch {
	case p.form == prose && strings.TrimSpace(p.raw) != "", p.is(html.StartTagToken) && p.token.Data == "img":
		return 1
	}
	return 0
}

// write makes clean tokens of pieces of which the fate is decided.
func (p *Policy) write(pieces []piece) *Fragment {
	r := rewriter{trusting: p.unsafe}
	for i := range pieces {
		end := &pieces[i]
		if end.pair > i && end.pair < len(pieces) {
			end = &pieces[end.pair]
		}
		r.piece(&pieces[i], end.offset+len(end.raw))
	}
	f := &Fragment{Left: r.left, Quiet: r.quiet}
	if r.out.Len() > 0 {
		f.Tokens = r.tokens(p.clean.SanitizeBytes(r.out.Bytes()))
	}
	return f
}

// A rewriter makes the HTML of a note into what the clean policy judges: it
// turns looks into classes, takes links, ids and sizes out, and leaves in their
// place a number by which they are found again.
type rewriter struct {
	out      bytes.Buffer
	kept     []Token // by number
	left     []Omission
	quiet    []Omission
	trusting bool
}

// mark is the attribute that holds the number. A note cannot set it: all its
// attributes are rewritten.
const mark = "data-n"

// piece writes a piece. end is where the element ends that it begins.
func (r *rewriter) piece(p *piece, end int) {
	name := "<" + p.token.Data
	if p.token.Type != html.ErrorToken { // else an instruction
		name += ">"
	}
	switch p.fate {
	case keep, alone:
		if p.form == prose {
			r.out.WriteString(html.EscapeString(p.text))
			return
		}
		if r.trusting {
			r.keep(asWritten(p))
		} else {
			r.tag(p)
		}
		if p.fate == alone {
			r.out.WriteString("</" + p.token.Data + ">")
		}
	case asText:
		r.out.WriteString(html.EscapeString(p.raw))
	case unfit:
		r.out.WriteString(html.EscapeString(p.raw))
		how := "is shown as text"
		if r.trusting && trusted.IsText(p.token.Data) {
			how = "is never closed; it is shown as text"
		}
		r.leave(name, how, p.offset, p.offset+len(p.raw))
	case leave:
		if p.token.Type == html.EndTagToken {
			name = "</" + p.token.Data + ">"
		}
		r.leave(name, "is left out", p.offset, end)
	case asLink:
		address := Address(p.address())
		r.keep(Token{Kind: Frame, Link: "src", URL: address, Text: frameLabel(p, address), Offset: p.offset})
		r.leave(name, "is shown as a link to its address", p.offset, end)
	case quiet:
		r.keep(Token{Kind: Quiet, Offset: p.offset})
		r.hush(p)
	case hushed:
		r.hush(p)
	case asTitle:
		r.keep(Token{Kind: Frame, Link: "src", URL: p.destination(), Text: p.attribute("title", "text", "label"), Offset: p.offset})
	case badge:
		r.keep(Token{Kind: Badge, Text: p.attribute("text"), Offset: p.offset})
	case folded:
		r.keep(Token{Kind: Program, Name: p.token.Data, Element: p.token.Data, Text: p.raw, Offset: p.offset})
		how := "is not run, and shown folded"
		if p.token.Data == "style" {
			how = "is not applied, and shown folded"
		}
		r.leave(name, how, p.offset, p.offset+len(p.raw))
	}
}

// hush names what is interactive.
func (r *rewriter) hush(p *piece) {
	name := componentName(p.raw)
	if name == "" {
		name = p.token.Data
	}
	if p.form == prose {
		name = "{{ }}"
	} else {
		name = "<" + name + ">"
	}
	r.quiet = append(r.quiet, Omission{What: name, Offset: p.offset, End: p.offset + len(p.raw)})
}

func (r *rewriter) leave(what, how string, from, to int) {
	r.left = append(r.left, Omission{what, how, from, to})
}

// keep writes a stand-in for a token that the policy does not judge.
func (r *rewriter) keep(t Token) {
	r.out.WriteString("<wbr " + mark + `="` + strconv.Itoa(len(r.kept)) + `">`)
	r.kept = append(r.kept, t)
}

// longestLabel is how many characters of an address a link in place of a frame
// shows.
const longestLabel = 60

// frameLabel is what the link in place of a frame says: its title, or else where
// it leads.
func frameLabel(p *piece, address string) string {
	label := strings.Join(strings.Fields(p.attribute("title")), " ")
	if label == "" {
		label = address
		if u, err := url.Parse(address); err == nil {
			label = strings.TrimPrefix(u.Host, "www.") + strings.TrimSuffix(u.Path, "/")
		}
	}
	if all := []rune(label); len(all) > longestLabel {
		label = string(all[:longestLabel-1]) + "…"
	}
	return "▶ " + label
}

// tag writes a tag for the policy to judge.
func (r *rewriter) tag(p *piece) {
	t := p.token
	if t.Type == html.EndTagToken && t.Data == "br" {
		t.Type = html.StartTagToken // as browsers read it: HTML standard, 13.2.6.4.7
	}
	if t.Type == html.EndTagToken {
		r.out.WriteString("</" + t.Data + ">")
		return
	}
	k := Token{Offset: p.offset}
	attrs := r.attributes(t, &k)
	caption := ""
	if t.Data == "listing" {
		caption = listingCaption(t)
	}
	r.out.WriteString("<" + t.Data)
	for _, a := range attrs {
		r.out.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	r.out.WriteString(" " + mark + `="` + strconv.Itoa(len(r.kept)) + `">`)
	r.kept = append(r.kept, k)
	if caption != "" {
		r.out.WriteString("<figcaption>" + html.EscapeString(caption) + "</figcaption>")
	}
}

// listingCaption is what mdBook's <Listing number="8-1" file-name="src/main.rs"
// caption="…"> says of the code in it.
func listingCaption(t html.Token) string {
	parts := make(map[string]string)
	for _, a := range t.Attr {
		parts[a.Key] = strings.TrimSpace(a.Val)
	}
	name := strings.TrimSpace(parts["number"] + " " + parts["file-name"])
	if name != "" && parts["caption"] != "" {
		name += ": "
	}
	return name + parts["caption"]
}

// attributes returns those that the policy shall judge, and puts what the
// page deals with into k.
func (r *rewriter) attributes(t html.Token, k *Token) []html.Attribute {
	var attrs []html.Attribute
	var classes []string
	for _, a := range t.Attr {
		switch key := a.Key; {
		case key == mark:
		case strings.HasPrefix(key, "on"):
			r.leave(key+" of <"+t.Data+">", "is left out", k.Offset, k.Offset)
		case key == "class":
			for _, name := range strings.Fields(a.Val) {
				if GoodClass(name) {
					classes = append(classes, name)
				}
			}
		case key == "align" && aligned[t.Data]:
			if side := strings.ToLower(strings.TrimSpace(a.Val)); side == "left" || side == "right" || side == "center" {
				classes = append(classes, side)
			}
		case key == "id", key == "name" && t.Data == "a":
			k.ID = goodID(a.Val)
		case linked(t.Data, key):
			k.Link, k.URL = key, Unbundled(a.Val)
			if key == "srcset" {
				k.URL, _, _ = strings.Cut(strings.TrimSpace(a.Val), " ")
				k.URL = strings.TrimSuffix(k.URL, ",")
			}
		case t.Data == "img":
			k.picture(a)
		case key == "style":
			classes = append(classes, styled(a.Val)...)
			attrs = append(attrs, a)
		case key == "color" && t.Data == "font":
			classes = appendTone(classes, "ink-", a.Val)
		case key == "bgcolor":
			classes = appendTone(classes, "wash-", a.Val)
		default:
			attrs = append(attrs, a)
		}
	}
	if t.Data == "center" {
		classes = append(classes, "center")
	}
	if len(classes) > 0 {
		k.Coloured = slices.ContainsFunc(classes, func(c string) bool { return strings.HasPrefix(c, "ink-") || strings.HasPrefix(c, "wash-") })
		k.Class = strings.Join(classes, " ")
		attrs = append(attrs, html.Attribute{Key: "class", Val: k.Class})
	}
	return attrs
}

// tokens reads what the policy let through.
func (r *rewriter) tokens(clean []byte) []Token {
	var all []Token
	z := html.NewTokenizer(bytes.NewReader(clean))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.TextToken:
			text := string(z.Text())
			all = append(all, Token{Kind: Text, Text: text, Attrs: html.EscapeString(text)})
		case html.StartTagToken, html.SelfClosingTagToken:
			all = append(all, r.start(z.Token()))
		case html.EndTagToken:
			name, _ := z.TagName()
			if !void[string(name)] {
				all = append(all, Token{Kind: End, Name: string(name)})
			}
		}
	}
}

func (r *rewriter) start(t html.Token) Token {
	var k Token
	var b strings.Builder
	for _, a := range t.Attr {
		if a.Key == mark {
			if i, err := strconv.Atoi(a.Val); err == nil && i < len(r.kept) {
				k = r.kept[i]
			}
			if k.Kind == Frame || k.Kind == Program || k.Kind == Quiet || k.Kind == Badge || k.AsWritten {
				return k
			}
			continue
		}
		b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	k.Kind, k.Name, k.Element, k.Attrs = Start, t.Data, t.Data, b.String()
	if void[t.Data] {
		k.Kind = Void
	}
	if e := instead[t.Data]; e != "" {
		k.Element = e
	}
	return k
}

// settle makes a <div> of each paragraph and heading that the piece leaves open,
// because Markdown follows in it, and HTML allows no paragraph in a paragraph.
func (f *Fragment) settle() {
	var open []int
	for i, t := range f.Tokens {
		switch {
		case !single[t.Name]:
		case t.Kind == Start:
			open = append(open, i)
		case t.Kind == End:
			for j := len(open) - 1; j >= 0; j-- {
				if f.Tokens[open[j]].Name == t.Name {
					open = open[:j]
					break
				}
			}
		}
	}
	for _, i := range open {
		f.Tokens[i].Element = "div"
	}
}
