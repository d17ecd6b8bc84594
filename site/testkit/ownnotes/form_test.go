package ownnotes

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/testkit"
)

// What the notes have in common, in characters: an answer that can be said in
// one breath, and code that a page shows without scrolling on a wide screen.
// The guide may have lines that are as wide as what biji prints.
const (
	longestAnswer = 80
	widestCode    = 92
	columnOfCode  = 79
)

// How often a note is asked for; it has one of these tags.
var levels = []string{"必考", "常考", "了解"}

// TestFormOfNotes holds the form that every note of a topic has: what it is in
// its front matter, a short answer, the explanation with code, questions with
// answers, and links.
func TestFormOfNotes(t *testing.T) {
	notes := contentNotes(t)
	topics := 0
	for _, n := range notes {
		for _, fault := range formOfAny(n) {
			t.Errorf("%s: %s", n.Path, fault)
		}
		if !isTopic(n) {
			continue
		}
		topics++
		for _, fault := range formOfTopic(n) {
			t.Errorf("%s: %s", n.Path, fault)
		}
	}
	if topics < 60 {
		t.Errorf("only %d notes of topics", topics)
	}
}

// TestFormOfFolders: the page of a folder names every note in it, with a word
// about it, and the first page names every folder.
func TestFormOfFolders(t *testing.T) {
	notes := contentNotes(t)
	body := map[string]string{}
	for _, n := range notes {
		body[n.Path] = string(n.Body)
	}
	folders := 0
	for _, n := range notes {
		if path.Base(n.Path) != "README.md" || n.Path == "README.md" {
			continue
		}
		folders++
		if !strings.Contains(body["README.md"], "("+n.Path+")") {
			t.Errorf("README.md does not name %s", n.Path)
		}
		for _, in := range notes {
			if path.Dir(in.Path) == path.Dir(n.Path) && !isOverview(in.Path) && !introduces(body[overviewOf(in.Path)], in) {
				t.Errorf("%s does not say what %s is about", overviewOf(in.Path), in.Path)
			}
		}
	}
	if folders < 9 {
		t.Errorf("only %d folders", folders)
	}
}

// isOverview says whether a note is the page of its folder, in some language.
func isOverview(p string) bool { return strings.HasPrefix(path.Base(p), "README.") }

// overviewOf is the note that has to say what another in its folder is about: in
// its own language.
func overviewOf(p string) string {
	if strings.HasSuffix(p, ".en.md") {
		return path.Join(path.Dir(p), "README.en.md")
	}
	return path.Join(path.Dir(p), "README.md")
}

// introduces says whether an overview has a line with a link to a note and
// something about it, in a list or a table.
func introduces(overview string, n site.Note) bool {
	for line := range strings.Lines(overview) {
		named := strings.Contains(line, "[["+n.Meta.Title+"]]") || strings.Contains(line, "("+path.Base(n.Path)+")")
		if named && (strings.Contains(line, "：") || strings.Contains(line, "|") || strings.Contains(line, ": ")) {
			return true
		}
	}
	return false
}

