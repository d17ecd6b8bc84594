package write

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
	"github.com/biji-notes/biji/site/search/synonyms"
)

// take makes the shard that of a range of sections, the first of which has that
// number. names are other names of each, as aliasesOf gives them.
func (s *shard) take(ctx context.Context, m mapping.IndexMapping, first int, ids []string, sections []site.Section, names [][]string) error {
	err := s.begin(m, first, sections)
	for i := 0; i < len(sections) && err == nil; i++ {
		s.add(ids[i], &sections[i], names[i])
		err = ctx.Err()
	}
	return err
}

// add indexes the shard's next document. names are other names of it than its
// heading, as aliasesOf gives them.
func (s *shard) add(id string, sec *site.Section, names []string) {
	doc := int32(s.first + len(s.lengths[idNumber]))
	s.addTokens(idNumber, doc, []analyze.Token{{Term: s.words.Term([]byte(id))}}, 1)
	tokens, length := s.words.Analyze([]byte(sec.Body))
	if len(sec.Says) > 0 {
		tokens = s.withOthers(tokens, sec.Says)
	}
	times := 1
	if pointsElsewhere(sec) {
		times = pointerLength
	}
	s.addTokens(bodyNumber, doc, tokens, (length+padding)*times)
	tokens, length = s.words.Analyze([]byte(sec.Code))
	s.addTokens(codeNumber, doc, tokens, length)
	s.addTitle(doc, sec, times)
	s.addTrail(doc, sec, times)
	heading := ownHeading(sec)
	own := slices.Concat(s.words.NamesOf(heading, names), s.words.TypedNames(heading, names), s.title.names, beginning(names), s.titled(sec, names))
	if doc == 0 {
		own = append(own, s.tongues...)
	}
	s.addValues(nameNumber, doc, own)
	s.addTyped(doc, sec, names)
	s.addValues(tagsNumber, doc, sec.Tags)
	s.addValues(dirNumber, doc, site.Folders(sec.Dir))
}

// beginning is the name that the first section of every page has, by which a
// reader of the index tells pages apart.
func beginning(names []string) []string {
	if slices.Contains(names, analyze.Shared.PageMark) {
		return []string{analyze.Shared.PageMark}
	}
	return nil
}

// titled is the title of the page as it is typed, for the first section of it, and the
// terms of that: the field title has those of other names, too.
func (s *shard) titled(sec *site.Section, names []string) []string {
	name := s.words.TypedName(sec.Title)
	if name == "" || beginning(names) == nil {
		return nil
	}
	list := []string{name + analyze.Shared.PageMark + analyze.Shared.TypedMark}
	tokens, length := s.words.Analyze([]byte(sec.Title))
	for _, t := range tokens[:length] {
		list = append(list, s.words.Terms[t.Term]+analyze.Shared.TitleMark)
	}
	return list
}

// addTyped indexes how the heading of a section is typed, and its other names; of
// the first section of a page also the title and all other names of the page.
func (s *shard) addTyped(doc int32, sec *site.Section, names []string) {
	texts := append([]string{ownHeading(sec)}, names...)
	if beginning(names) != nil {
		texts = append(append(texts, sec.Title), otherNames(sec.Aliases)...)
	}
	var tokens []analyze.Token
	if analyze.HasKana([]byte(sec.Body)) {
		texts = nil // characters alone do not say whether they are Japanese
	}
	for _, key := range analyze.Typed(strings.Join(texts, "\n")) {
		tokens = append(tokens, analyze.Token{Term: s.words.Term([]byte(key))})
	}
	s.addTokens(typedNumber, doc, tokens, min(1, len(tokens)))
}

// withOthers are the tokens of a text and, as if they were further values of the
// field, of the words that stand for some of it.
func (s *shard) withOthers(tokens []analyze.Token, says []string) []analyze.Token {
	all := slices.Clone(tokens) // the next text takes the place of the last
	pos := int32(0)
	for _, t := range all {
		pos = max(pos, t.Pos)
	}
	for _, pair := range says {
		more, length := s.words.Analyze([]byte(synonyms.Other(pair)))
		pos += analyze.PhraseGap
		for _, t := range more[:length] {
			all = append(all, analyze.Token{Term: t.Term, Pos: t.Pos + pos})
		}
		pos += int32(length)
	}
	return all
}

// titleTokens are the tokens of a page's title and of its other names, which
// all of its sections have.
type titleTokens struct {
	page, title string
	tokens      []analyze.Token
	length      int
	names       []string // each of the names as a whole, with shared.PageMark
}

// addTitle indexes the title of the page. Its aliases, and the name of its
// file, are found where the title is, as if they were further values of the
// field; they do not count for its length.
func (s *shard) addTitle(doc int32, sec *site.Section, times int) {
	t := &s.title
	if t.tokens == nil || t.page != sec.Page || t.title != sec.Title {
		tokens, length := s.words.Analyze([]byte(sec.Title))
		*t = titleTokens{sec.Page, sec.Title, append(t.tokens[:0], tokens...), length, nil}
		pos := int32(length)
		others := append(otherNames(sec.Aliases), analyze.FileName(sec.Page))
		for _, name := range others {
			pos = addName(s.words, t, name, pos+analyze.PhraseGap)
		}
		for _, name := range s.words.NamesOf(sec.Title, others) {
			if name != "" {
				t.names = append(t.names, name+analyze.Shared.PageMark)
			}
		}
	}
	s.addTokens(titleNumber, doc, t.tokens, t.length*times)
}

