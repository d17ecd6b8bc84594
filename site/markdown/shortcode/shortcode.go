// Package shortcode reads the tags of Hugo, Jekyll and Hexo that have a meaning
// in Markdown: pictures, links to films, code, and signs that are for the
// program alone.
//
//	{{< figure src="a.png" alt="text" >}}   {% asset_img a.png text %}   {% img a.png %}
//	{{< youtube id >}}                      {% youtube id %}
//	{{< highlight go >}} … {{< /highlight >}}   {% codeblock lang:go %} … {% endcodeblock %}
//	{% raw %} … {% endraw %}
//	{% post_link name 'text' %}   {% embed url="…" %}   {% btn url, text %}   {{< card link="…" title="…" >}}
package shortcode

import (
	"regexp"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Extension makes goldmark's own images, links and code blocks of them.
var Extension goldmark.Extender = extension{}

type extension struct{}

func (extension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(code{}, 95)),
		parser.WithInlineParsers(util.Prioritized(inline{}, 150)),
	)
}

type inline struct{}

func (inline) Trigger() []byte { return []byte{'{'} }

// longest is how long a tag may be, in bytes.
const longest = 1 << 10

var (
	tag = regexp.MustCompile(`^(?:\{\{[<%]-?[ \t]*([a-z][\w-]*)((?:[ \t]+[^<>%{}\n]*?)?)[ \t]*/?-?[>%]\}\}|\{%-?[ \t]*([a-z][\w-]*)((?:[ \t]+[^%{}\n]*?)?)[ \t]*-?%\})`)
	src = regexp.MustCompile(`\b(?:src|link|path|image|url)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']+))`)
	// The words under a picture are its caption; else those that are said of it.
	caption = regexp.MustCompile(`\bcaption[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')`)
	alt     = regexp.MustCompile(`\b(?:alt|caption|title)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')`)
	id      = regexp.MustCompile(`^[ \t]*(?:id[ \t]*=[ \t]*)?["']?([\w-]{5,40})["']?`)
	// Hugo: {{</* this is shown */>}}
	escaped = regexp.MustCompile(`^\{\{([<%])/\*(.*?)\*/([>%])\}\}`)
	endRaw  = regexp.MustCompile(`\{%-?[ \t]*endraw[ \t]*-?%\}`)
	// Hexo: {% asset_img [class] file [width [height]] text %}
	file = regexp.MustCompile(`(?:^|[ \t])["']?([^\s"'=]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp))["']?(?:[ \t]+\d+){0,2}(?:[ \t]+["']?([^"'\n]*?)["']?[ \t]*)?$`)
)

func (inline) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if e := escaped.FindSubmatch(line[:min(len(line), longest)]); e != nil {
		block.Advance(len(e[0]))
		return ast.NewString(slices.Concat([]byte("{{"), e[1], e[2], e[3], []byte("}}")))
	}
	m := tag.FindSubmatchIndex(line[:min(len(line), longest)])
	if m == nil {
		return nil
	}
	name, rest := m[2:4], m[4:6]
	if m[2] < 0 {
		name, rest = m[6:8], m[8:10]
	}
	if string(line[name[0]:name[1]]) == "raw" {
		if end := endRaw.FindIndex(line[m[1]:]); end != nil { // what stands between is no tag
			block.Advance(m[1] + end[1])
			return ast.NewString(line[m[1] : m[1]+end[0]])
		}
	}
	n := meaning(string(line[name[0]:name[1]]), arguments{line, rest[0], rest[1], segment.Start})
	if n == nil {
		return nil
	}
	block.Advance(m[1])
	return n
}

// arguments is what follows a tag's name: line[from:to], whose line begins at
// offset at of the note.
type arguments struct {
	line         []byte
	from, to, at int
}

// find is what the first group of r that took part matched.
func (a arguments) find(r *regexp.Regexp, group int) (from, to int, ok bool) {
	m := r.FindSubmatchIndex(a.line[a.from:a.to])
	if m == nil {
		return 0, 0, false
	}
	for i := 2 * group; i < len(m); i += 2 {
		if m[i] >= 0 {
			return a.from + m[i], a.from + m[i+1], true
		}
	}
	return 0, 0, false
}

// meaning is the node that a tag stands for; nil if it has no meaning here.
func meaning(name string, a arguments) ast.Node {
	switch name {
	case "figure", "img", "image", "picture", "fancybox", "asset_img", "asset-img", "figures", "zoom", "imgproc":
		return picture(a)
	case "youtube", "youku", "bilibili", "vimeo", "youtuber":
		return film(name, a)
	case "post_link", "embed", "file", "link", "btn", "button", "card", "ref", "relref":
		return reference(name, a)
	case "code", "label":
		from, to, _ := a.find(saidOf[name], 1)
		return ast.NewString(a.line[from:to])
	case "raw", "endraw", "more", "endmore", "comment", "endcomment", "endcode", "endlabel":
		return ast.NewString(nil)
	}
	if silent[name] {
		return ast.NewString(nil)
	}
	return nil
}

func picture(a arguments) ast.Node {
	link := ast.NewLink()
	from, to, ok := a.find(src, 1)
	textFrom, textTo, said := a.find(alt, 1)
	if !ok {
		if from, to, ok = a.find(file, 1); !ok {
			return nil
		}
		textFrom, textTo, said = a.find(file, 2)
	}
	link.Destination = a.line[from:to]
	if from, to, ok := a.find(caption, 1); ok {
		link.Title = a.line[from:to]
	}
	n := ast.NewImage(link)
	if said && textFrom < textTo {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(a.at+textFrom, a.at+textTo)))
	}
	return n
}

// films are the pages of what a tag shows, by its id.
var films = map[string]string{
	"youtube": "https://www.youtube.com/watch?v=", "youtuber": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/",
	"bilibili": "https://www.bilibili.com/video/", "youku": "https://v.youku.com/v_show/id_",
}

func film(name string, a arguments) ast.Node {
	from, to, ok := a.find(id, 1)
	if !ok {
		return nil
	}
	link := ast.NewLink()
	link.Destination = append([]byte(films[name]), a.line[from:to]...)
	label := ast.NewString([]byte("▶ " + name + " " + string(a.line[from:to])))
	link.AppendChild(link, label)
	return link
}