// contentNotes returns the project's own notes.
func contentNotes(t *testing.T) []site.Note {
	t.Helper()
	c, err := load.Notes(t.Context(), os.DirFS(testkit.OwnContent(t)), site.Options{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Problems) > 0 || len(c.Notes) == 0 {
		t.Fatalf("%d notes, problems %v", len(c.Notes), c.Problems)
	}
	return c.Notes
}

// isTopic says whether n is about something that is asked in an interview.
func isTopic(n site.Note) bool {
	dir, name := path.Split(n.Path)
	return dir != "" && dir != "guide/" && name != "README.md"
}

var (
	headings   = regexp.MustCompile(`(?m)^(#{1,6}) (.+)$`)
	noteLink   = regexp.MustCompile(`\[\[|\]\([^)]*\.md`)
	firstBlock = regexp.MustCompile(`(?m)\A\s*(?:# .+\n\s*)?> \[!tip\] 面试一句话\n((?:>.*\n)+)`)
)

// formOfAny lists what is wrong with the form of a note of any kind.
func formOfAny(n site.Note) []string {
	var faults []string
	if n.Meta.Title == "" || n.Meta.Description == "" || len(n.Meta.Tags) == 0 {
		faults = append(faults, "title, description or tags are missing")
	}
	text := string(n.Body)
	code, prose := codeAndProse(text)
	for _, block := range code {
		first, rest, _ := strings.Cut(block, "\n")
		if strings.Trim(first, "` ") == "" {
			faults = append(faults, "code without a language: "+rest)
		}
		for line := range strings.Lines(rest) {
			if wide := codeWidth(line); wide > widestCode {
				faults = append(faults, fmt.Sprintf("code of %d columns: %s", wide, strings.TrimSpace(line)))
			}
		}
		faults = append(faults, formOfMarks(first, rest)...)
	}
	if name := dunder.FindString(codeSpan.ReplaceAllString(prose, "")); name != "" {
		faults = append(faults, name+" is bold: as the name of a method it is code")
	}
	faults = append(faults, formOfDrawings(code)...)
	if !strings.HasPrefix(n.Path, "guide/") { // which is in English too, and shows how to write italics
		faults = append(faults, formOfWords(codeSpan.ReplaceAllString(prose, ""))...)
	}
	return append(faults, formOfHeadings(prose)...)
}

var (
	slanted   = regexp.MustCompile(`(^|[^*])\*\p{Han}[^*\n]*\*([^*]|$)`)
	grouped   = regexp.MustCompile(`(^|[^\d,.])\d{1,3}(,\d{3})+([^\d,]|$)`)
	manyCodes = regexp.MustCompile(`(?m)^\| *[1-5]\d\d *[、,/，] *[1-5]\d\d.*$`)
	drawn     = regexp.MustCompile(`[\x{2500}-\x{257f}]|\+-{2,}|-{2,}>`)
	han       = regexp.MustCompile(`\p{Han}`)
)

// formOfWords lists what reads badly in the prose of a Chinese note: slanted
// Chinese, numbers that a search for their digits does not find, and rows of a
// table in which codes have to be matched with meanings by counting.
func formOfWords(prose string) []string {
	var faults []string
	for _, rule := range []struct {
		at  *regexp.Regexp
		why string
	}{
		{slanted, "Chinese in italics"},
		{grouped, "a number with commas"},
		{manyCodes, "several status codes in a row"},
	} {
		if found := rule.at.FindString(prose); found != "" {
			faults = append(faults, rule.why+": "+strings.TrimSpace(found))
		}
	}
	return faults
}

// formOfDrawings lists drawings of signs that have Chinese in them: since a
// Chinese character is not as wide as two signs, their sides are crooked.
func formOfDrawings(code []string) []string {
	var faults []string
	for _, block := range code {
		first, rest, _ := strings.Cut(block, "\n")
		if !strings.HasPrefix(strings.Trim(first, "` "), "text") {
			continue
		}
		for line := range strings.Lines(rest) {
			if drawn.MatchString(line) && han.MatchString(line) {
				faults = append(faults, "a drawing with Chinese: "+strings.TrimSpace(line))
			}
		}
	}
	return faults
}

var marked = regexp.MustCompile(`\{([\d,-]+)\}`)

// formOfMarks lists the marked lines of a block that cannot be meant: those
// that are not there, and ranges that begin or end with an empty line.
func formOfMarks(first, rest string) []string {
	ranges := marked.FindStringSubmatch(first)
	if ranges == nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(rest, "\n"), "\n")
	var faults []string
	for said := range strings.SplitSeq(ranges[1], ",") {
		from, to, ok := strings.Cut(said, "-")
		if !ok {
			to = from
		}
		for _, end := range []string{from, to} {
			if n, err := strconv.Atoi(end); err != nil || n < 1 || n > len(lines) || strings.TrimSpace(lines[n-1]) == "" {
				faults = append(faults, fmt.Sprintf("line %s is marked, of %s", end, strings.TrimSpace(first)))
			}
		}
	}
	return faults
}

// formOfColumn lists the lines of a block that are wider than the column of a
// page on a wide screen. A drawing in Mermaid is not shown as code.
func formOfColumn(block string) []string {
	first, rest, _ := strings.Cut(block, "\n")
	if strings.HasPrefix(strings.Trim(first, "` "), "mermaid") {
		return nil
	}
	var faults []string
	for line := range strings.Lines(rest) {
		if wide := shownWidth(line); wide > columnOfCode {
			faults = append(faults, fmt.Sprintf("code of %.1f columns: %s", wide, strings.TrimSpace(line)))
		}
	}
	return faults
}

// shownWidth is how wide a line of code is in the fonts of a page, in Latin
// letters: a Chinese character takes 1.66 of them.
func shownWidth(line string) float64 {
	bare := strings.TrimRight(line, "\r\n")
	letters := utf8.RuneCountInString(bare)
	return float64(letters) + 0.66*float64(codeWidth(bare)-letters)
}

var (
	codeSpan = regexp.MustCompile("`[^`\n]*`")
	dunder   = regexp.MustCompile(`__\w+__`)
)

var openFence = regexp.MustCompile("^(`{3,})([^`]*)$")

// codeAndProse takes the fenced blocks out of a note; in the prose, the word
// code stands in their place.
func codeAndProse(text string) (code []string, prose string) {
	marks := "" // of the fence we are in
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, " \n")
		open := openFence.FindStringSubmatch(bare)
		switch {
		case marks == "" && open != nil:
			marks = open[1]
			code = append(code, line)
			prose += "code\n"
		case marks == "":
			prose += line
		case strings.Trim(bare, "`") == "" && len(bare) >= len(marks):
			marks = ""
		default:
			code[len(code)-1] += line
		}
	}
	return code, prose
}

