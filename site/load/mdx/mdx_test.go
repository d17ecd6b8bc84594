package mdx_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/load/mdx"
)

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, mdx, want string }{
		{"modules", "import A from 'a';\nimport {\n  B,\n} from \"b\"\n\nText\n", "\n\n\n\n\nText\n"},
		{"a function with blank lines", "export const A = ({b}) => (\n  <i>\n\n  {b}\n\n  </i>\n);\n\nText\n", strings.Repeat("\n", 8) + "Text\n"},
		{"words that are no module", "text\nimport goods from China\n\nexport is a word\n", "text\nimport goods from China\n\nexport is a word\n"},
		{"code is as it is", "```js\nimport a from 'a'\n{/* b */}\n<A b={1}/>\n```\n`{'a'}`\n", "```js\nimport a from 'a'\n{/* b */}\n<A b={1}/>\n```\n`{'a'}`\n"},
		{"comments", "a {/* b */}c\n{/* d\n\ne */}\nf\n", "a c\n\n\n\nf\n"},
		{"texts in braces", "{'{'}a{\"}\"}{' '}b {`c*`}\n", "\\{a\\} b c\\*\n"},
		{"constants", "export const v = \"1.2\";\n\nVersion {v}, {w}\n", "\n\nVersion 1.2, {w}\n"},
		{"an expression over lines", "a\n\n{\n  b.map((x) => (\n    <i>{x}</i>\n  ))\n}\n\nc\n", "a\n\n\n\n\n\n<Expression />\n\nc\n"},
		{"a tag over lines", "<Foo\n  a=\"1\"\n  b={() => {\n    return 3 > 2;\n  }}\n/>\n\nb\n", "\n\n\n\n\n<Foo a=\"1\" />\n\nb\n"},
		{"a tag within a line", "a <Foo\n  b=\"1\">c</Foo> d\ne\n", "a <Foo b=\"1\">c</Foo> d\n\ne\n"},
		{"labels of tabs", "<Tabs values={[{label: 'A b', value: 'a'}]}>\n<TabItem value=\"a\">c</TabItem>\n</Tabs>\n", "<Tabs>\n<TabItem value=\"a\" label=\"A b\">c</TabItem>\n</Tabs>\n"},
		{"links", "<Link to=\"/a\">b</Link>, <Link\n  to={useBaseUrl('/c')}>d</Link>\n", "<a href=\"/a\">b</a>, <a href=\"/c\">d</a>\n\n"},
		{"pictures", "import p from './p.png';\n\n<img src={p} alt=\"a\" /> <ThemedImage alt=\"t\" sources={{light: useBaseUrl('/l.svg'), dark: 'd.svg'}} />\n", "\n\n<img src=\"./p.png\" alt=\"a\" /><!-- --> <img src=\"/l.svg\" alt=\"t\">\n"},
		{"parts", "import P from './_p.mdx';\n\n<P a={1} />\n", "\n\n<!--@include: ./_p.mdx-->\n"},
		{"code in tags", "<CodeBlock language=\"js\" title=\"t\">\n{`a\n  b`}\n</CodeBlock>\n", "```js title=\"t\"\na\n  b\n```\n"},
		{"a file as code", "import s from '!!raw-loader!./s.js';\n\n<CodeBlock language=\"js\">{s}</CodeBlock>\n", "\n\n<<< ./s.js\n"},
		{"Markdown between tags", "<div className=\"a\" style={{b: 1}}>\n**c**\n</div>\n\n<div>**d**</div>\n", "<div class=\"a\" markdown>\n**c**\n</div>\n\n**d**\n"},
		{"fragments", "<>\na\n</>\n", "\na\n\n"},
		{"what does not end", "<Foo a={\n\nb {c\n", "<Foo a={\n\nb {c\n"},
		{"signs of other things", "a < b, 1 <2, <https://a.b/{c}> \\{d\n", "a < b, 1 <2, <https://a.b/{c}> \\{d\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(mdx.Markdown([]byte(c.mdx))); got != c.want {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

// What does not end is looked for a bounded number of times.
func TestRepeated(t *testing.T) {
	for _, s := range []string{"{", "<A b={", "{`", "{/*", "<A ", "export const a = {\n", "<Code>", "{'"} {
		if got := mdx.Markdown([]byte(strings.Repeat(s, 20_000))); len(got) == 0 {
			t.Errorf("%q: nothing is left", s)
		}
	}
}

func Fuzz(f *testing.F) {
	f.Add("import a from 'b'\n\n<A b={{c: 1}}>\n{`d`}\n</A>\n{/* e */}\n")
	f.Add("<Code code={`a\nb`} />\n<div>**a**</div>\n> ```\n> {a}\n")
	f.Fuzz(func(t *testing.T, note string) {
		got := string(mdx.Markdown([]byte(note)))
		if strings.Count(got, "\n") < strings.Count(note, "\n") {
			t.Errorf("%q has fewer lines than %q", got, note)
		}
	})
}
