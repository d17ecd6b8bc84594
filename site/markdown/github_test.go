package markdown_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown"
	"github.com/biji-notes/biji/site/markdown/htmlblock"
	"github.com/biji-notes/biji/site/testkit"
)

// The law of raw HTML: every word that GitHub shows of a note is on the page and
// in the text for the search. What GitHub does is written down in package
// sanitize; here it is done once more, by other means: HTML is made without
// regard to what is in it, the tag filter escapes nine tags, a browser's parser
// reads the whole, and an allow-list takes what text is left.

// gitHub is GitHub's Markdown with its tag filter. closing is the same, but that
// it does not take the rest of a note for HTML because something is not closed:
// there a quotation mark may find another partner, and what stands between
// becomes an attribute.
var (
	gitHub  = goldmark.New(filter, goldmark.WithExtensions(extension.GFM))
	closing = goldmark.New(filter, goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(htmlblock.Parsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)), goldmark.WithExtensions(extension.GFM))
	filter = goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(filtered{}, 1)))
)

// filtered writes raw HTML through the tag filter.
type filtered struct{}

func (filtered) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHTMLBlock, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if b := n.(*ast.HTMLBlock); enter {
			text := b.Lines().Value(src)
			if b.HasClosure() {
				text = append(text, b.ClosureLine.Value(src)...)
			}
			_, _ = w.Write(ended(tagFilter.ReplaceAll(text, []byte("&lt;$1"))))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindRawHTML, func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter {
			_, _ = w.Write(tagFilter.ReplaceAll(n.(*ast.RawHTML).Segments.Value(src), []byte("&lt;$1")))
		}
		return ast.WalkSkipChildren, nil
	})
}

// ended is a block in which nothing is open at its end that would hide what
// follows it, and end who knows where: a comment, a tag, a quotation mark.
func ended(block []byte) []byte {
	z := xhtml.NewTokenizer(bytes.NewReader(block))
	for at := 0; ; at += len(z.Raw()) {
		kind := z.Next()
		z.NextIsNotRawText()
		raw, open := z.Raw(), false
		switch kind {
		case xhtml.ErrorToken:
			open = len(raw) > 0
		case xhtml.CommentToken:
			open = !bytes.HasSuffix(raw, []byte(">")) || bytes.HasPrefix(raw, []byte("<!--")) && !closedComment.Match(raw)
		}
		if open {
			return append(append(block[:at:at], "&lt;"...), ended(block[at+1:])...)
		}
		if kind == xhtml.ErrorToken {
			return block
		}
	}
}

var closedComment = regexp.MustCompile(`^<!--(-?>|(?s:.*)--!?>)$`)

var wort = regexp.MustCompile(`wort[0-9]+z`)

var tagFilter = regexp.MustCompile(`(?i)<(/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s/>]|$))`)

