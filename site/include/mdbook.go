package include

import (
	"regexp"
	"strconv"
	"strings"
)

// https://rust-lang.github.io/mdBook/format/mdbook.html
var mdBookForm = regexp.MustCompile(`(\\?)\{\{\s*#(include|rustdoc_include|playground|playpen|title)\s+([^{}]+?)\s*\}\}`)

func mdBookOn(text string, at place) (all []directive) {
	for _, m := range mdBookForm.FindAllStringSubmatchIndex(text, -1) {
		d := directive{from: m[0], to: m[1], look: beside}
		kind, rest := text[m[4]:m[5]], text[m[6]:m[7]]
		switch {
		case m[3] > m[2]: // the backslash says that it is text
			d.instead = text[m[3]:m[1]]
			if at == outside && !inSpan(text, m[0]) {
				d.instead = asCode(d.instead)
			}
		case kind == "title":
			if d.title = rest; at == inside {
				continue
			}
		case kind == "playground" || kind == "playpen":
			d.path, _, _ = strings.Cut(rest, " ")
			d.code = &code{}
		default:
			d.path, d.ranges, d.name = mdBookPart(rest)
		}
		all = append(all, d)
	}
	return all
}

// mdBookPart reads file.rs, file.rs:2, file.rs:2:10, file.rs::10, file.rs:2: and
// file.rs:name.
func mdBookPart(s string) (path string, ranges []span, name string) {
	path, part, ok := strings.Cut(s, ":")
	if !ok {
		return path, nil, ""
	}
	from, to, open := strings.Cut(part, ":")
	first, err := strconv.Atoi(from)
	if err != nil && from != "" {
		return path, nil, from
	}
	last, _ := strconv.Atoi(to)
	if !open {
		last = first
	}
	return path, []span{{first, last}}, ""
}

func inSpan(text string, at int) bool {
	for _, s := range codeSpans(text) {
		if s[0] <= at && at < s[1] {
			return true
		}
	}
	return false
}
