// Package diagram draws diagrams that notes hold as text: Mermaid's kinds, as SVG,
// while the site is built. What it draws has text that can be selected and found,
// classes that the site's style sheet colours, and neither script nor style.
//
//	drawing, problems := diagram.Draw("mermaid", code, diagram.Options{UI: "zh"})
//
// A language of diagrams has a package below; each gives a drawing or a fault with
// its place. Nothing is drawn of a diagram that is not understood as a whole: half
// a picture misleads.
package diagram

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/canvas"
	"github.com/biji-notes/biji/site/diagram/chart"
	"github.com/biji-notes/biji/site/diagram/class"
	"github.com/biji-notes/biji/site/diagram/d2"
	"github.com/biji-notes/biji/site/diagram/dot"
	"github.com/biji-notes/biji/site/diagram/entity"
	"github.com/biji-notes/biji/site/diagram/excalidraw"
	"github.com/biji-notes/biji/site/diagram/flow"
	"github.com/biji-notes/biji/site/diagram/git"
	"github.com/biji-notes/biji/site/diagram/mindmap"
	"github.com/biji-notes/biji/site/diagram/plan"
	"github.com/biji-notes/biji/site/diagram/plantuml"
	"github.com/biji-notes/biji/site/diagram/sequence"
	"github.com/biji-notes/biji/site/diagram/source"
	"github.com/biji-notes/biji/site/diagram/state"
	"github.com/biji-notes/biji/site/diagram/typora"
)

// Options say how diagrams are drawn.
type Options struct {
	UI string // language of the few words that biji adds, as site.UI says it
}

// A Drawing is a diagram as it is shown and as it is found.
type Drawing struct {
	SVG    string
	Title  string   // what its author called it; "" if nothing
	Labels []string // the text in it, in order
	name   string   // what it is, for who does not see it
	wide   bool     // it does not fit on a phone
}

// Budgets of a diagram, in bytes. Larger ones are shown as source.
const (
	maxSource = 64 << 10
	maxData   = 4 << 20
	maxSVG    = 1 << 20
)

// A kind is one kind of diagram.
type kind struct {
	words  []string // with which its source begins
	zh, en string   // what it is called
	draw   func(source.Text) (boxes.Drawing, error)
}

// kinds are those that can be drawn, of Mermaid.
func kinds() []kind {
	return []kind{
		{[]string{"graph", "flowchart", "flowchart-elk"}, "流程图", "flowchart", flow.Draw},
		{[]string{"sequenceDiagram"}, "时序图", "sequence diagram", sequence.Draw},
		{[]string{"classDiagram", "classDiagram-v2"}, "类图", "class diagram", class.Draw},
		{[]string{"stateDiagram", "stateDiagram-v2"}, "状态图", "state diagram", state.Draw},
		{[]string{"erDiagram"}, "实体关系图", "entity relationship diagram", entity.Draw},
		{[]string{"gantt"}, "甘特图", "Gantt chart", plan.Gantt},
		{[]string{"pie"}, "饼图", "pie chart", chart.Pie},
		{[]string{"mindmap"}, "思维导图", "mind map", mindmap.Draw},
		{[]string{"timeline"}, "时间线", "timeline", plan.Timeline},
		{[]string{"gitGraph"}, "Git 提交图", "Git graph", git.Draw},
		{[]string{"journey"}, "旅程图", "user journey", plan.Journey},
		{[]string{"quadrantChart"}, "象限图", "quadrant chart", chart.Quadrant},
		{[]string{"xychart", "xychart-beta"}, "柱形图与折线图", "XY chart", chart.XY},
	}
}

// A Kind is a kind of diagram that can be drawn.
type Kind struct {
	Words            []string // with which its source begins
	Chinese, English string
}

// Kinds are all of them.
func Kinds() []Kind {
	var all []Kind
	for _, k := range kinds() {
		all = append(all, Kind{k.words, k.zh, k.en})
	}
	return all
}