// addName adds the terms of a name, after position pos, to a title that does
// not have them: the others would count twice. Numbers are nothing to call a
// page by. It returns the last position.
func addName(a *analyze.Analyzer, t *titleTokens, name string, pos int32) int32 {
	tokens, length := a.Analyze([]byte(name))
	for _, n := range tokens {
		if analyze.IsNumeral(a.Terms[n.Term]) || slices.ContainsFunc(t.tokens, func(old analyze.Token) bool { return old.Term == n.Term }) {
			continue
		}
		if n.Pos > 0 {
			n.Pos += pos
		}
		t.tokens = append(t.tokens, n)
	}
	return pos + int32(length)
}

// otherNames are those of a page's aliases that are names; the others are old
// addresses.
func otherNames(aliases []string) []string {
	var names []string
	for _, a := range aliases {
		if ext := strings.ToLower(path.Ext(a)); !strings.Contains(a, "/") && ext != ".html" && ext != ".htm" && ext != ".md" {
			names = append(names, a)
		}
	}
	return names
}

// aliasText is what is stored of those names, and of other words for what the
// section says.
func aliasText(sec *site.Section) string {
	return strings.Join(append(otherNames(sec.Aliases), sec.Says...), "\n")
}

// aliasesOf says for each section which aliases of its page are names of it:
// those that its own heading mentions; and, of the page's first section, those
// that the page mentions nowhere. An alias that only texts mention is a name of
// none: which section is about it, its words tell. The first section of a page
// has the mark of pages besides, which no alias is.
func aliasesOf(sections []site.Section) [][]string {
	names := make([][]string, len(sections))
	for from := 0; from < len(sections); {
		to := from + 1
		for to < len(sections) && sections[to].Page == sections[from].Page {
			to++
		}
		for _, alias := range otherNames(sections[from].Aliases) {
			if i := named(sections[from:to], alias); i >= 0 {
				names[from+i] = append(names[from+i], alias)
			}
		}
		names[from] = append(names[from], analyze.Shared.PageMark)
		from = to
	}
	return names
}

// named is the number of the section of a page that an alias is a name of, or
// -1.
func named(page []site.Section, alias string) int {
	mentions := func(text string) bool { return strings.Contains(text, alias) }
	if i := slices.IndexFunc(page, func(s site.Section) bool { return mentions(ownHeading(&s)) }); i >= 0 {
		return i
	}
	if slices.ContainsFunc(page, func(s site.Section) bool { return mentions(s.Body) || mentions(s.Code) }) {
		return -1
	}
	return 0
}

// padding is added to the length of every body, in words and pairs: BM25 takes
// a line that mentions a thing once for denser than a page that is about it.
const padding = 120

// pointerLength is how many times as long as they are the texts of a list of links
// count: it names much in few words and explains nothing, but BM25 takes short texts
// for dense ones. So it comes after all sections that say something.
const pointerLength = 64

// pointsElsewhere says whether a section is such a list: by its heading, or since
// more than half of it is links.
func pointsElsewhere(sec *site.Section) bool {
	if sec.ID == "" {
		return false // a page is about something
	}
	switch strings.ToLower(strings.TrimFunc(ownHeading(sec), func(r rune) bool { return analyze.Classify(r) == analyze.InGap })) {
	case "相关", "相关笔记", "相关阅读", "相关链接", "相关文章", "相关主题", "参考", "参考资料", "参考文献", "参考链接", "延伸阅读", "扩展阅读", "目录", "另见", "参见",
		"阅读顺序", "自测", "了解更多", "下一步", "后续步骤", "推荐阅读",
		"see also", "related", "related notes", "related links", "references", "further reading", "links", "contents", "table of contents", "reading order",
		"next steps", "what's next", "learn more":
		return true
	}
	return sec.Code == "" && 2*sec.Links > len(sec.Body)
}

// addTrail indexes the headings. If there are several, the terms of the
// section's own count twice, because it says more of the section than those above.
func (s *shard) addTrail(doc int32, sec *site.Section, times int) {
	tokens, length := s.words.Analyze([]byte(trailText(sec)))
	tokens = slices.Clone(tokens)
	if trail := trailOf(sec); len(trail) > 1 {
		own, n := s.words.Analyze([]byte(trail[len(trail)-1]))
		for _, t := range own[:n] {
			tokens = append(tokens, analyze.Token{Term: t.Term})
		}
	}
	s.addTokens(trailNumber, doc, tokens, length*times)
}

// trailOf is the headings of a section without the page's title, which is a
// field of its own.
func trailOf(sec *site.Section) []string {
	if len(sec.Trail) > 0 && sec.Trail[0] == sec.Title {
		return sec.Trail[1:]
	}
	return sec.Trail
}

// trailText is the value of the field trail.
func trailText(sec *site.Section) string { return strings.Join(trailOf(sec), "\n") }

// ownHeading is the heading above the text of a section; the title of its
// page, if the text stands under no other.
func ownHeading(sec *site.Section) string {
	trail := trailOf(sec)
	if sec.ID == "" || len(trail) == 0 {
		return sec.Title
	}
	return trail[len(trail)-1]
}

// addValues indexes each value as a keyword. That there are others does not
// make it count less.
func (s *shard) addValues(field int, doc int32, values []string) {
	tokens := make([]analyze.Token, 0, len(values))
	for _, v := range values {
		if v != "" {
			tokens = append(tokens, analyze.Token{Term: s.words.Value(v).Term})
		}
	}
	s.addTokens(field, doc, tokens, min(1, len(tokens)))
}
