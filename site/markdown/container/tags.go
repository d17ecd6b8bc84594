package container

import (
	"regexp"
	"strings"
)

// Tags that hold blocks, as GitBook, Hexo, Hugo and its themes have them, and
// what they are here: a type, or that the first word behind the name is one.
var tags = map[string]string{
	"hint": "", "note": "", "notice": "", "callout": "", "alert": "", "admonition": "", "message": "", "notel": "",
	"tip": "tip", "info": "info", "warning": "warning", "danger": "danger", "caution": "caution", "important": "important", "success": "success",
	"details": "details", "spoiler": "details", "expand": "details", "collapse": "details", "folding": "details", "accordion": "details",
	"hidetoggle": "details", "hideblock": "details", "pageinfo": "info",
	"tabs": "tabs", "tab": "tab", "codetabs": "tabs", "codetab": "tab", "tabpane": "tabs",
	"steps": "steps", "cards": "cards", "columns": "columns", "center": "center", "centerquote": "quote", "cq": "quote", "blockquote": "quote", "quote": "quote",
}

var (
	tag      = regexp.MustCompile(`^\{(?:\{?%|\{<)-?[ \t]*([A-Za-z]+)\b((?:[^%>{}\n]|"[^"\n]*")*?)-?(?:%\}?|>\})\}?[ \t]*\r?\n?$`)
	endTag   = regexp.MustCompile(`^\{(?:\{?%|\{<)-?[ \t]*(?:end[ \t]?([A-Za-z]+)|/[ \t]*([A-Za-z]+))[ \t]*-?(?:%\}?|>\})\}?$`)
	oneLine  = regexp.MustCompile(`^\{(?:\{?%|\{<)-?[ \t]*([A-Za-z]+)\b((?:[^%>{}\n]|"[^"\n]*")*?)-?(?:%\}?|>\})\}?[ \t]*([^\n]*?)[ \t]*\{(?:\{?%|\{<)-?[ \t]*(?:end[ \t]?([A-Za-z]+)|/[ \t]*([A-Za-z]+))[ \t]*-?(?:%\}?|>\})\}?[ \t]*\r?\n?$`)
	styleIn  = regexp.MustCompile(`(?:style|type|status|color|icon)[ \t]*=[ \t]*["']?([\pL-]+)`)
	titleOf  = regexp.MustCompile(`(?:title|summary|name|header)[ \t]*=[ \t]*"([^"\n]*)"`)
	quoted   = regexp.MustCompile(`(?:^|[ \t])"([^"\n]*)"`)
	firstOne = regexp.MustCompile(`^[ \t]*"?([\pL-]+)"?[ \t]*`)
)

// openTag reads {% hint style="info" %}, {{< callout type="warning" >}},
// {{% notice tip "Title" %}} and the like.
func openTag(line []byte) (found, bool) {
	inner, end := -1, 0
	m := tag.FindSubmatchIndex(line)
	if m == nil {
		if m = oneLine.FindSubmatchIndex(line); m == nil || !sameName(line, m) {
			return found{}, false
		}
		inner, end = m[6], m[7]
	}
	name := strings.ToLower(string(line[m[2]:m[3]]))
	kind, known := tags[name]
	if !known || inner >= 0 && kind == "tabs" {
		return found{}, false
	}
	rest := line[m[4]:m[5]]
	from := m[4]
	if kind == "" {
		kind = "note"
		if s := styleIn.FindSubmatch(rest); s != nil {
			kind = string(s[1])
		} else if s := firstOne.FindSubmatchIndex(rest); s != nil && likeType(string(rest[s[2]:s[3]])) {
			kind = string(rest[s[2]:s[3]])
			rest, from = rest[s[1]:], from+s[1]
		}
	}
	c := found{closing: closing{name: name}}
	if inner >= 0 {
		c.inner, c.whole = [2]int{inner, end}, true
	}
	var shown bool
	if c.node, shown = of(typeNamed(strings.ToLower(kind)), 0); !shown {
		return c, true
	}
	c.titled = true
	for _, r := range []*regexp.Regexp{titleOf, quoted} {
		if t := r.FindSubmatchIndex(rest); t != nil {
			c.start, c.end = from+t[2], from+t[3]
			return c, true
		}
	}
	if t := bareTitle.FindSubmatchIndex(rest); t != nil && line[1] == '%' && bareTitled[name] && !looks[string(rest[t[2]:t[3]])] {
		c.start, c.end = from+t[2], from+t[3]
	}
	return c, true
}

// bareTitled are the tags of Hexo's themes behind which a title stands without
// quotes, before a comma if colours follow.
var bareTitled = map[string]bool{"note": true, "details": true, "spoiler": true, "hidetoggle": true, "hideblock": true}

// looks are words that say how such a tag looks.
var looks = map[string]bool{"no-icon": true, "simple": true, "modern": true, "flat": true, "disabled": true}

var bareTitle = regexp.MustCompile(`^[ \t]*(?:(?:no-icon|simple|modern|flat|disabled)\b[ \t]*)*([^=,"'\s][^=,"']*?)[ \t]*(?:,[^=]*)?$`)

// sameName says whether the end of a tag on its line is that of the tag.
func sameName(line []byte, m []int) bool {
	end := line[max(m[8], m[10]):max(m[9], m[11])]
	return strings.EqualFold(string(line[m[2]:m[3]]), string(end))
}

// names are types that only these tools have.
var names = map[string]string{
	"primary": "note", "default": "note", "secondary": "note", "working": "todo", "error": "danger", "blue": "info", "green": "success", "red": "danger",
	"orange": "warning", "yellow": "warning", "light": "note", "dark": "note",
}

func typeNamed(kind string) string {
	if name, ok := names[kind]; ok {
		return name
	}
	return kind
}

func likeType(word string) bool {
	node, _ := of(typeNamed(strings.ToLower(word)), 0)
	box, isBox := node.(*Box)
	return !isBox || box.Written == ""
}
