package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// guide gives the notes that explain biji, by name.
func guide(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.OwnContent(t), "guide", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		notes[filepath.Base(file)] = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	for _, e := range editions {
		for _, name := range []string{"README", "commands", "settings", "templates", "problems", "formulas"} {
			if notes[name+e.ends] == "" {
				t.Fatalf("the guide has no %s", name+e.ends)
			}
		}
	}
	return notes
}

// An edition is the guide in one language: how the names of its files end, and
// the words in it that tests look for.
type edition struct {
	ends           string
	exitCodes      string // headings
	known          string
	severities     [3]string // notes, warnings, errors
	unknown        string    // what comes before the formulas that are not known
	otherSpellings *regexp.Regexp
}

// editions are all languages of the guide. What is in one is in the other.
var editions = []edition{{
	ends: ".md", exitCodes: "退出码", known: "认得什么", severities: [3]string{"提示", "警告", "错误"}, unknown: "还不认得",
	otherSpellings: regexp.MustCompile("([^；。|]*)也行"),
}, {
	ends: ".en.md", exitCodes: "Exit codes", known: "What is known", severities: [3]string{"Notes", "Warnings", "Errors"}, unknown: "Not known yet",
	otherSpellings: regexp.MustCompile("([^;.|]*) (?:does|do) it too"),
}}

// inEachEdition runs a test of one page in all languages.
func inEachEdition(t *testing.T, page string, test func(t *testing.T, e edition, text string)) {
	notes := guide(t)
	for _, e := range editions {
		t.Run(page+e.ends, func(t *testing.T) { test(t, e, notes[page+e.ends]) })
	}
}

// firstCells are the first cells of the rows of all tables in text that begin
// with code.
func firstCells(text string) []string {
	var cells []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| `") {
			cells = append(cells, strings.TrimSpace(strings.Split(line, "|")[1]))
		}
	}
	return cells
}

// commandsOf lists the commands that readers type, by their whole names;
// those that cobra itself adds are not among them.
func commandsOf(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		if sub.Name() != "help" && sub.Name() != "completion" {
			all = append(append(all, sub), commandsOf(sub)...)
		}
	}
	return all
}

// Every command has its section in the guide, and every flag its row there,
// with its default; no row is about a flag that is gone.
func TestGuideCommands(t *testing.T) { inEachEdition(t, "commands", testCommands) }

func testCommands(t *testing.T, _ edition, page string) {
	sections := testkit.Sections(page, 2)
	commands := commandsOf(rootCommand())
	if len(commands) < 9 {
		t.Fatalf("only %d commands", len(commands))
	}
	known := map[string]bool{}
	for _, c := range commands {
		known[c.CommandPath()] = true
		section, ok := sections[c.CommandPath()]
		if !ok {
			t.Errorf("there is no section %q", c.CommandPath())
			continue
		}
		var want []string
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" {
				return
			}
			row := flagRow(f)
			want = append(want, strings.TrimSpace(strings.Split(row, "|")[1]))
			if !strings.Contains(section, "\n"+row) {
				t.Errorf("%s: no row begins with %s", c.CommandPath(), row)
			}
		})
		for _, cell := range firstCells(section) {
			if !slices.Contains(want, cell) {
				t.Errorf("%s has no flag %s", c.CommandPath(), cell)
			}
		}
	}
	for name := range sections {
		if strings.HasPrefix(name, "biji ") && !known[name] {
			t.Errorf("there is no command %q", name)
		}
	}
}

// flagRow is how the row of a flag begins: its name and its default.
func flagRow(f *pflag.Flag) string {
	name := "`--" + f.Name + "`"
	if f.Shorthand != "" {
		name += ", `-" + f.Shorthand + "`"
	}
	value := "—"
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
		value = "`" + f.DefValue + "`"
	}
	return "| " + name + " | " + value + " |"
}

func TestGuideExitCodes(t *testing.T) { inEachEdition(t, "commands", testExitCodes) }

func testExitCodes(t *testing.T, e edition, page string) {
	got := firstCells(testkit.Sections(page, 2)[e.exitCodes])
	var want []string
	for _, code := range []int{exitFine, exitProblems, exitNotBuilt, exitUsage, exitStopped} {
		want = append(want, fmt.Sprintf("`%d`", code))
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed are the exit codes %v, not %v", got, want)
	}
}

// Every setting has its row, and every row its setting.
func TestGuideSettings(t *testing.T) { inEachEdition(t, "settings", testSettings) }

func testSettings(t *testing.T, _ edition, page string) {
	var want []string
	for _, m := range regexp.MustCompile(`(?m)^(?:# )?([a-z_.-]+) = `).FindAllSubmatch(load.ConfigTemplate(nil), -1) {
		want = append(want, "`"+string(m[1])+"`")
	}
	if len(want) < 10 {
		t.Fatalf("only %d settings: %v", len(want), want)
	}
	section := strings.Split(testkit.Sections(page, 2)["biji.toml"], "\n### ")[0]
	got := firstCells(section)
	slices.Sort(got)
	slices.Sort(want)
	for _, key := range want {
		if !slices.Contains(got, key) {
			t.Errorf("there is no row for the setting %s", key)
		}
	}
	if len(got) != len(want) {
		t.Errorf("rows for %d settings, and there are %d:\n%v, not\n%v", len(got), len(want), got, want)
	}
}

