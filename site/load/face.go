package load

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/colour"
)

// faceSettings are those of what all pages show of who made the site.
func faceSettings() []setting {
	return []setting{
		{"nav", form{`a list of links such as ["[Guide](guide/README.md)", "[Code](https://github.com/user/repo)"]`, aList}, setNav, false, `[]`,
			"Links in the header of every page, written as in notes.", "每页页眉里的链接，写法和笔记里一样。"},
		{"footer", aText, setFooter, false, `""`,
			"A line at the foot of every page; it may hold [links](https://example.org/).", "每页页脚的一行字，可以有 [链接](https://example.org/)。"},
		{"social", form{`a list of addresses such as ["https://github.com/user"]`, aList}, setSocial, false, `[]`,
			"Addresses of the author elsewhere, at the foot of every page.", "作者在别处的地址，显示在每页页脚。"},
		{"license", form{`a license such as "CC BY 4.0", or a link such as "[terms](license.md)"`, `{"type": "string"}`}, setLicence, false, `""`,
			"License of the notes, at the foot of every page: \"CC BY 4.0\", or a link.", "笔记的许可，显示在每页页脚：如 \"CC BY 4.0\"，或一个链接。"},
		{"logo", aFile("img/logo.svg"), setFaceFile(func(f *site.Face) *site.FaceFile { return &f.Logo }, ".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif"), false, `""`,
			"Picture beside the name of the site.", "网站名称旁边的图片。"},
		{"icon", aFile("img/icon.svg"), setFaceFile(func(f *site.Face) *site.FaceFile { return &f.Icon }, ".svg", ".png", ".ico"), false, `""`,
			"Icon in the tabs of browsers.", "浏览器标签页上的图标。"},
		{"accent", form{`a colour such as "#0b6b62", or two, for light and for dark paper`, `{"anyOf": [{"type": "string"}, ` + aList + `]}`}, setAccent, false, `""`,
			"Colour of links and marks; for dark pages biji makes it lighter, or it is the second of a list.", "链接和标记的颜色；深色页面上 biji 自己调亮，或写成列表的第二个。"},
		{"cards", aTruth, truth(func(o *site.Options) *bool { return &o.Face.Cards }), false, `false`,
			"Draw for each page the picture that chats and other sites show beside a link to it, with its title; needs url.", "给每一页画一张卡片，上面有标题：聊天软件和别的网站显示链接时用它；需要 url。"},
		{"card-font", aFile("fonts/title.otf"), setFaceFile(func(f *site.Face) *site.FaceFile { return &f.CardFont }, ".otf", ".ttf", ".ttc"), false, `""`,
			"Font for the titles on these pictures. Without it: one of this computer, for what biji's own font lacks.", "卡片上的字体。默认用 biji 自带的，缺的字取自这台电脑的字体。"},
		{"css", form{`a list of files such as ["my.css"]`, aList}, setFaceFiles(func(f *site.Face) *[]site.FaceFile { return &f.CSS }, ".css"), false, `[]`,
			"Style sheets that every page loads besides.", "每页另外加载的样式表。"},
		{"js", form{`a list of files such as ["my.js"]`, aList}, setFaceFiles(func(f *site.Face) *[]site.FaceFile { return &f.JS }, ".js"), false, `[]`,
			"Scripts that every page loads besides.", "每页另外加载的脚本。"},
	}
}

// facePlaces says in which file all of a Face is written.
func facePlaces(f site.Face, file string) site.Face {
	for i := range f.Links {
		f.Links[i].At.File, f.Links[i].From = file, configName // which may lie beside the content, and means what is in it
	}
	for _, one := range []*site.FaceFile{&f.Logo, &f.Icon, &f.CardFont} {
		if one.Path != "" {
			one.At.File = file
		}
	}
	for _, files := range [][]site.FaceFile{f.CSS, f.JS} {
		for i := range files {
			files[i].At.File = file
		}
	}
	return f
}

func aFile(example string) form {
	return form{fmt.Sprintf("the path of a file in the content folder such as %q", example), `{"type": "string"}`}
}

// texts are the items of a list of texts.
func texts(v value) ([]value, error) {
	if v.kind != list {
		return nil, errType
	}
	for _, item := range v.list {
		if item.kind != scalar || item.bare {
			return nil, errType
		}
	}
	return v.list, nil
}

