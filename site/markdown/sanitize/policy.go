package sanitize

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
)

func set(names string) map[string]bool {
	m := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// The tables are never changed.
var (
	// allowed elements may stand in a page.
	allowed = set(`a abbr address article aside audio b bdi bdo big blockquote br caption center cite code
		dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins
		kbd li listing main mark nav nobr ol p picture pre q rp rt ruby s samp section small source span strike
		strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr`)

	// forbidden elements exist in HTML, and are left out. Names that are in
	// neither list are no HTML.
	forbidden = set(`acronym applet area base basefont bgsound blink body button canvas col colgroup command
		datalist dialog dir embed fieldset form frame frameset head html iframe input isindex keygen label
		legend link map marquee math menu menuitem meta meter nextid noembed noframes noscript object
		optgroup option output param plaintext portal progress script select slot style svg template
		textarea title track xmp`)

	void = set("br hr img source wbr")

	// instead are elements that are written for others.
	instead = map[string]string{
		"listing": "figure", "font": "span", "big": "span", "nobr": "span", "center": "div", "tt": "code", "strike": "s",
		"main": "div", "header": "div", "footer": "div", "nav": "div", "aside": "div", "article": "div",
	}

	// aligned elements may have the attribute align, which becomes a class.
	aligned = set("div p h1 h2 h3 h4 h5 h6 table tr td th tbody thead img caption")

	// single elements cannot stand in themselves.
	single = set("p h1 h2 h3 h4 h5 h6")
)

// linked says whether an element's attribute holds a link.
func linked(element, attribute string) bool {
	switch attribute {
	case "href":
		return element == "a"
	case "src":
		return element == "img" || element == "video" || element == "audio" || element == "source"
	case "srcset":
		return element == "source"
	}
	return false
}

// GoodClass says whether a note may use a class: lower-case letters, digits
// and hyphens, and none of the page's own.
func GoodClass(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return name != "" && !strings.HasPrefix(name, "biji-")
}

// goodID returns the id if it is one, and not of the kind that the page uses
// for itself.
func goodID(id string) string {
	if id == "" || strings.ContainsAny(id, " \t\n\f\r") || Reserved(id) {
		return ""
	}
	return id
}

// Reserved says whether an id is of the kind that the page and its scripts use
// for themselves: an element with the id x is also the global variable x.
func Reserved(id string) bool {
	return strings.HasPrefix(id, "biji-") || strings.HasPrefix(id, "__biji")
}

// cleaner makes the policy that decides what passes.
func cleaner() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range allowed {
		p.AllowNoAttrs().OnElements(name)
	}
	number := regexp.MustCompile(`^[0-9]{1,4}$`)
	size := regexp.MustCompile(`^[0-9]{1,4}(px|%)?$`)
	p.AllowAttrs(mark).Matching(number).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[a-z0-9-]+( [a-z0-9-]+)*$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("colspan", "rowspan").Matching(number).OnElements("td", "th")
	p.AllowAttrs("width", "height").Matching(size).OnElements("table", "td", "th", "video")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("start", "value").Matching(number).OnElements("ol", "li")
	p.AllowAttrs("reversed").OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^(audio|video|image)/[a-z0-9.+-]+$`)).OnElements("source")
	p.AllowAttrs("media").Matching(regexp.MustCompile(`^[a-z0-9 ():-]+$`)).OnElements("source")
	p.AllowAttrs("loop", "muted").OnElements("audio", "video")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9T:.Z+ -]+$`)).OnElements("time", "del", "ins")
	return p
}
