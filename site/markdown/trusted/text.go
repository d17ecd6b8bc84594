package trusted

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// textElements are those whose content is text to a browser, whatever is in it,
// up to the first end tag: one that is not closed swallows the rest of the page.
// The order is that in which they are looked for.
var textElements = []string{"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "xmp"}

// TextElement is the name of the element of this kind of which the start tag
// begins src; "" if none does.
func TextElement(src []byte) string {
	if len(src) < 2 || src[0] != '<' {
		return ""
	}
	for _, name := range textElements {
		if named(src[1:], name) {
			return name
		}
	}
	return ""
}

// IsText says whether an element is of this kind.
func IsText(name string) bool { return slices.Contains(textElements, name) }

// named says whether src begins with a name, and that ends there.
func named(src []byte, name string) bool {
	if len(src) < len(name) || !bytes.EqualFold(src[:len(name)], []byte(name)) {
		return false
	}
	return len(src) == len(name) || strings.IndexByte(" \t\r\n\f/>", src[len(name)]) >= 0
}

// Mention is where the next tag of an element begins in src; -1 if there is none.
func Mention(src []byte, name string) int {
	for at := 0; ; at++ {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			return -1
		}
		at += i
		if named(bytes.TrimPrefix(src[at+1:], []byte("/")), name) {
			return at
		}
	}
}

// End is where the text element ends with which src begins; 0 if it is not
// closed, or if it is prose about tags: where its end would be stands another
// start tag, or one after a backslash or in a code span.
func End(src []byte) int {
	name := TextElement(src)
	if name == "" {
		return 0
	}
	at := Mention(src[1:], name) + 1
	if at == 0 || src[at+1] != '/' || src[at-1] == '\\' || bytes.Count(src[:at], []byte("`"))%2 == 1 {
		return 0
	}
	close := bytes.IndexByte(src[at:], '>')
	if close < 0 || !Whole(src[:at+close+1]) {
		return 0
	}
	return at + close + 1
}

// Whole says whether src is exactly one text element, from its start tag to its
// end tag.
func Whole(src []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(src))
	if z.Next() != html.StartTagToken {
		return false
	}
	start, _ := z.TagName()
	name := string(start)
	kind := z.Next()
	if kind == html.TextToken {
		kind = z.Next()
	}
	if kind != html.EndTagToken {
		return false
	}
	end, _ := z.TagName()
	return string(end) == name && z.Next() == html.ErrorToken && len(z.Raw()) == 0
}
