package d2

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/diagram/source"
)

// shown is what a diagram is read as: items in brackets, then connections.
func shown(code string) string {
	r := &reader{text: code, root: newItem("", nil), class: map[string]map[string]string{}}
	if err := r.block(r.root, 0); err != nil {
		var f *source.Fault
		errors.As(err, &f)
		return fmt.Sprintf("%d:%d", f.Line, f.Col)
	}
	var b strings.Builder
	var show func(i *item)
	show = func(i *item) {
		for _, c := range i.items {
			b.WriteString(c.text())
			if s := c.set["shape"]; s != "" {
				b.WriteString("/" + s)
			}
			for _, row := range c.rows {
				b.WriteString("/" + row)
			}
			if len(c.items) > 0 {
				b.WriteString("[")
				show(c)
				b.WriteString("]")
			}
			b.WriteString(" ")
		}
	}
	show(r.root)
	for _, e := range r.edges {
		fmt.Fprintf(&b, "%s%s%s:%s ", e.from.name, map[[2]bool]string{{false, true}: ">", {true, false}: "<", {true, true}: "=", {false, false}: "-"}[[2]bool{e.tail, e.head}], e.to.name, e.label)
	}
	return strings.TrimSpace(b.String())
}

func TestD2(t *testing.T) {
	for code, want := range map[string]string{
		"a -> b":                                                            "a b a>b:",
		"a -> b <- c -- d <-> e: x y":                                       "a b c d e a>b:x y b<c:x y c-d:x y d=e:x y",
		"a: 甲; b: {shape: circle}\n# c\nd #e":                               "甲 b/circle d",
		"a.b.c -> a.d: {style.stroke: red}":                                 "a[b[c ] d ] c>d:",
		"a: {\n  b: 乙 {\n    c\n  }\n  _.x -> b\n}":                         "a[乙[c ] ] x x>b:",
		"\"a.b\" -> 'c d': \"e: {f}\"":                                      "a.b c d a.b>c d:e: {f}",
		"a.shape: oval\na.label: 新\nA":                                      "新/oval",
		"t: {shape: sql_table; id: int {constraint: primary_key}; b: text}": "t/sql_table/id  int/b  text",
		"a: |md\n  # 题\n  x\n|\nb":                                          "题\nx b",
		"vars: {d2-config: {x: [1; 2]}}\na":                                 "a",
		"classes: {k: {style: {fill: red}}}\na.class: k":                    "a",
		"(a -> b)[0].style.stroke: red\na -> b":                             "a b a>b:",
		"a ---> b":                                                          "a b a>b:",
		"a-b -> c_d":                                                        "a-b c_d a-b>c_d:",
		"a: {":                                                              "1:5",
		"}":                                                                 "1:1",
		"a -> ":                                                             "1:6",
		"x\n*.style.fill: red":                                              "2:1",
		"...@x":                                                             "1:1",
		"a: |md x":                                                          "1:4",
		"s: {\n shape: sequence_diagram\n}":                                 "2:2",
		": x":                                                               "1:1",
	} {
		if got := shown(code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}

// A class of settings colours what takes it, and too much is refused.
func TestDraw(t *testing.T) {
	d, err := Draw("classes: {k: {style: {fill: \"#f00\"}}}\na: {class: k}\na -> b")
	if err != nil || !strings.Contains(string(d.Canvas.Bytes()), `fill="#f00"`) {
		t.Errorf("%v, %v", d, err)
	}
	for _, code := range []string{"", "# nothing", strings.Repeat("a: {", 30), strings.Repeat("a -> b\n", maxEdges+1), strings.Repeat("{", 100)} {
		if _, err := Draw(code); err == nil {
			t.Errorf("%.20q is drawn", code)
		}
	}
}

func FuzzD2(f *testing.F) {
	f.Add("a -> b: c {style.fill: red}\nd: {e: |md f|; g.h -> _.i}")
	f.Add("x: {shape: sql_table; y: int}\n\"a\\\"b\" <-> 'c'\nclasses: {k: {l: m}}\n#")
	f.Fuzz(func(t *testing.T, code string) {
		if len(code) < 4<<10 {
			_, _ = Draw(code)
		}
	})
}