func setNav(o *site.Options, v value) error {
	nav, err := faceNav(&o.Face, v)
	o.Face.Nav = append(o.Face.Nav, nav...)
	return err
}

func faceNav(f *site.Face, v value) ([]site.Span, error) {
	items, err := texts(v)
	nav := make([]site.Span, 0, len(items))
	for _, item := range items {
		spans := faceSpans(f, item)
		if len(spans) != 1 || spans[0].Link < 0 {
			return nav, itemError{item, fmt.Errorf("%q is not a link; write \"[text](note.md)\"", short(item.text))}
		}
		nav = append(nav, spans[0])
	}
	return nav, err
}

func setFooter(o *site.Options, v value) error {
	if v.kind != scalar || v.bare {
		return errType
	}
	o.Face.Footer = faceSpans(&o.Face, v)
	return nil
}

func setSocial(o *site.Options, v value) error {
	items, err := texts(v)
	for _, item := range items {
		name, ok := placeName(item.text)
		if !ok {
			return itemError{item, fmt.Errorf("%q is not an address such as \"https://github.com/user\"", short(item.text))}
		}
		o.Face.Social = append(o.Face.Social, faceLink(&o.Face, name, item.text, item))
	}
	return err
}

// places are services by their hosts, as they write themselves.
var places = map[string]string{
	"github.com": "GitHub", "gitlab.com": "GitLab", "gitee.com": "Gitee", "codeberg.org": "Codeberg", "x.com": "X", "twitter.com": "X", "zhihu.com": "知乎",
	"weibo.com": "微博", "bilibili.com": "哔哩哔哩", "space.bilibili.com": "哔哩哔哩", "juejin.cn": "掘金", "segmentfault.com": "SegmentFault", "cnblogs.com": "博客园",
	"douban.com": "豆瓣", "xiaohongshu.com": "小红书", "youtube.com": "YouTube", "linkedin.com": "LinkedIn", "facebook.com": "Facebook", "instagram.com": "Instagram",
	"t.me": "Telegram", "mastodon.social": "Mastodon", "bsky.app": "Bluesky", "reddit.com": "Reddit", "stackoverflow.com": "Stack Overflow", "medium.com": "Medium",
	"discord.gg": "Discord", "discord.com": "Discord", "slack.com": "Slack", "news.ycombinator.com": "Hacker News", "blog.csdn.net": "CSDN", "v2ex.com": "V2EX",
}

// placeName is what to call an address.
func placeName(address string) (string, bool) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "", false
	case u.Scheme == "mailto" && strings.Contains(u.Opaque, "@"):
		return u.Opaque, true
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if name, ok := places[host]; ok {
		return name, true
	}
	return host, true
}

// deeds are the pages of Creative Commons' licences, by their short names
// (https://creativecommons.org/share-your-work/cclicenses/).
func deed(name string) (string, bool) {
	words := strings.Fields(strings.ToLower(name))
	switch {
	case len(words) >= 1 && words[0] == "cc0":
		return "https://creativecommons.org/publicdomain/zero/1.0/", true
	case len(words) == 3 && words[0] == "cc" && strings.Contains(" by by-sa by-nc by-nd by-nc-sa by-nc-nd ", " "+words[1]+" ") && strings.Contains(" 1.0 2.0 2.5 3.0 4.0 ", " "+words[2]+" "):
		return "https://creativecommons.org/licenses/" + words[1] + "/" + words[2] + "/", true
	}
	return "", false
}

func setLicence(o *site.Options, v value) error {
	if v.kind != scalar || v.bare {
		return errType
	}
	if page, ok := deed(v.text); ok {
		o.Face.License = faceLink(&o.Face, v.text, page, v)
		return nil
	}
	spans := faceSpans(&o.Face, v)
	if len(spans) > 1 {
		return errors.New("one name or one link is needed")
	}
	if len(spans) == 1 {
		o.Face.License = spans[0]
	}
	return nil
}

