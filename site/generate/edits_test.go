package generate

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// An author edits a folder of notes, by chance but always in the same way, and
// knows which paths changed, as a watcher would say.
type author struct {
	t    *testing.T
	dir  string
	r    *rand.Rand
	told []string
	n    int // of edits, for names and times

	translations int // how often there are some: with them fewer edits are of one note alone
}

func (a *author) path(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

func (a *author) touch(names ...string) { a.told = append(a.told, names...) }

// all are the files, or the folders, below the content.
func (a *author) all(folders bool, ends ...string) (names []string) {
	filepath.WalkDir(a.dir, func(p string, e os.DirEntry, err error) error {
		name, _ := filepath.Rel(a.dir, p)
		if err == nil && name != "." && e.IsDir() == folders && (len(ends) == 0 || slices.Contains(ends, filepath.Ext(p))) {
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	return names
}

func (a *author) pick(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[a.r.IntN(len(names))]
}

func (a *author) write(name, text string) {
	if err := os.MkdirAll(filepath.Dir(a.path(name)), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(a.path(name), []byte(text), 0o644); err != nil {
		a.t.Fatal(err)
	}
	// Files of one size that are written within a tick of the clock have one time.
	a.touch(name)
}

func (a *author) change(edit func(text string) string) {
	name := a.pick(a.all(false, ".md"))
	text, err := os.ReadFile(a.path(name))
	if err != nil {
		a.t.Fatal(err)
	}
	a.write(name, edit(string(text)))
}

// line puts a line somewhere into a note, most often behind a blank line.
func (a *author) line(line string) {
	a.change(func(text string) string {
		parts := strings.Split(text, "\n\n")
		at := 1 + a.r.IntN(len(parts))
		return strings.Join(slices.Insert(parts, min(at, len(parts)), line), "\n\n")
	})
}

// link is a link to a note, in one of the ways in which notes have them.
func (a *author) link() string {
	to := a.pick(a.all(false, ".md", ".png"))
	name := strings.TrimSuffix(filepath.Base(to), ".md")
	return a.pick([]string{
		"[[" + name + "]]", "![[" + name + "]]", "[[" + name + "#heading 3]]", "![[" + name + "#heading 3]]", "[text](/" + strings.ReplaceAll(to, " ", "%20") + ")",
		"![alt](/" + strings.ReplaceAll(to, " ", "%20") + ")", "[[no such note]]", "[x](#heading-2)", "[[" + name + "#^block2]]",
		fmt.Sprintf("[[word%d 词]]", a.r.IntN(a.n+1)), fmt.Sprintf("[[wrd%d 词]]", a.r.IntN(a.n+1)), fmt.Sprintf("[x](wodr%d%%20词.md)", a.r.IntN(a.n+1)), // titles, and slips
	})
}

// edit does one thing, and says what.
func (a *author) edit() string {
	a.n++
	word := fmt.Sprintf("word%d 词", a.n)
	edits := []struct {
		often int
		what  string
		do    func()
	}{
		{8, "a sentence", func() { a.line("A sentence with " + word + ".") }},
		{4, "a link", func() { a.line("See " + a.link() + " for " + word + ".") }},
		{3, "a heading", func() { a.line(fmt.Sprintf("## heading %d\n\ntext", a.r.IntN(5))) }},
		{2, "a block", func() { a.line(fmt.Sprintf("Some text. ^block%d", a.r.IntN(4))) }},
		{1, "a title", func() { a.line("# " + word) }},
		{3, "another title", func() {
			a.change(func(text string) string {
				if _, rest, ok := strings.Cut(text, "\n---\n"); ok && strings.HasPrefix(text, "---\n") {
					text = rest
				}
				return a.pick([]string{"# " + word + "\n\n", fmt.Sprintf("---\ntitle: %s\ntags: [t%d, u/v]\ndescription: %s\n---\n", word, a.r.IntN(5), word)}) + strings.TrimPrefix(text, "# ")
			})
		}},
		{1, "a formula", func() { a.line("$$ \\sum x_" + string(rune('a'+a.r.IntN(26))) + " $$") }},
		{1, "a tag", func() { a.line("#tag" + word) }},
		{1, "a query", func() { a.line("```dataview\nLIST FROM \"\"\n```") }},
		{1, "an include", func() { a.line("{{#include " + filepath.Base(a.pick(a.all(false, ".md"))) + "}}") }},
		{1, "a diagram", func() { a.line("```mermaid\ngraph LR\nA-->" + fmt.Sprint("B", a.n) + "\n```") }},
		{2, "nothing", func() { a.change(func(text string) string { return text }) }},
		{2, "a paragraph less", func() {
			a.change(func(text string) string {
				parts := strings.Split(text, "\n\n")
				at := a.r.IntN(len(parts))
				return strings.Join(slices.Delete(parts, at, at+1), "\n\n")
			})
		}},
		{2, "front matter", func() {
			a.change(func(text string) string {
				return fmt.Sprintf("---\ntitle: %s\ntags: [t%d]\naliases: [other %d]\n---\n", word, a.r.IntN(5), a.r.IntN(9)) + text
			})
		}},
		{1, "broken front matter", func() { a.change(func(text string) string { return "---\ntitle: [\n---\n" + text }) }},
		{1, "a draft", func() { a.change(func(text string) string { return "---\ndraft: true\n---\n" + text }) }},
		{3, "a note comes beside others, and some looked for it", func() {
			beside := strings.TrimSuffix(a.pick(a.all(false, ".md")), ".md")
			name := a.pick([]string{word, fmt.Sprintf("word%d 词", a.r.IntN(a.n)), fmt.Sprintf("wodr%d 词", a.r.IntN(a.n)), "note 12", filepath.Base(beside)})
			front := a.pick([]string{"", "# " + word + "\n\n", "---\naliases: [other 3]\ntags: [t1]\n---\n"})
			a.write(filepath.ToSlash(filepath.Join(filepath.Dir(beside), name+".md")), front+"text "+a.link()+"\n")
		}},
		{2, "a new note", func() { a.write(a.pick([]string{"", "new/", "a/b/"})+word+".md", "# "+word+"\n\ntext "+a.link()+"\n") }},
		{1, "a table of contents", func() {
			a.write(a.pick([]string{"", "new/"})+"SUMMARY.md", "- ["+word+"]("+a.pick(a.all(false, ".md"))+")\n- [x]("+a.pick(a.all(false, ".md"))+")\n")
		}},
		{a.translations, "a translation", func() {
			name := a.pick(a.all(false, ".md"))
			a.write(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), ".zh-CN")+".zh-CN.md", "# "+word+"\n\n译文 "+a.link()+"\n")
		}},
		{1, "a date", func() {
			a.change(func(text string) string { return fmt.Sprintf("---\ndate: 2024-01-%02d\n---\n", 1+a.r.IntN(28)) + text })
		}},
		{1, "a picture", func() { a.write("pic"+fmt.Sprint(a.r.IntN(4))+".png", "\x89PNG\r\n\x1a\n"+strings.Repeat("x", a.n)) }},
		{3, "a note goes", func() { a.remove(a.pick(a.all(false, ".md"))) }},
		{2, "a note is renamed", func() { a.rename(a.pick(a.all(false, ".md")), word+".md") }},
		{2, "a note gets another name in its folder", func() {
			from := a.pick(a.all(false, ".md"))
			a.rename(from, filepath.ToSlash(filepath.Join(filepath.Dir(from), word+".md")))
		}},
		{1, "a folder is moved", func() { a.rename(a.pick(a.all(true)), a.pick([]string{"", "new/"})+"moved"+fmt.Sprint(a.n)) }},
		{1, "a note is replaced", func() {
			name := a.pick(a.all(false, ".md"))
			a.write("saved.tmp", "# replaced "+word)
			if err := os.Rename(a.path("saved.tmp"), a.path(name)); err != nil {
				a.t.Fatal(err)
			}
			a.touch(name)
		}},
		{1, "what another program writes", func() {
			a.write("_category_.json", `{"label": "`+word+`"}`)
			a.write("new/_category_.json", `{"label": "`+word+`", "position": 2}`)
		}},
	}
	for {
		if e := edits[a.r.IntN(len(edits))]; a.r.IntN(8) < e.often {
			e.do()
			return e.what
		}
	}
}

func (a *author) remove(name string) {
	if len(a.all(false, ".md")) < 4 {
		return
	}
	if err := os.RemoveAll(a.path(name)); err != nil {
		a.t.Fatal(err)
	}
	a.touch(name)
}

func (a *author) rename(from, to string) {
	if from == "" || strings.HasPrefix(to+"/", from+"/") {
		return
	}
	if err := os.MkdirAll(filepath.Dir(a.path(to)), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.Rename(a.path(from), a.path(to)); err != nil {
		a.t.Fatal(err)
	}
	a.touch(from, to)
	if filepath.Ext(from) != ".md" {
		a.touch(filepath.ToSlash(filepath.Dir(to)))
	}
}

// settings changes the settings, or the templates.
func (a *author) settings(in *Input) string {
	over := a.t.TempDir()
	switch a.r.IntN(10) {
	case 0:
		in.Options.Title = fmt.Sprint("title ", a.n)
	case 1:
		in.Options.Unsafe = !in.Options.Unsafe
	case 2:
		in.Options.Drafts = !in.Options.Drafts
	case 3:
		if err := os.MkdirAll(filepath.Join(over, "html/parts"), 0o755); err != nil {
			a.t.Fatal(err)
		}
		footer := fmt.Sprintf(`{{define "footer"}}<footer>%d</footer>{{end}}`, a.n)
		if err := os.WriteFile(filepath.Join(over, "html/parts/footer.html"), []byte(footer), 0o644); err != nil {
			a.t.Fatal(err)
		}
		in.Overrides = os.DirFS(over)
	case 4:
		in.Overrides = nil
	case 5:
		in.Options.Lang = []string{"", "zh-CN", "en"}[a.r.IntN(3)]
	case 6:
		in.Options.Slug = []site.Slug{site.SlugPath, site.SlugShort}[a.r.IntN(2)]
	case 7:
		in.Options.Recent = a.r.IntN(5)
	case 8:
		if a.translations > 0 {
			in.Options.Languages = []site.Languages{nil, {{Tag: "en", Label: "English"}, {Tag: "zh-CN", Label: "中文"}}}[a.r.IntN(2)]
		}
	case 9:
		in.Options.Redirects = []site.Moved{{From: "old.html", To: site.Link{Dest: strings.ReplaceAll(a.pick(a.all(false, ".md")), " ", "%20")}}}
	}
	a.told = nil
	return "settings"
}

// After any edits each page is that of a build.
func TestAfterEditsTheSiteIsThatOfABuild(t *testing.T) {
	for seed := range uint64(testkit.Times(2, 3, 4)) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { manyEdits(t, seed, testkit.Times(25, 40, 300)) })
	}
}

// sameProblems holds that what a Live knows to be wrong is what a build finds.
func sameProblems(t *testing.T, live *Live, in Input) {
	t.Helper()
	in.KeepParsed = -1
	fresh, err := plan(t.Context(), in.complete())
	if err != nil {
		t.Fatal(err)
	}
	got, want := site.SortProblems(live.seen.result.Problems), site.SortProblems(fresh.result.Problems)
	if !slices.EqualFunc(got, want, func(a, b site.Problem) bool { return fmt.Sprintf("%+v", a) == fmt.Sprintf("%+v", b) }) {
		t.Errorf("problems:\n%v\nand not\n%v", got, want)
	}
}

func manyEdits(t *testing.T, seed uint64, edits int) {
	a := &author{t: t, dir: t.TempDir(), r: rand.New(rand.NewPCG(seed, 2))}
	vault := seed%2 == 1
	if seed%3 == 0 {
		a.translations = 2
	}
	if vault {
		a.write(".obsidian/app.json", "{}")
	}
	for i := range 12 {
		folder := []string{"", "a/", "a/b/", "c d/"}[i%4]
		a.write(fmt.Sprintf("%snote %d.md", folder, i), fmt.Sprintf("# note %d\n\nSome words 一些字.\n\n## heading 2\n\ntext\n\n## heading 3\n\n%s\n", i, strings.Repeat("more text. ", 20)))
	}
	a.write("pic0.png", "no picture")
	in := Input{Content: os.DirFS(a.dir)}
	in.Options.URL = "https://example.org/"
	var live Live
	if _, _, err := live.Look(t.Context(), in, nil); err != nil {
		t.Fatal(err)
	}
	begun, each := time.Now(), testkit.Times(5, 2, 1)
	for i := range edits {
		var did []string
		a.told = []string{}
		for range 1 + a.r.IntN(2) {
			did = append(did, a.edit())
		}
		if a.r.IntN(8) == 0 {
			did = append(did, a.settings(&in))
		}
		if _, _, err := live.Look(t.Context(), in, a.told); err != nil {
			t.Fatalf("after edit %d, %q: %v", i, did, err)
		}
		if i%each != each-1 {
			continue
		}
		sameSite(t, &live, in)
		sameProblems(t, &live, in)
		if t.Failed() {
			t.Fatalf("after edit %d, %q of %q", i, did, a.told)
		}
	}
	t.Logf("%d edits in %.1f s; %d times only notes were looked at, %d of these at some that came or went; the links of %d were kept", edits, time.Since(begun).Seconds(), live.small, live.moved, live.kept)
	if live.small == live.moved || live.moved == 0 || live.kept == 0 {
		t.Error("every edit of a kind made the whole site anew")
	}
}
