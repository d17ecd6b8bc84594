package base_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/base"
	"github.com/biji-notes/biji/site/budget"
)

// shelf is a small vault: 0 links to 1 and 2, 1 to 2.
func shelf() *base.Data {
	words := func(s string) base.Value { return base.Value{Kind: base.Text, Text: s} }
	num := func(n float64) base.Value { return base.Value{Kind: base.Number, Num: n} }
	day := func(s string) base.Value {
		t, _ := time.Parse("2006-01-02", s)
		return base.Of(&site.Value{Kind: site.Day, Time: t}, nil, nil)
	}
	link := func(n int, s string) base.Value { return base.Value{Kind: base.Link, Text: s, Dest: s, Note: n} }
	d := &base.Data{
		Notes: []base.Note{
			{Path: "books/红楼梦.md", Name: "红楼梦", Size: 10, Tags: []string{"book/novel"}, Links: []int{1, 2}, Props: []base.Prop{
				{Name: "rating", Value: num(5)}, {Name: "author", Value: link(2, "曹")}, {Name: "read", Value: day("2024-05-06")},
				{Name: "due date", Value: words("soon")}, {Name: "genres", Value: base.Value{Kind: base.List, Items: []base.Value{words("a"), words("b")}}},
			}},
			{Path: "books/b.md", Name: "b", Tags: []string{"book"}, Links: []int{2}, Props: []base.Prop{{Name: "rating", Value: num(3)}, {Name: "read", Value: day("2024-01-31")}}},
			{Path: "曹.md", Name: "曹", Date: day("2020-01-01")},
		},
	}
	d.Linking = func(note int) []int { return [][]int{nil, {0}, {0, 1}}[note] }
	d.Find = func(name string) int {
		for i, n := range d.Notes {
			if n.Name == name {
				return i
			}
		}
		return -1
	}
	return d
}

// tree is a base with one formula, which is its one column.
func tree(formula string) *site.Tree {
	key := func(s string) *site.Tree { return &site.Tree{Kind: site.Scalar, Text: s, Line: 1, Col: 1} }
	one := func(k string, v *site.Tree) *site.Tree {
		return &site.Tree{Kind: site.Mapping, Keys: []*site.Tree{key(k)}, Items: []*site.Tree{v}}
	}
	t := one("formulas", one("x", key(formula)))
	t.Keys = append(t.Keys, key("views"))
	view := one("order", &site.Tree{Kind: site.Sequence, Items: []*site.Tree{key("formula.x")}})
	t.Items = append(t.Items, &site.Tree{Kind: site.Sequence, Items: []*site.Tree{view}})
	return t
}

func all() *int { n := budget.QuerySteps; return &n }

// ask is what a formula gives for the first note of the shelf, and what is wrong
// with it.
func ask(formula string) string {
	views, faults := base.Parse(tree(formula))
	t, more := views[0].Table(shelf(), 2, all())
	said := t.Groups[0].Rows[0][0].String()
	for _, f := range append(faults, more...) {
		said += fmt.Sprintf(" !%d %s", f.Col, f.What)
	}
	return said
}

