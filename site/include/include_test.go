package include_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/include"
)

// world reads notes and files from text: "== path" begins one. The first is the
// note that is looked at.
func world(text string) include.Input {
	files := map[string]string{}
	var in include.Input
	for _, part := range strings.Split(text, "== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		switch {
		case site.IsNoteFile(name):
			front, rest, ok := strings.Cut(body, "%%\n") // front matter, in a form of our own
			n := site.Note{Path: name, Body: []byte(body), Line: 1}
			if ok {
				n.Body, n.Line = []byte(rest), strings.Count(front, "\n")+2
			}
			in.Notes = append(in.Notes, n)
		default:
			files[name] = body
			in.Files = append(in.Files, site.File{Path: name, Hidden: strings.HasPrefix(name, ".")})
		}
	}
	in.Text = func(name string) ([]byte, []site.Problem) {
		if strings.HasSuffix(name, ".png") {
			return nil, []site.Problem{{At: site.Pos{File: name}, Kind: site.BadEncoding, What: "is no text"}}
		}
		return []byte(files[name]), nil
	}
	return in
}

func TestNotes(t *testing.T) {
	const rust = "== code/main.rs\nfn main() {\n    // ANCHOR: here\n    one();\n    // ANCHOR: in\n    two();\n    // ANCHOR_END: in\n    // ANCHOR_END: here\n}\n"
	const js = "== code/a.js\nlet x\n  // #region one\n  let y\n    let z // region? no\n  // #endregion one\nlet end\n"
	const md = "== parts/p.md\ntitle: P\n%%\n# P\n\n![](a.png)\n\n## Two\n\ntext\n\n### Three\n\n<!-- #region r -->\nregion\n<!-- #endregion r -->\n\n## Four\n"
	const plain = "== inc/abbr.md\nfirst\nsecond\n<!-- --8<-- [start:part] -->\nthird\n<!-- --8<-- [end:part] -->\nlast\n"
	for _, c := range []struct {
		name, world, want string
		problems          []string
	}{
		// mdBook
		{"a whole file, without the marks of its parts", "== a.md\n```rust\n{{#include code/main.rs}}\n```\n" + rust, "```rust\nfn main() {\n    one();\n    two();\n}\n```\n", nil},
		{"a part", "== a.md\n{{#rustdoc_include code/main.rs:here}}\n" + rust, "    one();\n    two();\n", nil},
		{"a line", "== a.md\n{{#include code/main.rs:1}}\n" + rust, "fn main() {\n", nil},
		{"lines", "== a.md\n{{#include code/main.rs:3:5}}\n" + rust, "    one();\n    two();\n", nil},
		{"from a line", "== a.md\n{{ #include code/main.rs:8: }}\n" + rust, "}\n", nil},
		{"to a line", "== a.md\n{{#include code/main.rs::1}}\n" + rust, "fn main() {\n", nil},
		{"lines beyond the end", "== a.md\nx{{#include code/main.rs:100:200}}y\n" + rust, "xy\n", nil},
		{"inside a line", "== a.md\nsee {{#include v.txt}}, ok\n== v.txt\n1.0\n", "see 1.0, ok\n", nil},
		{"in a list", "== a.md\n- x\n  ```\n  {{#include code/main.rs:in}}\n  ```\n" + rust, "- x\n  ```\n      two();\n  ```\n", nil},
		{"to try in the browser", "== a.md\n{{#playground code/main.rs editable}}\n== code/main.rs\nfn main() {}\n", "```rs\nfn main() {}\n```\n", nil},
		{"a title", "== a.md\n{{#title Hi}}\nx\n", "\nx\n", nil},
		{"escaped", "== a.md\n```\n\\{{#include code/main.rs}}\n```\nor `\\{{#include x}}` or \\{{#include x}}\n" + rust, "```\n{{#include code/main.rs}}\n```\nor `{{#include x}}` or `{{#include x}}`\n", nil},
		{"seen from the file that asks", "== sub/a.md\n{{#include ../b/b.md}}\n== b/b.md\n{{#include c.txt}}\n== b/c.txt\nC\n", "C\n", nil},
		{"in code within a line", "== a.md\n`{{#include code/main.rs}}` and ``<!--@include: a.md-->``\n" + rust, "`{{#include code/main.rs}}` and ``<!--@include: a.md-->``\n", nil},
		// VitePress and VuePress
		{"Markdown without its front matter", "== a.md\n<!--@include: ./b.md-->\n== b.md\nx: y\n%%\nB\n", "B\n", nil},
		{"lines of the file, front matter counted", "== a.md\n<!-- @include: ./parts/p.md{3,5} -->\n" + md, "# P\n\n![](a.png)\n", nil},
		{"lines by a hyphen", "== a.md\n<!-- @include: ./parts/p.md{-3} -->\n" + md, "# P\n", nil},
		{"below a heading", "== a.md\n<!--@include: ./parts/p.md#two-->\n" + md, "## Two\n\ntext\n\n### Three\n\n<!-- #region r -->\nregion\n<!-- #endregion r -->\n\n", nil},
		{"a region of Markdown", "== a.md\n<!--@include: @/parts/p.md#r-->\n" + md, "region\n", nil},
		{"a call", "== a.md\n@include(./parts/p.md{17-17})\n" + md, "## Four\n", nil},
		{"code", "== a.md\n<<< @/code/a.js{1,3-5}\n" + js, "```js {1,3-5}\nlet x\n  // #region one\n  let y\n    let z // region? no\n  // #endregion one\nlet end\n```\n", nil},
		{"a region of code", "== x/a.md\n<<< ../code/a.js#one {2 ts:line-numbers} [a title]\n" + js, "```ts {2} [a title]\nlet y\n  let z // region? no\n```\n", nil},
		{"tabs have titles", "== a.md\n::: code-group\n<<< ./code/a.js#one\n:::\n" + js, "::: code-group\n```js [a.js]\nlet y\n  let z // region? no\n```\n:::\n", nil},
		{"@ is the folder above that has it", "== docs/guide/a.md\n<<< @/s/x.py\n== docs/s/x.py\nx\n", "```py\nx\n```\n", nil},
		{"code by a link", "== a.md\n@[code{2-3} ts{1}](./code/a.js)\n" + js, "```ts {1}\n  // #region one\n  let y\n```\n", nil},
		{"a fence in the code", "== a.md\n<<< ./x.sh\n== x.sh\n```\n", "````sh\n```\n````\n", nil},
		{"a merge conflict is none", "== a.md\n<<<<<<< HEAD\n<<< see\n", "<<<<<<< HEAD\n<<< see\n", nil},
		// MkDocs
		{"a snippet", "== a/b.md\n--8<-- \"inc/abbr.md\"\n" + plain, "first\nsecond\nthird\nlast\n", nil},
		{"its lines", "== a/b.md\n-8<- 'inc/abbr.md:1:2'\n" + plain, "first\nsecond\n", nil},
		{"some of its lines", "== a/b.md\n--8<-- \"inc/abbr.md:1:1,4:4,-1:\"\n" + plain, "first\nthird\nlast\n", nil},
		{"a section", "== a/b.md\n!!! note\n\n    --8<-- \"inc/abbr.md:part\"\n" + plain, "!!! note\n\n    third\n", nil},
		{"a list of files", "== a/b.md\n--8<--\ninc/abbr.md::1\n\n; inc/abbr.md\ninc/abbr.md:part\n--8<--\nend\n" + plain, "first\n\n\nthird\nend\n", nil},
		{"docs is the root", "== a/b.md\n--8<-- \"docs/inc/abbr.md:part\"\n" + plain, "third\n", nil},
		{"escaped for MkDocs", "== a.md\n```\n;--8<-- \"x.md\"\n```\n", "```\n--8<-- \"x.md\"\n```\n", nil},
		// Hugo, Jekyll, Hexo
		{"Hugo", "== a/b.md\n{{% include \"c.md\" %}} {{< readfile file=\"/inc/abbr.md\" >}}\n== a/c.md\nC" + "\n" + plain, "C first\nsecond\n<!-- --8<-- [start:part] -->\nthird\n<!-- --8<-- [end:part] -->\nlast\n", nil},
		{"Jekyll", "== _posts/b.md\n{% include c.md x=1 %}\n{% include none.html %}\n== _includes/c.md\nC\n", "C\n{% include none.html %}\n", nil},
		{"Hexo", "== _posts/b.md\n{% include_code A title lang:js a.js %}\n== downloads/code/a.js\nA\n", "```js [A title]\nA\n```\n", nil},
		// what cannot be put in
		{"no file", "== a.md\n{{#include code/mian.rs}}\n" + rust, "`{{#include code/mian.rs}}`\n",
			[]string{`a.md:1:1: "{{#include code/mian.rs}}" asks for a file that is not there, or is not published (did you mean "code/main.rs"?)`}},
		{"elsewhere", "== s/a.md\nx <!--@include: p.md--> y\n" + md, "x `<!--@include: p.md-->` y\n",
			[]string{`s/a.md:1:3: "<!--@include: p.md-->" asks for a file that is not there, or is not published (did you mean "../parts/p.md"?)`}},
		{"no part", "== a.md\n\n```rust\n{{#include code/main.rs:hero}}\n```\n" + rust, "\n```rust\n{{#include code/main.rs:hero}}\n```\n",
			[]string{`a.md:3:1: "{{#include code/main.rs:hero}}" asks for a part "hero" that is not in code/main.rs (did you mean "here"?)`}},
		{"an example of how to write it", "== a.md\n```md\n{{#include none.rs}}\n<!--@include: ./none.md-->\n```\n", "```md\n{{#include none.rs}}\n<!--@include: ./none.md-->\n```\n", nil},
		{"outside", "== a.md\n{{#include ../../etc/passwd}}\n<<< /../secret.txt\n", "`{{#include ../../etc/passwd}}`\n`<<< /../secret.txt`\n", []string{
			`a.md:1:1: "{{#include ../../etc/passwd}}" leads out of the content folder (build the folder that holds both)`,
			`a.md:2:1: "<<< /../secret.txt" leads out of the content folder (build the folder that holds both)`}},
		{"hidden", "== a.md\n--8<-- \".env\"\n<<< @/.env\n== .env\nsecret\n", "`--8<-- \".env\"`\n`<<< @/.env`\n", []string{
			`a.md:1:1: "--8<-- \".env\"" asks for a file that is not there, or is not published`,
			`a.md:2:1: "<<< @/.env" asks for a file that is not there, or is not published`}},
		{"another host", "== a.md\n--8<-- \"https://a.org/x.md\"\n", "`--8<-- \"https://a.org/x.md\"`\n",
			[]string{`a.md:1:1: "--8<-- \"https://a.org/x.md\"" asks for something on another host, and nothing is fetched (save it beside the note)`}},
		{"a circle", "== a.md\n{{#include b.md}}\n== b.md\nB {{#include a.md}}\n", "B `{{#include a.md}}`\n",
			[]string{`b.md:1:3: "{{#include a.md}}" would put a.md into itself`, `a.md:1:1: "{{#include b.md}}" would put b.md into itself`}},
		{"no text", "== a.md\n{{#include p.png}}\n{{#include p.png}}\n== p.png\n", "`{{#include p.png}}`\n`{{#include p.png}}`\n", []string{
			"p.png: is no text", `a.md:1:1: "{{#include p.png}}" asks for a file that is no text`, `a.md:2:1: "{{#include p.png}}" asks for a file that is no text`}},
		{"in another case", "== a.md\n{{#include V.TXT}}\n== v.txt\n1\n", "1\n", []string{`a.md: "v.txt" is put in, which differs from "V.TXT" in case`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := world(c.world)
			before := string(in.Notes[0].Body)
			notes, problems := include.Notes(in)
			if diff := cmp.Diff(c.want, string(notes[0].Body)); diff != "" {
				t.Error(diff)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(c.problems, got); diff != "" {
				t.Error(diff)
			}
			if string(in.Notes[0].Body) != before {
				t.Error("the note that came in was changed")
			}
			placed(t, in, &notes[0])
		})
	}
}

// placed checks that each line of a note comes from where its pieces say, but
// for what the package itself wrote.
func placed(t *testing.T, in include.Input, n *site.Note) {
	t.Helper()
	for i, p := range n.Pieces {
		end := len(n.Body)
		if i+1 < len(n.Pieces) {
			end = n.Pieces[i+1].At
		}
		if p.At >= end {
			t.Fatalf("piece %d is empty", i)
		}
		number, col := p.From.Line, p.From.Col
		for text := range strings.Lines(string(n.Body[p.At:end])) {
			text = strings.TrimSuffix(text, "\n")
			source := sourceLine(in, p.From.File, number)
			text = text[min(len(text), p.Indent):]
			if rest := string([]rune(source)[min(len([]rune(source)), col-1):]); !strings.HasPrefix(rest, text) && !strings.Contains(text, "`") && !strings.Contains(source, text) {
				t.Errorf("%q is not at %s:%d:%d: %q", text, p.From.File, number, col, rest)
			}
			number, col = number+1, 1
		}
	}
}

func sourceLine(in include.Input, file string, number int) string {
	for _, n := range in.Notes {
		if n.Path == file {
			return nth(string(n.Body), number-n.Line)
		}
	}
	text, _ := in.Text(file)
	return nth(string(text), number-1)
}

func nth(text string, i int) string {
	lines := strings.Split(text, "\n")
	if i < 0 || i >= len(lines) {
		return ""
	}
	return lines[i]
}

func TestTitle(t *testing.T) {
	notes, _ := include.Notes(world("== a.md\n{{#title Hi there}}\n# A\n"))
	if notes[0].Meta.Title != "Hi there" {
		t.Errorf("%q", notes[0].Meta.Title)
	}
}

// What asks for more and more is stopped, and said.
func TestBounds(t *testing.T) {
	var chain, wide strings.Builder
	for i := range budget.IncludeDepth + 2 {
		fmt.Fprintf(&chain, "== n%d.md\n%d {{#include n%d.md}}\n", i, i, i+1)
		fmt.Fprintf(&wide, "== n%d.md\n%s", i, strings.Repeat(fmt.Sprintf("{{#include n%d.md}}\n", i+1), 20))
	}
	big := "== a.md\n" + strings.Repeat("{{#include big.txt}}\n", 4) + "== big.txt\n" + strings.Repeat("x\n", budget.IncludeBytes/4-1)
	many := strings.Repeat("== a.md\n"+strings.Repeat("{{#include big.txt:1}}\n", 300), 1) + "== big.txt\n" + strings.Repeat("x\n", budget.IncludeBytes/2-1)
	for name, world := range map[string]include.Input{
		"deep": world(chain.String() + "== n12.md\nend"), "wide": world(wide.String() + "== n12.md\n" + strings.Repeat("end ", 100)),
		"big": world(big), "scanned": world(many),
	} {
		notes, problems := include.Notes(world)
		over := 0
		for _, p := range problems {
			if p.Kind == site.OverBudget {
				over++
			}
		}
		if over == 0 {
			t.Errorf("%s: nothing is said: %v", name, problems)
		}
		for _, n := range notes {
			if len(n.Body) > budget.IncludeBytes+1<<20 {
				t.Errorf("%s: %s has %d bytes", name, n.Path, len(n.Body))
			}
		}
	}
}

func FuzzNotes(f *testing.F) {
	for _, s := range []string{
		"```\n{{#include b.md:1:2}}\n```", "<<< ./c.js#r{1} [t]\n", "<!--@include: ./b.md{1,}-->", "--8<--\nb.md:x\n--8<--\n", "{% include_code x c.js %}", "@[code](c.js)",
		"> --8<-- \"b.md:-1:\"", "\\{{#include x}}`{{#include b.md}}", "  {{#include b.md}} {{#include c.js:r}}\r",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		in := world("== a.md\n\n== b.md\nB `x`\n{{#include c.js}}\n== c.js\n// #region r\nx\n// #endregion r\n// ANCHOR: r\n")
		in.Notes[0].Body = []byte(body)
		notes, _ := include.Notes(in)
		n := &notes[0]
		if n.Pieces == nil {
			if string(n.Body) != body {
				t.Fatal("changed without a word")
			}
			return
		}
		for i, p := range n.Pieces {
			if i == 0 && p.At != 0 || i > 0 && p.At <= n.Pieces[i-1].At || p.At >= len(n.Body) || p.From.Line < 1 || p.From.Col < 1 {
				t.Fatalf("piece %d of %q: %+v", i, body, n.Pieces)
			}
		}
	})
}
