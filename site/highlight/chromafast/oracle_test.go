package chromafast

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/biji-notes/biji/site/testkit"
)

// work is a budget that no sample comes near.
const work = 40_000_000

// cut is what a lexer makes of text, as chroma puts it.
func (l *Lexer) cut(text string) (out []chroma.Token, err error) {
	tokens, err := l.Tokens(nil, []byte(text), work)
	start := 0
	for _, t := range tokens {
		out = append(out, chroma.Token{Type: t.Type, Value: text[start:t.End]})
		start = t.End
	}
	return out, err
}

// doNotCompile are the lexers of chroma with Go code that is not known here. An
// upgrade that adds another one, or renames a field, must not go unseen.
var doNotCompile = []string{"Haxe", "Raku"}

// Our automatons and chroma's own machine cut every sample alike, whatever the
// lexer.
func TestSameTokensAsChroma(t *testing.T) {
	c := NewCompiler(lexers.Get)
	var failed []string
	fast, compared, every := 0, 0, testkit.Times(15, 5, 1) // chroma takes its time
	for n, lexer := range lexers.GlobalLexerRegistry.Lexers {
		name := lexer.Config().Name
		l, err := c.Compile(lexer)
		if err != nil {
			failed = append(failed, name)
			t.Log(err)
			continue
		}
		fast++
		for i, text := range chromatest.Samples {
			if (i+n)%every != 0 {
				continue
			}
			diff, ok := chromatest.Differ(lexer, text, l.cut)
			if diff != "" {
				t.Errorf("%s, sample %d: %s", name, i, diff)
				break
			}
			if ok {
				compared++
			}
		}
	}
	if slices.Sort(failed); !slices.Equal(failed, doNotCompile) {
		t.Errorf("these do not compile: %q, want %q", failed, doNotCompile)
	}
	if fast < 295 || compared < 3000/every {
		t.Errorf("only %d lexers and %d samples were compared", fast, compared)
	}
	t.Logf("%d lexers, %d samples", fast, compared)
}

// A lexer that does not compile says why, and what is not as it was in chroma.
func TestCompileSaysWhatChanged(t *testing.T) {
	lexer := lexers.Get("erb")
	if _, err := field[chroma.Lexer](lexer, "root"); err != nil {
		t.Error(err)
	}
	_, noField := field[chroma.Lexer](lexer, "trunk")
	_, noType := field[string](lexer, "root")
	_, unknown := NewCompiler(lexers.Get).Compile(&struct{ chroma.Lexer }{lexer})
	for want, err := range map[string]error{
		"*chroma.delegatingLexer has no field trunk of type chroma.Lexer, which it has in chroma " + checked:                          noField,
		"*chroma.delegatingLexer has no field root of type string, which it has in chroma " + checked:                                 noType,
		"compile lexer ERB: type *struct { chroma.Lexer } is not known from chroma " + checked + ": lexer needs chroma's own machine": unknown,
	} {
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// The package knows chroma, the parser of regexp2 and the standard library.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}`, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for path := range strings.Lines(string(out)) {
		first, _, _ := strings.Cut(path, "/")
		if !strings.Contains(first, ".") {
			continue // the standard library
		}
		others++
		if !strings.HasPrefix(path, "github.com/alecthomas/chroma/v2") && path != "github.com/dlclark/regexp2/v2/syntax\n" {
			t.Errorf("imports %s", path)
		}
	}
	if others != 3 {
		t.Errorf("%d imports are not of the standard library, want 3", others)
	}
}

// Whatever the text, our tokens are chroma's.
func FuzzTokens(f *testing.F) {
	langs := []string{"go", "java", "python", "bash", "html", "yaml", "rust", "sql", "js", "c", "css", "php", "ruby", "diff", "tex"}
	for i, s := range chromatest.Samples {
		f.Add(uint8(i), s)
	}
	c := NewCompiler(lexers.Get)
	f.Fuzz(func(t *testing.T, lang uint8, text string) {
		text = strings.ToValidUTF8(text, "?")
		if strings.ContainsRune(text, 0) || len(text) > 2000 {
			t.Skip()
		}
		lexer := lexers.Get(langs[int(lang)%len(langs)])
		l, err := c.Compile(lexer)
		if err != nil {
			t.Fatal(err)
		}
		if diff, _ := chromatest.Differ(lexer, text, l.cut); diff != "" {
			t.Errorf("%s: %s", lexer.Config().Name, diff)
		}
	})
}
