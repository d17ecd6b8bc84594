package links

import (
	"html"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
)

// An address is a destination inside the site, as written.
type address struct {
	path     string // percent signs not decoded
	query    string
	fragment string // percent signs not decoded
}

// readings are the ways in which dest may be meant, the likeliest first. By
// the standard '#' and '?' end the path, but notes are called "C#.md" and
// "什么是死锁?.md", and authors link to them as they are called.
func readings(dest string) []address {
	all := []address{standardReading(dest)}
	if !strings.ContainsAny(dest, "#?") {
		return all
	}
	for i := len(dest) - 1; i > 0 && len(all) < 5; i-- {
		if dest[i] == '#' {
			all = append(all, address{path: dest[:i], fragment: dest[i+1:]})
		}
	}
	return append(all, address{path: dest})
}

func standardReading(dest string) address {
	var a address
	a.path, a.fragment, _ = strings.Cut(dest, "#")
	a.path, a.query, _ = strings.Cut(a.path, "?")
	return a
}

// No path or heading is longer. Without a limit a note could make us fold and
// compare megabytes, link by link.
const maxName = 4 << 10

// cleaned is dest without what browsers ignore in it: control characters, and
// white space around it.
func cleaned(dest string) string {
	if allBytes(dest, func(c byte) bool { return ' ' < c && c < 0x7f }) {
		return dest
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, dest))
}

func allBytes(s string, are func(byte) bool) bool {
	for i := range len(s) {
		if !are(s[i]) {
			return false
		}
	}
	return true
}

// unescape is s with its percent signs decoded, once; a percent sign that
// begins no code stays, and so does all of s if it would not be text.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0 {
			b.WriteByte(byte(hex(s[i+1])<<4 | hex(s[i+2])))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	if u := b.String(); strings.ToValidUTF8(u, "") == u {
		return u
	}
	return s
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// schemeOf is the scheme of a URL in lower case, without its colon; "" if
// there is none. It decodes what an attacker may have encoded: references,
// percent signs, several times over, and control characters.
func schemeOf(dest string) string {
	if !strings.ContainsAny(dest, ":%&") {
		return ""
	}
	if s := strings.ToLower(dest[:min(len(dest), 64)]); plainScheme(s) != "" { // there is nothing in it to decode
		return plainScheme(s)
	}
	s := dest[:min(len(dest), 1<<10)] // a data: URL can be a megabyte
	for range 4 {
		was := s
		s = cleaned(unescape(html.UnescapeString(s)))
		if s == was {
			break
		}
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return plainScheme(s)
}

// plainScheme reads a scheme by RFC 3986, section 3.1, lower case only.
func plainScheme(s string) string {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return s[:i]
		default:
			return ""
		}
	}
	return ""
}

// external is a URL that leads out of the site, fit for an attribute: what no
// URL may hold is encoded, letters beyond ASCII stay.
func external(dest string) string {
	if allBytes(dest, func(c byte) bool { return c > ' ' && c != 0x7f && strings.IndexByte("\"<>\\^`{|}%", c) < 0 }) {
		return dest
	}
	var b strings.Builder
	for i := 0; i < len(dest); i++ {
		switch c := dest[i]; {
		case c <= ' ', c == 0x7f, strings.IndexByte("\"<>\\^`{|}", c) >= 0,
			c == '%' && (i+2 >= len(dest) || hex(dest[i+1]) < 0 || hex(dest[i+2]) < 0):
			b.WriteString(url.PathEscape(string(rune(c))))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// join is the path to which p leads from the folder dir, "" for the root of
// the content. Out of that root it does not lead.
func join(dir, p string) (joined string, ok bool) {
	if strings.HasPrefix(p, "/") {
		dir = ""
	}
	joined = path.Join(dir, p)
	if joined == ".." || strings.HasPrefix(joined, "../") {
		return "", false
	}
	joined = strings.TrimPrefix(joined, "/")
	if joined == "." {
		joined = ""
	}
	return joined, true
}

// stemOf is p without its extension.
func stemOf(p string) string {
	return strings.TrimSuffix(p, path.Ext(p))
}

// withoutMarkdown is p without the extension of a note, if it has it.
func withoutMarkdown(p string) string {
	if site.IsNoteFile(p) {
		return stemOf(p)
	}
	return p
}
