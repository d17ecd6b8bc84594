package include

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// A family is the tools that have a form of directive in common.
type family int

const (
	anyFamily family = iota
	mdBook
	vue
	snippets
	tags
)

// A directive is a part of a line that asks for a file.
type directive struct {
	from, to int    // bytes of the line
	text     string // as written
	family   family
	alone    bool   // nothing else is on the line
	instead  string // what is written instead, for there is nothing to ask for
	title    string // of the page
	path     string // as written; "" asks for nothing
	look     look
	byName   bool   // in any folder, if that is the only file of the name: an alias of VuePress hides the folder
	ranges   []span // of lines; nil is all
	name     string // of a part; "" is all
	code     *code  // put in as a block of code; nil as text
	rebased  bool   // links in it are seen from its own file
	quiet    bool   // it may mean something else: only a file that is there is put in
}

// A span is lines of a file, numbered from 1. A to of 0 is the end; negative
// numbers count from there.
type span struct{ from, to int }

// A code is a block of code that is made of a file.
type code struct {
	lang  string // "" goes by the file's name
	marks string // {1,3-5}
	title string
}

// info is the info string of the block, of a file, perhaps among the tabs of a
// group.
func (c *code) info(file string, tab bool) string {
	parts := []string{c.lang}
	if c.lang == "" {
		parts[0] = strings.TrimPrefix(strings.ToLower(path.Ext(file)), ".")
	}
	if parts[0] == "" {
		parts[0] = "text"
	}
	if c.marks != "" {
		parts = append(parts, "{"+c.marks+"}")
	}
	title := c.title
	if title == "" && tab {
		title = path.Base(file)
	}
	if title != "" {
		parts = append(parts, "["+strings.ReplaceAll(title, "]", "")+"]")
	}
	return strings.Join(parts, " ")
}

// signs are what every note has that asks for a file.
func signs() []string {
	return []string{"{{", "{%", "@include", "<<<", "8<-", "@[code"}
}

// asks says whether there may be directives in a note.
func asks(n site.Note) bool { return n.Board == nil && signed(n.Body) }

func signed(text []byte) bool {
	return slices.ContainsFunc(signs(), func(s string) bool { return bytes.Contains(text, []byte(s)) })
}

// longestLine is how long a line with directives may be.
const longestLine = 10_000

// directives are those of a line, from left to right.
func directives(text string, at place, f *fence, c context) []directive {
	if at == border || len(text) > longestLine || !signed([]byte(text)) {
		return nil
	}
	var all []directive
	for _, form := range []struct {
		family family
		find   func(text string, at place) []directive
	}{{mdBook, mdBookOn}, {vue, vueOn}, {snippets, snippetsOn}, {tags, tagsOn}} {
		if c.only != anyFamily && c.only != form.family {
			continue
		}
		for _, d := range form.find(text, at) {
			d.family, d.text = form.family, strings.TrimSpace(text[d.from:d.to])
			d.alone = strings.TrimSpace(text[:d.from]+text[d.to:]) == ""
			if d.alone {
				d.from, d.to = 0, len(text)
			}
			if d.alone || d.code == nil {
				all = append(all, d)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b directive) int { return a.from - b.from })
	return apart(all, text, at)
}

// apart leaves those out that overlap, and those in code within a line.
func apart(all []directive, text string, at place) []directive {
	var spans [][2]int
	if at == outside && len(all) > 0 {
		spans = codeSpans(text)
	}
	end := 0
	return slices.DeleteFunc(all, func(d directive) bool {
		inCode := slices.ContainsFunc(spans, func(s [2]int) bool { return s[0] < d.to && d.from < s[1] && !d.alone })
		if d.from < end || inCode && d.instead == "" {
			return true
		}
		end = d.to
		return false
	})
}
