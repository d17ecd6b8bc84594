package site

import (
	"path"
	"strings"
)

// Href is the relative link that leads from the page at address from to the
// address to, encoded once. A fragment or query may be empty; fragment is not
// encoded yet, query is taken as it is.
//
// Letters outside ASCII stay readable: browsers encode them as UTF-8, over
// http and from disk alike.
func Href(from, to, query, fragment string) string {
	var b strings.Builder
	if from != to || query != "" || fragment == "" {
		up, down := relative(path.Dir(from), to)
		b.WriteString(strings.Repeat("../", up))
		if up == 0 && strings.Contains(first(down), ":") {
			b.WriteString("./") // or it would read as a scheme
		}
		escapeInto(&b, down, "/")
	}
	if query != "" {
		b.WriteString("?" + query)
	}
	if fragment != "" {
		b.WriteByte('#')
		escapeInto(&b, fragment, "/?")
	}
	return b.String()
}

// Root is the relative prefix that leads from the page at address from to the
// top of the site: "", "../", "../../" …
func Root(from string) string {
	return strings.Repeat("../", strings.Count(from, "/"))
}

// relative says how many folders to go up from dir and what to append then.
func relative(dir, to string) (up int, down string) {
	if dir == "." {
		return 0, to
	}
	for _, folder := range strings.Split(dir, "/") {
		head, rest, ok := strings.Cut(to, "/")
		if up > 0 || !ok || head != folder {
			up++
			continue
		}
		to = rest
	}
	return up, to
}

func first(p string) string {
	head, _, _ := strings.Cut(p, "/")
	return head
}

const upperHex = "0123456789ABCDEF"

// escapeInto writes s with every byte percent-encoded that is neither an
// unreserved character of RFC 3986, nor one of the sub-delimiters that are
// harmless in a path and in HTML, nor in keep, nor part of a letter beyond
// ASCII.
func escapeInto(b *strings.Builder, s, keep string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			strings.IndexByte("-._~!$()*+,;=:@", c) >= 0, strings.IndexByte(keep, c) >= 0, c >= 0x80:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
		}
	}
}
