package highlight

import (
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// A ruled text is a text as both engines want it.
type ruled struct {
	text    []byte
	runes   []rune
	offsets []int // of each character, and of the end
}

func newRuled(text string) ruled {
	t := ruled{text: []byte(text), runes: []rune(text)}
	for i := range text {
		t.offsets = append(t.offsets, i)
	}
	t.offsets = append(t.offsets, len(text))
	return t
}

// ask is what regexp2 finds at character i, as the backtracker would put it.
func (t *ruled) ask(re *regexp2.Regexp, i int) []int {
	m, err := re.FindRunesMatchStartingAt(t.runes, i)
	if err != nil || m == nil {
		return nil
	}
	var groups []int
	for n, g := range m.Groups() {
		if len(g.Captures) == 0 || g.RuneIndex < i && n > 0 {
			groups = append(groups, -1, -1)
			continue
		}
		groups = append(groups, t.offsets[g.RuneIndex], t.offsets[g.RuneIndex+g.RuneLength])
	}
	return groups
}

// compareRule tries a pattern at every place of t.
func compareRule(t *testing.T, name, pattern string, text ruled) (matches int) {
	t.Helper()
	p, err := compileBack(pattern)
	if err != nil {
		t.Errorf("%s: %q: %v", name, pattern, err)
		return 0
	}
	re := regexp2.MustCompile(`\G` + pattern)
	b := &backtracker{left: 1 << 30}
	for i, pos := range text.offsets[:len(text.runes)] {
		want := text.ask(re, i)
		got, ok := b.match(p, text.text, pos, nil)
		if !ok {
			got = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q at %d of %q: got %v, want %v", name, pattern, pos, text.text, got, want)
			return matches
		}
		if ok {
			matches++
		}
	}
	return matches
}

// The backtracker finds what regexp2 finds, for every rule that needs it.
func TestBacktrackerAgreesWithRegexp2(t *testing.T) {
	c := newCatalogue()
	rules, matches := 0, 0
	done := map[string]bool{}
	text := newRuled(strings.Join(samples, "") + bait)
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		l := c.get(strings.ToLower(lexer.Config().Name))
		if l == nil || l.grammar == nil {
			continue
		}
		for _, s := range l.grammar.states {
			for _, i := range s.hard {
				r := s.rules[i]
				if done[r.pattern] {
					continue
				}
				done[r.pattern] = true
				matches += compareRule(t, lexer.Config().Name, r.pattern, text)
				rules++
			}
		}
	}
	if rules < 300 || matches < 10000 {
		t.Errorf("only %d rules and %d matches were compared", rules, matches)
	}
	t.Logf("%d rules, %d matches", rules, matches)
}

// bait is what rules look for that look around.
const bait = "<<-'EOF'\nx\nEOF\n``a``b`\n#if 0\\\nx\n#endif\n%w(a b) %q{c} %!d! R\"(x)\" R\"ab(y)ab\" $$z$$ $t$u$t$ ''' \"\"\"\n" +
	"OPTIONS { } PIC X. true <% = %> {{- a -}} [[b]] [=[c]=] --[==[d]==] 'e''f' foo::bar (baz) goto :eof\nif \"%1\"==\"\" set /a x=1\n"
