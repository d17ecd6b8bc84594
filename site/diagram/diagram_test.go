package diagram_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram"
	"github.com/biji-notes/biji/site/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A specimen is a diagram of our own.
type specimen struct{ lang, code string }

// specimens are our own diagrams, by the name of their file, whose ending is their
// language.
func specimens(t testing.TB) map[string]specimen {
	t.Helper()
	all := map[string]specimen{}
	for _, lang := range diagram.Languages() {
		if lang == "graphviz" {
			continue // dot by another name
		}
		for _, name := range testkit.Cases(t, os.DirFS("testdata"), "*."+lang) {
			code, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			if got := diagram.LanguageOf(lang, string(code)); got != lang {
				t.Errorf("%s is taken for %q", name, got)
			}
			all[name] = specimen{lang, string(code)}
		}
	}
	return all
}

// TestSpecimens shows what each of our diagrams becomes.
func TestSpecimens(t *testing.T) {
	for name, s := range specimens(t) {
		d := drawn(t, s)
		file := filepath.Join("testdata", name+".svg")
		got := strings.ReplaceAll(d.SVG, "><", ">\n<") + "\n\n" + strings.Join(d.Labels, "\n") + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is drawn in another way; look at it, then -update", name)
		}
	}
	for _, svg := range testkit.Cases(t, os.DirFS("testdata"), "*.svg") {
		if _, ok := specimens(t)[strings.TrimSuffix(svg, ".svg")]; !ok {
			t.Errorf("no diagram belongs to %s", svg)
		}
	}
}

// drawn is the drawing of a diagram that can be drawn.
func drawn(t testing.TB, s specimen) diagram.Drawing {
	t.Helper()
	d, problems := diagram.Draw(s.lang, s.code, diagram.Options{UI: "zh"})
	if len(problems) > 0 {
		t.Fatalf("%v\n%s", problems, s.code)
	}
	if why := sound(d.SVG); why != "" {
		t.Fatalf("%s\n%s\n%s", why, s.code, d.SVG)
	}
	return d
}

// What a drawing may consist of: nothing that loads, runs, links or styles.
var (
	elements   = []string{"svg", "g", "rect", "circle", "path", "text", "tspan", "desc"}
	attributes = []string{
		"xmlns", "class", "width", "height", "viewBox", "role", "aria-label", "x", "y", "dy", "rx", "cx", "cy", "r", "d", "transform",
		"fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "text-anchor", "font-size", "font-weight", "font-style",
	}
	number = regexp.MustCompile(`^-?[0-9]+(\.[0-9])?$`)
)

// sound says what is wrong with a drawing; "" if nothing is.
func sound(svg string) string {
	r := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains(elements, e.Name.Local) {
			return "element " + e.Name.Local
		}
		for _, a := range e.Attr {
			switch name := a.Name.Local; {
			case !slices.Contains(attributes, name):
				return "attribute " + name
			case name == "x" || name == "y" || name == "width" || name == "height" || name == "r":
				if !number.MatchString(a.Value) || strings.HasPrefix(a.Value, "-") && (name == "width" || name == "height" || name == "r") {
					return name + "=" + a.Value
				}
			case strings.Contains(a.Value, "url("), strings.Contains(a.Value, "NaN"), strings.Contains(a.Value, "Inf"):
				return name + "=" + a.Value
			}
		}
	}
}

// TestHostileLabels: whatever text stands in a diagram, it is text.
func TestHostileLabels(t *testing.T) {
	hostile := []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `</text></svg><script>`, `&lt;script&gt;`, `&#60;script&#62;`, `#60;script#62;`,
		`<style>*{display:none}</style>`, `<a href=javascript:alert(1)>x</a>`, "\u202e\x07\ufffe", `]]>`, `<!--`, `'onload='alert(1)`, `<b`, `&amp`,
	}
	for name, s := range specimens(t) {
		code := s.code
		runs := regexp.MustCompile(`\p{Han}+`).FindAllStringIndex(code, -1)
		for i, h := range hostile {
			if name == "gantt.mermaid" && i > 3 && !testkit.Long() {
				continue
			}
			for _, at := range testkit.Some(runs, 4, 8) {
				d, problems := diagram.Draw(s.lang, code[:at[0]]+h+code[at[1]:], diagram.Options{})
				if len(problems) > 0 {
					continue
				}
				if why := sound(d.SVG); why != "" {
					t.Errorf("%s, %q: %s", name, h, why)
				}
			}
		}
	}
}

