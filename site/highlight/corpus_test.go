package highlight

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/biji-notes/biji/site/testkit"
)

// A block is a fenced block of a note, found in a rough way.
type block struct{ file, info, code string }

// realBlocks are blocks of all collections, or a sample of them.
func realBlocks(tb testing.TB) (all []block) {
	tb.Helper()
	for _, c := range testkit.Corpora(tb) {
		all = append(all, blocks(tb, c.Dir)...)
	}
	return testkit.Some(all, 300, 300)
}

// blocks reads all fenced blocks below dir.
func blocks(tb testing.TB, dir string) []block {
	tb.Helper()
	var all []block
	for _, n := range testkit.Notes(tb, dir) {
		var open string
		var b block
		var code strings.Builder
		for line := range strings.Lines(strings.ReplaceAll(string(n.Text), "\r\n", "\n")) {
			text := strings.TrimLeft(line, " ")
			fence := text[:len(text)-len(strings.TrimLeft(text, "`"))]
			switch {
			case open == "" && len(fence) >= 3:
				open, b = fence, block{file: n.Path, info: strings.TrimSpace(text[len(fence):])}
				code.Reset()
			case open != "" && strings.TrimSpace(text) == open:
				b.code = code.String()
				all = append(all, b)
				open = ""
			case open != "":
				code.WriteString(line)
			}
		}
	}
	if len(all) == 0 {
		tb.Fatalf("no code blocks below %s", dir)
	}
	return all
}

// All code of real notes is cut as chroma cuts it.
func TestSameTokensInRealNotes(t *testing.T) {
	lexers := newCatalogue()
	compared := 0
	for _, b := range realBlocks(t) {
		f, _ := parseInfo(b.info)
		l := lexers.get(f.lang)
		if l == nil {
			continue
		}
		diff, ok := chromatest.Differ(lexers.find(f.lang), b.code, func(code string) (out []chroma.Token, err error) {
			tokens, err := l.Tokens(nil, []byte(code), budget.CodeWork)
			start := 0
			for _, t := range tokens {
				out = append(out, chroma.Token{Type: t.Type, Value: code[start:t.End]})
				start = t.End
			}
			return out, err
		})
		if diff != "" {
			t.Errorf("%s, %s: %s", b.file, f.lang, diff)
		}
		if ok {
			compared++
		}
	}
	if compared < testkit.Times(200, 200, 1000) {
		t.Errorf("only %d blocks were compared", compared)
	}
}

// stayPlain are the names that chroma knows and biji shows plain, except
// plainNames. An upgrade of chroma must not add to them unseen.
var stayPlain = []string{"haxe", "hx", "hxsl", "perl6", "pl6", "raku"}

func TestOnlyTheseLanguagesStayPlain(t *testing.T) {
	lexers := newCatalogue()
	var plain []string
	for _, name := range slices.Sorted(maps.Keys(lexers.byName)) {
		if !plainNames[name] && lexers.get(name) == nil {
			plain = append(plain, name)
		}
	}
	if diff := cmp.Diff(stayPlain, plain); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(lexers.byName) < 540 {
		t.Errorf("only %d names", len(lexers.byName))
	}
}
