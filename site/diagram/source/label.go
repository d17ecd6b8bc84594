package source

import (
	"html"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/canvas"
)

var (
	lineBreak = regexp.MustCompile(`(?i)<\s*br\s*/?\s*>|\\n`)
	tag       = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	code      = regexp.MustCompile(`#(\d{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});`)
	icon      = regexp.MustCompile(`\b(?:fa[bsrlkd]?|mdi|logos|iconify)\s*:\s*(?:fa-)?([\w-]+)`)
)

// Wrap is how wide the lines of a label are, at most.
const Wrap = 200

// Label reads the text of a label: <br> and \n end lines, other tags are left
// out, #quot; and #9829; are characters, and a text in "`…`" is Markdown. Names of
// icons are left out beside other text.
func Label(raw string, most float64) canvas.Text { return LabelAt(raw, most, canvas.Size) }

// LabelAt is Label at another size.
func LabelAt(raw string, most, size float64) canvas.Text {
	raw = strings.TrimSpace(Unquote(raw))
	markdown := len(raw) > 1 && raw[0] == '`' && raw[len(raw)-1] == '`'
	if markdown {
		raw = raw[1 : len(raw)-1]
	}
	raw = lineBreak.ReplaceAllString(raw, "\n")
	var lines [][]canvas.Run
	for line := range strings.SplitSeq(raw, "\n") {
		text := strings.TrimSpace(Plain(line))
		if markdown {
			lines = append(lines, emphasis(text))
		} else {
			lines = append(lines, []canvas.Run{{Text: text}})
		}
	}
	return canvas.Set(lines, most, size)
}

// Plain is one line of a label without markup.
func Plain(line string) string {
	line = tag.ReplaceAllString(line, "")
	if without := icon.ReplaceAllString(line, ""); strings.TrimSpace(without) != "" {
		line = without
	} else {
		line = icon.ReplaceAllString(line, "$1")
	}
	line = code.ReplaceAllStringFunc(line, func(s string) string {
		name := s[1:]
		if name[0] >= '0' && name[0] <= '9' {
			name = "#" + name
		}
		if plain := html.UnescapeString("&" + name); !strings.HasPrefix(plain, "&#") && plain != "&"+name {
			return plain
		}
		return s
	})
	return html.UnescapeString(line)
}

// Unquote takes quotation marks from both ends.
func Unquote(s string) string {
	s = strings.TrimSpace(s)
	for _, q := range [...]string{`"`, `'`} {
		if len(s) > 1 && strings.HasPrefix(s, q) && strings.HasSuffix(s, q) {
			return s[1 : len(s)-1]
		}
	}
	return s
}

// emphasis reads **bold** and *italic*.
func emphasis(s string) []canvas.Run {
	var runs []canvas.Run
	var now canvas.Run
	flush := func() {
		if now.Text != "" {
			runs = append(runs, now)
			now.Text = ""
		}
	}
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, "**"), strings.HasPrefix(s, "__"):
			flush()
			now.Bold = !now.Bold
			s = s[2:]
		case s[0] == '*', s[0] == '_' && (now.Italic || now.Text == "" || strings.HasSuffix(now.Text, " ")):
			flush()
			now.Italic = !now.Italic
			s = s[1:]
		default:
			i := strings.IndexAny(s[1:], "*_")
			if i < 0 {
				i = len(s) - 1
			}
			now.Text += s[:i+1]
			s = s[i+1:]
		}
	}
	flush()
	if runs == nil {
		runs = []canvas.Run{{}}
	}
	return runs
}
