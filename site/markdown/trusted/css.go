package trusted

import "strings"

// A cssAddress is an address in a style sheet.
type cssAddress struct {
	url      string
	font     bool // it stands in a @font-face
	imported bool // it is that of another style sheet
}

// addressesIn finds the addresses in CSS: url(…), and the text behind @import.
// What CSS writes with backslashes is not found, and stays forbidden.
func addressesIn(css string) []cssAddress {
	var all []cssAddress
	rule := "" // the last @ rule, until its block ends
	for len(css) > 0 {
		switch {
		case strings.HasPrefix(css, "/*"):
			_, css, _ = strings.Cut(css[2:], "*/")
		case css[0] == '"' || css[0] == '\'':
			var text string
			text, css = quoted(css)
			if rule == "import" {
				all = append(all, cssAddress{url: text, imported: true})
			}
		case css[0] == '@':
			rule = strings.ToLower(word(css[1:]))
			css = css[1+len(rule):]
		case css[0] == '}' || css[0] == ';' && rule == "import":
			rule, css = "", css[1:]
		case len(css) > 4 && strings.EqualFold(css[:4], "url("):
			var text string
			text, css = inParentheses(css[4:])
			all = append(all, cssAddress{url: text, font: rule == "font-face", imported: rule == "import"})
		default:
			css = css[1:]
		}
	}
	return all
}

func word(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' })
	if end < 0 {
		return s
	}
	return s[:end]
}

// quoted is the text between the quotation mark that s begins with and the next.
func quoted(s string) (text, rest string) {
	text, rest, _ = strings.Cut(s[1:], s[:1])
	return text, rest
}

func inParentheses(s string) (text, rest string) {
	s = strings.TrimLeft(s, " \t\r\n\f")
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		return quoted(s)
	}
	text, rest, _ = strings.Cut(s, ")")
	return strings.TrimSpace(text), rest
}
