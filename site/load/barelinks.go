package load

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Wikilinks are written in front matter without the quotes that YAML wants:
//
//	category: [[Recipes]]          a list in a list, for YAML
//	authors: [[A]], [[B|Bob]]      nothing that YAML can read
//
// Both are read as what they were meant to be.

// bareLink is the wikilink that a list in a list was meant to be; ok is false if
// it is a list.
func bareLink(n *yaml.Node) (text string, ok bool) {
	if n.Kind != yaml.SequenceNode || n.Style&yaml.FlowStyle == 0 || len(n.Content) != 1 {
		return "", false
	}
	inner := n.Content[0]
	if inner.Kind != yaml.SequenceNode || inner.Line != n.Line || inner.Column != n.Column+1 || len(inner.Content) == 0 {
		return "", false
	}
	var parts []string
	for _, c := range inner.Content {
		if c.Kind != yaml.ScalarNode || c.Style != 0 || c.Line != n.Line || len(parts) > 10 {
			return "", false
		}
		parts = append(parts, c.Value)
	}
	return "[[" + strings.Join(parts, ", ") + "]]", true
}

var (
	// linkValue is a line whose value begins with a wikilink.
	linkValue = regexp.MustCompile(`^(\s*(?:-[ \t]+|["']?[\pL_][\pL\pN _.-]*["']?[ \t]*:[ \t]+))(\[\[.*?)[ \t]*$`)
	// onlyLinks are wikilinks with signs between them.
	onlyLinks = regexp.MustCompile(`^(?:\[\[[^\[\]"\\]+\]\][\s,，、;；]*)+$`)
	oneLink   = regexp.MustCompile(`\[\[[^\[\]"\\]+\]\]`)
)

// quoteLinks puts the wikilinks that are values in quotes, and gives the first
// line, from 1, on which it did, and what stands there now; 0 if there are none.
// The lines stay the same otherwise.
func quoteLinks(text []byte) (quoted []byte, line int, value string) {
	lines := bytes.Split(text, []byte("\n"))
	for i, l := range lines {
		m := linkValue.FindSubmatch(l)
		if m == nil {
			continue
		}
		now := quotedLinks(string(m[2]))
		lines[i] = append(bytes.Clone(m[1]), now...)
		if line == 0 {
			line, value = i+1, now
		}
	}
	return bytes.Join(lines, []byte("\n")), line, value
}

func quotedLinks(value string) string {
	if !onlyLinks.MatchString(value) {
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	}
	links := oneLink.FindAllString(value, -1)
	for i, l := range links {
		links[i] = `"` + l + `"`
	}
	if len(links) == 1 {
		return links[0]
	}
	return "[" + strings.Join(links, ", ") + "]"
}
