package markdown

import (
	"net/url"
	"strings"
)

// safe says whether a browser may be given the URL: it is relative, or its
// scheme does no harm. It is the last of three places that ask; package links
// and the sanitiser ask too.
func safe(href string) bool {
	scheme, ok := schemeOf(href)
	if !ok {
		return true
	}
	switch scheme {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// safe is safe as the page needs it: CommonMark has no opinion.
func (p *page) safe(href string) bool { return p.d.parser.options.CommonMark || safe(href) }

// schemeOf reads the scheme of a URL as leniently as the most lenient browser:
// control characters and spaces count for nothing, percent signs are decoded
// as often as it takes.
func schemeOf(href string) (scheme string, ok bool) {
	for range 3 {
		plain, err := url.PathUnescape(href)
		if err != nil || plain == href {
			break
		}
		href = plain
	}
	var b strings.Builder
	for _, r := range href {
		switch {
		case r <= ' ' || r == 0x7F || 0x80 <= r && r <= 0xA0 || r == 0xFEFF || r == 0x200B:
		case r == ':':
			return strings.ToLower(b.String()), b.Len() > 0
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z',
			b.Len() > 0 && ('0' <= r && r <= '9' || r == '+' || r == '-' || r == '.'):
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return "", false
}

// imageData says whether a URL holds a picture itself, in a form that can do
// nothing but be shown.
func imageData(href string) bool {
	rest, ok := strings.CutPrefix(href, "data:image/")
	if !ok {
		return false
	}
	form, data, ok := strings.Cut(rest, ";base64,")
	if !ok || strings.ContainsFunc(data, notBase64) {
		return false
	}
	switch form {
	case "png", "jpeg", "gif", "webp":
		return true
	}
	return false
}

func notBase64(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '+' && r != '/' && r != '='
}
