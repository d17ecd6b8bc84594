package chromafast

import (
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
	fast, compared, every := 0, 0, testkit.Times(5, 5, 1) // chroma takes its time
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