// faceSpans cuts a text at its links.
func faceSpans(f *site.Face, v value) []site.Span {
	text := tidy(v.text, budget.DescriptionRunes)
	var spans []site.Span
	end := 0
	for _, m := range linked.FindAllStringSubmatchIndex(text, -1) {
		l := linkAt(text, m)
		if l.Dest == "" {
			continue
		}
		if m[0] > end {
			spans = append(spans, site.Span{Text: text[end:m[0]], Link: -1})
		}
		end = m[1]
		spans = append(spans, newFaceLink(f, l, v))
	}
	if end < len(text) {
		spans = append(spans, site.Span{Text: text[end:], Link: -1})
	}
	return spans
}

func faceLink(f *site.Face, text, dest string, at value) site.Span {
	return newFaceLink(f, site.Link{Kind: site.MarkdownLink, Dest: dest, Text: text}, at)
}

func newFaceLink(f *site.Face, l site.Link, at value) site.Span {
	l.At = site.Pos{Line: at.line, Col: at.col}
	f.Links = append(f.Links, l)
	return site.Span{Text: l.Text, Link: len(f.Links) - 1}
}

func setFaceFile(at func(*site.Face) *site.FaceFile, endings ...string) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.kind != scalar || v.bare {
			return errType
		}
		file, err := faceFile(v, endings)
		*at(&o.Face) = file
		return err
	}
}

func setFaceFiles(at func(*site.Face) *[]site.FaceFile, endings ...string) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		items, err := texts(v)
		for _, item := range items {
			file, err := faceFile(item, endings)
			if err != nil {
				return itemError{item, err}
			}
			*at(&o.Face) = append(*at(&o.Face), file)
		}
		return err
	}
}

func faceFile(v value, endings []string) (site.FaceFile, error) {
	if v.text == "" {
		return site.FaceFile{}, nil
	}
	p := path.Clean(strings.TrimPrefix(strings.ReplaceAll(v.text, `\`, "/"), "/"))
	if p == ".." || strings.HasPrefix(p, "../") || strings.Contains(v.text, "://") {
		return site.FaceFile{}, fmt.Errorf("%q is not a file in the content folder", short(v.text))
	}
	for _, e := range endings {
		if strings.EqualFold(path.Ext(p), e) {
			return site.FaceFile{Path: p, At: site.Pos{Line: v.line, Col: v.col}}, nil
		}
	}
	return site.FaceFile{}, fmt.Errorf("%q should be a file %s", short(v.text), strings.Join(endings, ", "))
}

// The papers on which a text stands: those of style/tokens.css.
var (
	lightPaper = colour.RGB{R: 0xfc, G: 0xfb, B: 0xf8, Alpha: 1}
	darkPaper  = colour.RGB{R: 0x17, G: 0x19, B: 0x1b, Alpha: 1}
)

func setAccent(o *site.Options, v value) error {
	given := []value{v}
	if v.kind == scalar && !v.bare && v.text == "" {
		return nil
	}
	if v.kind == list {
		given = v.list
	}
	if len(given) == 0 || len(given) > 2 {
		return errType
	}
	var on [2]colour.RGB
	for i, paper := range []colour.RGB{lightPaper, darkPaper} {
		item := given[min(i, len(given)-1)]
		if item.kind != scalar || item.bare {
			return errType
		}
		c, ok := colour.Parse(item.text)
		if !ok {
			return itemError{item, fmt.Errorf("%q is no colour such as \"#0b6b62\"", short(item.text))}
		}
		if i == len(given) { // made by biji, which need not stop at the least
			on[i] = c.ReadableOn(paper, 6.5)
		} else if on[i] = c.ReadableOn(paper, colour.Readable); on[i].Hex() != c.Hex() {
			return itemError{item, fmt.Errorf("%q cannot be read on %s: its contrast is %.1f, and %g is needed; the nearest that can is %q",
				short(item.text), []string{"light paper", "dark paper"}[i], colour.Contrast(c, paper), colour.Readable, on[i].Hex())}
		}
	}
	o.Face.Accent = site.Accent{
		Light: on[0].Hex(), Dark: on[1].Hex(), LightWash: wash(on[0], lightPaper), DarkWash: wash(on[1], darkPaper),
	}
	return nil
}

// wash is what lies below a text in a colour: some of it on the paper, as much as
// leaves the text readable.
func wash(c, paper colour.RGB) string {
	for share := 0.12; share > 0; share -= 0.01 {
		if w := c.Mix(share, paper); colour.Contrast(c, w) >= colour.Readable {
			return w.Hex()
		}
	}
	return paper.Hex()
}
