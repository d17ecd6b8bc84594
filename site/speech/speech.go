// Package speech says messages to people in their language.
//
// Messages are written in English where they arise, with fmt's verbs, and they
// stay English in data and in JSON. Where somebody reads one it is matched with
// the formats in phrases.txt, which has a Chinese format for each:
//
//	link to "redis" leads nowhere  ->  link to "%s" leads nowhere  ->  链接 "redis" 没有通向任何地方
//
// So whoever reports something needs no language, and messages are sorted,
// grouped and compared in one.
package speech

import (
	"fmt"
	"strings"
)

// A Speech says messages in a language. The zero Speech is English.
type Speech struct{ book *book }

// Chinese is the speech of phrases.txt.
func Chinese() Speech { return Speech{phrases()} }

// IsChinese says whether it is.
func (s Speech) IsChinese() bool { return s.book != nil }

// Say is an English message in the language. What there are no words for stays
// as it is.
func (s Speech) Say(message string) string {
	if s.book == nil {
		return message
	}
	said, _ := s.book.say(message, deepest)
	return said
}

// Sprintf is fmt.Sprintf in the language. The format is to be one of phrases.txt.
func (s Speech) Sprintf(format string, args ...any) string {
	p := s.phrase(format)
	if p == nil || len(p.verbs) != len(args) {
		return fmt.Sprintf(format, args...)
	}
	words := make([]string, len(args))
	for i, verb := range p.verbs {
		words[i] = fmt.Sprintf(strings.Replace(verb, "%w", "%v", 1), args[i])
	}
	return s.book.render(p, words, deepest)
}

// List is what is said one after the other.
func (s Speech) List(parts []string) string {
	if s.book == nil {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts, "、")
}

func (s Speech) phrase(format string) *phrase {
	if s.book == nil {
		return nil
	}
	return s.book.by[format]
}
