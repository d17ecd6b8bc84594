package load

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestConfigSchema: the schema has every setting, and takes as a value just
// what the program takes.
func TestConfigSchema(t *testing.T) {
	raw, err := ConfigSchema()
	if err != nil {
		t.Fatal(err)
	}
	type property struct {
		Type       string
		Enum       []any
		AnyOf      []property
		Properties map[string]property
	}
	var top property
	if err := json.Unmarshal(raw, &top); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{"string": `"zh"`, "boolean": "true", "array": `["x"]`, "number": "3", "auto": `"auto"`, "all": `"all"`, "date": "2026-01-01"}
	var allowed func(p property, name string) bool
	allowed = func(p property, name string) bool {
		if p.AnyOf != nil {
			return slices.ContainsFunc(p.AnyOf, func(q property) bool { return allowed(q, name) })
		}
		if p.Enum != nil {
			return slices.Contains(p.Enum, map[string]any{"number": 3.0, "boolean": true, "auto": "auto", "all": "all"}[name])
		}
		return p.Type == name || p.Type == "integer" && name == "number" || p.Type == "string" && (name == "auto" || name == "all")
	}
	for _, s := range settings() {
		p, ok := top.Properties[s.key]
		if table, name, nested := strings.Cut(s.key, "."); nested {
			p, ok = top.Properties[table].Properties[name]
		}
		if !ok {
			t.Errorf("the schema has no %s", s.key)
		}
		for name, value := range values {
			_, problems, err := Options(fstest.MapFS{"biji.toml": {Data: fmt.Appendf(nil, "%s = %s\n", s.key, value)}}, ".")
			all := fmt.Sprint(problems, err)
			if wrong := fmt.Sprintf("%s should be %s", s.key, s.want); allowed(p, name) == strings.Contains(all, wrong) && p.Type != "string" {
				t.Errorf("%s = %s: the schema says %v, the program %s", s.key, value, allowed(p, name), all)
			}
		}
	}
}
