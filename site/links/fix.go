package links

import (
	"math/bits"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// recased is the fix for a path that differs from that of t in upper and lower
// case or Unicode form only: what the author left out stays left out.
func (r *resolver) recased(n int, l *site.Link, h hit) site.Fix {
	full := r.places.path(h.thing)
	p, ok := join(r.dirOf(n, l), h.written)
	for _, form := range []string{full, stemOf(full), stemOf(full) + ".html", strings.TrimSuffix(full, "/")} {
		if folded := slug.Fold(form); ok && slug.Fold(p) == folded || endsWith(folded, slug.Fold(path.Clean(h.written))) {
			return r.repathed(n, l, h.written, form)
		}
	}
	return site.Fix{}
}

// moved is the fix for a link whose file is there under its name, or one that
// differs in one letter, in one place only.
func (r *resolver) moved(n int, l *site.Link, dest string) site.Fix {
	t, ok := r.only(l, dest)
	if !ok {
		return site.Fix{}
	}
	if wiki(l) {
		return site.Fix{Old: l.Dest, New: r.spelt(n, l, t)}
	}
	written := unescape(standardReading(dest).path)
	form := r.places.path(t)
	if t.kind == aNote && withoutMarkdown(written) == written {
		form = withoutMarkdown(form)
		if strings.HasSuffix(written, ".html") {
			form += ".html"
		}
	}
	return r.repathed(n, l, written, form)
}

// repathed writes the path full, from the root of the content, in place of the
// path that a link of note n was written with. What follows the path stays.
func (r *resolver) repathed(n int, l *site.Link, written, full string) site.Fix {
	right := relative(r.dirOf(n, l), full)
	switch {
	case strings.HasPrefix(written, "/"):
		right = "/" + full
	case strings.HasPrefix(written, "./") && !strings.HasPrefix(right, "../"):
		right = "./" + right
	}
	if strings.HasSuffix(written, "/") && !strings.HasSuffix(right, "/") {
		right += "/"
	}
	a := standardReading(l.Dest)
	if unescape(a.path) != written { // a name that holds '#' or '?', or slashes turned round
		return site.Fix{}
	}
	return site.Fix{Old: l.Dest, New: encodePath(right) + l.Dest[len(a.path):]}
}

// only is the one note or file whose name is that of dest or one letter away.
// A digit is no slip: days and chapters differ by one.
func (r *resolver) only(l *site.Link, dest string) (thing, bool) {
	r.learn()
	base := path.Base(standardReading(unescape(dest)).path)
	kind, names := aNote, &r.spellers.notes
	if isFileName(base) && !strings.HasSuffix(base, ".html") {
		kind, names = aFile, &r.spellers.files
	} else {
		base = strings.TrimSuffix(withoutMarkdown(base), ".html")
		r.misspelt = append(r.misspelt, base)
	}
	i, ok := names.only(base)
	return thing{kind, i}, ok
}

// reanchored is the fix for a fragment that is one letter away from one heading
// of the note only.
func (a *anchors) reanchored(l *site.Link, fragment string) site.Fix {
	i, ok := a.speller.only(fragment)
	if !ok || i >= len(a.outline.Headings) {
		return site.Fix{}
	}
	h := &a.outline.Headings[i]
	if wiki(l) {
		return site.Fix{Old: l.Dest + "#" + l.Fragment, New: l.Dest + "#" + h.Text}
	}
	path, _, ok := strings.Cut(l.Dest, "#")
	if !ok || unescape(l.Dest[len(path)+1:]) != fragment {
		return site.Fix{}
	}
	return site.Fix{Old: l.Dest, New: path + "#" + encodePath(h.ID)}
}

func wiki(l *site.Link) bool { return l.Kind == site.WikiLink || l.Kind == site.WikiEmbed }

// minSlip is how many characters a name must have for one of them to be a
// slip: shorter ones are other names.
const minSlip = 4

// only is the value of the one name that text stands for: the same name in
// another case, or else one that is a letter away.
func (s *speller) only(text string) (value int, ok bool) {
	word := spellingOf(text)
	if len(word) == 0 || len(word) > maxSpelling {
		return 0, false
	}
	for limit := range 2 {
		values := s.within(word, limit)
		if len(values) > 0 {
			return values[0], len(values) == 1
		}
		if utf8.RuneCountInString(text) < minSlip {
			break
		}
	}
	return 0, false
}

// within are the values of the names at most limit edits from word, which is 0
// or 1, each once.
func (s *speller) within(word []rune, limit int) []int {
	var values []int
	var e slug.Editor
	set := setOf(word)
	for length := len(word) - limit; length <= len(word)+limit; length++ {
		for _, i := range s.lengths[length] {
			n := &s.names[i]
			if bits.OnesCount64(n.set^set) <= 2*limit && e.Distance(word, n.runes, limit+1) <= limit && sameDigits(word, n.runes) && !slices.Contains(values, n.value) {
				values = append(values, n.value)
			}
		}
	}
	return values
}

// sameDigits says whether a and b hold the same digits in the same order.
func sameDigits(a, b []rune) bool { return slices.Equal(digits(a), digits(b)) }

func digits(s []rune) (all []rune) {
	for _, r := range s {
		if '0' <= r && r <= '9' || strings.ContainsRune("一二三四五六七八九十上中下", r) {
			all = append(all, r)
		}
	}
	return all
}

// encodePath is a path as the destination of a Markdown link needs it: what
// would end it, or begin something else, is percent-encoded.
func encodePath(p string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(p) {
		if c := p[i]; c <= ' ' || strings.IndexByte("()<>[]%#?\"'\\|`*", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
			continue
		}
		b.WriteByte(p[i])
	}
	return b.String()
}
