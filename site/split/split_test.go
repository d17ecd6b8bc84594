package split_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
	"github.com/biji-notes/biji/site/split"
)

// world reads notes from lines: "== path key=value …" starts a note, every
// line of it that is not blank is a block, "# …" is a heading, "(dest)" a link.
// "bytes=n" makes the note so long.
func world(t testing.TB, text string) ([]site.Note, []*site.Outline) {
	t.Helper()
	var notes []site.Note
	var outlines []*site.Outline
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "== "); ok {
			notes = append(notes, note(t, head))
			outlines = append(outlines, &site.Outline{})
			continue
		}
		if line != "" {
			if len(notes) == 0 {
				t.Fatalf("before the first note: %s", line)
			}
			n := &notes[len(notes)-1]
			n.Body = fmt.Appendf(n.Body, "%s\n", line)
			block(outlines[len(outlines)-1], line, strings.Count(string(n.Body), "\n"))
		}
	}
	for i := range notes {
		if n := &notes[i]; n.Meta.Lang != "" { // borrowed for the length
			var size int
			fmt.Sscan(n.Meta.Lang, &size)
			n.Body = append(n.Body, make([]byte, min(max(size-len(n.Body), 0), 1<<20))...)
		}
	}
	return notes, outlines
}

func note(t testing.TB, head string) site.Note {
	file, rest, _ := strings.Cut(head, " : ")
	n := site.Note{Path: file, Line: 1}
	if before, as, ok := strings.Cut(rest, "as="); ok { // it may hold spaces
		n.As, rest = as, before
	}
	for _, field := range strings.Fields(rest) {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "title":
			n.Meta.Title = value
		case "weight":
			fmt.Sscan(value, &n.Meta.Weight)
		case "split":
			fmt.Sscan(value, (*int)(&n.Meta.Split))
		case "bytes":
			n.Meta.Lang = value
		default:
			t.Fatalf("no such key: %s", field)
		}
	}
	return n
}

func block(o *site.Outline, line string, at int) {
	if marks, text, ok := strings.Cut(line, " "); ok && strings.Trim(marks, "#") == "" {
		o.Headings = append(o.Headings, site.Heading{
			Level: len(marks), ID: slug.ID(text), Text: strings.TrimSpace(text), Block: o.Blocks, Top: true,
			At: site.Pos{Line: at, Col: 1},
		})
	}
	if strings.HasPrefix(line, "(") {
		o.Links = append(o.Links, site.Link{Dest: strings.Trim(line, "()"), Block: o.Blocks})
	}
	o.Blocks++
}

