package load

import (
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Fields in the text of a note of a vault, as Dataview has them, for its queries:
// a line "key:: value", and "[key:: value]" or "(key:: value)" in a line. They
// stand in the text, so they are not shown above it, and their links are those
// of the text.
var (
	lineField    = regexp.MustCompile(`^[ \t>]*(?:[-*+] (?:\[.\] )?)?[*_]*(\pL[\pL\pN _-]{0,40})[*_]*::[ \t]+(\S.*)$`)
	bracketField = regexp.MustCompile(`[\[(](\pL[\pL\pN _-]{0,40})::[ \t]*([^\[\]()]*(?:\[\[[^\[\]]*\]\])?[^\[\]()]*)[\])]`)
)

// inlineFields adds the fields in a note's text to its properties; those of
// front matter come first, and of two with one name the first counts.
func inlineFields(n *site.Note) {
	if !strings.Contains(string(n.Body), "::") {
		return
	}
	seen := map[string]bool{}
	for _, p := range n.Properties.All {
		seen[strings.ToLower(p.Name)] = true
	}
	add := func(line int, key, text string) {
		key, text = strings.TrimSpace(key), strings.TrimSpace(text)
		if name := strings.ToLower(key); text != "" && !seen[name] && len(seen) < budget.FrontMatterKeys {
			seen[name] = true
			at := site.Pos{File: n.Path, Line: line}
			v := valueOf(value{kind: scalar, text: text, bare: true})
			v.At = at
			n.Properties.All = append(n.Properties.All, site.Property{Name: key, Values: []site.Value{v}, At: at})
		}
	}
	fence := ""
	for i, line := range strings.Split(string(n.Body), "\n") {
		if mark := fenceMark(line); mark != "" && (fence == "" || strings.HasPrefix(mark, fence)) {
			fence = map[bool]string{true: mark, false: ""}[fence == ""]
			continue
		}
		if fence != "" || !strings.Contains(line, "::") {
			continue
		}
		if m := lineField.FindStringSubmatch(line); m != nil {
			add(n.Line+i, m[1], m[2])
			continue
		}
		for _, m := range bracketField.FindAllStringSubmatch(line, 100) {
			add(n.Line+i, m[1], m[2])
		}
	}
}

// fenceMark is the marks with which a line opens or closes a block of code.
func fenceMark(line string) string {
	line = strings.TrimLeft(line, " \t>")
	for _, c := range []string{"`", "~"} {
		if mark := line[:len(line)-len(strings.TrimLeft(line, c))]; len(mark) >= 3 {
			return mark
		}
	}
	return ""
}
