package math_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/biji-notes/biji/site/markdown/math"
)

// texts are the formulas that notes hold, separated as they are written; a
// formula that stands in a block of its own is marked by d.
func texts(t testing.TB, note string) (inline, display []string) {
	t.Helper()
	source := []byte(note)
	_ = ast.Walk(md.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *math.Inline:
			if entering && n.Display {
				display = append(display, n.TeX)
			} else if entering {
				inline = append(inline, n.TeX)
			}
		case *math.Block:
			if entering {
				display = append(display, n.TeX(source))
			}
		}
		return ast.WalkContinue, nil
	})
	return inline, display
}

func TestDelimiters(t *testing.T) {
	for _, c := range []struct{ note, inline, display string }{
		// Blanks and zero-width spaces at the edges, where TeX is between.
		{"设 $ \\alpha $ 和 $ \\theta \u200b$、$E_{out} $、$ 2^{10} $", `\alpha|\theta|E_{out}|2^{10}`, ""},
		{"$ x $ $5 and $6 $ 5$ US$ 5_000 $ $my_var and $other_var $ FOO_BAR $", "", ""},
		{"$\\beta∈（0，\\infty）$ 和 $C_5$$^*$ 与 $`a_b`$", `\beta∈（0，\infty）|C_5|^*|a_b`, ""},
		{"$f'$ 与 $|x|$ 与 $\\text{\"a\"}$", `f'|\|x\||\text{"a"}`, ""},
		{"$ p(x)≤1$，$ δx$，$P（女）= 1-P(男男)=3/4$，取$m、n$和$[6；16]$", `p(x)≤1|δx|P（女）= 1-P(男男)=3/4|m、n|[6；16]`, ""},
		{"$#、$?、$x、$y、$HOME（主目录）和$PATH、$x，y是变量$，价$5（含税）和$6", "", ""},
		// Two lines, where TeX is between.
		{"a $\\alpha +\n\\beta$ b", "\\alpha +\n\\beta", ""},
		{"a $b +\nc$ d", "", ""},
		{"pattern = '^.+\\.(html|xml)$'\ngzip = true\npattern = '^.+\\.(png|jpg)$'", "", ""},
		{"'^a$' or '^b$', \"$x\" and \"$y\", ^\\d+$|^\\w+$, ^a$|^b$", "", ""},
		{"The $HOME and the path$ then", "", ""},
		{"costs $5 and\nthe \\alpha is $ x", "", ""},
		// Others' delimiters.
		{"由 \\(x\\) 得 \\[ \\frac{a}{b} \\] 和 \\(x^2\\)", "x|x^2", `\frac{a}{b}`},
		{"\\(见下文\\) \\[1\\] \\[注\\] [a]\\(b\\) 用 \\(.*\\) 分组 \\(", "", ""},
		{"\\[\nx^2\n= y\n\\]", "", "x^2\n= y"},
		{"\\[见\n下\\]", "", ""},
		{"```math\nx^2\n\ny\n```\n\n``` mathe\nx\n```", "", "x^2\n\ny"},
		{"- ```math\n  x\n  ```", "", "x"},
		{"| a |\n|---|\n| $a\\|b$ $\\\\|x\\\\|$ |", `a\|b|\\|x\\|`, ""},
		// Set apart: with blank lines, glued to text, in lists.
		{"$$\n\nx\n\n$$", "", "x"},
		{"$$\n\\begin{aligned}\na\n\n- b &= c\n\\end{aligned}\n$$\n\n$$\nd\n$$", "", "\\begin{aligned}\na\n- b &= c\n\\end{aligned}|d"},
		{"$$\n\n这里是一段话，不是公式。\n\n$$", "", ""},
		{"$$\n\nThis is no formula\n\n$$\nx\n$$", "", "x"},
		{"$$\n\n# 标题\n\n$$", "", ""},
		{"公式$$x$$在此，$$y^2$$。", "", "x|y^2"},
		{"- 项$$x$$\n- $$\n  a\n  $$\n- b\n\n  $$\n  c\n\n  $$\n", "", "x|a|c"},
		{"- text\n  $$\n  a\n$$\n\n$$\nb\n$$", "", "a|b"},
		{"By induction$$\nP = ((a)b)\n$$\n- An object $F$ is _final_ when\n  i.e.$$ a \\in B $$", "F", "P = ((a)b)|a \\in B"},
		{"so $$\na\n$$\n$$\nb\n$$", "", "a|b"},
		{"$$\n- An item of words\n- another one\n$$", "", ""},
		{"$$\na\n- b\n+ c\n$$", "", "a\n- b\n+ c"},
		{"$$\n准确率 = 正确数 / 总数，越高越好。\n$$", "", "准确率 = 正确数 / 总数，越高越好。"},
		{"$$\n这是一段普通的文字，没有公式。\n$$", "", ""},
		{"$$\na\n- [x_1, x_2]\n* b\n> 0\n= c\n$$", "", "a\n- [x_1, x_2]\n* b\n> 0\n= c"},
		{"$$\n- [ ] 任务\n$$", "", ""},
		{"> $$\n> a\n>\n> b\n> $$", "", "a\nb"},
		{"$$ open\n\ntext $$ x", "", ""},
	} {
		inline, display := texts(t, c.note)
		join := func(s []string) string {
			return strings.Join(s, "\x00")
		}
		split := func(s string) string {
			s = strings.ReplaceAll(strings.ReplaceAll(s, `\\|`, "\x02"), `\|`, "\x01")
			return strings.NewReplacer("|", "\x00", "\x01", "|", "\x02", `\|`).Replace(s)
		}
		if join(inline) != split(c.inline) || join(display) != split(c.display) {
			t.Errorf("%q:\n%q and %q", c.note, inline, display)
		}
	}
}

