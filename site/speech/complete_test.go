package speech

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// prose is what a text of the program must match to be words for a person, or
// a part of them: one of the little words of English among others, or a cause.
var prose = regexp.MustCompile(`[A-Za-z%"] (?:a|an|and|are|as|at|be|by|can|cannot|did|for|from|has|have|in|into|is|it|its|more|needs|no|not|of|on|only|or|out|should|so|than|that|the|there|this|to|too|with|without)(?:[ ,:;]|$)` +
	`|^[,;:]? ?(?:a|an|and|are|as|can|differs|had|has|holds|in|is|it|its|leads|left|looks|more|no|not|nothing|of|only|or|over|put|read|should|than|that|the|there|to|which|with|write) ["%A-Za-z]|[a-z]{2}(?: %s)?: %w|; did you`)

// silent are the packages and files whose texts reach no author: they are of
// pages, of tables of names, or of the tools of developers.
var silent = []string{
	"site/licence", "site/testkit", "site/highlight/chromafast", "site/generate/internal", "site/markdown/internal", "site/markdown/trusted", "site/speech",
	"site/cost/engine.go", "site/mathfont", "site/render/nav.go", "site/edition/mcp/tools.go",
	"site/fetched.go", "site/search/write", "site/search/analyze", "site/search/pack/unpack.go", "site/markdown/words.go", "site/kind.go", "cmd/biji/chinese.go",
}

// A text is a literal of the program that an author may read.
type text struct{ at, words string }

// said are the texts of the program that look like words for a person.
func said(t *testing.T) (texts []text) {
	root := testkit.Root(t)
	for _, dir := range []string{"site", "cmd/biji"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(file string, d fs.DirEntry, err error) error {
			name, _ := filepath.Rel(root, file)
			name = filepath.ToSlash(name)
			switch {
			case err != nil:
				return err
			case d.Name() == "testdata", slices.Contains(silent, name) && d.IsDir():
				return fs.SkipDir
			case !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"), slices.Contains(silent, name):
				return nil
			}
			texts = append(texts, wordsIn(t, file, name)...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

func wordsIn(t *testing.T, file, name string) (texts []text) {
	files := token.NewFileSet()
	syntax, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.StructType:
			return false
		case *ast.KeyValueExpr: // help, which is a list of its own
			key, _ := n.Key.(*ast.Ident)
			return key == nil || !strings.HasPrefix(name, "cmd/") || !slices.Contains([]string{"Use", "Short", "Long", "Example"}, key.Name)
		case *ast.CallExpr:
			return !isTalk(n)
		case *ast.BasicLit:
			words, err := strconv.Unquote(n.Value)
			if n.Kind == token.STRING && err == nil && prose.MatchString(words) && !markup.MatchString(words) && !strings.HasSuffix(words, ".") {
				texts = append(texts, text{name + ":" + strconv.Itoa(files.Position(n.Pos()).Line), words})
			}
		}
		return true
	})
	return texts
}

// markup is what only texts for programs hold.
var markup = regexp.MustCompile(`^/\*!|="|</|\n.*\n|\{"|^<|"\\d|\(\?|__biji|^@?import |class=`)

// isTalk says whether a call takes no words for authors: a pattern, a panic, the
// help of a flag.
func isTalk(call *ast.CallExpr) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		return f.Sel.Name == "MustCompile" || f.Sel.Name == "Fields" || regexp.MustCompile(`^(?:String|Bool|Int|Float64|Duration)?(?:Slice)?VarP?$|^Var$`).MatchString(f.Sel.Name)
	}
	return false
}

// Everything that the program says has its Chinese, and what nobody says any more
// has none.
func TestComplete(t *testing.T) {
	b := phrases()
	texts := said(t)
	if len(texts) < 400 {
		t.Fatalf("only %d texts", len(texts))
	}
	english := sameVerbs(strings.Join(slices.Collect(maps.Keys(b.by)), "\n"))
	for _, s := range texts {
		if words := sameVerbs(strings.Trim(s.words, "\n")); !strings.Contains(english, words) && !slices.Contains(noMessages, s.words) {
			t.Errorf("%s: not in phrases.txt: %q", s.at, s.words)
		}
	}
	for _, words := range noMessages {
		if !slices.ContainsFunc(texts, func(s text) bool { return s.words == words }) {
			t.Errorf("nobody writes %q any more", words)
		}
	}
}

