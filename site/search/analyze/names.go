package analyze

import (
	"path"
	"slices"
	"strings"
)

// NameOf is the spelling of a heading that a query for all of it has too: its
// terms, without a number before them, with a space after each but the last;
// "" for a heading longer than any query.
func (a *Analyzer) NameOf(heading string) string { return Spelled(a.nameTerms(heading, false)) }

// FoldedName is NameOf of a heading that is spelt as Fold does.
func (a *Analyzer) FoldedName(heading string) string { return Spelled(a.nameTerms(heading, true)) }

// nameTerms are the terms of a heading; a chain is one.
func (a *Analyzer) nameTerms(heading string, folded bool) (terms []string) {
	text := []byte(heading)
	for at := 0; ; {
		w, ok := NextWord(text, at)
		if !ok {
			return terms
		}
		at = w.To
		raw := text[w.From:w.To]
		switch {
		case w.Chain:
			terms = append(terms, a.Plain(string(raw)))
		case w.Run:
			terms = append(terms, a.TermsOf(string(raw))...)
		default:
			e := a.Word(raw)
			if folded && e.Folded > 0 {
				terms = append(terms, a.Terms[e.Folded-1])
			} else {
				for _, id := range e.Terms {
					terms = append(terms, a.Terms[id])
				}
			}
		}
	}
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
	texts := append([]string{heading}, others...)
	if outside, inside, ok := parenthesis(heading); ok {
		texts = append(texts, outside, inside)
	}
	var names []string
	for _, text := range texts {
		names = append(names, a.NameOf(text), a.FoldedName(text))
		if simple := Simplified(text); simple != text && !HasKana([]byte(text)) {
			names = append(names, a.NameOf(simple))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
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
