package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/biji-notes/biji/site"
)

// A worker reads pages, and knows what it has resolved before.
type worker struct {
	*crawl
	known map[string]map[string]*ref // by folder, then by URL and use
}

// read takes in page i.
func (w *worker) read(i int) {
	name, p := w.html[i], &w.pages[i]
	p.ids, p.names = map[string]bool{}, map[string]bool{}
	data, err := fs.ReadFile(w.fsys, name)
	if err != nil {
		p.problem(site.BadFile, "cannot be read: "+err.Error(), "")
		return
	}
	tokens := html.NewTokenizer(bytes.NewReader(data))
	class := []byte("class")
	inline := "" // the element whose text must be empty
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if inline != "" && len(bytes.TrimSpace(tokens.Raw())) > 0 && !p.allows[site.SourceOf(string(tokens.Raw()))] {
				p.problem(site.BadHTML, "<"+inline+"> with text of its own: only files of the site may hold script and style", "")
			}
			inline = ""
		case html.EndTagToken:
			inline = ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, more := tokens.TagName()
			e := element{worker: w, page: p, name: name, dir: path.Dir(name), tag: atom.String(tag)}
			for more {
				var key, value []byte
				key, value, more = tokens.TagAttr()
				if !bytes.Equal(key, class) { // most attributes are, and none of them is wrong
					e.attribute(atom.String(key), string(value))
				}
			}
			inline = e.close()
		}
	}
}

// An element is a start tag that is being read.
type element struct {
	*worker
	*page
	name, dir string // of the page
	tag       string

	rel, kind, src, href, content, equiv string
}

func (e *element) attribute(key, value string) {
	switch key {
	case "id":
		_, there := e.ids[value]
		e.ids[value] = there
	case "name":
		if e.tag == "a" {
			e.names[value] = true
		}
	case "rel":
		e.rel = strings.ToLower(value)
	case "type":
		e.kind = strings.ToLower(value)
	case "http-equiv":
		e.equiv = strings.ToLower(value)
	case "content":
		e.content = value
	case "href", "xlink:href":
		e.href = value
		if e.tag != "link" && e.tag != "base" {
			e.ref(value, follow)
		}
	case "src":
		e.src = value
		e.ref(value, load)
	case "poster", "data":
		if e.tag == "video" || e.tag == "object" {
			e.ref(value, load)
		}
	case "srcset":
		for _, u := range candidates(value) {
			e.ref(u, load)
		}
	case "action", "formaction":
		e.ref(value, follow)
	case "style":
		if e.allows[site.SourceOf(value)] {
			break
		}
		e.problem(site.BadHTML, fmt.Sprintf("<%s> with a style attribute", e.tag), "")
	default:
		if strings.HasPrefix(key, "on") && !e.allows[site.SourceOf(value)] {
			e.problem(site.BadHTML, fmt.Sprintf("<%s> with an %s attribute", e.tag, key), "")
		}
	}
}

// close judges what takes several attributes to judge. It returns the tag if
// the text inside must be empty.
func (e *element) close() (inline string) {
	switch e.tag {
	case "base":
		e.problem(site.BadHTML, "<base>: it sends #fragments and ?queries to another page", "")
	case "style":
		return e.tag
	case "script":
		if e.src == "" && (e.kind == "" || e.kind == "module" || strings.Contains(e.kind, "javascript")) {
			return e.tag
		}
	case "link":
		use := follow
		if e.rel != "canonical" && e.rel != "alternate" {
			use = load
		}
		if e.href != "" {
			e.ref(e.href, use)
		}
	case "meta":
		if e.equiv == "content-security-policy" {
			e.allow(e.content)
		}
		if e.equiv == "refresh" {
			if _, target, ok := strings.Cut(e.content, "="); ok {
				e.ref(strings.Trim(strings.TrimSpace(target), `'"`), follow)
			}
		}
	}
	return ""
}

// allow takes in what a policy lets the page run, and load from elsewhere.
func (p *page) allow(policy string) {
	p.allows = map[string]bool{}
	for source := range strings.FieldsSeq(strings.ReplaceAll(policy, ";", " ")) {
		p.allows[source] = true
	}
}

// mayLoad says whether the page's policy lists the host of an address.
func (p *page) mayLoad(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && u.Host != "" && p.allows[strings.ToLower(u.Scheme+"://"+u.Host)]
}

// ref notes down a URL of the page.
func (e *element) ref(written string, u use) {
	if u == load && e.mayLoad(written) {
		return
	}
	if fragment, ok := strings.CutPrefix(written, "#"); ok && u == follow {
		e.own(written, fragment)
		return
	}
	folder := e.known[e.dir]
	if folder == nil {
		folder = map[string]*ref{}
		e.known[e.dir] = folder
	}
	key := written
	if u == load {
		key = "\x00" + written
	}
	r, ok := folder[key]
	if !ok {
		r = e.resolve(e.dir, written, u)
		folder[key] = r
	}
	e.refs = append(e.refs, r)
}

// own notes down a link to a place of the page itself, which no other page
// shares.
func (e *element) own(written, fragment string) {
	r := e.resolve(e.dir, written, follow)
	if r.wrong == "" && fragment != "" {
		r.file = e.name
	}
	e.refs = append(e.refs, r)
}

// candidates are the URLs of a srcset: a URL ends at white space or with a
// comma, its descriptor at a comma.
// https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
func candidates(srcset string) []string {
	var urls []string
	for {
		srcset = strings.TrimLeft(srcset, ", \t\r\n\f")
		if srcset == "" {
			return urls
		}
		end := strings.IndexAny(srcset, " \t\r\n\f")
		if end < 0 {
			end = len(srcset)
		}
		word := srcset[:end]
		srcset = srcset[end:]
		bare := strings.TrimRight(word, ",")
		urls = append(urls, bare)
		if bare == word { // a descriptor may follow
			_, srcset, _ = strings.Cut(srcset, ",")
		}
	}
}