// pieces are what notes with dollar signs are made of: sentences, which are no
// part of a formula whatever stands around them, and formulas.
var pieces = []string{
	"It costs five of them here", "the second line goes on with words", "这是一段文字，说明了价格。", "and then the path was set again",
	"$5", "$6.50", "US$ 5", "$HOME/bin", "$PATH", "${A}", "$(pwd)", "$#", "$$", "$", "'^.+\\.(html|xml)$'", "\"$x\"", "^\\d+$", "\\$", "$_",
	"$x$", "$ \\alpha $", "$$y^2$$", "\n$$\nz_1 = 2\n$$\n", "\\(a\\)", "\\[ \\frac{a}{b} \\]", "$`c`$", "$E_{out} $",
	"\n", "\n", "\n\n", "\n\n", "\n- ", "\n  ", "\n> ", "\n\n1. ", "\n# ", " ", " ", "，", "`code`", "\n```\ncode\n```\n",
}

// sentence is one of the pieces that are prose.
var sentence = regexp.MustCompile(`costs|goes|说明了|then`)

// No word outside a formula changes: a sentence never becomes part of one.
func noWordChanges(t *testing.T, note string) {
	t.Helper()
	inline, display := texts(t, note)
	for _, tex := range append(inline, display...) {
		if sentence.MatchString(tex) {
			t.Errorf("%q has the formula %q", note, tex)
		}
	}
}

func TestNoWordChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 2))
	found := 0
	for range 20_000 {
		var b strings.Builder
		for range 2 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			b.WriteString([]string{"", " "}[r.IntN(2)])
		}
		inline, display := texts(t, b.String())
		found += len(inline) + len(display)
		if noWordChanges(t, b.String()); t.Failed() {
			return
		}
	}
	if found < 10_000 {
		t.Errorf("only %d formulas", found)
	}
}

func FuzzNoWordChanges(f *testing.F) {
	f.Add([]byte{0, 6, 12, 1, 27, 12, 3})
	f.Add([]byte{12, 27, 31, 0, 12, 2, 13, 26, 13})
	f.Fuzz(func(t *testing.T, choice []byte) {
		var b strings.Builder
		for _, c := range choice[:min(len(choice), 60)] {
			b.WriteString(pieces[int(c)%len(pieces)])
		}
		noWordChanges(t, b.String())
	})
}