// undrawn are the kinds of Mermaid that are known and not drawn.
const undrawn = `architecture architecture-beta block block-beta C4Context C4Container C4Component C4Dynamic C4Deployment
eventmodeling ishikawa ishikawa-beta kanban packet packet-beta radar radar-beta requirement requirementDiagram sankey sankey-beta
treeView treeView-beta treemap treemap-beta venn venn-beta wardley wardley-beta zenuml info`

// Undrawn are the kinds of Mermaid that cannot be drawn, by the word with which
// their source begins.
func Undrawn() []string { return strings.Fields(undrawn) }

// A language is one of those that diagrams are written in.
type language struct {
	names  []string          // behind a fence
	is     func(string) bool // tells such code from other code of that name; nil if there is none
	zh, en string            // what it draws
	draw   func(code string) (boxes.Drawing, error)
	words  func(code string) []string // what data that nobody reads has for readers if it cannot be drawn; nil if the code is no data
}

// languages are all but Mermaid, which has kinds.
func languages() []language {
	lines := func(draw func(source.Text) (boxes.Drawing, error)) func(string) (boxes.Drawing, error) {
		return func(code string) (boxes.Drawing, error) { return draw(source.Read(code)) }
	}
	return []language{
		{[]string{"flow"}, typora.IsFlow, "流程图", "flowchart", lines(typora.Flow), nil},
		{[]string{"sequence"}, typora.IsSequence, "时序图", "sequence diagram", lines(typora.Sequence), nil},
		{[]string{"plantuml", "puml"}, nil, "UML 图", "UML diagram", plantuml.Draw, nil},
		{[]string{"d2"}, nil, "关系图", "diagram", d2.Draw, nil},
		{[]string{"excalidraw"}, nil, "手绘图", "drawing", excalidraw.Draw, excalidraw.Words},
		{[]string{"dot", "graphviz"}, dot.Is, "关系图", "graph", dot.Draw, nil},
	}
}

// Languages are the names behind fences of all languages that are drawn.
func Languages() []string {
	all := []string{"mermaid"}
	for _, l := range languages() {
		all = append(all, l.names...)
	}
	return all
}

// IsData says that code in a language is data of a program, which nobody reads.
func IsData(lang string) bool {
	return slices.ContainsFunc(languages(), func(l language) bool { return l.words != nil && slices.Contains(l.names, lang) })
}

// Words are what such data has for readers where it cannot be drawn, text by text.
func Words(lang, code string) []string {
	for _, l := range languages() {
		if l.words != nil && slices.Contains(l.names, lang) {
			return l.words(code)
		}
	}
	return nil
}

// LanguageOf is the language of diagrams that code is in, by its info string, the
// text behind the fence, and by the code itself where the name may mean another
// language; "" if it is no diagram.
func LanguageOf(info, code string) string {
	word := strings.TrimLeft(info, " {.")
	if i := strings.IndexAny(word, " \t,:{}"); i >= 0 {
		word = word[:i]
	}
	word = strings.ToLower(word)
	if word == "mermaid" {
		return word
	}
	for _, l := range languages() {
		if slices.Contains(l.names, word) && (l.is == nil || l.is(code)) {
			return word
		}
	}
	return ""
}

// Draw draws a diagram. If it cannot, there is a problem, whose line counts from
// 1, the first line of code; 0 is the diagram as a whole.
func Draw(lang, code string, o Options) (d Drawing, problems []site.Problem) {
	d, err := draw(lang, code, o)
	if err == nil {
		return d, nil
	}
	var f *source.Fault
	if !errors.As(err, &f) {
		f = &source.Fault{What: err.Error()}
	}
	what := "the diagram is shown as source"
	if IsData(lang) {
		what = "the drawing is not shown"
	}
	return Drawing{}, []site.Problem{{
		At: site.Pos{Line: max(f.Line, 0), Col: f.Col}, Kind: site.BadDiagram, What: what + ": " + f.What, Hint: f.Hint,
	}}
}