// Every key of front matter has its row, and whatever the rows name is a key.
func TestGuideFrontMatter(t *testing.T) { inEachEdition(t, "settings", testFrontMatter) }

func testFrontMatter(t *testing.T, e edition, page string) {
	section := testkit.Sections(page, 2)["front matter"]
	rows := firstCells(section)
	meta := reflect.TypeFor[site.Meta]()
	called := map[string]string{"Label": "sidebar_label", "Address": "permalink", "Root": "typora-root-url", "OffSidebar": "nav_exclude", "OffSearch": "search"}
	for i := range meta.NumField() {
		field := meta.Field(i).Name
		if key := "`" + cmp.Or(called[field], strings.ToLower(field)) + "`"; !slices.Contains(rows, key) {
			t.Errorf("there is no row for the key %s", key)
		}
	}
	also := e.otherSpellings.FindAllString(section, -1)
	if len(also) < 5 {
		t.Errorf("only %d other spellings of keys", len(also))
	}
	name := regexp.MustCompile("`([a-z_]+)(?:: [a-z]+)?`")
	for _, text := range append(rows, also...) {
		for _, m := range name.FindAllStringSubmatch(text, -1) {
			if !isKey(t, m[1]) {
				t.Errorf("%q is no key of front matter", m[1])
			}
		}
	}
	if isKey(t, "colour") {
		t.Error("any word passes for a key of front matter")
	}
}

// isKey says whether biji reads a key of front matter: then it objects to a
// value that no key may have, or takes another.
func isKey(t *testing.T, key string) bool {
	t.Helper()
	_, problems := loadNote(t, "---\n"+key+": {a: {b: 1}}\n---\n")
	for _, value := range []string{"/a/", "true", "false", "2026-01-31", "https://example.org/a.png"} {
		notes, _ := loadNote(t, "---\n"+key+": "+value+"\n---\n")
		if len(notes) > 0 && !reflect.DeepEqual(notes[0].Meta, site.Meta{}) {
			return true
		}
	}
	return len(problems) > 0
}