// sameVerbs writes every verb for a text alike.
func sameVerbs(format string) string {
	return strings.NewReplacer("%w", "%s", "%v", "%s", "%-s", "%s").Replace(format)
}

// noMessages look like words for an author, and are none.
var noMessages = []string{
	"also known as ",
	"biji 1: a site to unpack and read",
	"biji 1: this folder is made anew by every build; files not listed here are left alone\n",
	"only one|zero or one|one or zero|one or more|one or many|many\\(1\\)|1\\+|zero or more|zero or many|many\\(0\\)|0\\+|many|one|1",
	"only one", "zero or one", "one or zero", "one or more", "one or many", "zero or more", "zero or many", "optionally to",
	"note for %s \"%s", "%s %s%s as %s", "Note left of ", "Note right of ", "left of",
	"\\ No newline at end of file\n", " is made of parts of other fonts; see ", " beside this file. */\n",
	"No notes to show", "{} more are not listed", "A condition was not computed; there may be too many",
	"@media screen and (prefers-color-scheme:dark){\n",
	"Encoding of notes that are not UTF-8: \"gb18030\", \"big5\", \"shift_jis\" …",
	"Settings of biji / biji 的设置",
	"rm bf it cal sf tt scr frak mit normalfont boldmath", "over choose atop brace brack above overwithdelims atopwithdelims abovewithdelims",
	"%d of %d problems are left out: a run may have %d results", // SARIF
	"the difference between ", " (pictures of notes)",
	"this server is not called ", "another site may not read this one", "only GET and HEAD", // to programs
	"errors give exit code 2; with --strict=warning or --strict=note these too", // help
	"a book for e-readers", "one HTML file with all pages, styles and pictures", "the questions and answers as a deck that Anki imports",
	" or with ordinary Markdown links\n- ", " is the page of its folder\n- Settings live in ", " and look while you write.\n",
	"finished with problems", "no site was seen yet", "git add -A && git commit -m \"Publish with biji\" && git push",
}

// Nothing stands in phrases.txt that the program does not say any more, but for
// the words of libraries and of the system at its end.
func TestNothingUnused(t *testing.T) {
	own, _, found := strings.Cut(phraseText, "\n# Words of the libraries")
	if !found {
		t.Fatal("there are no words of libraries")
	}
	all := sameVerbs(strings.Join(literals(t), "\n"))
	for english := range newBook(own).by {
		for _, part := range parts(english) {
			if !strings.Contains(all, part) {
				t.Errorf("nobody says %q of %q", part, english)
			}
		}
	}
}

// literals are all texts of the program.
func literals(t *testing.T) (all []string) {
	root := testkit.Root(t)
	for _, dir := range []string{"site", "cmd/biji", "templates"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			ast.Inspect(syntax, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if s, err := strconv.Unquote(lit.Value); err == nil {
						all = append(all, s)
					}
				}
				return true
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// parts are the pieces of a phrase that the program may put together: what is
// between verbs and signs, without an article before a noun and an s behind it.
func parts(english string) (all []string) {
	for _, part := range regexp.MustCompile(`%[-+.0-9]*[a-z]|[",:;()]|\b(?:this note|can mean|others|1|in text|as a bracket|hides)\b`).Split(english, -1) {
		part = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(part), "a "), "s")
		if len(part) > 2 {
			all = append(all, part)
		}
	}
	return all
}

// What the worlds of other tests report has its Chinese, put together as it is.
func TestGoldenProblems(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "site/generate/testdata/tools/*.golden"))
	if err != nil {
		t.Fatal(err)
	}
	problem := regexp.MustCompile(`(?m)^! [^:\n]+(?::\d+)*: (.+)$`)
	seen := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range problem.FindAllStringSubmatch(string(data), -1) {
			if seen++; !hasWords(m[1]) {
				t.Errorf("%s: no words for %s", filepath.Base(file), m[1])
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d problems", seen)
	}
}

// hasWords says whether a message, and the hint in parentheses that may be
// behind it, can be said.
func hasWords(message string) bool {
	b := phrases()
	for at := range message {
		if !strings.HasPrefix(message[at:], " (") {
			continue
		}
		_, what := b.say(message[:at], deepest)
		_, hint := b.say(strings.TrimSuffix(message[at+2:], ")"), deepest)
		if what && hint {
			return true
		}
	}
	_, ok := b.say(message, deepest)
	return ok
}
