package load

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"golang.org/x/text/language"
)

// doubtOf is how hard front matter that could be read is searched for what
// keeps the note back. In braces a comma too many makes other keys.
func doubtOf(text []byte) doubt {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return mixed
	}
	return keys
}

// meta reads the keys we know. Others are fine: notes come from other tools.
// text is all of the front matter.
func (r *report) meta(fields []field, text []byte) site.Meta {
	m := metaReader{r, r.unique(fields)}
	v := r.publishing(fields)
	r.asked = v == asked
	meta := site.Meta{Draft: v == back || v == unsaid && (r.ruins(text, 2, doubtOf(text)) || r.slips(fields))}
	for _, k := range metaKeys() {
		k.read(m, k.names, &meta)
	}
	meta.Image = m.picture(pictureKeys())
	r.properties(fields, m.fields, text)
	return meta
}

// unique finds fields by their keys in lower case. Of a key that is there
// twice the first counts, and the first such key is reported.
func (r *report) unique(fields []field) map[string]field {
	keys := make(map[string]field, len(fields))
	reported := false
	for _, f := range fields {
		name := strings.ToLower(f.key)
		if f.item > 0 { // each table of a list has the same ones
			continue
		}
		if _, twice := keys[name]; !twice {
			keys[name] = f
		} else if !reported {
			reported = true
			r.add(site.BadValue, f.line+1, f.col, "the first one counts", "key %q is there twice", short(f.key))
		}
	}
	return keys
}

type metaReader struct {
	*report
	fields map[string]field
}

// wrong reports a value of the wrong type. Front matter begins on line 2.
func (m metaReader) wrong(key string, v value, want string) {
	what := fmt.Sprintf("%s should be %s", key, want)
	if v.kind == scalar {
		what += fmt.Sprintf(", not %q", short(v.text))
	}
	m.add(site.BadValue, v.line+1, v.col, "", "%s", what)
}

// other notes a value that is meant for another tool. what says why biji does
// not take it.
func (m metaReader) other(key string, v value, what string) {
	m.add(site.OtherProperty, v.line+1, v.col, "", "%s %q is %s", key, short(v.text), what)
}

// scalar is the value of the first of the keys that is there and not empty.
// ok is false if there is none, or a list.
func (m metaReader) scalar(want string, keys []string) (key string, v value, ok bool) {
	for _, key := range keys {
		switch v := m.fields[key].value; v.kind {
		case scalar:
			if strings.TrimSpace(v.text) != "" {
				return key, v, true
			}
		case list, table:
			m.wrong(key, v, want)
		}
	}
	return "", value{}, false
}

func (m metaReader) text(limit int, keys []string) string {
	_, v, _ := m.scalar("text", keys)
	return tidy(v.text, limit)
}

func (m metaReader) lang(keys []string) string {
	key, v, ok := m.scalar("a language such as zh-CN", keys)
	if !ok {
		return ""
	}
	name, ok := langName(v.text)
	if !ok && key == "language" { // of a film, as 粤语, or of code
		m.other(key, v, "not the note's language, and left out")
	} else if !ok {
		m.wrong(key, v, "a language such as zh-CN")
	}
	return name
}

// langName is a BCP 47 tag in its usual spelling.
func langName(s string) (string, bool) {
	tag, err := language.Raw.Parse(strings.TrimSpace(s))
	if err != nil || tag == language.Und {
		return "", false
	}
	return tag.String(), true
}

// dateLayouts are the ways in which dates are written in notes. Go reads
// fractions of seconds wherever there are seconds, and two digits where a
// layout has one.
var dateLayouts = [...]string{
	"2006-1-2", time.RFC3339, "2006-1-2 15:04:05", "2006-1-2 15:04", "2006-1-2T15:04:05", "2006-1-2T15:04",
	"2006-1-2 15:04:05 -0700", "2006-1-2 15:04:05 -07:00", "2006-1-2 15:04:05-07:00", "2006-1-2 15:04:05Z07:00",
	"2006-1-2T15:04:05-0700", "2006/1/2", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006.1.2", "2006年1月2日",
}

// unlinked is a tag without the brackets of a wikilink that make it one: the
// name of the note, or what stands in its place.
func unlinked(tag string) string {
	inner, ok := strings.CutPrefix(tag, "[[")
	if !ok {
		return tag
	}
	name, shown, _ := strings.Cut(strings.TrimSuffix(inner, "]]"), "|")
	return cmp.Or(strings.TrimSpace(shown), strings.TrimSpace(name))
}

func (m metaReader) tags(keys []string) []string {
	return m.list(budget.TagRunes, func(s string) []string {
		if links := oneLink.FindAllString(s, -1); links != nil {
			return links
		}
		if strings.ContainsAny(s, ",，、;；") {
			return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
		}
		return strings.Fields(s)
	}, keys)
}

