package tex_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/markdown/tex"
)

// convert is the MathML of a formula that stands alone in a note.
func convert(src string, display bool) (string, bool) {
	ml, why := tex.MathML(src, display, nil)
	return ml, why == ""
}

// formulas are the lines of a file that are no comments.
func formulas(t testing.TB, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "# ") {
			all = append(all, strings.TrimSuffix(line, "\n"))
		}
	}
	if len(all) == 0 {
		t.Fatalf("no formulas in %s", file)
	}
	return all
}

var update = flag.Bool("update", false, "write the golden file anew")

func TestMathML(t *testing.T) {
	for _, name := range []string{"formulas", "everyday"} {
		golden(t, "testdata/"+name)
	}
}

// golden compares the MathML of the formulas in a file with what it was.
func golden(t *testing.T, file string) {
	t.Helper()
	var b strings.Builder
	for _, tex := range formulas(t, file+".txt") {
		ml, ok := convert(tex, true)
		if !ok {
			t.Errorf("%s is refused", tex)
		}
		b.WriteString(tex + "\n\t" + strings.ReplaceAll(ml, "\n", "\n\t") + "\n")
	}
	want := file + ".golden"
	if *update {
		if err := os.WriteFile(want, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	expected, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(expected), b.String()); diff != "" {
		t.Errorf("%s (-want +got)\n%s", want, diff)
	}
}

func TestMathMLRefuses(t *testing.T) {
	refused := append(formulas(t, "testdata/refused.txt"),
		"", " ", "a\x00b", "a\xffb", "\uFFFE", strings.Repeat("x", 20<<10),
		strings.Repeat("{", 200)+strings.Repeat("}", 200), strings.Repeat(`\frac`, 200),
		strings.Repeat(`\displaystyle `, 200), strings.Repeat(`\sqrt[`, 200), strings.Repeat("x^{", 100))
	for _, tex := range refused {
		if ml, ok := convert(tex, false); ok {
			t.Errorf("%q gives %s", tex, ml)
		}
	}
}

// What is converted is XML, nests no deeper than the limit allows, and has
// the number of children that each element asks for.
func FuzzMathML(f *testing.F) {
	for _, file := range []string{"testdata/formulas.txt", "testdata/everyday.txt", "testdata/refused.txt"} {
		for _, tex := range formulas(f, file) {
			f.Add(tex, true)
		}
	}
	f.Fuzz(func(t *testing.T, tex string, display bool) {
		ml, ok := convert(tex, display)
		if !ok {
			return
		}
		if len(ml) > 200*(len(tex)+2*budget.FormulaBytes) {
			t.Errorf("%d bytes of TeX give %d of MathML", len(tex), len(ml))
		}
		if err := wellFormed(ml); err != nil {
			t.Errorf("%v\nTeX: %q\nMathML: %s", err, tex, ml)
		}
	})
}

func wellFormed(ml string) error {
	wants := map[string]int{"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
	type element struct {
		name     string
		children int
	}
	var open []element
	for d := xml.NewDecoder(strings.NewReader(ml)); ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > 0 {
				open[len(open)-1].children++
			}
			if open = append(open, element{name: token.Name.Local}); len(open) > 300 {
				return errors.New("too deep")
			}
		case xml.EndElement:
			last := open[len(open)-1]
			open = open[:len(open)-1]
			if n, ok := wants[last.name]; ok && n != last.children {
				return errors.New(last.name + " has the wrong number of children")
			}
		}
	}
}

func BenchmarkMathML(b *testing.B) {
	for b.Loop() {
		if _, ok := convert(`f(x) = \sum_{i=1}^{n} \frac{n(n+1)}{2} \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}`, true); !ok {
			b.Fatal("refused")
		}
	}
}

// What a formula defines holds for those below, and for no other note.
func TestPreamble(t *testing.T) {
	var note tex.Preamble
	text := func(src string) string {
		ml, why := tex.MathML(src, true, &note)
		return why + tags.ReplaceAllString(ml, "")
	}
	for _, c := range []struct{ src, want string }{
		{`\eqref{a}`, "(a)"},
		{`x \label{a} \tag{3}`, "x(3)"},
		{`\begin{align} y &= 1 \tag{4}\label{b} \\ z &= 2 \end{align}`, "y=1(4)z=2"},
		{`\eqref{a} \ref{b}`, "(3)4"},
		{`\newcommand{\two}[1][w]{#1#1} \two[x]\two`, "xxww"},
		{`\two[y] \providecommand{\two}{z} \two`, "yyww"},
		{`\let\three\two \def\two{2} \three\two`, "ww2"},
		{`\gdef\deep{\deep\deep} \deep`, `\deep stands for too much`},
	} {
		if got := text(c.src); got != c.want && !(strings.HasPrefix(c.src, `\gdef`) && got != "") {
			t.Errorf("%s: %q, want %q", c.src, got, c.want)
		}
	}
	if _, why := tex.MathML(`\two`, true, nil); why == "" {
		t.Error("another note knows the command")
	}
}
