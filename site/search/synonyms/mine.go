package synonyms

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A name is what the notes call something besides, and where they say so.
type name struct {
	of, is string
	from   string // title of the page
}

// A sighting is a place where what stands in parentheses may be another name of the
// last part of what is before them.
type sighting struct {
	before, inside string // the part of a sentence up to them; what is in them
	from           string
}

// Mine adds to what sections say, behind what Add has, other names that the notes
// themselves give: of those that have one in their heading, as in
// "聚簇索引 = Clustered Index ← MySQL 索引", which ends with the page where that was
// read. Such a name stands in parentheses, 聚簇索引（Clustered Index）, or behind a word
// such as 又称 and "also known as"; it is one if
//
//   - a heading is what stands before it, or
//   - two sentences, or two pages, say the same, or
//   - its letters are the first of the words before it: Transmission Control Protocol (TCP).
//
// One that is said of several things is a remark, as (optional) is.
func Mine(sections []site.Section) {
	m := miner{headings: map[string]bool{}, seen: map[string][]sighting{}}
	for i := range sections {
		m.headings[strings.ToLower(ownHeading(&sections[i]))] = true
	}
	for i := range sections {
		m.read(&sections[i])
	}
	tell(sections, m.names())
}

// ownHeading is the heading above a section, or the title of the page.
func ownHeading(s *site.Section) string {
	if n := len(s.Trail); n > 0 {
		return s.Trail[n-1]
	}
	return s.Title
}

// A miner collects names.
type miner struct {
	headings map[string]bool       // of all sections, in lower case
	seen     map[string][]sighting // by what is inside, in lower case
	sure     []name
}

// read reads a section.
func (m *miner) read(s *site.Section) {
	heading := ownHeading(s)
	for _, text := range []string{heading + "\n", s.Body} {
		for line := range strings.Lines(text) {
			m.parentheses(line, s.Title)
			m.called(line, heading, s.Title)
		}
	}
}

const (
	longestName = 48 // bytes
	fewestRunes = 2
)

// parentheses reads those of a line.
func (m *miner) parentheses(line, from string) {
	for {
		at := opening(line)
		if at < 0 {
			return
		}
		_, n := utf8.DecodeRuneInString(line[at:])
		before, rest := line[:at], line[at+n:]
		end := strings.IndexAny(rest, ")）")
		if end < 0 {
			return
		}
		for _, inside := range strings.FieldsFunc(rest[:min(end, 3*longestName)], isStop) {
			if inside = strings.TrimSpace(inside); end <= 3*longestName && isName(inside) {
				m.sight(lastPart(before), inside, from)
			}
		}
		line = rest[end:]
	}
}

// opening is where the first parenthesis opens, or -1.
func opening(line string) int {
	a, b := strings.IndexByte(line, '('), strings.Index(line, "（")
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

// isStop says whether a name ends before r.
func isStop(r rune) bool {
	return strings.ContainsRune(",，、;；:：。!！?？“”\"「」《》|\t\n", r)
}

// lastPart is the end of a text behind its last stop.
func lastPart(text string) string {
	text = strings.TrimRight(text, " *_`")
	if at := strings.LastIndexFunc(text, func(r rune) bool { return isStop(r) || strings.ContainsRune("()（）", r) }); at >= 0 {
		_, n := utf8.DecodeRuneInString(text[at:])
		text = text[at+n:]
	}
	return strings.TrimSpace(text)
}

// isName says whether a text looks like a name in Latin letters.
func isName(text string) bool {
	letters := 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			letters++
		case !strings.ContainsRune(" -/&'’", r) && !unicode.IsDigit(r):
			return false
		}
	}
	return letters >= 3 && len(text) <= longestName && unicode.IsLetter(rune(text[0])) && strings.Count(text, " ") < 6
}

// sight takes note of what stands before a name in parentheses.
func (m *miner) sight(before, inside, from string) {
	if of := abbreviated(before, inside); of != "" {
		m.sure = append(m.sure, name{of, inside, from})
		return
	}
	if of := lastRun(before); utf8.RuneCountInString(of) >= fewestRunes {
		key := strings.ToLower(inside)
		m.seen[key] = append(m.seen[key], sighting{of, inside, from})
	}
}

// abbreviated is the end of before whose words have the letters of inside as their
// first, or the other way round; "" if neither is so.
func abbreviated(before, inside string) string {
	words := strings.Fields(before)
	if n := len(inside); isCapitals(inside) && len(words) >= n && initials(words[len(words)-n:]) == inside {
		return strings.Join(words[len(words)-n:], " ")
	}
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	at := strings.LastIndexFunc(last, func(r rune) bool { return r >= utf8.RuneSelf }) // in a run of Chinese
	if at >= 0 {
		_, n := utf8.DecodeRuneInString(last[at:])
		last = last[at+n:]
	}
	if isCapitals(last) && initials(strings.FieldsFunc(inside, func(r rune) bool { return r == ' ' || r == '-' })) == last {
		return last
	}
	return ""
}

