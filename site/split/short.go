package split

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// shortest is how many letters a short address has: 35 bits, so that of ten
// thousand notes hardly ever two have the same.
const shortest = 7

// Short has every note that asks for no address ask for a short one: its id, if its
// front matter has one that can stand in an address, or else a part of the hash
// of its path. Of two notes with the same part, the second by its path has more of
// it. A translation has that of the note that it translates.
func Short(notes []site.Note, ls site.Languages) {
	order := make([]int, len(notes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(notes[a].SitePath(), notes[b].SitePath()) })
	of := map[string]string{} // short address -> what has it
	for _, i := range order {
		if n := &notes[i]; n.Meta.Permalink == "" && !site.IsNotFoundNote(n.Path) {
			n.Meta.Permalink = "/" + short(idOf(n), norm.NFC.String(ls.Shared(n.SitePath())), of)
		}
	}
}

// idOf is the id of a note in its front matter; "" if it has none.
func idOf(n *site.Note) string {
	for _, p := range n.Properties.All {
		if strings.EqualFold(p.Name, "id") && len(p.Values) == 1 {
			return strings.TrimSpace(p.Values[0].Text)
		}
	}
	return ""
}

// short is the address for an id or a path that nothing else has.
func short(id, where string, of map[string]string) string {
	if id != "" && len(id) <= 40 && !strings.Contains(id, "/") && slug.Path(id) == strings.ToLower(id) {
		return strings.ToLower(id)
	}
	what := where
	if id != "" {
		what = "id " + id
	}
	sum := sha256.Sum256([]byte(what))
	all := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))
	for n := shortest; n < len(all); n++ {
		if holder, taken := of[all[:n]]; !taken || holder == what {
			of[all[:n]] = what
			return all[:n]
		}
	}
	return all
}
