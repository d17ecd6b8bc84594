package load

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// pictureKeys are those by which generators and editors name the picture that stands
// for a note where others show links to it, the best first.
func pictureKeys() []string {
	return []string{"image", "cover", "cover.image", "cover.src", "thumbnail", "images", "featured_image", "og_image", "banner"}
}

// pictureOf is the first of the keys that names a picture, and what it says. Other
// values of these keys mean something to others: a colour, that there is one.
func pictureOf(fields map[string]field, keys []string) (key string, v value) {
	for _, key := range keys {
		v := fields[key].value
		if v.kind == list && len(v.list) > 0 {
			v = v.list[0]
		}
		if v.kind == scalar && isPicture(pictureLink(v.text).Dest) {
			return key, v
		}
	}
	return "", value{}
}

// isPicture says whether an address is that of a picture of a kind that others show:
// on another host, where names tell little, or a file.
func isPicture(address string) bool {
	file := address
	if u, err := url.Parse(address); err == nil {
		if u.Host != "" {
			return u.Scheme == "http" || u.Scheme == "https"
		}
		if u.Scheme != "" {
			return false
		}
		file = u.Path
	}
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".webp", ".gif"}, strings.ToLower(path.Ext(file)))
}

// pictureLink is a picture as an image of the note; it may be written as one, or as the
// name of a file alone.
func pictureLink(text string) site.Link {
	l := site.Link{Kind: site.MarkdownImage, Dest: strings.TrimSpace(text)}
	if m := linked.FindStringSubmatchIndex(text); m != nil {
		written := linkAt(text, m)
		if l.Dest = written.Dest; written.Kind == site.WikiLink {
			l.Kind = site.WikiEmbed
		}
	}
	return l
}

// picture is the picture of a note that is on another host; "" if it has none there.
func (m metaReader) picture(keys []string) string {
	_, v := pictureOf(m.fields, keys)
	address := pictureLink(v.text).Dest
	if u, err := url.Parse(address); err != nil || u.Host == "" || len(address) > budget.PropertyRunes {
		return ""
	}
	return address
}

// picture adds to the links of a note that to its picture, if that is a file.
func (p *propertyReader) picture(fields map[string]field, file string) {
	key, v := pictureOf(fields, pictureKeys())
	l := pictureLink(v.text)
	if u, err := url.Parse(l.Dest); key == "" || err == nil && u.Host != "" {
		return
	}
	l.Property = key
	l.At = p.place(site.Pos{File: file, Line: v.line + 1, Col: v.col}, l.Dest)
	p.set.Links = append(p.set.Links, l)
}
