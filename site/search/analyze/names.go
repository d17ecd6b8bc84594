package analyze

import (
	"path"
	"slices"
	"strings"
)

// NameOf is the spelling of a heading that a query for all of it has too: its
// terms, without a number before them and signs, with a space after each but the last;
// "" for a heading longer than any query.
func (a *Analyzer) NameOf(heading string) string {
	return Spelled(a.nameTerms(heading, func(word []byte) int32 { return a.Word(word).Terms[0] }))
}

// FoldedName is NameOf of a heading that is spelt as Fold does.
func (a *Analyzer) FoldedName(heading string) string {
	return Spelled(a.nameTerms(heading, func(word []byte) int32 {
		e := a.Word(word)
		if e.Folded > 0 {
			return e.Folded - 1
		}
		return e.Terms[0]
	}))
}

// TypedName is NameOf of a heading with its words as they are typed, but for width and
// case, and not their stems.
func (a *Analyzer) TypedName(heading string) string {
	return Spelled(a.nameTerms(heading, func(word []byte) int32 { return a.Value(string(word)).Term }))
}

// nameTerms are the terms of a heading, those of words as termOf gives them; a chain is
// one.
func (a *Analyzer) nameTerms(heading string, termOf func(word []byte) int32) (terms []string) {
	text := []byte(heading)
	for w, ok := NextWord(text, 0); ok; w, ok = NextWord(text, w.To) {
		raw := text[w.From:w.To]
		switch {
		case w.Chain:
			terms = append(terms, a.Plain(string(raw)))
		case w.Run:
			terms = append(terms, a.TermsOf(string(raw))...)
		case !w.Sign:
			terms = append(terms, a.Terms[termOf(raw)])
		}
	}
	return terms
}

func Spelled(terms []string) string {
	for len(terms) > 1 && IsNumeral(terms[0]) {
		terms = terms[1:]
	}
	name := strings.Join(terms, " ")
	if len(name) > Shared.MaxName {
		return ""
	}
	return name
}

// IsNumeral says whether a term counts chapters.
func IsNumeral(term string) bool {
	for _, r := range term {
		if !('0' <= r && r <= '9') && !strings.ContainsRune("一二三四五六七八九十", r) {
			return false
		}
	}
	return true
}

// NamesOf are the names of a section: its heading; that without what stands in
// parentheses at its end, and that alone, for it is often the same in another
// language; what it is called besides; all of it in simplified characters, and
// as Fold spells it.
func (a *Analyzer) NamesOf(heading string, others []string) []string {
	var names []string
	for _, text := range namings(heading, others) {
		names = append(names, a.NameOf(text), a.FoldedName(text))
		if simple := Simplified(text); simple != text && !HasKana([]byte(text)) {
			names = append(names, a.NameOf(simple))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TypedNames are those of a section with its words as they are typed. A name without
// words is typed but one way.
func (a *Analyzer) TypedNames(heading string, others []string) (names []string) {
	for _, text := range namings(heading, others) {
		if name := a.TypedName(text); strings.ContainsFunc(name, func(r rune) bool { return Classify(r) == inWord }) {
			names = append(names, name+Shared.TypedMark)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// namings are the texts that name a section.
func namings(heading string, others []string) []string {
	texts := append([]string{heading}, others...)
	if outside, inside, ok := parenthesis(heading); ok {
		texts = append(texts, outside, inside)
	}
	return texts
}

// parenthesis cuts a text that ends in parentheses.
func parenthesis(text string) (outside, inside string, ok bool) {
	text = strings.TrimSpace(text)
	for _, signs := range []struct{ open, close string }{{"（", "）"}, {"(", ")"}} {
		before, isEnd := strings.CutSuffix(text, signs.close)
		at := strings.LastIndex(before, signs.open)
		if isEnd && at > 0 {
			return before[:at], before[at+len(signs.open):], true
		}
	}
	return "", "", false
}

// FileName is the name of a page's file, which links between notes call it
// by; "" if it has none of its own.
func FileName(page string) string {
	name := strings.TrimSuffix(path.Base(page), ".html")
	if name == "index" {
		return ""
	}
	return name
}
