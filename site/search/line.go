package search

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// How says how the text of a query was read, for the line under the search box.
type How struct {
	// Words are the words, runs and phrases that were looked for.
	Words []string `json:"words"`
	// Unfinished says that the last word was also taken for the beginning
	// of longer ones.
	Unfinished bool `json:"unfinished,omitempty"`
	// Corrected are words that are nowhere, with those that were found instead.
	Corrected []Correction `json:"corrected,omitempty"`
	// Partly are words of which only a part was found, or something like it.
	Partly []string `json:"partly,omitempty"`
	// Dropped are the words that are nowhere, if no section has all.
	Dropped []string `json:"dropped,omitempty"`
	// AsText is what looks like a restriction to a field in which nothing has it, and
	// was looked for as it stands.
	AsText []string `json:"asText,omitempty"`
	// Read is the number of sections that were read to see how a phrase is spelt in
	// them, if there are more, of which some may have it.
	Read int `json:"read,omitempty"`

	plan plan
}

// A Correction is a word as it was typed, and the one that was taken instead.
type Correction struct {
	Typed string `json:"typed"`
	Taken string `json:"taken"`
}

// lineTexts are the words of the line in a language.
type lineTexts struct{ *analyze.LineTexts }

func lineTextsOf(lang string) lineTexts {
	switch site.UI(lang) {
	case site.Chinese:
		return lineTexts{&analyze.Shared.LineZh}
	case site.Traditional:
		return lineTexts{&analyze.Shared.LineHant}
	}
	return lineTexts{&analyze.Shared.LineEn}
}

// around puts text between a pair of signs.
func around(text, pair string) string {
	_, n := utf8.DecodeRuneInString(pair)
	return pair[:n] + text + pair[n:]
}

// String is what is to be said in English.
func (h How) String() string {
	var b strings.Builder
	b.WriteString(h.Line("en"))
	for _, c := range h.Corrected {
		fmt.Fprintf(&b, "; nothing has %s, showing %s", c.Typed, c.Taken)
	}
	if len(h.Dropped) > 0 {
		b.WriteString("; left out: " + strings.Join(h.Dropped, ", "))
	}
	return b.String()
}

// Line says how the text was read, in the language of the interface for lang. Corrected and Dropped are not in it.
func (h How) Line(lang string) string {
	say := lineTextsOf(lang)
	line := say.plan(h.plan, true)
	if len(h.Partly) > 0 {
		line += say.Partly + strings.Join(h.Partly, say.List)
	}
	if len(h.AsText) > 0 {
		line += say.AsText + strings.Join(h.AsText, say.List)
	}
	if h.Read > 0 {
		line += strings.Replace(say.Read, "{n}", strconv.Itoa(h.Read), 1)
	}
	return line
}

// Tier says in the language of the interface for lang what the hits of a tier have;
// "" of those that have all.
func (h How) Tier(tier int, lang string) string { return lineTextsOf(lang).Tiers[tier] }

// plan is what a plan looks for. Parentheses are around parts of several, but
// for the whole.
func (say lineTexts) plan(p plan, top bool) string {
	if p.unit != nil {
		return say.unit(p.unit)
	}
	var b strings.Builder
	between := " + "
	if p.kind == any_ {
		between = say.Or
	}
	for _, k := range p.kids {
		switch {
		case k.kind == not:
			b.WriteString(" − ")
			k = k.kids[0]
		case k.unit != nil && k.unit.weak:
			continue
		case b.Len() > 0:
			b.WriteString(between)
		}
		b.WriteString(say.plan(k, false))
	}
	line := strings.TrimPrefix(b.String(), " ")
	if top || len(p.kids) < 2 {
		return line
	}
	return around(line, say.Parens)
}

func (say lineTexts) unit(u *unit) string {
	text := u.text
	switch {
	case u.kind == phraseUnit:
		text = around(text, say.Quotes)
	case u.kind == runUnit && u.loose:
		var kids []string
		for _, k := range u.kids {
			kids = append(kids, k.text)
		}
		text = strings.Join(kids, " + ")
	}
	if u.unfinished() {
		text += "…"
	}
	if u.heard != "" {
		text += around(u.heard, say.Parens)
	}
	if u.field != "" {
		text = say.Fields[u.field] + say.Colon + text
	}
	return text
}

// unfinished says whether the last word of u was also taken for the beginning
// of longer ones.
func (u *unit) unfinished() bool {
	if u.kind == joinedUnit {
		return (u.loose || len(u.halves) > 0) && u.kids[len(u.kids)-1].unfinished()
	}
	return u.prefix != ""
}