func TestExpressions(t *testing.T) {
	for _, c := range [][2]string{
		{`1 + 2 * 3`, "7"}, {`(1 + 2) * 3`, "9"}, {`-2 - -3`, "1"}, {`7 % 4`, "3"}, {`"a" + 1`, "a1"}, {`rating / 2`, "2.5"},
		{`rating > 3 && !(rating == 4)`, "true"}, {`rating >= 5 || missing`, "true"}, {`missing > 3`, "false"}, {`missing == null`, "true"},
		{`if(rating > 3, "good", "bad")`, "good"}, {`if(missing, 1)`, ""}, {`note["due date"]`, "soon"}, {`note.rating.toFixed(2)`, "5.00"},
		{`file.name`, "红楼梦"}, {`file.path`, "books/红楼梦.md"}, {`file.folder`, "books"}, {`file.ext`, "md"}, {`file.size`, "10"},
		{`file.hasTag("book")`, "true"}, {`file.hasTag("#book/novel")`, "true"}, {`file.hasTag("novel", "boo")`, "false"}, {`file.tags`, "#book/novel"},
		{`file.inFolder("books")`, "true"}, {`file.inFolder("book")`, "false"}, {`file.hasLink("b")`, "true"}, {`file.hasLink(this.file)`, "true"},
		{`file.links`, "b, 曹"}, {`this.file.backlinks`, "红楼梦, b"}, {`author == this`, "true"}, {`list(author).contains(link("曹"))`, "true"},
		{`author.file.ctime`, "2020-01-01"}, {`link("曹", "x")`, "x"}, {`file.hasProperty("Rating")`, "true"}, {`tags.contains("book/novel")`, "true"},
		{`genres.length`, "2"}, {`genres[1]`, "b"}, {`genres.contains("a")`, "true"}, {`genres.containsAll("a", "c")`, "false"}, {`genres.containsAny("a", "c")`, "true"},
		{`genres.map(value.upper()).join("+")`, "A+B"}, {`[3, 1, 2].sort().reverse()`, "3, 2, 1"}, {`[1,2,3].reduce(acc + value, 0)`, "6"},
		{`[1,[2,3]].flat().filter(value > 1)`, "2, 3"}, {`[1,1,2].unique().length`, "2"}, {`max(1, 3, 2) - min([4, 2])`, "1"}, {`(2.5).round() + (-1.2).abs()`, "4.2"},
		{`"Hello".lower().contains("ell")`, "true"}, {`"hello".slice(1, -1)`, "ell"}, {`"a,b,c".split(",", 2)`, "a, b"}, {`"ab".repeat(3)`, "ababab"},
		{`"a:b:c".replace(/:/g, "-") + "a:b:c".replace(/:/, "-")`, "a-b-ca-b:c"}, {`"John Smith".replace(/(\w+) (\w+)/, "$2, $1")`, "Smith, John"},
		{`/^红/.matches(file.name)`, "true"}, {`"".isEmpty() && missing.isEmpty()`, "true"}, {`"死锁".length`, "2"}, {`"ab cd".title()`, "Ab Cd"},
		{`date("2024-12-01") + "1M" + "4h" + "3m"`, "2025-01-01 04:03"}, {`read.format("YYYY年M月D日 [x]")`, "2024年5月6日 x"}, {`read.year + read.month`, "2029"},
		{`date("2024-01-02") - date("2024-01-01")`, "86400000"}, {`read > date("2024-01-01")`, "true"}, {`read < "2024-01-01"`, "false"},
		{`read + duration("1d") * 2`, "2024-05-08"}, {`number("3.4") + 1`, "4.4"}, {`rating.isType("number")`, "true"},
		{`now() > read`, " !1 now() changes from day to day and is not computed"},
		{`now() > read || rating == 5`, "true !1 now() changes from day to day and is not computed"},
		{`missing != ""`, "false"}, {`link("Unwritten|x") == link("Unwritten")`, "true"}, {`contains(list(author), "[[曹]]")`, "true"}, {`not(property.missing)`, "true"},
		{`nothing("x")`, " !1 the function nothing is not known"}, {`"x".nothing()`, " !4 the function nothing is not known"},
		{`formula.x`, ` !1 the formula "x" needs itself`}, {`formula.y`, ` !8 there is no formula "y"`},
		{`1 +`, ` !4 the expression cannot be read: something is missing at the end !1 there is no formula "x"`},
		{`a b`, ` !3 the expression cannot be read: "b" is not understood here !1 there is no formula "x"`},
		{`file.mtime`, " !5 file.mtime is not known: no site depends on when files were saved"},
	} {
		if got := ask(c[0]); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

// What queries of Dataview show, row by row.
func TestDataview(t *testing.T) {
	for _, c := range [][2]string{
		{"LIST", "红楼梦; b; 曹"},
		{"list rating from #book sort rating", "b | 3; 红楼梦 | 5"},
		{"TABLE rating AS \"分\", due-date\nFROM \"books\" WHERE rating > 3", "红楼梦 | 5 | soon"},
		{"TABLE WITHOUT ID file.link, length(genres) FROM [[曹]] and -#book/novel", "b | 0"},
		{"LIST FROM outgoing([[b]]) or (\"books\" and !#book)", "曹"},
		{"LIST FROM [[]]\nSORT file.name DESC LIMIT 1", "红楼梦"},
		{"LIST WHERE contains(genres, \"a\") AND read >= date(2024-05-06)", "红楼梦"},
		{"LIST WHERE author = [[曹]]", "红楼梦"},
		{"TABLE rows.file.link FROM #book GROUP BY rating", "3: b; 5: 红楼梦"},
		{"LIST WHERE contains(\"where from\", \"from\") // x", `! 1:44 the query is not run: "/ x" is not understood here`},
		{"// a comment\nLIST FROM #book", "红楼梦; b"},
		{"TASK", "! 1:1 the query is not run: TASK is not done here"},
		{"TABLE a FLATTEN b", "! 1:9 the query is not run: FLATTEN is not done here"},
		{"TABLE nope(a)", "! 1:7 the query is not run: the function nope is not known"},
		{"LIST FROM a", "! 1:11 the query is not run: after FROM stand #tag, \"folder\" and [[note]], with and, or and -"},
		{"show me", "! 1:1 the query is not run: it begins with none of LIST and TABLE"},
		{"LIST\nLIMIT x", "! 2:6 the query is not run: LIMIT wants a number"},
	} {
		if diff := cmp.Diff(c[1], run(c[0])); diff != "" {
			t.Errorf("%s\n%s", c[0], diff)
		}
	}
}

func run(query string) string {
	v, faults, ok := base.ParseDataview(query)
	if !ok {
		return fmt.Sprintf("! %d:%d %s", faults[0].Line, faults[0].Col, faults[0].What)
	}
	table, _ := v.Table(shelf(), 2, all())
	var rows []string
	for _, g := range table.Groups {
		for _, row := range g.Rows {
			var cells []string
			for _, v := range row {
				cells = append(cells, v.String())
			}
			line := strings.Join(cells, " | ")
			if g.Named {
				line = g.Title.String() + ": " + line
			}
			rows = append(rows, line)
		}
	}
	return strings.Join(rows, "; ")
}

// What would cost too much stops after so many steps, and says so.
func TestCosts(t *testing.T) {
	for _, formula := range []string{
		`"a".repeat(8000).split("").map("a".repeat(8000).split("")).flat().sort().unique()`,
		`"a".repeat(8000).split("").map("a".repeat(8000).split("").map(value))`,
		`"a".repeat(8000).split("").map("a".repeat(8000).split("").map("a".repeat(8000)))`,
	} {
		said := ask(formula)
		if !strings.HasSuffix(said, "the table costs too much and is not complete") {
			t.Errorf("%s: %.100s", formula, said)
		}
	}
	// A list that holds another again and again is not written out.
	if said := ask(`[1,2,3].map([1,2,3]).map("a".repeat(8000).split("")).map("a".repeat(8000).split(""))`); len(said) > 2*budget.QueryText {
		t.Errorf("%d bytes", len(said))
	}
}

// Whatever an expression says, it gives a table, in so many steps.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{`if(a, b.c(1)[2], /x/g)`, `"a".repeat(1e9).split("")`, `[1].map(value + index)`, `((((`, `formula.x + formula.x`, `date("2024-01-01") + "9999999y"`, `-"a" * 1e308`, `[[a]]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := ask(s); len(got) > 1<<20 {
			t.Errorf("%d bytes", len(got))
		}
	})
}

func FuzzDataview(f *testing.F) {
	for _, s := range []string{"TABLE a AS \"b\", c FROM #x or \"y\" WHERE a = 1 SORT b DESC LIMIT 2", "LIST FROM -(", "TABLE rows.a GROUP BY b", "LIST WHERE [[a]] = dur(1 d)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { run(s) })
}