func loadNote(t *testing.T, text string) ([]site.Note, []site.Problem) {
	t.Helper()
	c, err := load.Notes(t.Context(), fstest.MapFS{"a.md": {Data: []byte(text)}}, site.Options{Drafts: true}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c.Notes, c.Problems
}

// What the guide shows of settings and front matter is read without a word.
func TestGuideExamples(t *testing.T) {
	settings, notes := 0, 0
	for name, text := range guide(t) {
		for _, block := range testkit.Fences(text) {
			var problems []site.Problem
			switch block.Lang {
			case "toml":
				settings++
				var err error
				if _, problems, err = load.Options(fstest.MapFS{"biji.toml": {Data: []byte(block.Text)}}, "."); err != nil {
					t.Errorf("%s: an example in %s: %v", name, block.Lang, err)
				}
			case "markdown":
				notes++
				_, problems = loadNote(t, block.Text)
			}
			for _, p := range problems {
				t.Errorf("%s: an example in %s: %v", name, block.Lang, p)
			}
		}
	}
	if settings == 0 || notes == 0 {
		t.Errorf("the guide has %d examples of settings and %d of notes", settings, notes)
	}
}

// Every line of biji in the guide is one that biji understands.
func TestGuideLines(t *testing.T) {
	lines := 0
	for name, text := range guide(t) {
		for _, block := range testkit.Fences(text) {
			if block.Lang != "sh" {
				continue
			}
			for line := range strings.Lines(block.Text) {
				if args, ok := bijiLine(line); ok {
					lines++
					if err := understood(args); err != nil {
						t.Errorf("%s: %s: %v", name, strings.TrimSpace(line), err)
					}
				}
			}
		}
	}
	if lines < 20 {
		t.Errorf("only %d lines of biji in the guide", lines)
	}
	for _, line := range []string{"biji built", "biji build --outptu x", "biji build a b", "biji eval", "biji index", "biji index unpack a"} {
		if args, ok := bijiLine(line); !ok || understood(args) == nil {
			t.Errorf("%q passes for a line that biji understands", line)
		}
	}
}

// Commands and flags that the text mentions are there too; what must follow
// them may be left out.
func TestGuideMentions(t *testing.T) {
	span := regexp.MustCompile("`biji ([^`]+)`")
	mentions := 0
	for name, text := range guide(t) {
		for _, m := range span.FindAllStringSubmatch(text, -1) {
			mentions++
			words := strings.Fields(m[1])
			if end := slices.IndexFunc(words, endsCommand); end >= 0 {
				words = words[:end]
			}
			if err := mentioned(words); err != nil {
				t.Errorf("%s: %s: %v", name, m[0], err)
			}
		}
	}
	if mentions < 10 {
		t.Errorf("only %d mentions of commands in the guide", mentions)
	}
	if mentioned([]string{"built"}) == nil || mentioned([]string{"build", "--uri"}) == nil {
		t.Error("any word passes for a command or a flag")
	}
}

func mentioned(words []string) error {
	root := rootCommand()
	root.InitDefaultCompletionCmd(words...)
	c, rest, err := root.Find(words)
	if err != nil || c == root {
		return fmt.Errorf("no command in %q: %v", words, err)
	}
	c.InitDefaultHelpFlag()
	for _, word := range rest {
		long, isLong := strings.CutPrefix(word, "--")
		long, _, _ = strings.Cut(long, "=")
		short, isShort := strings.CutPrefix(word, "-")
		switch {
		case isLong && c.Flags().Lookup(long) == nil:
			return fmt.Errorf("no flag %s", word)
		case !isLong && isShort && short != "" && c.Flags().ShorthandLookup(short[:1]) == nil:
			return fmt.Errorf("no flag %s", word)
		}
	}
	return nil
}

// bijiLine splits a line of a shell that runs biji into its arguments. It
// knows quotes, comments and what joins commands, and no more of a shell.
func bijiLine(line string) (args []string, ok bool) {
	rest := ""
	for _, program := range []string{"biji ", "go run ./cmd/biji "} {
		if after, found := strings.CutPrefix(line, program); found {
			rest, ok = after, true
		}
	}
	word := regexp.MustCompile(`'[^']*'|"[^"]*"|[^\s'"]+`)
	for _, w := range word.FindAllString(rest, -1) {
		if endsCommand(w) {
			break
		}
		args = append(args, strings.Trim(w, `'"`))
	}
	return args, ok
}

// endsCommand says whether what follows is not for biji.
func endsCommand(word string) bool {
	return strings.HasPrefix(word, "#") || slices.Contains([]string{"|", "||", "&&", ";", ">"}, word)
}

// understood says what is wrong with a command line, without running it.
func understood(args []string) error {
	root := rootCommand()
	root.InitDefaultCompletionCmd(args...)
	c, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	if c == root || c.HasSubCommands() {
		return fmt.Errorf("no command in %q", args)
	}
	c.InitDefaultHelpFlag()
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	return c.ValidateArgs(c.Flags().Args())
}

// The files that may be replaced are there, and none is forgotten.
func TestGuideTemplates(t *testing.T) { inEachEdition(t, "templates", testTemplates) }

func testTemplates(t *testing.T, _ edition, page string) {
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`([a-z][a-zA-Z0-9/-]*\\.(?:html|css|json|ts|svg))`").FindAllStringSubmatch(page, -1) {
		named[m[1]] = true
	}
	for name := range named {
		if _, err := fs.Stat(templates.FS, name); err != nil && !strings.HasPrefix(name, "theme/") {
			t.Error(err)
		}
	}
	for _, pattern := range []string{"html/*.html", "html/parts/*.html", "text/*.json", "*.svg"} {
		files, err := fs.Glob(templates.FS, pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no templates match %s: %v", pattern, err)
		}
		for _, file := range files {
			if !named[path.Clean(file)] {
				t.Errorf("it does not name %s", file)
			}
		}
	}
}

