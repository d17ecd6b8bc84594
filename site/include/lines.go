package include

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A line of a file.
type line struct {
	text   string
	number int  // in the file, from 1
	cut    int  // how many characters were cut off its start
	ends   bool // a line end follows
}

// pos is the place of an offset of the line.
func (l line) pos(c context, offset int) site.Pos {
	return site.Pos{File: c.path, Line: l.number, Col: 1 + l.cut + utf8.RuneCountInString(l.text[:offset])}
}

// lines are those of a document.
func (d *document) lines() []line {
	if d.cut != nil {
		return d.cut
	}
	var all []line
	for text := range strings.Lines(string(d.body)) {
		text, ends := strings.CutSuffix(text, "\n")
		all = append(all, line{text: text, number: d.line + len(all), ends: ends})
	}
	d.cut = all
	return all
}

// A fence knows whether lines stand in a block of code.
type fence struct {
	mark  string // that opens it; "" outside
	lang  string
	group bool // a container of VitePress whose blocks of code are tabs
}

// A place says where a line stands.
type place int

const (
	outside place = iota
	inside        // a block of code
	border        // it opens or closes one
)

var (
	opening  = regexp.MustCompile("^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(```+|~~~+)[ \t]*([^`]*)$")
	groups   = regexp.MustCompile(`^[ \t>]*:::+[ \t]*code-group\b`)
	closings = regexp.MustCompile(`^[ \t>]*:::+[ \t]*$`)
)

// step goes on to a line, and says where it stands.
func (f *fence) step(text string) place {
	if f.mark != "" {
		rest := strings.TrimLeft(text, " \t>")
		if strings.HasPrefix(rest, f.mark) && strings.Trim(strings.TrimRight(rest, " \t"), f.mark[:1]) == "" {
			f.mark = ""
			return border
		}
		return inside
	}
	if m := opening.FindStringSubmatch(text); m != nil {
		f.mark = m[1]
		f.lang = strings.ToLower(firstWord(m[2]))
		return border
	}
	switch {
	case groups.MatchString(text):
		f.group = true
	case closings.MatchString(text):
		f.group = false
	}
	return outside
}

func (f *fence) open() bool { return f.mark != "" }

// shows says whether the block of code is likely to show how something is
// written: a directive in it that asks for nothing that is there is an example.
func (f *fence) shows() bool {
	switch f.lang {
	case "md", "markdown", "mdx", "html", "vue", "text", "txt", "liquid", "jinja", "yaml", "yml", "toml":
		return true
	}
	return false
}

func firstWord(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-"))]
}

// codeSpans are the parts of a line in backticks, as offsets.
func codeSpans(text string) (spans [][2]int) {
	for at := 0; ; {
		begin := strings.IndexByte(text[at:], '`')
		if begin < 0 {
			return spans
		}
		begin += at
		n := len(text[begin:]) - len(strings.TrimLeft(text[begin:], "`"))
		end := closingRun(text, begin+n, n)
		if end < 0 {
			at = begin + n
			continue
		}
		spans = append(spans, [2]int{begin, end})
		at = end
	}
}

// closingRun is the end of the first run of n backticks behind at; -1 if there is
// none.
func closingRun(text string, at, n int) int {
	for at < len(text) {
		begin := strings.IndexByte(text[at:], '`')
		if begin < 0 {
			return -1
		}
		begin += at
		run := len(text[begin:]) - len(strings.TrimLeft(text[begin:], "`"))
		if run == n {
			return begin + n
		}
		at = begin + run
	}
	return -1
}
