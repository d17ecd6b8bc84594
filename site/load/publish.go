package load

import (
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// Whether a note is published is decided closed: what its author may have
// meant as "not yet" keeps it back, and a problem says so unless it was said
// in one of our own words.

// A verdict is what a note says of its being published. Of two verdicts the
// greater one counts.
type verdict int

const (
	unsaid verdict = iota
	ready          // it is no draft
	asked          // it asks to be published
	back           // it is a draft, or may be one
)

// A gate is a key of front matter that decides whether a note is published.
// Its value is true or false; any other keeps the note back.
type gate struct {
	key   string
	holds bool // the value that keeps a note back
}

// gates are those keys. Longer names come before their beginnings.
func gates() []gate {
	return []gate{
		{"draft", true},
		{"private", true},
		{"published", false},
		{"publish", false},
		{"dg-publish", false}, // of Obsidian's digital garden
	}
}

// hints are keys by which authors of other tools keep notes from readers, and
// the values that do. They count only if no gate is there, and a problem says
// that they did.
var hints = hintKeys()

func hintKeys() map[string]*regexp.Regexp {
	yes := regexp.MustCompile(`^(true|yes|on|是)$`)
	no := regexp.MustCompile(`^(false|no|off|never|none|否)$`)
	word := regexp.MustCompile(`^(drafts?|unpublished|private|hidden|unlisted|secret|internal|confidential|草稿|未发布|私密|私有|隐藏|内部|保密)$`)
	any := regexp.MustCompile(`.`)
	return map[string]*regexp.Regexp{
		"drafts": yes, "hidden": yes, "unlisted": yes, "secret": yes, "wip": yes, "encrypt": yes, "encrypted": yes,
		"headless": yes, "isprivate": yes, "isdraft": yes, "internal": yes, "confidential": yes,
		"unpublished": yes, "草稿": yes, "私密": yes, "私有": yes, "隐藏": yes, "加密": yes,
		"public": no, "visible": no, "listed": no, "发布": no, "公开": no, "render": no, "permalink": no, "share": no, "ispublic": no, "ispublished": no,
		"buildrender": no, "buildlist": no, // of Hugo, build.render or _build.render
		"status": word, "state": word, "visibility": word, "access": word, "stage": word, "audience": word, "layout": word, "状态": word,
		"password": any, "密码": any, // by which hexo and VuePress encrypt a page
	}
}

// publishing says what the keys of a note say of its being published, and
// reports what is not plain.
func (r *report) publishing(fields []field) verdict {
	v := unsaid
	for _, f := range fields {
		for _, g := range gates() {
			if gateName(f.key) == gateName(g.key) {
				v = max(v, r.gate(g, f))
			}
		}
	}
	if v != unsaid {
		return v
	}
	if r.hinted(withoutUnlisted(fields), 1) {
		return back
	}
	return unsaid
}

// withoutUnlisted leaves out the key that says "not in lists" where it can be read.
func withoutUnlisted(fields []field) []field {
	return slices.DeleteFunc(slices.Clone(fields), func(f field) bool { return gateName(f.key) == "unlisted" })
}

// hinted reports the first of the fields, with so many lines before them, that
// is a hint to keep the note back.
func (r *report) hinted(fields []field, before int) bool {
	for _, f := range fields {
		if is := hints[gateName(f.key)]; is != nil && f.value.hints(is) {
			r.keptBack(f.line+before, f.col, `write "draft: false" to publish it, or "draft: true" to be told no more`,
				"%q says so", short(f.key))
			return true
		}
	}
	return false
}

// hints says whether a value, or one of a list, or one between commas, is what
// keeps a note back.
func (v value) hints(is *regexp.Regexp) bool {
	for _, text := range strings.FieldsFunc(v.text, func(c rune) bool { return strings.ContainsRune(",，、;；/(（!！[]|", c) }) {
		if is.MatchString(strings.ToLower(strings.TrimSpace(text))) {
			return true
		}
	}
	return slices.ContainsFunc(v.list, func(item value) bool { return item.hints(is) })
}

// slips reports a key that may have been meant for a gate.
func (r *report) slips(fields []field) bool {
	for _, f := range fields {
		if key := slip(f); key != "" {
			r.keptBack(f.line+1, f.col, `write "draft: false" to publish it`, "%q may be %s", short(f.key), key)
			return true
		}
	}
	return false
}

// slip is the gate that a key is one letter away from, if the value does not
// plainly say "publish"; "" if there is none. Words that mean something else are
// no slips.
func slip(f field) string {
	name := gateName(f.key)
	switch name {
	case "raft", "craft", "crafts", "graft", "drift", "daft", "publisher", "drafts":
		return ""
	}
	if len(name) > 40 || f.value.kind == list || f.value.kind == table {
		return ""
	}
	for _, g := range gates() {
		if slug.Distance(name, gateName(g.key)) == 1 && !g.opens(f.value.text) {
			return g.key
		}
	}
	return ""
}

// gateName is a key as people mean it: in any case, also in full width, and
// without signs that got into it.
func gateName(key string) string { return strings.Trim(squeeze([]byte(key), ""), ":") }

func (r *report) gate(g gate, f field) verdict {
	truth, plain := truthOf(f.value.text)
	switch {
	case f.value.kind == scalar && plain:
		return g.verdict(truth)
	case g.key == "published" && f.value.kind == scalar && isDay(f.value.text):
		return ready // when it, or what it is about, was published
	case g.key == "published" && f.value.kind == null:
		return unsaid // Obsidian's clipper leaves it empty if it found no day
	}
	what := g.key + " should be true or false"
	if f.value.kind == scalar {
		what += ", not \"" + short(f.value.text) + "\""
	}
	r.keptBack(f.value.line+1, f.value.col, "", "%s", what)
	return back
}

func (g gate) verdict(value bool) verdict {
	switch {
	case value == g.holds:
		return back
	case g.holds:
		return ready
	}
	return asked
}

// day begins with a year and a month.
var day = regexp.MustCompile(`^(\[\[)?(19|20)\d\d([-/.年](0?[1-9]|1[0-2])\b|年?(\]\])?$)`)

// isDay says whether a value of "published" is a date. It may lie in the
// future: no clock decides what is published.
func isDay(s string) bool { return day.MatchString(strings.TrimSpace(s)) }

// keptBack reports that a note counts as a draft though it does not say so
// plainly.
func (r *report) keptBack(line, col int, hint, why string, args ...any) {
	r.add(site.KeptBack, line, col, hint, "is not published, for it may be a draft: "+why, args...)
}
