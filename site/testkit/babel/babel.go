// Package babel makes notes in many languages of those that are here, for large
// collections to measure. Nothing is translated: each language is an alphabet of its
// own, so that its words are no other's, and shuffles the words of a line, so that
// its pairs of characters are not either. The same note makes the same notes.
package babel

import (
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
)

// alphabets are the first letters of 26 that take the place of a to z, for
// languages from the second on; after the last they begin again, with the letters
// in another order.
var alphabets = []rune{'а', 'α', 'ա', 'ა', 'あ', '가', 'अ', 'א', 'ก', 'a'}

// Text is a Markdown text in a language. Code, addresses, tags of HTML, front
// matter and what stands in braces stay as they are, and so does where lines end.
func Text(text string, language int) string {
	if language == 0 {
		return text
	}
	t := translator{language: language, from: alphabets[(language-1)%len(alphabets)], turn: rune((language - 1) / len(alphabets))}
	var b strings.Builder
	fence := ""
	n := 0
	for line := range strings.Lines(text) {
		mark := fenceOf(line, n == 0 || fence == "---")
		switch {
		case fence == "" && mark != "":
			fence = mark
		case fence != "" && mark == fence:
			fence = ""
		case fence == "":
			line = t.line(line)
		}
		b.WriteString(line)
		n++
	}
	return b.String()
}

// fenceOf is what begins or ends code, or front matter on the first line.
func fenceOf(line string, first bool) string {
	line = strings.TrimSpace(line)
	for _, mark := range []string{"```", "~~~", "$$"} {
		if strings.HasPrefix(line, mark) {
			return mark
		}
	}
	if line == "---" && first {
		return line
	}
	return ""
}

// A translator knows a language.
type translator struct {
	language int
	from     rune // first letter of the alphabet
	turn     rune // by how many letters it is turned
}

// kept is what means something to Markdown or to a program.
var kept = regexp.MustCompile("`[^`]*`|\\]\\([^)]*\\)|!?\\[\\[[^]]*\\]\\]|^\\[[^]]*\\]:.*|\\]\\[[^]]*\\]|\\[[x^!][^]]*\\]|<[^>]*>|[a-z]+://\\S+|\\{[^}]*\\}|&[a-z#0-9]+;|^\\s*(:::|!!!|\\?\\?\\?|>).*")

// line is a line in the language.
func (t *translator) line(line string) string {
	if !strings.ContainsAny(line, "`[]<>{}|*_:$&\\!") {
		line = t.shuffled(line)
	}
	var b strings.Builder
	at := 0
	for _, k := range kept.FindAllStringIndex(line, -1) {
		b.WriteString(strings.Map(t.letter, line[at:k[0]]))
		b.WriteString(line[k[0]:k[1]])
		at = k[1]
	}
	b.WriteString(strings.Map(t.letter, line[at:]))
	return b.String()
}

// shuffled is a line with its words in another order; what stands before the first
// letter stays there.
func (t *translator) shuffled(line string) string {
	begin := strings.IndexFunc(line, unicode.IsLetter)
	if begin < 0 {
		return line
	}
	text := strings.TrimRight(line[begin:], " \r\n")
	end := line[begin+len(text):]
	sum := fnv.New64a()
	sum.Write([]byte(line))
	random := rand.New(rand.NewPCG(uint64(t.language), sum.Sum64()))
	words := strings.Split(text, " ")
	if len(words) == 1 { // of Han characters
		words = strings.Split(text, "")
		random.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
		return line[:begin] + strings.Join(words, "") + end
	}
	random.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
	return line[:begin] + strings.Join(words, " ") + end
}

// letter is a letter of the language for one of the notes.
func (t *translator) letter(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return t.of(r - 'a')
	case r >= 'A' && r <= 'Z' && t.from == 'a':
		return unicode.ToUpper(t.of(r - 'A'))
	case r >= 'A' && r <= 'Z':
		return t.of(r - 'A')
	case r >= 0x4E00 && r < 0x4E00+hanLetters:
		return 0x4E00 + (r-0x4E00+rune(t.language)*hanStep)%hanLetters
	}
	return r
}

const hanLetters, hanStep = 20_000, 541 // many, and how far a language is from the next

// of is letter n of the alphabet.
func (t *translator) of(n rune) rune {
	if t.from == 'a' {
		return 'a' + (n*5+7+t.turn)%26
	}
	return t.from + (n+7*t.turn)%26
}