// TestStylesAreHarmless: an author's colours are colours, or nothing.
func TestStylesAreHarmless(t *testing.T) {
	for _, bad := range []string{"url(#x)", "red;x:y", `red" onload="x`, "expression(1)", "var(--x)", "inherit", "#12345", "rgb(1,2,3) url(x)"} {
		d := drawn(t, specimen{"mermaid", "graph TD\nA-->B\nstyle A fill:" + bad + ",stroke:" + bad + "\nlinkStyle 0 stroke:" + bad})
		if strings.Contains(d.SVG, "url") || strings.Contains(d.SVG, "onload") || strings.Contains(d.SVG, "var(") {
			t.Errorf("%s: %s", bad, d.SVG)
		}
	}
	if d := drawn(t, specimen{"mermaid", "graph TD\nA-->B\nstyle A fill:#fff,color:#eee\nstyle B fill:#000"}); !strings.Contains(d.SVG, `fill="#1b1d1f">A<`) || !strings.Contains(d.SVG, `fill="#fff">B<`) {
		t.Errorf("a text cannot be read on the colour that its author chose: %s", d.SVG)
	}
}

// TestFaults: what is not understood has a place.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ code, want string }{
		{"", "it is empty"},
		{"nonsense\nA-->B", `1:1: "nonsense" is no kind of diagram`},
		{"sankey-beta\n", `1:1: diagrams of the kind "sankey-beta" cannot be drawn yet`},
		{"graph TD\n", "the diagram is empty"},
		{"graph TD\n  A[开始 --> B", "2:4: the text that [ begins is not closed"},
		{"graph TD\n  A --> B\n  A -- text B", "3:7: a link is not closed"},
		{"graph TD\n  A --> B\n  linkStyle 7 stroke:red", "3:13: there is no link number 7"},
		{"graph TD\n subgraph x\n A", "a subgraph is not closed"},
		{"graph TD\n  A@{ shape: blob }", `2:7: there is no shape "blob"`},
		{"---\ntitle: t\n---\ngraph TD\n  A ? B", `5:5: "? B" is not understood`},
		{"sequenceDiagram\n  A->>B: x\n  hm", `3:3: "hm" is not understood`},
		{"sequenceDiagram\n  loop x\n  A->>B: y", `2:3: "loop" is not closed`},
		{"sequenceDiagram\n  A->>B: x\n  else y", `3:3: "else" stands in no alt`},
		{"sequenceDiagram\n  end", "2:3: there is nothing that this could end"},
		{"classDiagram\n  class A {\n  +x", "a class or namespace is not closed"},
		{"stateDiagram\n  A --> B\n  }", "3:3: there is nothing that this could end"},
		{"stateDiagram\n  direction UP", `2:13: "UP" is no direction`},
		{"erDiagram\n  A {\n  string\n  }", `3:3: the attribute "string" needs a type and a name`},
		{"gantt\n  x :a, after b, 3d", `2:3: when "x" begins or ends is not understood`},
		{"pie\n  \"a\" : x", `2:3: "\"a\" : x" is not understood`},
		{"mindmap\n  a\n  b", "3:3: a mind map has one root"},
		{"gitGraph\n  commit\n  merge x", `3:9: there is no branch "x" with commits`},
		{"journey\n  a: viel: b", `2:5: "viel" is no score`},
		{"quadrantChart\n  a: [2, 0.5]", "2:6: a point lies between 0 and 1"},
		{"xychart\n  bar [1, x]", `2:11: "x" is no number`},
	} {
		d, problems := diagram.Draw("mermaid", c.code, diagram.Options{})
		if len(problems) != 1 || d.SVG != "" {
			t.Errorf("%q: %v", c.code, problems)
			continue
		}
		p := problems[0]
		what := strings.TrimPrefix(p.What, "the diagram is shown as source: ")
		if strings.Contains(c.want[:min(3, len(c.want))], ":") {
			what = fmt.Sprintf("%d:%d: %s", p.At.Line, p.At.Col, what)
		}
		if what != c.want || p.Kind != site.BadDiagram {
			t.Errorf("%q:\n got %s\nwant %s", c.code, what, c.want)
		}
	}
}

