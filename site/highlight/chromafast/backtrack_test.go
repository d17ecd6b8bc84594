package chromafast

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"

	"github.com/biji-notes/biji/site/highlight/chromafast/chromatest"
	"github.com/biji-notes/biji/site/testkit"
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

// compareRule tries a pattern at every place of text.
func compareRule(t *testing.T, name, pattern string, text ruled) (matches int) {
	t.Helper()
	p, err := compileBack(pattern)
	if err != nil {
		t.Errorf("%s: %q: %v", name, pattern, err)
		return 0
	}
	re := regexp2.MustCompile(`\G` + pattern)
	re.MatchTimeout = time.Minute
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

// A hardRule is a pattern that no automaton can decide, and a lexer that has it.
type hardRule struct{ lexer, pattern string }

func hardRules() []hardRule {
	c := NewCompiler(lexers.Get)
	var all []hardRule
	done := map[string]bool{}
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		l, err := c.Compile(lexer)
		if err != nil {
			continue
		}
		for _, s := range l.grammar.states {
			for _, i := range s.hard {
				if p := s.rules[i].pattern; !done[p] {
					done[p] = true
					all = append(all, hardRule{lexer.Config().Name, p})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b hardRule) int { return strings.Compare(a.pattern, b.pattern) })
	return all
}

// The backtracker finds what regexp2 finds, for every rule that needs it.
func TestBacktrackerAgreesWithRegexp2(t *testing.T) {
	matches, rules := 0, testkit.Some(hardRules(), 40, 100)
	text := newRuled(strings.Join(chromatest.Samples, "") + bait)
	for _, r := range rules {
		matches += compareRule(t, r.lexer, r.pattern, text)
	}
	if len(rules) < testkit.Times(40, 100, 300) || matches < testkit.Times(800, 2000, 10000) {
		t.Errorf("only %d rules and %d matches were compared", len(rules), matches)
	}
	t.Logf("%d rules, %d matches", len(rules), matches)
}

// And so it does for patterns that no lexer has yet.
func TestBacktrackerPatterns(t *testing.T) {
	text := newRuled("aab abab\naaa ééa中中 ABba\n\n(a(b)c)) x=x; \"a\\\"b\" 'q'\n\n")
	matches := 0
	for _, pattern := range []string{
		`(?:a*)*b`, `(?:a|ab)(?:c|bab)(?:\n)?`, `(a*)+`, `(a*?)+?b`, `(?:(a)|b)*\1`, `(?:a?){3}b`, `(?:a{2,3}?b?){1,2}`,
		`(?<=(a)(b))\s`, `(?<!a|b)a`, `(?<=^|\n)\w+`, `(?<=a{2})b`, `(?<=\b\w+)\W`, `(?=(a+))a*b\1?`, `(?=(a+?))\1\1`,
		`(?!a+b)a+`, `(?>a+)b`, `(?>a|ab)c`, `(?>a*?)b`, `(?i)(a)(b)\1`, `(?i)(A+)\1`, `(?<=(.)\1)b`, `(.)(.)\2\1`,
		`(['"])((?:\\.|(?!\1).)*)\1`, `\((?:[^()]|\((?:[^()])*\))*\)`, `.*?\Z`, `\A.`, `(?m)^.*$`, `(?s).+?(?=\n\n|\z)`,
		`[^\x00-\x7f]{1,2}a`, `(?:中|é)+`, `(?<=中)中`, `(?<n>a)(b)\k<n>?`, `(?:)`, `(?:a|)*b`, `(?:|a)*b`, `((?:|a)+?)b`, `\Ba`, `(x)=(?:\1)`,
	} {
		matches += compareRule(t, "test", pattern, text)
	}
	if matches < 300 {
		t.Errorf("only %d matches", matches)
	}
}

// Whatever the text, both find the same.
func FuzzBacktracker(f *testing.F) {
	rules := hardRules()
	for i, s := range chromatest.Samples {
		f.Add(uint16(i*37), s)
	}
	for i := 0; i < len(rules); i += 20 {
		f.Add(uint16(i), bait)
	}
	f.Fuzz(func(t *testing.T, i uint16, text string) {
		if len(text) > 400 {
			text = text[:400]
		}
		r := rules[int(i)%len(rules)]
		compareRule(t, r.lexer, r.pattern, newRuled(strings.ToValidUTF8(text, "?")))
	})
}

// bait is what rules look for that look around.
const bait = "<<-'EOF'\nx\nEOF\n``a``b`\n#if 0\\\nx\n#endif\n%w(a b) %q{c} %!d! R\"(x)\" R\"ab(y)ab\" $$z$$ $t$u$t$ ''' \"\"\"\n" +
	"OPTIONS { } PIC X. true <% = %> {{- a -}} [[b]] [=[c]=] --[==[d]==] 'e''f' foo::bar (baz) goto :eof\nif \"%1\"==\"\" set /a x=1\n"
