package chromafast

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
)

// The files that chroma tests its lexers with are cut as chroma says in the
// files beside them, except these, and why.
var otherwise = map[string]string{
	"openedgeabl":               "text takes too much work",
	"raku/raku":                 "does not compile",
	"raku/unterminated_heredoc": "does not compile",
}

func TestChromasOwnFiles(t *testing.T) {
	c := NewCompiler(lexers.Get)
	files := chromasFiles(t)
	for _, f := range files {
		diff := f.differs(t, c)
		want, listed := otherwise[f.name]
		switch {
		case listed == (diff == ""):
			t.Errorf("%s: differs, %v; on the list, %v\n%s", f.name, diff != "", listed, diff)
		case listed && want != "" && want != diff:
			t.Errorf("%s: %s, want %s", f.name, diff, want)
		}
	}
	if len(files) < 300 {
		t.Errorf("only %d files were compared", len(files))
	}
}

// A chromaFile is a text that chroma tests the lexer of lang with.
type chromaFile struct{ name, lang, path string }

// chromasFiles finds them in the module: lang.actual, lang.what.actual,
// lang/what.actual.
func chromasFiles(t *testing.T) []chromaFile {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(strings.TrimSpace(string(dir)), "lexers", "testdata")
	var all []chromaFile
	for _, pattern := range []string{"*.actual", "*/*.actual"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name, _ := filepath.Rel(root, strings.TrimSuffix(path, ".actual"))
			name = filepath.ToSlash(name)
			lang, _, nested := strings.Cut(name, "/")
			if !nested {
				lang, _, _ = strings.Cut(name, ".")
			}
			if lang != "analysis" {
				all = append(all, chromaFile{name, lang, path})
			}
		}
	}
	return all
}

func (f chromaFile) differs(t *testing.T, c *Compiler) string {
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	// As notes arrive here, and as chroma reads: without a mark at the beginning, lines end in one character.
	text := bytes.TrimPrefix(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\ufeff"))
	l, err := c.Compile(lexers.Get(f.lang))
	if err != nil {
		return "does not compile"
	}
	got, err := l.cut(string(text))
	if err != nil {
		return err.Error()
	}
	return chromatest.Diff(got, f.expected(t, string(text)))
}

// expected is what chroma makes of text.
func (f chromaFile) expected(t *testing.T, text string) []chroma.Token {
	data, err := os.ReadFile(strings.TrimSuffix(f.path, ".actual") + ".expected")
	if err != nil {
		t.Fatal(err)
	}
	var list []chroma.Token
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(f.name, err)
	}
	for i := range list {
		list[i].Value = strings.TrimPrefix(list[i].Value, "\ufeff")
	}
	whole, ok := chromatest.Whole(list, text)
	if !ok {
		t.Fatalf("%s: chroma changes the text", f.name)
	}
	return whole
}