func draw(lang, code string, o Options) (d Drawing, err error) {
	most := maxSource
	if IsData(lang) {
		most = maxData
	}
	if len(code) > most {
		return d, &source.Fault{What: fmt.Sprintf("it has more than %d KB", most>>10)}
	}
	defer func() { // one bad diagram must not cost the note
		if r := recover(); r != nil {
			d, err = Drawing{}, &source.Fault{What: fmt.Sprintf("it broke the drawing: %v", r)}
		}
	}()
	name, t, made, err := render(lang, code, o)
	if err != nil {
		return Drawing{}, err
	}
	if made.Canvas.Len() > maxSVG {
		return Drawing{}, &source.Fault{What: fmt.Sprintf("it would have more than %d MB", maxSVG>>20)}
	}
	if made.Title != "" {
		t.Title = made.Title
	}
	name = called(name, t)
	return Drawing{SVG: svg(made, name, t.Descr), Title: t.Title, Labels: made.Canvas.Labels, name: name, wide: made.W > phone}, nil
}

// render draws, and says what the drawing is called.
func render(lang, code string, o Options) (name string, t source.Text, made boxes.Drawing, err error) {
	said := func(zh, en string) string { return site.Word(o.UI, zh, en) }
	for _, l := range languages() {
		if slices.Contains(l.names, lang) {
			made, err = l.draw(code)
			return said(l.zh, l.en), t, made, err
		}
	}
	t = source.Read(code)
	k, err := kindOf(t)
	if err != nil {
		return "", t, boxes.Drawing{}, err
	}
	made, err = k.draw(t)
	return said(k.zh, k.en), t, made, err
}

// kindOf is the kind that the first line names.
func kindOf(t source.Text) (kind, error) {
	if len(t.Lines) == 0 {
		return kind{}, &source.Fault{What: "it is empty"}
	}
	first := t.Lines[0]
	word, _ := source.Word(strings.TrimRight(first.Text, ";"))
	word, _, _ = strings.Cut(word, ";")
	for _, k := range kinds() {
		for _, w := range k.words {
			if w == strings.TrimSuffix(word, ":") {
				return k, nil
			}
		}
	}
	for w := range strings.FieldsSeq(undrawn) {
		if w == word {
			return kind{}, first.Fault(0, fmt.Sprintf("diagrams of the kind %q cannot be drawn yet", word), "")
		}
	}
	return kind{}, first.Fault(0, fmt.Sprintf("%q is no kind of diagram", source.Short(word)), "")
}

// phone is how wide a drawing may be on a phone.
const phone = 340

// svg is a drawing as an element.
func svg(d boxes.Drawing, name, description string) string {
	w, h := math.Ceil(d.W), math.Ceil(d.H)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="dg%s" width="%s" height="%s" viewBox="0 0 %s %s" text-anchor="middle" role="img" aria-label="`,
		widthClass(w), canvas.Number(w), canvas.Number(h), canvas.Number(w), canvas.Number(h))
	b.WriteString(canvas.Escaped(name))
	b.WriteString(`">`)
	if description != "" {
		b.WriteString("<desc>" + canvas.Escaped(description) + "</desc>")
	}
	b.Write(d.Canvas.Bytes())
	b.WriteString("</svg>")
	return b.String()
}

// called is what a drawing is called for who does not see it: what its author
// says, or its kind and title.
func called(kind string, t source.Text) string {
	switch {
	case t.Name != "":
		return t.Name
	case t.Title != "":
		return kind + ": " + t.Title
	}
	return kind
}

// widthClass lets wide drawings shrink to three quarters, and no further: then
// they scroll.
func widthClass(w float64) string {
	const step, most = 80, 40
	n := int(w * 0.75 / step)
	if n < 4 {
		return ""
	}
	return fmt.Sprintf(" dg%d", min(n, most))
}
