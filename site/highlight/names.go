package highlight

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// A catalogue finds lexers by the names that authors use.
type catalogue struct {
	byName   map[string]chroma.Lexer // all of chroma's names and aliases, then nicknames, lower-cased
	byFile   map[string]chroma.Lexer // names of files, and their ends: "gemfile", ".yml"
	byStart  []fileStart             // names of files that go on: "dockerfile."
	compiler *chromafast.Compiler
}

// A fileStart is how the names of files of one language begin.
type fileStart struct {
	prefix string
	lexer  chroma.Lexer
}

// nicknames are what authors write and chroma does not know, by what it knows.
// Where there is no lexer for a language, one of a kindred language does.
var nicknames = map[string]string{
	"apacheconf":   "htaccess",
	"bash":         "shell-script shellscript linux unix npm yarn pnpm curl dotenv crontab",
	"bash-session": "shellsession terminal",
	"batchfile":    "dos",
	"c":            "source-c c89 c99 c11 c17 opencl",
	"cpp":          "source-cpp cplusplus cpp11 cpp14 cpp17 cpp20 c++11 c++14 c++17 c++20 cuda cu",
	"css":          "css3 wxss acss postcss pcss tailwindcss",
	"django":       "jinja2 j2 njk nunjucks liquid",
	"fsharp":       "fs f#",
	"go":           "golang source-go",
	"groovy":       "jenkinsfile",
	"handlebars":   "mustache",
	"html":         "text-html-basic html5 wxml axml jsp cshtml razor ejs aspx astro angular angular-html ng-html vue-html",
	"ini":          "conf editorconfig gitconfig npmrc",
	"java":         "source-java",
	"javascript":   "dataviewjs node nodejs mongodb mongo mongosh jquery wxs es6 babel",
	"json":         "jsonc json5 json-with-comments ndjson geojson",
	"jsx":          "javascriptreact",
	"markdown":     "mdx rmd qmd",
	"mysql":        "mariadb",
	"nasm":         "assembly assembler x86asm",
	"nginx":        "nginxconf",
	"objectivec":   "objective-c objective-c++ objc++",
	"objectpascal": "pascal delphi",
	"php":          "blade",
	"powershell":   "ps",
	"protobuf":     "proto2 proto3",
	"python":       "source-python py3 bazel",
	"r":            "rscript",
	"scss":         "less",
	"sql":          "sqlite sqlite3 pgsql psql plsql oracle hql clickhouse",
	"tex":          "latex",
	"tsx":          "typescriptreact",
	"typescript":   "angular-ts",
	"vb.net":       "vba vbs vbscript vb6",
	"viml":         "vimscript",
	"vue":          "vue3",
	"yaml":         "docker-compose compose",
}

// plainNames are languages whose code is shown as it is: text, and diagrams and
// formulas, which other programs draw.
var plainNames = map[string]bool{
	"": true, "text": true, "plain": true, "plaintext": true, "txt": true, "output": true, "none": true,
	"nohighlight": true, "mermaid": true, "plantuml": true, "puml": true, "dot": true, "graphviz": true,
	"flowchart": true, "sequence": true, "math": true, "mathjax": true, "katex": true, "ascii": true,
	"query": true, "dataview": true, "base": true, "tree": true, "log": true, "gitignore": true,
}

func newCatalogue() *catalogue {
	c := &catalogue{byName: map[string]chroma.Lexer{}, byFile: map[string]chroma.Lexer{}}
	c.compiler = chromafast.NewCompiler(c.find)
	for _, l := range byPriority() {
		config := l.Config()
		for _, name := range append([]string{config.Name}, config.Aliases...) {
			enter(c.byName, name, l)
		}
		for _, pattern := range append(slices.Clone(config.Filenames), config.AliasFilenames...) {
			c.enterFile(pattern, l)
		}
	}
	for known, names := range nicknames {
		for name := range strings.FieldsSeq(names) {
			enter(c.byName, name, c.byName[known])
		}
	}
	return c
}

// byPriority is all of chroma's lexers; whoever comes first has a name that
// several claim.
func byPriority() []chroma.Lexer {
	all := slices.Clone([]chroma.Lexer(lexers.GlobalLexerRegistry.Lexers))
	slices.SortStableFunc(all, func(a, b chroma.Lexer) int {
		x, y := a.Config(), b.Config()
		return cmp.Or(cmp.Compare(cmp.Or(y.Priority, 1), cmp.Or(x.Priority, 1)), cmp.Compare(x.Name, y.Name)) // 0 stands for 1
	})
	return all
}

func enter(names map[string]chroma.Lexer, name string, l chroma.Lexer) {
	name = strings.ToLower(name)
	if _, taken := names[name]; !taken && l != nil {
		names[name] = l
	}
}

// enterFile notes a pattern of file names: a whole name, one with a star at
// either end, and no other.
func (c *catalogue) enterFile(pattern string, l chroma.Lexer) {
	end, starts := strings.CutPrefix(pattern, "*")
	begin, ends := strings.CutSuffix(pattern, "*")
	switch {
	case starts && !strings.ContainsAny(end, "*?["):
		enter(c.byFile, end, l)
	case ends && !strings.ContainsAny(begin, "*?["):
		c.byStart = append(c.byStart, fileStart{strings.ToLower(begin), l})
	case !strings.ContainsAny(pattern, "*?["):
		enter(c.byFile, pattern, l)
	}
}

// find finds a lexer by its lower-cased name, or by what files in the language
// are called: "yml", "nginx.conf", "docker-compose.yml". It is nil if there is
// none, or the text is to stay as it is.
func (c *catalogue) find(name string) chroma.Lexer {
	name = strings.TrimSuffix(name, "-vue") // VitePress
	if plainNames[name] {
		return nil
	}
	if lexer := c.byName[name]; lexer != nil {
		return lexer
	}
	return c.file(path.Base(name))
}

// file finds the lexer for files of that name, or of that ending.
func (c *catalogue) file(name string) chroma.Lexer {
	for _, key := range []string{name, path.Ext(name), "." + name} {
		if lexer := c.byFile[key]; lexer != nil {
			return lexer
		}
	}
	for _, s := range c.byStart {
		if strings.HasPrefix(name, s.prefix) {
			return s.lexer
		}
	}
	if ext := strings.TrimPrefix(path.Ext(name), "."); !plainNames[ext] {
		return c.byName[ext]
	}
	return nil
}

// get compiles the lexer of that name; nil if there is none, or it does not
// compile: such code stays plain.
func (c *catalogue) get(name string) *chromafast.Lexer {
	lexer := c.find(name)
	if lexer == nil {
		return nil
	}
	l, err := c.compiler.Compile(lexer)
	if err != nil {
		return nil
	}
	return l
}