// list reads a list of texts, or a single text, which split may divide. Empty
// items and repeats are left out, and so is the '#' before a tag.
func (m metaReader) list(limit int, split func(string) []string, keys []string) []string {
	var out []string
	for _, key := range keys {
		for _, s := range m.items(key, split) {
			s = tidy(s, limit)
			if split != nil {
				s = strings.TrimSpace(strings.TrimLeft(unlinked(s), "#"))
			}
			if s != "" && len(out) < budget.TagsOrAliases && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// items is the texts of a list. Of the items that are no texts the first is
// reported.
func (m metaReader) items(key string, split func(string) []string) []string {
	v := m.fields[key].value
	switch {
	case v.kind == table:
		m.wrong(key, v, "a list of texts")
	case v.kind == scalar && split != nil:
		return split(v.text)
	case v.kind == scalar:
		return []string{v.text}
	}
	var out []string
	var bad *value
	for _, item := range v.list {
		if item.kind == scalar {
			out = append(out, item.text)
		} else if item.kind != null && bad == nil {
			bad = &item
		}
	}
	if bad != nil && bad.line > 0 {
		m.wrong(key, *bad, "a list of texts")
	} else if bad != nil {
		m.wrong(key, v, "a list of texts")
	}
	return out
}

func truthOf(s string) (truth, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

func (m metaReader) weight(keys []string) float64 {
	key, v, ok := m.scalar("a whole number", keys)
	if !ok {
		return 0
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(v.text, "_", ""), 64)
	ours := key == "weight" || key == "order"
	switch {
	case err != nil || math.IsNaN(n) || math.Abs(n) > math.MaxInt32 || ours && n != math.Trunc(n):
		m.wrong(key, v, "a whole number")
		return 0
	case n == 0 && !ours: // that is none
		return math.SmallestNonzeroFloat64
	}
	return n
}

// offered says whether one of the keys of is plainly says no, or one of those of
// isNot yes; or else whether one says the contrary. Other values may mean something
// to others.
func (m metaReader) offered(is, isNot []string) site.Choice {
	said := site.Auto
	if v := m.fields[is[0]].value; v.kind == table {
		m.wrong(is[0], v, "true or false")
	}
	for _, keys := range []struct {
		names []string
		off   bool
	}{{is, false}, {isNot, true}} {
		for _, key := range keys.names {
			v := m.fields[key].value
			t, plain := truthOf(v.text)
			switch {
			case v.kind != scalar || !plain:
			case t == keys.off:
				return site.No
			default:
				said = site.Yes
			}
		}
	}
	return said
}

// unlisted takes a value that is neither true nor false for true: what may not be
// meant for everybody stands in no list.
func (m metaReader) unlisted(key string) site.Choice {
	v := m.fields[key].value
	t, plain := truthOf(v.text)
	switch {
	case v.kind == null:
		return site.Auto
	case v.kind != scalar || !plain:
		m.wrong(key, v, "true or false")
	case !t:
		return site.No
	}
	return site.Yes
}

// address is the address that a note asks for: from the root of the site with a
// slash in front, otherwise from its folder. What is no path is for others: the
// page that a note is about, a pattern of Jekyll.
func (m metaReader) address(keys []string) string {
	for _, key := range keys {
		v := m.fields[key].value
		text := strings.TrimSpace(v.text)
		if v.kind == table && key != "url" {
			m.wrong(key, v, "a path")
		}
		if v.kind != scalar || text == "" || utf8.RuneCountInString(text) > budget.AliasRunes || !addressLike(text) {
			continue
		}
		if key != "slug" {
			text = "/" + strings.TrimLeft(text, "/")
		}
		return strings.TrimPrefix(text, "./")
	}
	return ""
}

func addressLike(s string) bool {
	if _, isTruth := truthOf(s); isTruth || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\:?#*\"<>|{}[]%") {
		return false
	}
	for part := range strings.SplitSeq(s, "/") {
		if part == ".." {
			return false
		}
	}
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

const wantSplit = `a heading level from 1 to 6, "auto" or "off"`

func (m metaReader) split(keys []string) site.SplitLevel {
	key, v, ok := m.scalar(wantSplit, keys)
	if !ok {
		return site.SplitAuto
	}
	level, ok := splitLevel(v.text)
	if !ok {
		m.wrong(key, v, wantSplit)
	}
	return level
}

func splitLevel(s string) (site.SplitLevel, bool) {
	switch s = strings.ToLower(strings.TrimSpace(s)); s {
	case "1", "2", "3", "4", "5", "6":
		return site.SplitLevel(s[0] - '0'), true
	case "auto", "true", "yes", "on":
		return site.SplitAuto, true
	case "off", "false", "no", "none", "0":
		return site.SplitOff, true
	}
	return site.SplitAuto, false
}

// tidy makes a name of s: one line, no invisible characters that reorder or
// break it, at most limit characters.
func tidy(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return cut(strings.Join(strings.Fields(s), " "), limit)
}

// short makes s fit into a message.
func short(s string) string { return tidy(s, 40) }

// cut keeps the first limit characters of s.
func cut(s string, limit int) string {
	if len(s) <= limit || utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
