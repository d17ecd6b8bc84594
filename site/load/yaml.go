package load

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site/budget"
)

// yamlFields reads the keys of a YAML mapping. It goes through yaml.Node:
// decoding into anything else lets aliases multiply, and makes gigabytes of
// error text of duplicate keys. Only scalars and lists of scalars are
// converted, so nesting and aliases cost nothing.
func yamlFields(text []byte) ([]field, *syntaxError) {
	var doc, rest yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(text))
	if err := cmp.Or(ended(d.Decode(&doc)), ended(d.Decode(&rest))); err != nil { // what follows is to be YAML too
		return nil, yamlError(text, err)
	}
	if len(doc.Content) == 0 {
		return nil, nil // nothing but comments
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, notMapping
	}
	if len(root.Content) > 2*budget.FrontMatterKeys {
		k := root.Content[2*budget.FrontMatterKeys]
		return nil, &syntaxError{line: k.Line, col: k.Column, what: "more than 1,000 keys"}
	}
	fields := make([]field, 0, len(root.Content)/2)
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			continue
		}
		fields = append(fields, field{key: k.Value, line: k.Line, col: k.Column, value: yamlValue(v)})
		fields = append(fields, yamlInner(k.Value, v)...)
	}
	return fields, nil
}

// yamlInner are the keys of a mapping that is the value of a key, as TOML has
// them: "build.render". What is deeper is left out.
func yamlInner(key string, v *yaml.Node) (fields []field) {
	if v.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < min(len(v.Content), 2*budget.FrontMatterKeys); i += 2 {
		if k := v.Content[i]; k.Kind == yaml.ScalarNode && k.Tag != "!!merge" {
			fields = append(fields, field{key: key + "." + k.Value, line: k.Line, col: k.Column, value: yamlValue(v.Content[i+1])})
		}
	}
	return fields
}

// ended is err unless that says that there is no more.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func yamlValue(n *yaml.Node) value {
	v := value{line: n.Line, col: n.Column}
	if n.Kind == yaml.AliasNode {
		n = n.Alias // never an alias itself
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			v.kind, v.text = scalar, n.Value
			v.bare = n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
		}
	case yaml.SequenceNode:
		if link, ok := bareLink(n); ok {
			v.kind, v.text = scalar, link
			return v
		}
		v.kind = list
		for _, item := range n.Content[:min(len(n.Content), budget.FrontMatterKeys)] {
			v.list = append(v.list, yamlItem(item))
		}
	default:
		v.kind = table
	}
	return v
}

// yamlItem is an item of a list. A list in a list stays empty.
func yamlItem(n *yaml.Node) value {
	if _, ok := bareLink(n); ok {
		return yamlValue(n)
	}
	if n.Kind == yaml.AliasNode && n.Alias.Kind == yaml.ScalarNode || n.Kind == yaml.ScalarNode {
		return yamlValue(n)
	}
	return value{kind: table, line: n.Line, col: n.Column}
}

// yamlError finds the place of an error. The library names no column and
// often the wrong line, so we look for the first line that does harm: the one
// after the longest part that can be read.
func yamlError(text []byte, err error) *syntaxError {
	const maxTries = 200 // each reads the text from its start
	lines := bytes.SplitAfter(text, []byte("\n"))
	good, end := 0, 0
	for i, l := range lines[:min(len(lines), maxTries)] {
		end += len(l)
		var doc yaml.Node
		if yaml.Unmarshal(text[:end], &doc) == nil {
			good = i + 1
		}
	}
	bad := bytes.TrimRight(lines[min(good, len(lines)-1)], "\n")
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	if strings.HasPrefix(what, "line ") {
		_, what, _ = strings.Cut(what, ": ")
	}
	at, hint := harm(string(bad), what)
	return &syntaxError{line: good + 1, col: column(bad, at), what: what, hint: hint}
}

// harm finds the byte of a line that an error message is about, and what may
// help.
func harm(line, what string) (at int, hint string) {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	_, after, _ := strings.Cut(line, ":")
	switch {
	case strings.HasPrefix(strings.TrimSpace(after), "[["):
		return strings.Index(line, "[["), "put links in quotes: \"[[note]]\""
	case strings.Contains(line[:min(indent+1, len(line))], "\t"):
		return indent, "indent with spaces"
	case strings.Contains(what, "mapping values"):
		if i := strings.Index(after, ": "); i >= 0 {
			return len(line) - len(after) + i, "put the value in quotes"
		}
		return indent, "check the indentation"
	case strings.Contains(what, "cannot start any token"):
		value := strings.TrimLeft(after, " ")
		return len(line) - len(value), "put the value in quotes"
	case strings.Contains(what, "expected ':'"):
		return indent, `write "key: value"`
	}
	return indent, ""
}
