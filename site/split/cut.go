package split

import "github.com/biji-notes/biji/site"

// Splitting by itself is for the note that has outgrown a page, not for any
// note that uses level 1 for its sections. Of the 175 CS-Notes five use it
// so: 2 KB, 10 KB (14 headings) and 19 KB (24 headings) read better whole,
// 85 KB (5 headings) does not. A list of interview questions of 20 KB with 4
// headings reads better in parts.
const (
	autoBytes = 12 << 10 // a note below this stays whole
	autoPart  = 2 << 10  // and so does one whose parts would be smaller on average
)

// cuts are the headings at which a note is cut into pages; nil if it stays
// whole.
func cuts(n *site.Note, o *site.Outline, level site.SplitLevel, t title) []site.Heading {
	if level == site.SplitOff {
		return nil
	}
	at := max(int(level), 1)
	var found []site.Heading
	for _, h := range o.Headings {
		if h.Top && h.Level <= at && h.Block != t.block {
			found = append(found, h)
		}
	}
	small := len(n.Body) < max(autoBytes, autoPart*len(found))
	if len(found) < 2 || level == site.SplitAuto && small {
		return nil
	}
	return found
}

// levelOf is the split level of a note in a site.
func levelOf(n *site.Note, ofSite site.SplitLevel) site.SplitLevel {
	if n.Meta.Split != site.SplitAuto {
		return n.Meta.Split
	}
	return ofSite
}