// TestTooLarge: what nobody could read is refused at once.
func TestTooLarge(t *testing.T) {
	for _, code := range []string{
		"graph TD\n" + strings.Repeat("a --> b\n", 6000),
		"graph TD\n" + nodes(5000, "n%d --> m%[1]d\n"),
		"graph TD\n" + strings.Repeat("A & ", 2000) + "A --> " + strings.Repeat("B & ", 2000) + "B\n",
		"sequenceDiagram\n" + strings.Repeat("A->>B: x\n", 5000),
		"sequenceDiagram\n" + nodes(3000, "A%d->>B%[1]d: x\n"),
		"classDiagram\n" + nodes(3000, "A%d <|-- B%[1]d\n"),
		"stateDiagram\n" + nodes(3000, "A%d --> B%[1]d\n"),
		"erDiagram\n" + nodes(3000, "A%d ||--|| B%[1]d : x\n"),
		"mindmap\n a\n" + strings.Repeat("  b\n", 5000),
		"gantt\n" + strings.Repeat("a : 2024-01-01, 1d\n", 2000),
		"gantt\nexcludes weekends\n" + strings.Repeat("a: 2024-01-01, 90000d\n", 450),
		"graph TD\n" + strings.Repeat("subgraph a\nend\n", 4000),
		"graph TD\n" + nodes(300, "c%[1]d --> c%[2]d\n") + nodes(200, "subgraph s%[1]d\na%[1]d\nb%[1]d\nend\na%[1]d --> c0\nc300 --> b%[1]d\n"),
		"gitGraph\n" + strings.Repeat("commit\n", 5000),
		"graph TD\n" + strings.Repeat("x", 80<<10),
	} {
		if _, problems := diagram.Draw("mermaid", code, diagram.Options{}); len(problems) != 1 {
			t.Errorf("%.40q… is drawn", code)
		}
	}
}

// nodes writes a line for each number, with the next one as the second argument.
func nodes(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("%d", strconv.Itoa(i), "%[1]d", strconv.Itoa(i), "%[2]d", strconv.Itoa(i+1)).Replace(format))
	}
	return b.String()
}

// TestDrawingsAreTheSame: the second time, and from several goroutines.
func TestDrawingsAreTheSame(t *testing.T) {
	all := specimens(t)
	drawings := diagram.NewDrawings(diagram.Options{UI: "zh"})
	var wg sync.WaitGroup
	for range 4 {
		for name, s := range all {
			wg.Go(func() {
				if d, _ := drawings.Draw(s.lang, s.code); d.SVG != drawn(t, s).SVG {
					t.Errorf("%s is drawn in two ways", name)
				}
			})
		}
	}
	wg.Wait()
}

// TestLabelsAreFound: what is to be read in a diagram is what the search gets.
func TestLabelsAreFound(t *testing.T) {
	drawings := diagram.NewDrawings(diagram.Options{})
	labels, ok := drawings.Labels("mermaid", []byte("---\ntitle: T\n---\ngraph TD\nA[甲<br>乙] -->|丙| B"))
	if want := []string{"T", "甲 乙", "B", "丙"}; !ok || !slices.Equal(labels, want) {
		t.Errorf("%q, not %q", labels, want)
	}
	for _, info := range []string{"flow", "sequence", "dot", "mermaids"} {
		if diagram.LanguageOf(info, "const x: number = 1") != "" {
			t.Errorf("any code called %s is a diagram", info)
		}
	}
	if _, ok := drawings.Labels("go", []byte("graph TD\nA")); ok {
		t.Error("Go is no language of diagrams")
	}
	if _, ok := drawings.Labels("mermaid", []byte("graph TD\nA[")); ok {
		t.Error("a diagram that is not drawn has no labels")
	}
}