// The guide names the bounds that an author may meet, and says them as they are.
func TestGuideBounds(t *testing.T) { inEachEdition(t, "problems", testBounds) }

func testBounds(t *testing.T, e edition, page string) {
	rows := tableRows(testkit.Sections(page, 3)["over-budget"])
	for _, b := range bounds() {
		what, want := b.zh[0], b.zh[1]
		if e.ends == ".en.md" {
			what, want = b.en[0], b.en[1]
		}
		if rows[what] != want {
			t.Errorf("%s: the guide says %q, it is %q", what, rows[what], want)
		}
		delete(rows, what)
	}
	if len(rows) > 2 { // the head of the table, and the line below it
		t.Errorf("the guide has other bounds: %v", rows)
	}
}

// A bound is a row of the guide in each language: what there may be, and how much.
type bound struct{ zh, en [2]string }

func bounds() []bound {
	mega, kilo := func(n int) string { return fmt.Sprintf("%d MB", n>>20) }, func(n int) string { return fmt.Sprintf("%d KB", n>>10) }
	row := func(zh, en, valueZH, valueEN string) bound {
		return bound{[2]string{zh, valueZH}, [2]string{en, valueEN}}
	}
	counted := func(zh, en, unitZH, unitEN string, n int) bound {
		return row(zh, en, grouped(n)+" "+unitZH, grouped(n)+" "+unitEN)
	}
	same := func(zh, en, value string) bound { return row(zh, en, value, value) }
	return []bound{
		same("一篇笔记", "a note", mega(budget.NoteBytes)),
		row("front matter", "front matter", kilo(budget.FrontMatterBytes)+"、"+grouped(budget.FrontMatterKeys)+" 个键", kilo(budget.FrontMatterBytes)+", "+grouped(budget.FrontMatterKeys)+" keys"),
		counted("引用和列表的嵌套", "nested quotes and lists", "层", "levels", budget.BlockDepth),
		counted("一篇里的表格", "tables of a note", "格", "cells", budget.TableCells),
		counted("代码块之外", "outside of code blocks", "行", "lines", budget.NoteLines),
		same("一个公式", "a formula", kilo(budget.FormulaBytes)),
		same("一个代码块", "a code block", kilo(budget.CodeBytes)),
		counted("目录、列表和索引里的标题", "a heading in contents, lists and index", "字", "characters", budget.HeadingRunes),
		counted("能搜的一个词", "a word that can be searched for", "个字母", "letters", budget.WordRunes),
		row("嵌入笔记", "embedded notes", fmt.Sprintf("%d 层、一页 %s", budget.EmbedDepth, mega(budget.EmbedBytes)), fmt.Sprintf("%d levels, %s on a page", budget.EmbedDepth, mega(budget.EmbedBytes))),
		row("放进笔记的文件", "files put into a note", fmt.Sprintf("%d 层、一篇 %s", budget.IncludeDepth, mega(budget.IncludeBytes)), fmt.Sprintf("%d levels, %s in a note", budget.IncludeDepth, mega(budget.IncludeBytes))),
		counted("网站的文件夹", "folders of the site", "层", "levels", budget.FolderDepth),
		counted("一页列表", "a page of a list", "项", "entries", budget.ListEntries),
		counted("一页上的反向链接", "backlinks on a page", "篇", "notes", budget.Backlinks),
	}
}

// tableRows are the second cells of the rows of tables in text, by the first.
func tableRows(text string) map[string]string {
	rows := map[string]string{}
	for line := range strings.Lines(text) {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) > 1 {
			rows[strings.TrimPrefix(cells[0], "| ")] = cells[1]
		}
	}
	return rows
}

// grouped is a number below a million with its thousands apart.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