// layout is the pages as text: address, kind, title, blocks, title block.
func layout(pages []site.Page) string {
	var b strings.Builder
	for _, p := range pages {
		kind := []string{"note", "overview", "part", "folder"}[p.Kind]
		fmt.Fprintf(&b, "%s %s %q %d-%d", p.URL, kind, p.Title, p.From, p.To)
		if p.TitleBlock >= 0 {
			fmt.Fprintf(&b, " title in %d", p.TitleBlock)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestPages(t *testing.T) {
	for _, c := range []struct {
		name, notes string
		options     site.Options
		want        string
		problems    []string
	}{
		{
			name:    "nothing",
			options: site.Options{Title: "My notes"},
			want:    `index.html folder "My notes" 0-0`,
		},
		{
			name: "readme is the page of its folder",
			notes: `
				== README.md
				# Welcome
				== redis/readme.MD
				text
				== redis/持久化.md
				# 持久化
				text`,
			want: `
				index.html note "Welcome" 0-1 title in 0
				redis/index.html note "redis" 0-1
				redis/持久化.html note "持久化" 0-2 title in 0`,
		},
		{
			name: "index wins over readme",
			notes: `
				== a/README.md
				== a/index.md`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				a/index.html note "a" 0-0
				a/readme.html note "README" 0-0`,
			problems: []string{`a/README.md: "a/README.md" cannot be the page of its folder, for "a/index.md" is (it is a note like others)`},
		},
		{
			name: "order: weight, then numbers as numbers, folders last",
			notes: `
				== index.md
				== 10 x.md
				== 9 y.md
				== z.md : weight=2
				== y.md : weight=1
				== 1/b.md
				== 0/index.md : weight=3
				== 2/a.md
				== deep/er/n.md`,
			want: `
				index.html note "Notes" 0-0
				y.html note "y" 0-0
				z.html note "z" 0-0
				9-y.html note "9 y" 0-0
				10-x.html note "10 x" 0-0
				0/index.html note "0" 0-0
				1/index.html folder "1" 0-0
				1/b.html note "b" 0-0
				2/index.html folder "2" 0-0
				2/a.html note "a" 0-0
				deep/index.html folder "deep" 0-0
				deep/er/index.html folder "er" 0-0
				deep/er/n.html note "n" 0-0`,
		},
		{
			name: "a note called as its folder is the folder's page, in the folder or beside it",
			notes: `
				== 插件/插件.md
				text
				== 插件/a.md
				== Redis.md
				# Redis 笔记
				== redis/aof.md
				== redis/deep/x.md
				== both.md
				== both/both.md
				== both/c.md
				== has/README.md
				== has/has.md
				== has.md
				== readme/a.md
				== readme.md
				== alone/alone.md
				== alone.assets/x.md`,
			options: site.Options{Title: "T"},
			want: `
				index.html note "T" 0-0
				both.html note "both" 0-0
				has.html note "has" 0-0
				alone/index.html note "alone" 0-0
				alone.assets/index.html folder "alone.assets" 0-0
				alone.assets/x.html note "x" 0-0
				both/index.html note "both" 0-0
				both/c.html note "c" 0-0
				has/index.html note "has" 0-0
				has/has.html note "has" 0-0
				readme/index.html folder "readme" 0-0
				readme/a.html note "a" 0-0
				redis/index.html note "Redis 笔记" 0-1 title in 0
				redis/aof.html note "aof" 0-0
				redis/deep/index.html folder "deep" 0-0
				redis/deep/x.html note "x" 0-0
				插件/index.html note "插件" 0-1
				插件/a.html note "a" 0-0`,
		},
		{
			name: "a note stands in the site as its program calls it",
			notes: `
				== a___b.md : as=a/b.md
				== a/c.md
				== Page 0123.md : as=Page.md
				== Page 0123/Sub 4567.md : as=Page/Sub.md`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				a/index.html folder "a" 0-0
				a/b.html note "b" 0-0
				a/c.html note "c" 0-0
				page/index.html note "Page" 0-0
				page/sub.html note "Sub" 0-0`,
		},
		{
			name: "a summary gives the order, and is the front if there is no other",
			notes: `
				== SUMMARY.md
				# The book
				(z.md)
				(ch%201/b.md#x)
				(ch%201/a.md)
				(a.md)
				== a.md
				== z.md
				== extra.md
				== ch 1/a.md
				== ch 1/b.md
				== ch 0/a.md`,
			want: `
				index.html note "The book" 0-5 title in 0
				z.html note "z" 0-0
				a.html note "a" 0-0
				extra.html note "extra" 0-0
				ch-1/index.html folder "ch 1" 0-0
				ch-1/b.html note "b" 0-0
				ch-1/a.html note "a" 0-0
				ch-0/index.html folder "ch 0" 0-0
				ch-0/a.html note "a" 0-0`,
		},
		{
			name: "several level-1 headings of a long note are its pages",
			notes: `
				== big.md : bytes=20000
				intro
				# TCP/IP
				## three
				# C++
				# TCP/IP
				# 😀`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				big.html overview "big" 0-1
				big/tcp-ip.html part "TCP/IP" 1-3 title in 1
				big/c++.html part "C++" 3-4 title in 3
				big/tcp-ip-2.html part "TCP/IP" 4-5 title in 4
				big/u1f600.html part "😀" 5-6 title in 5`,
		},
		{
			name: "parts of a folder's page lie in the folder",
			notes: `
				== a/README.md : split=2
				# Title
				intro
				## One
				## b
				== a/b.md`,
			options: site.Options{Title: "T", Split: site.SplitOff},
			want: `
				index.html folder "T" 0-0
				a/index.html overview "Title" 0-2 title in 0
				a/one.html part "One" 2-3 title in 2
				a/b.html part "b" 3-4 title in 3
				a/b-2.html note "b" 0-0`,
			problems: []string{`a/b.md: "a/b.md" wants the address a/b.html, which a/README.md has (published as a/b-2.html)`},
		},
		{
			name: "short notes, many small parts, a single heading: whole",
			notes: `
				== a.md : bytes=11000
				# X
				# Y
				== b.md : bytes=12800
				# 1
				# 2
				# 3
				# 4
				# 5
				# 6
				# 7
				== c.md : bytes=90000
				# C
				## x
				## y
				== d.md : split=-1 bytes=90000
				# A
				# B
				== e.md : split=1
				# A
				# B`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				a.html note "a" 0-2
				b.html note "b" 0-7
				c.html note "C" 0-3 title in 0
				d.html note "d" 0-2
				e.html overview "e" 0-0
				e/a.html part "A" 0-1 title in 0
				e/b.html part "B" 1-2 title in 1`,
		},
		{
			name: "a level-1 heading that names the note is no part of it",
			notes: `
				== Redis.md : bytes=20000
				# redis
				intro
				# AOF
				# RDB`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				redis.html overview "Redis" 0-2 title in 0
				redis/aof.html part "AOF" 2-3 title in 2
				redis/rdb.html part "RDB" 3-4 title in 3`,
		},
		{
			name: "titles",
			notes: `
				== 1.md : title=Given
				# given
				== 2.md : title=Given
				# Other
				== 3.md
				## First of all
				## More
				== 4.md
				text
				## Section
				== 5.md
				<!-- old id --> <a id="x"></a>
				## First of all
				## More
				== 6.md
				text
				# The only one
				## x
				== 7.md
				text
				# One
				# Two
				== 8.md
				text`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				1.html note "Given" 0-1 title in 0
				2.html note "Given" 0-1
				3.html note "First of all" 0-2 title in 0
				4.html note "4" 0-2
				5.html note "First of all" 0-3 title in 1
				6.html note "The only one" 0-3 title in 1
				7.html note "7" 0-3
				8.html note "8" 0-1`,
		},
		{
			name: "a first section is no title where notes do not begin with a heading",
			notes: `
				== 1.md
				## First
				## Second
				== 2.md
				## Alone
				### x
				== 3.md
				text
				## x
				== 4.md
				text
				## x`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				1.html note "1" 0-2
				2.html note "Alone" 0-2 title in 0
				3.html note "3" 0-2
				4.html note "4" 0-2`,
		},
		{
			name: "addresses that are alike, or biji's own",
			notes: `
				== A.md
				== a.md
				== 404.md
				== tags/x.md
				== a b.md
				== a-b.md
				== b.html/x.md
				== b.md`,
			options: site.Options{Title: "T"},
			want: `
				index.html folder "T" 0-0
				404-2.html note "404" 0-0
				a.html note "A" 0-0
				a-2.html note "a" 0-0
				a-b.html note "a b" 0-0
				a-b-2.html note "a-b" 0-0
				b.html note "b" 0-0
				b.html-2/index.html folder "b.html" 0-0
				b.html-2/x.html note "x" 0-0
				tags-2/index.html folder "tags" 0-0
				tags-2/x.html note "x" 0-0`,
			problems: []string{
				`a-b.md: "a-b.md" wants the address a-b.html, which a b.md has (published as a-b-2.html)`,
				`a.md: "a.md" wants the address a.html, which A.md has (published as a-2.html)`,
				`b.html/x.md: "b.html/x.md" wants the address b.html/x.html, which b.md has (published as b.html-2/x.html)`,
				`b.html: "b.html" wants the address b.html/index.html, which b.md has (published as b.html-2/index.html)`,
				`tags/x.md: "tags/x.md" wants the address tags/x.html, which biji has (published as tags-2/x.html)`,
				`tags: "tags" wants the address tags/index.html, which biji has (published as tags-2/index.html)`,
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			notes, outlines := world(t, c.notes)
			made, problems := split.Pages(notes, outlines, c.options, "", nil)
			if diff := cmp.Diff(trim(c.want), layout(made.Pages)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
				if p.Kind != site.Collision {
					t.Errorf("%s: %s", p, p.Kind)
				}
			}
			slices.Sort(got)
			slices.Sort(c.problems)
			if diff := cmp.Diff(c.problems, got); diff != "" {
				t.Errorf("problems (-want +got)\n%s", diff)
			}
		})
	}
}

func trim(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func TestHeadingsOfAPage(t *testing.T) {
	notes, outlines := world(t, `
		== a.md : split=2
		# Title
		intro
		## One
		### x
		## Two`)
	made, _ := split.Pages(notes, outlines, site.Options{}, "", nil)
	var got []string
	for _, p := range made.Pages[1:] {
		var ids []string
		for _, h := range p.Headings {
			ids = append(ids, h.ID)
		}
		got = append(got, p.URL+": "+strings.Join(ids, " "))
	}
	if diff := cmp.Diff([]string{"a.html: ", "a/one.html: x", "a/two.html: "}, got); diff != "" {
		t.Error(diff)
	}
}

// Every block of every note is on exactly one page, every note and folder has
// a page, and no two pages have one address, whatever the notes are.
func FuzzPagesKeepEveryBlock(f *testing.F) {
	f.Add("== a.md : split=1\nx\n# A\n# B\n== A.md\n== a/b.md\n== a/index.md\n", 0)
	f.Add("== tags/x.md : split=2\n# A\n## \n## A/B\n== README.md\n== readme.md\n", 2)
	f.Add("== b.html/x.md\n== b.md\n== b.html.md", -1)
	f.Fuzz(func(t *testing.T, text string, level int) {
		if strings.Contains(text, " : ") && !strings.Contains(text, " : split=") || len(text) > 2000 {
			t.Skip()
		}
		notes, outlines := world(fatal{t}, text)
		paths := map[string]bool{}
		for _, n := range notes {
			if c := path.Clean("/" + n.Path); c != "/"+n.Path || c == "/" || paths[c] {
				t.Skip()
			}
			paths["/"+n.Path] = true
		}
		made, _ := split.Pages(notes, outlines, site.Options{Split: site.SplitLevel(level)}, "", nil)
		conserved(t, outlines, made.Pages)
	})
}

// A fatal skips where the text of a fuzz test makes no sense.
type fatal struct{ *testing.T }

func (f fatal) Fatalf(string, ...any) { f.Skip() }

func conserved(t *testing.T, outlines []*site.Outline, pages []site.Page) {
	t.Helper()
	shown := make([][]int, len(outlines))
	for i, o := range outlines {
		shown[i] = make([]int, o.Blocks)
	}
	taken, seen := map[string]bool{}, make([]bool, len(outlines))
	for _, p := range pages {
		key := strings.ToLower(p.URL)
		if taken[key] || !strings.HasSuffix(p.URL, ".html") || p.Title == "" {
			t.Errorf("page %q titled %q", p.URL, p.Title)
		}
		taken[key] = true
		if p.Note < 0 {
			continue
		}
		seen[p.Note] = true
		for b := p.From; b < p.To; b++ {
			shown[p.Note][b]++
		}
		if p.Kind == site.PartPage && !taken[strings.ToLower(p.Overview)] {
			t.Errorf("%s comes before its overview %q", p.URL, p.Overview)
		}
	}
	for i := range shown {
		if !seen[i] || slices.ContainsFunc(shown[i], func(n int) bool { return n != 1 }) {
			t.Errorf("note %d has a page: %v; its blocks are shown so often: %v", i, seen[i], shown[i])
		}
	}
	for u := range taken {
		for dir := path.Dir(u); dir != "."; dir = path.Dir(dir) {
			if taken[dir] {
				t.Errorf("%s is a page, and a folder of %s", dir, u)
			}
		}
	}
}

func BenchmarkPages(b *testing.B) {
	var text strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&text, "== folder %d/笔记 %d.md\n# 笔记 %d\ntext\n## x\n", i%100, i, i)
	}
	notes, outlines := world(b, text.String())
	for b.Loop() {
		split.Pages(notes, outlines, site.Options{}, "", nil)
	}
}

// A site without a title is named after its front page, if that has one of its
// own, else after its folder.
func TestSiteTitle(t *testing.T) {
	for _, c := range []struct {
		notes, title, lang, folder string
		titles                     site.Titles
		want                       string
	}{
		{"== README.md\n# Front\n== a.md\n", "", "en", "", 0, "Front"},
		{"== README.md\n# Front\n", "Set", "en", "vault", 0, "Set"},
		{"== a/README.md\n# Not the front\n", "", "en", "", 0, "Notes"},
		{"== a.md\n", "", "zh-Hant", "", 0, "筆記"},
		{"", "", "ja", "", 0, "Notes"},
		{"", "", "ja", "vault", 0, "vault"},
		{"== README.md\n# Front\n", "", "en", "vault", site.TitlesFile, "Front"},
		{"== Readme.md\ntext\n", "", "en", "My vault", site.TitlesFile, "My vault"},
		{"== Readme.md\ntext\n## one\n## two\n", "", "en", "My vault", 0, "My vault"},
		{"== index.md : title=Given\ntext\n", "", "en", "My vault", 0, "Given"},
		{"== SUMMARY.md\n# Summary\n== a.md\n", "", "en", "My book", 0, "My book"},
		{"== SUMMARY.md\n# Summary\n== a.md\n", "", "en", "", 0, "Summary"},
	} {
		notes, outlines := world(t, c.notes)
		made, _ := split.Pages(notes, outlines, site.Options{Title: c.title, Lang: c.lang, Titles: c.titles}, c.folder, nil)
		if made.Title != c.want {
			t.Errorf("%q: the site is called %q, not %q", c.notes, made.Title, c.want)
		}
		if front := made.Pages[0]; front.Kind == site.FolderPage && front.Title != c.want {
			t.Errorf("%q: the front page is called %q", c.notes, front.Title)
		}
	}
}