// formOfHeadings lists headings that jump a level, or have nothing below them.
func formOfHeadings(prose string) []string {
	var faults []string
	found := headings.FindAllStringSubmatchIndex(prose, -1)
	for i, m := range found {
		level, name, end := m[3]-m[2], prose[m[4]:m[5]], len(prose)
		next := 0
		if i+1 < len(found) {
			end, next = found[i+1][0], found[i+1][3]-found[i+1][2]
		}
		if next > level+1 {
			faults = append(faults, fmt.Sprintf("a heading of level %d follows one of level %d, %q", next, level, name))
		}
		if next <= level && strings.TrimSpace(prose[m[1]:end]) == "" {
			faults = append(faults, fmt.Sprintf("nothing stands below %q", name))
		}
	}
	return faults
}

// formOfTopic lists what a note of a topic lacks.
func formOfTopic(n site.Note) []string {
	var faults []string
	text := string(n.Body)
	if len(n.Meta.Aliases) == 0 {
		faults = append(faults, "it has no aliases")
	}
	faults = append(faults, formOfAnswer(n)...)
	code, prose := codeAndProse(text)
	if len(code) == 0 && !strings.Contains(prose, "\n| --- |") {
		faults = append(faults, "it has neither code nor a table")
	}
	for _, block := range code {
		faults = append(faults, formOfColumn(block)...)
	}
	sections := testkit.Sections(prose, 2)
	questions := testkit.Sections(sections["常见追问"], 3)
	delete(questions, "")
	if len(questions) < 4 {
		faults = append(faults, fmt.Sprintf("常见追问 has %d questions", len(questions)))
	}
	for question, answer := range questions {
		if _, below, _ := strings.Cut(answer, "\n"); utf8.RuneCountInString(strings.TrimSpace(below)) < 4 {
			faults = append(faults, fmt.Sprintf("no answer to %q", question))
		}
	}
	if links := noteLink.FindAllString(sections["相关"], -1); len(links) < 2 {
		faults = append(faults, fmt.Sprintf("相关 has %d links", len(links)))
	}
	slices.Sort(faults) // the questions came in no order
	return faults
}

// formOfAnswer lists what is wrong with the short answer of a note, and with
// what it says about how often it is asked for.
func formOfAnswer(n site.Note) []string {
	var faults []string
	said := slices.DeleteFunc(slices.Clone(n.Meta.Tags), func(tag string) bool { return !slices.Contains(levels, tag) })
	if len(said) != 1 {
		faults = append(faults, fmt.Sprintf("of %q it has the tags %q", levels, said))
	}
	answer := shortAnswer(n)
	if answer == "" {
		faults = append(faults, "it does not begin with 面试一句话")
	}
	if long := utf8.RuneCountInString(answer); long > longestAnswer {
		faults = append(faults, fmt.Sprintf("面试一句话 has %d characters", long))
	}
	return faults
}

// shortAnswer is what the box at the beginning of a note says; nothing if the
// note does not begin with one.
func shortAnswer(n site.Note) string {
	m := firstBlock.FindStringSubmatch(string(n.Body))
	if m == nil {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(m[1], "> ", ""))
}

// codeWidth is how wide a line of code is: a Chinese character takes two.
func codeWidth(line string) int {
	wide := 0
	for _, r := range strings.TrimRight(line, "\r\n") {
		wide++
		if r >= 0x1100 && r != '…' && r != '—' && (r < 0x2000 || r >= 0x2e80) {
			wide++
		}
	}
	return wide
}

// A note without form is seen.
func TestFormIsSeen(t *testing.T) {
	bad := site.Note{Path: "a/b.md", Body: []byte("# A\n\n### B\n\n__new__ `__init__`，*斜的字*，65,535\n\n" +
		"| 502、504 | 网关 |\n\n```\nx\n```\n\n```text\n+----+ 客户端\n```\n\n" +
		"```python {2-3,9}\nx = 1\n\n" + strings.Repeat("y", 80) + "\n```\n\n## 常见追问\n\n### 为什么？\n\n## 相关\n")}
	got := append(formOfAny(bad), formOfTopic(bad)...)
	for _, want := range []string{
		"title, description or tags", "__new__ is bold", "without a language", "level 3 follows", `below "为什么？"`, `below "相关"`,
		"no aliases", "面试一句话", "it has the tags []", "has 1 questions", "no answer",
		"Chinese in italics", "a number with commas", "several status codes", "a drawing with Chinese", "相关 has 0 links",
		"line 2 is marked", "line 9 is marked", "code of 80.0 columns",
	} {
		if !slices.ContainsFunc(got, func(fault string) bool { return strings.Contains(fault, want) }) {
			t.Errorf("no fault about %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}