// TestGuide: the guide lists what is drawn, and nothing else.
func TestGuide(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(testkit.OwnContent(t), "guide", "diagrams.md"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, m := range regexp.MustCompile("(?m)^\\| ([^|`]+) \\| (`.*`) \\|$").FindAllStringSubmatch(string(page), -1) {
		rows = append(rows, m[1]+" "+m[2])
	}
	var want []string
	for _, k := range diagram.Kinds() {
		want = append(want, k.Chinese+" `"+strings.Join(k.Words, "`、`")+"`")
	}
	for _, word := range diagram.Undrawn() {
		name := strings.TrimSuffix(word, "-beta")
		if !strings.Contains(string(page), "`"+name+"`") && !strings.HasPrefix(word, "C4") && word != "requirement" && word != "info" {
			t.Errorf("the guide does not say that %s is not drawn", word)
		}
	}
	for _, lang := range diagram.Languages() {
		if !strings.Contains(string(page), "`"+lang+"`") {
			t.Errorf("the guide does not name %s", lang)
		}
	}
	slices.Sort(rows)
	slices.Sort(want)
	if !slices.Equal(rows, want) {
		t.Errorf("the guide lists\n%s\nnot\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzDraw: no text breaks the drawing, or makes it anything but a drawing.
func FuzzDraw(f *testing.F) {
	for _, s := range specimens(f) {
		f.Add(s.lang, s.code)
	}
	f.Fuzz(func(t *testing.T, lang, code string) {
		if len(code) > 4<<10 {
			return
		}
		d, problems := diagram.Draw(lang, code, diagram.Options{})
		if len(problems) == 0 {
			if why := sound(d.SVG); why != "" {
				t.Errorf("%s\n%s", why, d.SVG)
			}
			return
		}
		p := problems[0]
		if lines := strings.Count(code, "\n") + 1; p.At.Line < 0 || p.At.Line > lines || strings.Contains(p.What, "broke the drawing") {
			t.Errorf("%v of %d lines", p, lines)
		}
	})
}

// TestMermaidsOwnExamples counts how many of the examples in Mermaid's own
// documentation are drawn, by kind.
func TestMermaidsOwnExamples(t *testing.T) {
	dir := testkit.CorpusDir(t, "mermaid-syntax")
	fence := regexp.MustCompile("(?ms)^```mermaid(?:-example)?\n(.*?)^```$")
	for page, least := range map[string]int{
		"flowchart": 95, "sequenceDiagram": 95, "classDiagram": 85, "stateDiagram": 85, "entityRelationshipDiagram": 85, "gantt": 85,
		"pie": 85, "mindmap": 85, "timeline": 85, "gitgraph": 85, "userJourney": 85, "quadrantChart": 85, "xyChart": 85,
	} {
		text, err := os.ReadFile(filepath.Join(dir, page+".md"))
		if err != nil {
			t.Fatal(err)
		}
		all, good := fence.FindAllStringSubmatch(string(text), -1), 0
		for _, m := range all {
			d, problems := diagram.Draw("mermaid", m[1], diagram.Options{})
			if len(problems) > 0 {
				t.Log(page, problems)
				continue
			}
			if why := sound(d.SVG); why != "" {
				t.Errorf("%s: %s\n%s", page, why, m[1])
			}
			good++
		}
		if len(all) == 0 || good*100 < least*len(all) {
			t.Errorf("%s: %d of %d examples are drawn", page, good, len(all))
		} else {
			t.Logf("%s: %d of %d", page, good, len(all))
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for name, s := range specimens(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				diagram.Draw(s.lang, s.code, diagram.Options{})
			}
		})
	}
}

// TestScrambled: diagrams whose words are mixed up, doubled and left out are
// faults or drawings, and nothing else.
func TestScrambled(t *testing.T) {
	all := specimens(t)
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	token := regexp.MustCompile(`[\p{L}\d]+|\s+|.`)
	r := rand.New(rand.NewPCG(1, 2))
	drawings := 0
	for range testkit.Times(2000, 10_000, 200_000) {
		s := all[names[r.IntN(len(names))]]
		words := token.FindAllString(s.code, -1)
		other := token.FindAllString(all[names[r.IntN(len(names))]].code, -1)
		for range 1 + r.IntN(6) {
			at := 1 + r.IntN(len(words)-1)
			switch r.IntN(4) {
			case 0:
				words = slices.Delete(words, at, at+1)
			case 1:
				words[at] = words[r.IntN(len(words))]
			case 2:
				words = slices.Insert(words, at, other[r.IntN(len(other))])
			case 3:
				end := min(at+r.IntN(12), len(words))
				words = slices.Concat(words, words[at:end])
			}
		}
		code := strings.Join(words, "")
		d, problems := diagram.Draw(s.lang, code, diagram.Options{})
		if len(problems) == 0 {
			drawings++
			if why := sound(d.SVG); why != "" {
				t.Fatalf("%s\n%s", why, code)
			}
		} else if strings.Contains(problems[0].What, "broke the drawing") {
			t.Fatalf("%v\n%s", problems, code)
		}
	}
	if drawings == 0 {
		t.Error("none was drawn")
	}
}

// Every kind has a name in traditional characters: all of them have one that is
// written otherwise.
func TestKindsInTraditionalCharacters(t *testing.T) {
	for _, k := range diagram.Kinds() {
		if word := site.Word(site.Traditional, k.Chinese, k.English); word == k.Chinese {
			t.Errorf("%s has no name", word)
		}
	}
}
