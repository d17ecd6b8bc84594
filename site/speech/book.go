package speech

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// phraseText holds two lines for each phrase: the format in English, and the one in
// Chinese, indented. Lines that begin with # are headings. In the Chinese, %v is
// an argument that is itself a message, to be said in Chinese too; any other
// verb stands for the argument as it is. %[2]s is the second argument. In the
// English, %-s is an argument without a space in it, and not the place before a
// colon.
//
//go:embed phrases.txt
var phraseText string

// phrases is the book of phrases.txt.
var phrases = sync.OnceValue(func() *book { return newBook(phraseText) })

// A book is all phrases.
type book struct {
	by      map[string]*phrase // by the English format
	formats []*phrase          // those with verbs, the most telling first
}

// A phrase is a format in both languages, each cut into the text around its
// verbs.
type phrase struct {
	english string
	texts   []string // one more than verbs
	verbs   []string
	chinese string
}

// verb is a verb of fmt, or a percent sign.
var verb = regexp.MustCompile(`%(?:\[(\d)\])?([-+#0-9.*]*[a-zA-Z]|%)`)

func newBook(text string) *book {
	b := &book{by: map[string]*phrase{}}
	english := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch chinese, ok := strings.CutPrefix(line, "\t"); {
		case line == "" || line[0] == '#':
		case !ok:
			english = line
		default:
			b.add(english, chinese)
		}
	}
	slices.SortFunc(b.formats, func(x, y *phrase) int {
		return cmp.Or(cmp.Compare(y.weight(), x.weight()), cmp.Compare(x.english, y.english))
	})
	return b
}

func (b *book) add(english, chinese string) {
	p := &phrase{english: english, chinese: chinese, texts: []string{""}}
	rest := english
	for _, m := range verb.FindAllStringIndex(english, -1) {
		before := english[len(english)-len(rest) : m[0]]
		rest = english[m[1]:]
		p.texts[len(p.texts)-1] += before
		if v := english[m[0]:m[1]]; v == "%%" {
			p.texts[len(p.texts)-1] += "%"
		} else {
			p.verbs, p.texts = append(p.verbs, v), append(p.texts, "")
		}
	}
	p.texts[len(p.texts)-1] += rest
	b.by[english] = p
	if len(p.verbs) > 0 {
		b.formats = append(b.formats, p)
	}
}

// weight is how much of a message the phrase itself says.
func (p *phrase) weight() (n int) {
	for _, t := range p.texts {
		n += len(t)
	}
	return n
}

// deepest is how far messages may be in each other.
const deepest = 8

// say is a message in Chinese; ok is false if there are no words for it.
func (b *book) say(message string, depth int) (said string, ok bool) {
	if depth == 0 {
		return message, false
	}
	if p := b.by[message]; p != nil && len(p.verbs) == 0 {
		return strings.ReplaceAll(p.chinese, "%%", "%"), true
	}
	if p, words := b.matching(message); p != nil {
		if _, rest, ok := cutSetting(message); ok { // "accent: …": a phrase for what is behind it may say more
			if inner, _ := b.matching(rest); inner != nil && inner.weight() > p.weight() {
				return b.sayCause(message, depth-1)
			}
		}
		return b.render(p, words, depth), true
	}
	if said, ok := b.sayAll(message, ", ", "、", depth-1); ok {
		return said, true
	}
	return b.sayCause(message, depth-1)
}

// matching is the most telling phrase that can have made a message, with its
// arguments; nil if there is none.
func (b *book) matching(message string) (*phrase, []string) {
	for _, p := range b.formats {
		if words, ok := p.match(message); ok {
			return p, words
		}
	}
	return nil, nil
}

// cutSetting parts a message that begins with the key of a setting and a colon.
func cutSetting(message string) (key, rest string, ok bool) {
	key, rest, ok = strings.Cut(message, ": ")
	return key, rest, ok && !strings.ContainsAny(key, " \"")
}

// sayAll is a list of messages; ok is false if there are no words for one.
func (b *book) sayAll(message, between, inChinese string, depth int) (said string, ok bool) {
	parts := strings.Split(message, between)
	for i := range parts {
		if parts[i], ok = b.say(parts[i], depth); !ok || len(parts) == 1 {
			return message, false
		}
	}
	return strings.Join(parts, inChinese), true
}

// sayCause is "message: what the author wrote", or "place: message".
func (b *book) sayCause(message string, depth int) (said string, ok bool) {
	head, rest, found := strings.Cut(message, ": ")
	if !found {
		return message, false
	}
	if head, ok := b.say(head, depth); ok {
		return head + "：" + rest, true
	}
	rest, ok = b.say(rest, depth)
	return head + ": " + rest, ok
}

// render fills the Chinese format.
func (b *book) render(p *phrase, words []string, depth int) string {
	next := 0
	return verb.ReplaceAllStringFunc(p.chinese, func(v string) string {
		m := verb.FindStringSubmatch(v)
		if m[2] == "%" {
			return "%"
		}
		at := next
		if m[1] != "" {
			at = int(m[1][0] - '1')
		}
		next = at + 1
		word := words[at]
		if m[2] == "v" {
			word, _ = b.say(word, depth-1)
		}
		return word
	})
}

// match takes the arguments out of a message that the format may have made.
func (p *phrase) match(message string) (words []string, ok bool) {
	last := len(p.texts) - 1
	rest, ok := strings.CutPrefix(message, p.texts[0])
	if !ok || !strings.HasSuffix(rest, p.texts[last]) {
		return nil, false
	}
	words = make([]string, len(p.verbs))
	return words, p.fill(words, 0, rest)
}

// fill finds the arguments from the nth on in what is left of a message.
func (p *phrase) fill(words []string, n int, rest string) bool {
	if n == len(words) {
		return rest == ""
	}
	text := p.texts[n+1]
	if n == len(words)-1 { // it goes as far as the last text, which is there
		end := len(rest) - len(text)
		if end < 0 {
			return false
		}
		words[n] = rest[:end]
		return fits(p.verbs[n], words[n])
	}
	for end := 0; end <= len(rest); end++ {
		i := strings.Index(rest[end:], text)
		if i < 0 {
			return false
		}
		end += i
		if words[n] = rest[:end]; fits(p.verbs[n], words[n]) && p.fill(words, n+1, rest[end+len(text):]) {
			return true
		}
	}
	return false
}

// fits says whether a verb can have made a word.
func fits(verb, word string) bool {
	switch verb[len(verb)-1] {
	case 'd':
		_, err := strconv.Atoi(word)
		return err == nil
	case 'f', 'g':
		_, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		return err == nil
	case 'q':
		q, err := strconv.QuotedPrefix(word)
		return err == nil && q == word
	}
	return word != "" && !(verb == "%-s" && (strings.Contains(word, " ") || strings.HasSuffix(word, ":")))
}