// shownByGitHub is the text that is left of a note. The allow-list drops elements
// and keeps what is in them, so it does not matter here what it allows.
func shownByGitHub(t *testing.T, md goldmark.Markdown, note string) string {
	t.Helper()
	var page bytes.Buffer
	if err := md.Convert([]byte(note), &page); err != nil {
		t.Fatal(err)
	}
	body := &xhtml.Node{Type: xhtml.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := xhtml.ParseFragmentWithOptions(&page, body, xhtml.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, n := range nodes {
		browserText(&text, n, "template")
	}
	return text.String()
}

// browserText collects text, but for that of comments, of players that have
// something to play, and of the elements left out.
func browserText(text *strings.Builder, n *xhtml.Node, leftOut ...string) {
	switch {
	case n.Type == xhtml.TextNode:
		text.WriteString(n.Data)
	case n.Type == xhtml.ElementNode && (slices.Contains(leftOut, n.Data) || plays(n)):
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		browserText(text, c, leftOut...)
	}
}

// plays says whether n is a player with something to play, of which a browser
// does not show the content.
func plays(n *xhtml.Node) bool {
	if n.Data != "video" && n.Data != "audio" {
		return false
	}
	has := func(a xhtml.Attribute) bool { return a.Key == "src" && a.Val != "" }
	source := slices.ContainsFunc(n.Attr, has)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		source = source || c.Data == "source" && slices.ContainsFunc(c.Attr, has)
	}
	return source
}

const names = `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
	blockquote body br button canvas caption center cite code col colgroup command content data datalist dd del
	details dfn dialog dir div dl dt element em embed fencedframe fieldset figcaption figure font footer form frame
	frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend
	li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes
	noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s
	samp script search section select selectedcontent shadow slot small source spacer span strike strong style sub
	summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
	circle clipPath defs desc ellipse filter foreignObject g line linearGradient marker mask metadata path pattern
	polygon polyline rect stop switch symbol text textPath tspan use view
	annotation annotation-xml maction mfrac mi mn mo mover mrow ms mspace msqrt mstyle msub msup mtable mtd mtext mtr
	semantics T String name stdio.h TeamPage my-widget`

// tags are the tags of which the law's notes are made, and attributes of theirs.
var tags = func() []string {
	var all []string
	for name := range strings.FieldsSeq(names) {
		all = append(all, "<"+name+">", "</"+name+">", "<"+name+"/>", "<"+name+" class='c' x=1>", "<"+name+"\nid=\"i\">", "<"+strings.ToUpper(name)+">")
	}
	return all
}()

// others are the rest of them: Markdown, and what is neither; % is a new word.
var others = []string{
	"%", "%", "%", "%", "%", "%", " % ", "% %", "%，", "*%*", "**%**", "`%`", "[%](x)", "![x](y)", "&lt;%", "&amp;", "\\<%",
	"\n", "\n", "\n", "\n\n", "\n\n", "\n\n", "\n# %\n", "\n## ", "\n- ", "\n  ", "\n> ", "\n1. ", "\n    ", "\n\t", "\n---\n", "\n===\n",
	"\n```\n%\n```\n", "\n| % | % |\n|---|---|\n| % | % |\n", "\n***\n", " ", "  ", "*", "**", "_", "`", "~~", "[", "](x)",
	"<!-- x -->", "<!-- x", "-->", "<!--x\n\n-->", "<!-->", "<!--->", "<!-- x --!>", "<? x ?>", "<?x", "?>", "<![CDATA[%]]>", "<![CDATA[ x", "]]>",
	"<!DOCTYPE html>", "<!X", "<", ">", "</", "</ x>", "<a", "<div x=\"", "'", "\"",
	"<script>\n%\n</script>\n", "\n<style>%</style>\n", "\n<script src=x></script>", "<svg width=\"2\"><circle r=\"1\"/><text>%</text></svg>",
	"<iframe src=\"//h.org/x\">%</iframe>", "<iframe src='https://h.org/x' title=\"y\"></iframe>", "<object data=\"y.pdf\">%</object>", "<embed src=\"y.swf\">",
	"<video src=\"y.mp4\"></video>", "<video controls>", "<audio>", "<source>", "<video><source src='y.mp4'></video>",
	"<details><summary>%</summary>%</details>", "<table><tr><td>%</td></tr></table>", "<select><option>%<option>%</select>", "<input type=checkbox>",
	"<p align=center>%</p>", "<ruby>%<rt>%</ruby>", "<math><mi>%</mi></math>", "<noscript>%</noscript>", "<button onclick=x>%</button>",
}

// stir makes a note of the choices, two bytes for each piece, and lists its words.
func stir(choices []byte) (note string, words []string) {
	var b strings.Builder
	for i := 0; i+1 < len(choices) && i < 400; i += 2 {
		at := int(choices[i])<<8 | int(choices[i+1])
		piece := others[at%len(others)]
		if choices[i] >= 128 {
			piece = tags[at%len(tags)]
		}
		for _, c := range piece {
			if c != '%' {
				b.WriteRune(c)
				continue
			}
			word := fmt.Sprintf("wort%dz", len(words))
			words = append(words, word)
			b.WriteString(word)
		}
	}
	return b.String(), words
}

// lawful says what of a note's text GitHub shows and we do not, or how the note
// breaks the page; "" if all is well. seen is how many words GitHub shows.
func lawful(t *testing.T, note string, words []string) (why string, seen int) {
	t.Helper()
	d, _ := parserFor(markdown.Options{UI: "en"}).Parse(site.Note{Path: "a.md", Line: 1, Body: []byte(note)})
	n := d.Outline().Blocks
	main := page(t, d, 0, n, markdown.Hooks{})
	onPage, why := inFrame(main)
	if why != "" {
		return why, 0
	}
	var found strings.Builder
	for _, s := range d.Sections(0, n) {
		fmt.Fprintln(&found, s.Trail, s.Body, s.Code)
	}
	theirs, again, search := shownByGitHub(t, gitHub, note), shownByGitHub(t, closing, note), found.String()
	for _, word := range words {
		switch {
		case !strings.Contains(theirs, word), !strings.Contains(again, word):
			continue
		case !strings.Contains(onPage, word):
			return word + " is not on the page", 0
		case !strings.Contains(search, word):
			return word + " is not in the search", 0
		}
		seen++
	}
	if strings.Contains(note, "svg") || strings.Contains(note, "math") { // their tags are no text
		return "", seen
	}
	for name := range strings.FieldsSeq("title textarea style xmp noembed noframes script plaintext") {
		tag := regexp.MustCompile("(?i)</?" + name)
		want := min(len(tag.FindAllString(theirs, -1)), len(tag.FindAllString(again, -1)))
		if got := len(tag.FindAllString(onPage, -1)); got < want {
			return fmt.Sprintf("<%s> is on the page %d times, not %d", name, got, want), 0
		}
		if got := len(tag.FindAllString(search, -1)); got < want {
			return fmt.Sprintf("<%s> is in the search %d times, not %d", name, got, want), 0
		}
	}
	return "", seen
}

// inFrame puts a note where a page has it, and says what a browser shows of it,
// or what it breaks there. What is in a player is not to be seen.
func inFrame(main string) (text, why string) {
	root, err := xhtml.Parse(strings.NewReader("<!DOCTYPE html><title>t</title><header>top</header><main>" + main + "</main><footer>bottom</footer>"))
	if err != nil {
		return "", err.Error()
	}
	body := root.LastChild.LastChild
	var parts []string
	for c := body.FirstChild; c != nil; c = c.NextSibling {
		var b strings.Builder
		browserText(&b, c)
		parts = append(parts, c.Data)
		text += b.String() + "\n"
	}
	if !slices.Equal(parts, []string{"header", "main", "footer"}) || !strings.HasPrefix(text, "top\n") || !strings.HasSuffix(text, "\nbottom\n") {
		return "", fmt.Sprintf("the page is no longer whole: %v", parts)
	}
	return text, ""
}

// However HTML and Markdown are mixed, the law holds.
func TestLawOfRawHTML(t *testing.T) {
	rounds := testkit.Times(1_000, 3_000, 100_000)
	random := rand.New(rand.NewPCG(3, 4))
	seen := 0
	for i := range rounds {
		choices := make([]byte, 2+random.IntN(60))
		for k := range choices {
			choices[k] = byte(random.IntN(256))
		}
		note, words := stir(choices)
		why, n := lawful(t, note, words)
		if seen += n; why != "" || t.Failed() {
			t.Fatalf("round %d: %s\nin %q\npage:\n%s\nGitHub: %s", i, why, note, show(t, markdown.Options{UI: "en"}, note), shownByGitHub(t, gitHub, note))
		}
	}
	if seen < rounds {
		t.Errorf("GitHub shows only %d words in %d notes", seen, rounds)
	}
}

// Each element by itself, in every place.
func TestLawOfEachElement(t *testing.T) {
	shapes := []string{
		"%s wort0z wort1z\n\n# wort2z\n", "wort0z %s wort1z\n\nwort2z\n", "wort0z\n%s\nwort1z\n\nwort2z", "- %s wort0z\n\n  wort1z\n- wort2z",
		"<div>\nwort0z %s wort1z\n</div>\n\nwort2z", "<div>\n%s\nwort0z\n\nwort1z\n</div>\nwort2z", "> %s\nwort0z\n\nwort1z", "| %s | wort0z |\n|---|---|\n| wort1z | %[1]s |\n",
		"# %s wort0z\n\nwort1z", "%s\n\nwort0z\n\n%[1]s\n\nwort1z",
	}
	for i, tag := range tags {
		if i%testkit.Times(9, 3, 1) != 0 { // <x> and <x class='c' x=1>
			continue
		}
		name := strings.Trim(strings.Fields(tag)[0], "</>")
		for _, shape := range shapes {
			for _, note := range []string{fmt.Sprintf(shape, tag), fmt.Sprintf(shape, tag+"wort3z</"+name+">")} {
				if why, _ := lawful(t, note, []string{"wort0z", "wort1z", "wort2z", "wort3z"}); why != "" {
					t.Errorf("%s\nin %q\npage:\n%s", why, note, show(t, markdown.Options{UI: "en"}, note))
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

func FuzzLawOfRawHTML(f *testing.F) {
	f.Add([]byte{0, 1, 200, 3, 0, 20, 130, 9})
	f.Fuzz(func(t *testing.T, choices []byte) {
		note, words := stir(choices)
		if why, _ := lawful(t, note, words); why != "" {
			t.Errorf("%s\nin %q\npage:\n%s", why, note, show(t, markdown.Options{UI: "en"}, note))
		}
	})
}
