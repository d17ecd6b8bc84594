package sanitize

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// OnlyPictures says whether nothing but pictures, and links around them, is in a
// fragment, and all that it opens is closed in it.
func (f *Fragment) OnlyPictures() bool {
	pictures, open := 0, 0
	for i := range f.Tokens {
		switch t := &f.Tokens[i]; {
		case t.AsWritten:
			return false
		case t.Kind == Void && t.Name == "img":
			pictures++
		case t.Kind == Start && (t.Name == "a" || t.Name == "span" || t.Name == "picture"):
			open++
		case t.Kind == End && open > 0:
			open--
		case t.Kind == Void && (t.Name == "br" || t.Name == "source"), t.Kind == Text && strings.TrimSpace(t.Text) == "":
		default:
			return false
		}
	}
	return pictures > 0 && open == 0
}

// bundled is how Docusaurus and its like name a file in an attribute.
var bundled = regexp.MustCompile(`^\{[ \t]*(?:require|useBaseUrl|withBase)\([ \t]*["'` + "`" + `]([^"'` + "`" + `\n]+)["'` + "`" + `][ \t]*\)(?:\.default)?[ \t]*\}$`)

// Unbundled is the address that a value names which a bundler would read:
// {require("./a.png").default}, {useBaseUrl("/a.png")}, @site/static/a.png.
func Unbundled(address string) string {
	if m := bundled.FindStringSubmatch(address); m != nil {
		address = m[1]
	}
	if rest, ok := strings.CutPrefix(address, "@site/"); ok {
		return "/" + strings.TrimPrefix(rest, "static/")
	}
	return address
}

// picture takes an attribute of an image.
func (k *Token) picture(a html.Attribute) {
	switch a.Key {
	case "alt":
		k.Text = a.Val
	case "title":
		k.Title = a.Val
	case "width":
		k.Width, k.Share = pixels(a.Val), percent(a.Val)
	case "height":
		k.Height = pixels(a.Val)
	case "style":
		k.style(a.Val)
	}
}

// style understands the sizes that editors write: "zoom:50%", "width: 300px".
func (k *Token) style(css string) {
	for rule := range strings.SplitSeq(css, ";") {
		property, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(property)) {
		case "zoom":
			if n, ok := strings.CutSuffix(value, "%"); ok {
				k.Zoom = pixels(n)
			} else if f, err := strconv.ParseFloat(value, 64); err == nil && f > 0 && f <= 10 {
				k.Zoom = int(f * 100)
			}
		case "width":
			k.Width, k.Share = pixels(value), percent(value)
		case "height":
			k.Height = pixels(value)
		}
	}
}

// percent reads "50%", up to all of the width; 0 is anything else.
func percent(s string) int {
	number, ok := strings.CutSuffix(strings.TrimSpace(s), "%")
	n, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || n <= 0 || n > 100 {
		return 0
	}
	return max(1, int(n))
}

// pixels reads "300" and "300px"; 0 is anything else.
func pixels(s string) int {
	n, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(s), "px"), 10, 14)
	if err != nil {
		return 0
	}
	return int(n)
}
