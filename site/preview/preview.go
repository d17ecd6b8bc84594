// Package preview makes what a card shows of the page, or of the section, to which
// a link leads: its beginning.
//
//	Of      sections of a page, and which of them are wanted -> Page
//	Pieces  []Page -> pieces of data, of a few pages each, in the order of their addresses
package preview

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/biji-notes/biji/site"
)

// A Page is what cards show of a page.
type Page struct {
	Address  string // in the site, not encoded
	Title    string
	Sections []Section // the beginning of the page, then sections to which links lead
}

// A Section is the beginning of one.
type Section struct {
	ID      string // of its heading; "" is the page as a whole
	Heading string // "" for the page as a whole
	Text    string // plain; blocks are lines
}

// mostRunes is how much of a text a card has. A page that says less than fewRunes before
// its first heading goes on with what follows.
const mostRunes, fewRunes = 240, 80

// Of is the page at an address, by its sections in their order: its beginning, and
// those sections whose ids are wanted. It holds none of their bytes.
func Of(address, title string, sections []site.Section, wanted func(id string) bool) Page {
	p := Page{Address: strings.Clone(address), Title: strings.Clone(title)}
	p.Sections = append(p.Sections, Section{Text: beginning(sections, fewRunes)})
	for i := range sections {
		s := &sections[i]
		if s.ID != "" && wanted(s.ID) {
			heading := title
			if len(s.Trail) > 0 {
				heading = s.Trail[len(s.Trail)-1]
			}
			p.Sections = append(p.Sections, Section{strings.Clone(s.ID), strings.Clone(heading), beginning(sections[i:], 1)})
		}
	}
	return p
}

// beginning is the first text of sections: of as many as it takes for so many
// characters. Code stands only for a section without words.
func beginning(sections []site.Section, enough int) string {
	var b strings.Builder
	runes := 0
	for i := range sections {
		text := strings.TrimSpace(sections[i].Body)
		if text == "" {
			text = strings.TrimSpace(sections[i].Code)
		}
		if text == "" {
			continue
		}
		if runes > 0 {
			b.WriteByte('\n')
		}
		some := cut(text, mostRunes-runes)
		b.WriteString(some)
		if runes += len([]rune(some)); runes >= enough {
			break
		}
	}
	return b.String()
}

// cut is a text of at most so many characters and an ellipsis, without empty lines.
func cut(text string, most int) string {
	var b strings.Builder
	n, space := 0, rune(0)
	for _, r := range text {
		if unicode.IsSpace(r) {
			if space != '\n' {
				space = r
			}
			continue
		}
		if n >= most {
			b.WriteString("…")
			break
		}
		if space != 0 && n > 0 {
			if space != '\n' {
				space = ' '
			}
			b.WriteRune(space)
			n++
		}
		b.WriteRune(r)
		n, space = n+1, 0
	}
	return b.String()
}

// A Piece is the data of some pages: a script that hands them over.
type Piece struct {
	First string // the first address in it
	Data  []byte
}

// Pages begin a piece where the hash of their address says so, one in perPiece of
// them, or where the piece before is full: a new page changes one piece, and leaves
// the others where they are.
const perPiece, mostInPiece = 16, 48

// Pieces cuts pages into pieces, sorted by address as JavaScript compares strings.
func Pieces(pages []Page) []Piece {
	keys := make(map[string][]uint16, len(pages))
	for i := range pages {
		keys[pages[i].Address] = utf16.Encode([]rune(pages[i].Address))
	}
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(a, b Page) int { return slices.Compare(keys[a.Address], keys[b.Address]) })
	var pieces []Piece
	for from := 0; from < len(pages); {
		to := from + 1
		for to < len(pages) && to-from < mostInPiece && !begins(pages[to].Address) {
			to++
		}
		pieces = append(pieces, Piece{pages[from].Address, script(pages[from:to])})
		from = to
	}
	return pieces
}

func begins(address string) bool {
	h := fnv.New32a()
	h.Write([]byte(address))
	return (h.Sum32()>>8)%perPiece == 0
}

// script hands over pages: {address: [title, {id: [heading, text]}]}.
func script(pages []Page) []byte {
	type sections map[string][2]string
	all := map[string][2]any{}
	for i := range pages {
		of := sections{}
		for _, s := range pages[i].Sections {
			of[s.ID] = [2]string{s.Heading, s.Text}
		}
		all[pages[i].Address] = [2]any{pages[i].Title, of}
	}
	return call(all)
}

// List is the script that says in which piece a page stands: [[first address, name]].
// names are those of the pieces.
func List(pieces []Piece, names []string) []byte {
	all := make([][2]string, len(pieces))
	for i := range pieces {
		all[i] = [2]string{pieces[i].First, names[i]}
	}
	return call(all)
}

// call is a script that hands over a value. What it is made of can always be written.
func call(value any) []byte {
	data, _ := json.Marshal(value)
	return fmt.Appendf(nil, "__bijiPreview(%s)\n", data)
}
