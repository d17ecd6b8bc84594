package load

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/biji-notes/biji/site/budget"
)

// tomlFields reads the keys of a TOML document. Keys in tables have dots:
// "extra.math".
func tomlFields(text []byte) ([]field, *syntaxError) {
	var all map[string]any // only to have everything checked
	if err := toml.Unmarshal(text, &all); err != nil {
		return nil, tomlError(text, err)
	}
	p := tomlReader{text: text}
	p.Reset(text)
	var fields []field
	table, item := "", 0
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table, item = p.key(e).key+".", 0
			if e.Kind == unstable.ArrayTable {
				item = p.nextItem()
			}
		case unstable.KeyValue:
			f := p.key(e)
			f.key = table + f.key
			f.value, f.item = p.value(e.Value()), item
			fields = append(fields, p.within(f, e.Value())...)
			if f.value.line == 0 { // the library does not say where arrays are
				f.value.line, f.value.col = f.line, f.col
			}
			if fields = append(fields, f); len(fields) > budget.FrontMatterKeys {
				return nil, &syntaxError{line: f.line, col: f.col, what: "more than 1,000 keys"}
			}
		}
	}
	if err := p.Error(); err != nil {
		return nil, &syntaxError{line: 1, col: 1, what: strings.TrimPrefix(err.Error(), "toml: ")}
	}
	return fields, nil
}

// A tomlReader is the library's parser together with what it parses.
type tomlReader struct {
	unstable.Parser
	text  []byte
	items int // tables of lists so far
}

func (p *tomlReader) nextItem() int {
	p.items++
	return p.items
}

// key is the name that a line gives or a table has, and its place.
func (p *tomlReader) key(n *unstable.Node) field {
	var f field
	parts := n.Key()
	for parts.Next() {
		part := parts.Node()
		if f.line == 0 {
			f.line, f.col = place(p.text, int(part.Raw.Offset))
		} else {
			f.key += "."
		}
		f.key += string(part.Data)
	}
	return f
}

// within are the keys of the inline tables that are the value of a key, or in the
// list that is.
func (p *tomlReader) within(of field, n *unstable.Node) (fields []field) {
	switch n.Kind {
	case unstable.InlineTable:
		return p.inner(of, n)
	case unstable.Array:
		for items := n.Children(); items.Next() && len(fields) < budget.FrontMatterKeys; {
			if items.Node().Kind == unstable.InlineTable {
				of.item = p.nextItem()
				fields = append(fields, p.inner(of, items.Node())...)
			}
		}
	}
	return fields
}

func (p *tomlReader) inner(of field, n *unstable.Node) (fields []field) {
	for pairs := n.Children(); pairs.Next(); {
		f := p.key(pairs.Node())
		f.key, f.value, f.item = of.key+"."+f.key, p.value(pairs.Node().Value()), of.item
		fields = append(fields, f)
	}
	return fields
}

// nested is a list in a list that begins at the place of in: a table, as other
// settings take it for none of their items, of nothing but the list, whose own
// lists stay empty.
func (p *tomlReader) nested(n *unstable.Node, in value) value {
	items := value{kind: list, line: in.line, col: in.col}
	for its := n.Children(); its.Next() && len(items.list) < budget.FrontMatterKeys; {
		if item := its.Node(); item.Kind == unstable.Array {
			items.list = append(items.list, value{kind: table})
		} else {
			items.list = append(items.list, p.value(item))
		}
	}
	return value{kind: table, list: []value{items}, line: in.line, col: in.col}
}

func (p *tomlReader) value(n *unstable.Node) value {
	var v value
	if n.Raw.Length > 0 {
		v.line, v.col = place(p.text, int(n.Raw.Offset))
	}
	switch n.Kind {
	case unstable.InlineTable:
		v.kind = table
	case unstable.Array:
		v.kind = list
		items := n.Children()
		for items.Next() && len(v.list) < budget.FrontMatterKeys {
			item := items.Node()
			if item.Kind == unstable.Array {
				v.list = append(v.list, p.nested(item, v))
				continue
			}
			v.list = append(v.list, p.value(item))
		}
	default:
		v.kind, v.text, v.bare = scalar, string(n.Data), n.Kind != unstable.String
	}
	return v
}

func tomlError(text []byte, err error) *syntaxError {
	s := &syntaxError{line: 1, col: 1, what: strings.TrimPrefix(err.Error(), "toml: ")}
	var at *toml.DecodeError
	if !errors.As(err, &at) {
		return s
	}
	row, col := at.Position()
	s.line = row
	if lines := bytes.Split(text, []byte("\n")); row >= 1 && row <= len(lines) {
		s.col = column(lines[row-1], col-1)
		s.sayLetter(lines[row-1][min(max(col-1, 0), len(lines[row-1])):])
	}
	return s
}

// sayLetter mends what the library says of a letter that it does not expect:
// it takes the letter's first byte for the whole of it.
func (s *syntaxError) sayLetter(rest []byte) {
	letter, size := utf8.DecodeRune(rest)
	if size < 2 {
		return
	}
	switch {
	case strings.ContainsRune("“”‘’「」『』＂＇«»", letter):
		s.hint = `write straight quotes: "…"`
	case strings.ContainsRune("＝［］｛｝，＃．", letter):
		s.what, s.hint = "unexpected character "+string(letter), "write "+string(letter-'＝'+'=')+", in half width"
	}
	said := fmt.Sprintf("U+%04X '%c'", rest[0], rune(rest[0]))
	s.what = strings.Replace(s.what, said, string(letter), 1)
}