func isCapitals(word string) bool {
	return len(word) >= 2 && len(word) <= 8 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// initials are the first letters of words in ASCII, as capitals.
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w[0] >= utf8.RuneSelf {
			return ""
		}
		b.WriteByte(w[0])
	}
	return strings.ToUpper(b.String())
}

// lastRun is the run of Han characters at the end of a text.
func lastRun(text string) string {
	at := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if at >= 0 {
		_, n := utf8.DecodeRuneInString(text[at:])
		text = text[at+n:]
	}
	return text
}

// calls are words before another name.
var calls = []string{"又称为", "也称为", "又称", "也称", "又叫", "也叫", "亦称", "also known as ", "also called ", "a.k.a. "}

// called reads a line that says what the thing of the heading is called besides.
func (m *miner) called(line, heading, from string) {
	for _, call := range calls {
		before, after, ok := strings.Cut(line, call)
		if !ok {
			continue
		}
		end := strings.IndexFunc(after, func(r rune) bool { return isStop(r) || strings.ContainsRune("()（）.，的是或和", r) })
		is := strings.Trim(after[:max(0, end)], " *_`")
		if n := utf8.RuneCountInString(is); n >= fewestRunes && len(is) <= longestName && strings.Count(is, " ") < 4 &&
			strings.Contains(strings.ToLower(before), strings.ToLower(heading)) && utf8.RuneCountInString(heading) >= fewestRunes {
			m.sure = append(m.sure, name{heading, is, from})
		}
		return
	}
}

// names are all that are one, each once, in the order of what they are of.
func (m *miner) names() []name {
	all := m.sure
	for _, list := range m.seen {
		if n, ok := m.agreed(list); ok {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(a, b name) int {
		return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(strings.ToLower(a.is), strings.ToLower(b.is)))
	})
	all = slices.CompactFunc(all, func(a, b name) bool { return a.of == b.of && strings.EqualFold(a.is, b.is) })
	return slices.DeleteFunc(all, func(n name) bool { return m.many(n.of, all) })
}

// mostOf are names that a thing has: its own and that in letters. What has more is a
// kind of things.
const mostOf = 2

func (m *miner) many(of string, all []name) bool {
	n := 0
	for at, _ := slices.BinarySearchFunc(all, of, func(a name, of string) int { return cmp.Compare(a.of, of) }); at < len(all) && all[at].of == of; at++ {
		n++
	}
	return n > mostOf
}

// agreed is the name that all sightings of what is inside give one and the same
// thing; ok is false if there is none.
func (m *miner) agreed(list []sighting) (n name, ok bool) {
	for _, s := range list {
		of := m.named(s, list)
		if of == "" {
			continue
		}
		if ok && of != n.of {
			return n, false
		}
		if !ok {
			n, ok = name{of, s.inside, s.from}, true
		}
	}
	return n, ok
}

// joints are characters behind which another word may begin.
const joints = "的和与是为叫称即在用对于或及了把被将由从到指"

const mostRunes = 8 // of a name

// named is what has the name, of what stands before the parentheses: its end behind
// a joint, if that is a heading, or has another sighting.
func (m *miner) named(s sighting, all []sighting) string {
	of := s.before[afterJoint(s.before):]
	if n := utf8.RuneCountInString(of); n < fewestRunes || n > mostRunes {
		return ""
	}
	if m.headings[of] {
		return of
	}
	best := ""
	for _, other := range all {
		if other.before != s.before || other.from != s.from {
			if end := commonEnd(of, other.before); len(end) > len(best) {
				best = end
			}
		}
	}
	if utf8.RuneCountInString(best) < fewestRunes {
		return ""
	}
	return best
}

// afterJoint is where the last word begins for sure.
func afterJoint(text string) int {
	at := strings.LastIndexAny(text, joints)
	if at < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(text[at:])
	return at + n
}

// commonEnd is what two texts end with.
func commonEnd(a, b string) string {
	end := ""
	for at := range a {
		if end == "" && strings.HasSuffix(b, a[at:]) {
			end = a[at:]
		}
	}
	return end
}

// mostNames are told of a section.
const mostNames = 4

// tell adds names to what sections say that have the other in their heading, but do
// not say the name itself.
func tell(sections []site.Section, names []name) {
	groups := make([][]string, len(names))
	for i, n := range names {
		groups[i] = []string{n.of, n.is}
	}
	f := finderOf(groups)
	for i := range sections {
		s := &sections[i]
		var found []id
		for word, alone := range f.in(strings.ToLower(ownHeading(s))) {
			if alone {
				found = append(found, word)
			}
		}
		if len(found) == 0 {
			continue
		}
		slices.SortFunc(found, func(a, b id) int { return cmp.Compare(a.group, b.group) })
		text, told := textOf(s), 0
		for _, word := range found {
			this, other := groups[word.group][word.word], groups[word.group][1-word.word]
			if told < mostNames && !strings.Contains(text, strings.ToLower(other)) {
				s.Says = append(s.Says, this+equals+other+readIn+names[word.group].from)
				told++
			}
		}
	}
}
