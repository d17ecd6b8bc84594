package load

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// A form says what the value of a setting is.
type form struct {
	want   string // for messages
	schema string // the same as a JSON Schema
}

var (
	aText  = form{"text", `{"type": "string"}`}
	aTruth = form{"true or false", `{"type": "boolean"}`}
)

const aSplit = `{"enum": ["auto", "off", 1, 2, 3, 4, 5, 6, true, false]}`

const aList = `{"type": "array", "items": {"type": "string"}}`

func anAddress(example string) form {
	return form{fmt.Sprintf("an address such as %q", example), `{"type": "string"}`}
}

// ConfigSchema is a JSON Schema (draft 7, which editors of TOML read) of
// biji.toml, with every setting and what it means in English and Chinese.
func ConfigSchema() ([]byte, error) {
	top := newSchema("http://json-schema.org/draft-07/schema#", "Settings of biji / biji 的设置")
	for _, s := range settings() {
		at, key := top, s.key
		if table, name, nested := strings.Cut(key, "."); nested {
			at, key = top.table(table), name
		}
		p, err := s.property()
		if err != nil {
			return nil, err
		}
		at.Properties[key] = p
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(top)
	return b.Bytes(), err
}

// A schema describes a table of settings.
type schema struct {
	Schema     string         `json:"$schema,omitempty"`
	Title      string         `json:"title,omitempty"`
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
	Additional bool           `json:"additionalProperties"`
}

func newSchema(dialect, title string) *schema {
	return &schema{Schema: dialect, Title: title, Type: "object", Properties: map[string]any{}}
}

// table is the table of that name, made if need be.
func (s *schema) table(name string) *schema {
	t, ok := s.Properties[name].(*schema)
	if !ok {
		t = newSchema("", "")
		s.Properties[name] = t
	}
	return t
}

// property is what the schema says of one setting.
func (s setting) property() (map[string]any, error) {
	var p map[string]any
	if err := json.Unmarshal([]byte(s.schema), &p); err != nil {
		return nil, fmt.Errorf("schema of %s: %w", s.key, err)
	}
	p["description"] = s.en + "\n" + s.zh
	return p, nil
}
