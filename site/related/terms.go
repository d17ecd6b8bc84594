package related

import (
	"cmp"
	"slices"
	"sync"
	"unicode"

	"github.com/biji-notes/biji/site"
)

// Terms are numbers that stand for terms, each with how often it is there, sorted.
type Terms []term

type term struct {
	hash  uint32
	count uint16
}

// hashBits is how long a number is that stands for a term. Two terms that share one
// are taken for the same, which among so many numbers says little.
const hashBits = 22

// mostBytes is how much of a page is looked at.
const mostBytes = 48 << 10

// Titles and headings say more of a page than as many words of its text.
const inTitle, inHeading = 5, 2

// TermsOf are the terms of a page that stand most often in its sections: words, and
// pairs of characters where words are not set apart.
func TermsOf(sections []site.Section) Terms {
	c := counters.Get().(*counter)
	defer counters.Put(c)
	room := mostBytes
	for i := range sections {
		s := &sections[i]
		if i == 0 {
			c.add(s.Title, inTitle)
		}
		if len(s.Trail) > 0 {
			c.add(s.Trail[len(s.Trail)-1], inHeading)
		}
		body := s.Body[:min(len(s.Body), room)]
		c.add(body, 1)
		room -= len(body)
	}
	return c.most()
}

// A counter counts terms. It is used again: what it holds is as long as numbers can be.
type counter struct {
	counts []uint16 // by term; zero between uses
	seen   []uint32
}

var counters = sync.Pool{New: func() any { return &counter{counts: make([]uint16, 1<<hashBits)} }}

func (c *counter) add(text string, times uint16) {
	each(text, func(hash uint32) {
		if c.counts[hash] == 0 {
			c.seen = append(c.seen, hash)
		}
		c.counts[hash] = min(c.counts[hash]+times, 1<<14)
	})
}

// most are the terms that stand most often, and of those that stand as often as
// others the same on every page. A term that stands once counts on short pages only.
func (c *counter) most() Terms {
	var often [8]int // how many stand so often, or more than that
	for _, hash := range c.seen {
		often[min(int(c.counts[hash]), len(often)-1)]++
	}
	least, n := uint16(len(often)-1), often[len(often)-1]
	for least > 1 && n+often[least-1] <= mostTerms {
		least--
		n += often[least]
	}
	if n < fewTerms && least > 1 {
		least--
	}
	all := make(Terms, 0, mostTerms)
	for _, hash := range c.seen {
		if n := c.counts[hash]; n >= least {
			all = append(all, term{hash, n})
		}
		c.counts[hash] = 0
	}
	c.seen = c.seen[:0]
	if len(all) > mostTerms {
		slices.SortFunc(all, func(a, b term) int {
			return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.hash, b.hash))
		})
	}
	all = slices.Clone(all[:min(mostTerms, len(all))])
	all.sort()
	return all
}

func (t Terms) sort() {
	slices.SortFunc(t, func(a, b term) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.count, a.count)) })
}

// With are the terms, and others that are no words but names of a kind, such as tags,
// each as if it stood there so often.
func (t Terms) With(kind string, names []string, times int) Terms {
	if len(names) == 0 {
		return t
	}
	all := slices.Clone(t)
	for _, name := range names {
		hash := basis
		for _, r := range kind + "\x00" + name {
			hash = mix(hash, r)
		}
		all = append(all, term{fold(hash), uint16(times)})
	}
	all.sort()
	return slices.CompactFunc(all, func(a, b term) bool { return a.hash == b.hash })
}

// termsOf are the terms of a text, in their order.
func termsOf(text string) (all []uint32) {
	each(text, func(hash uint32) { all = append(all, hash) })
	return all
}

// each calls take with each term of a text: words in small letters without the s of
// the plural, and pairs of neighbours where words are not set apart.
func each(text string, take func(hash uint32)) {
	word, runes, last := basis, 0, rune(0) // the word so far; the character before, of those that make pairs
	plural := basis                        // the word without its last character
	end := func(r rune) {
		if runes > 1 {
			if r == 's' && runes > 3 {
				word = plural
			}
			take(fold(word))
		}
		word, runes = basis, 0
	}
	ended := rune(0)
	for _, r := range text {
		switch {
		case r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '_'), r >= 0x80 && !paired(r) && (unicode.IsLetter(r) || unicode.IsMark(r)):
			last = 0
			if r < 0x80 && r >= 'A' && r <= 'Z' {
				r |= 0x20
			} else if r >= 0x80 {
				r = unicode.ToLower(r)
			}
			plural, word = word, mix(word, r)
			runes, ended = runes+1, r
		case paired(r):
			end(ended)
			if last != 0 {
				take(fold(mix(mix(basis, last), r)))
			}
			last = r
		default:
			end(ended)
			last = 0
		}
	}
	end(ended)
}

// paired says of a character whether its script does not set words apart.
func paired(r rune) bool {
	return r >= 0x2E80 && (r >= 0x4E00 && r <= 0x9FFF || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul))
}

// FNV-1a of characters.
const basis uint64 = 14695981039346656037

func mix(hash uint64, r rune) uint64 { return (hash ^ uint64(r)) * 1099511628211 }

func fold(hash uint64) uint32 {
	return uint32((hash ^ hash>>hashBits ^ hash>>(2*hashBits)) & (1<<hashBits - 1))
}
