package load

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/dates"
)

// A setting is a key of biji.toml.
type setting struct {
	key string
	form
	set     func(*site.Options, value) error
	closed  bool   // it keeps notes back: if it cannot be read, there is no site
	initial string // value in the file that ConfigTemplate writes
	en, zh  string // comment there
}

// settings are all settings, in the order in which a new biji.toml has them.
func settings() []setting {
	return slices.Concat([]setting{
		{"title", aText, text(func(o *site.Options) *string { return &o.Title }), false, `""`,
			"Name of the site. Without it: the title of the front page, or else the name of the folder.", "网站名称。默认用首页自己的标题，首页没有标题时用文件夹的名字。"},
		{"description", aText, text(func(o *site.Options) *string { return &o.Description }), false, `""`,
			"One sentence for search engines and feeds.", "一句话介绍，供搜索引擎和订阅使用。"},
		{"author", aText, text(func(o *site.Options) *string { return &o.Author }), false, `""`,
			"Who writes.", "作者。"},
		{"lang", form{`a language such as "zh-CN"`, `{"type": "string"}`}, setLang, false, `"zh-CN"`,
			"Language of the notes. Without it biji looks at their text.", "笔记的语言。默认按内容判断。"},
		{"date-format", form{`"long", "iso" or the 2nd of January 2006 as dates are to look, such as "2 January 2006"`, `{"type": "string"}`}, setDateFormat, false, `"long"`,
			"How dates are shown: \"long\" as the language has it, \"iso\", or the 2nd of January 2006 as you write it: \"2006/1/2\".",
			"日期怎样显示：\"long\" 按语言的习惯，\"iso\" 是 2006-01-02，或把 2006 年 1 月 2 日写成想要的样子：\"2006/1/2\"。"},
		languagesSetting(),
		{"url", anAddress("https://user.github.io/notes/"), setURL, false, `""`,
			"Where the site will be published: needed for the feed and the sitemap only.", "发布地址，只有订阅和站点地图需要。"},
		{"repo", anAddress("https://github.com/user/notes/edit/main/content"), setRepo, false, `""`,
			"Page of the content folder on GitHub or another forge, for \"edit this page\".", "内容文件夹在 GitHub 等网站上的地址，用于“编辑此页”。"},
		{"split", form{wantSplit, aSplit}, setSplit, false, `"auto"`,
			"Cut long notes into pages at headings of a level from 1 to 6; \"auto\" cuts notes with several level-1 headings, \"off\" none.",
			"把长笔记按标题级别（1–6）拆成多页；\"auto\" 拆分有多个一级标题的长笔记，\"off\" 不拆分。"},
		{"titles", form{`"auto", "file" or "heading"`, `{"enum": ["auto", "file", "heading"]}`}, setTitles, false, `"auto"`,
			"Call notes after their \"file\", or after their first \"heading\"; \"auto\" takes files in a vault of Obsidian or Foam.",
			"笔记的标题取文件名（\"file\"）还是开头的标题（\"heading\"）；\"auto\" 在 Obsidian 或 Foam 的库里取文件名。"},
		{"slug", form{`"path" or "short"`, `{"enum": ["path", "short"]}`}, setSlug, false, `"path"`,
			"Addresses of notes: after their \"path\", or \"short\" ones that stay when their titles change; the long ones lead on.",
			"笔记的地址：\"path\" 按文件的路径，\"short\" 是不随标题变的短地址，长的会转过去。"},
		{"hashtags", form{`"auto", true or false`, `{"enum": ["auto", true, false]}`}, choice(func(o *site.Options) *site.Choice { return &o.Hashtags }), false, `"auto"`,
			"Take #words in the text for tags; \"auto\" does so in a vault of Obsidian or Foam.", "正文里的 #词 算作标签；\"auto\" 只在 Obsidian 或 Foam 的库里算。"},
		{"breaks", form{`"auto", true or false`, `{"enum": ["auto", true, false]}`}, choice(func(o *site.Options) *site.Choice { return &o.Breaks }), false, `"auto"`,
			"Show line breaks in paragraphs, as Obsidian and Typora do; \"auto\" does as the vault's own settings say.",
			"段落里的换行照样显示，如 Obsidian 和 Typora；\"auto\" 依照 Obsidian 库自己的设置。"},
		{"properties", form{`"auto", true, false or a list of names such as ["status", "rating"]`, `{"anyOf": [{"enum": ["auto", true, false]}, ` + aList + `]}`}, setProperties, false, `"auto"`,
			"Show the properties of notes (front matter) above their text: all but those of programs, or these; \"auto\" does so in a vault of Obsidian or Foam.",
			"在正文上方显示笔记的属性（front matter）：除了给程序看的都显示，或只显示列出的；\"auto\" 只在 Obsidian 或 Foam 的库里显示。"},
		{"dates", form{`"notes" or "git"`, `{"enum": ["notes", "git"]}`}, setDates, false, `"notes"`,
			"Dates of notes that tell none themselves: none, or those of \"git\", when they were committed first and last.",
			"笔记自己没有写的日期：没有；或取自 \"git\"，即第一次和最后一次提交的日期。"},
		{"home", form{`the path of a note such as "start.md", or "list"`, `{"type": "string"}`}, setHome, false, `""`,
			"The note that is the front page; \"list\" makes one that lists what is in the content folder. Without it: README.md or index.md.",
			"作首页的笔记；\"list\" 由 biji 列出内容文件夹里有什么。默认是 README.md 或 index.md。"},
		{"recent", form{`a whole number from 0 to 100, or "auto"`, `{"anyOf": [{"enum": ["auto"]}, {"type": "integer", "minimum": 0, "maximum": 100}]}`}, setRecent, false, `"auto"`,
			"How many of the newest notes the front page lists; \"auto\": those that changed last, if dates are known and there are more than a few notes.",
			"首页列出几篇最新的笔记；\"auto\" 列出最近改过的，如果知道日期、笔记又不止几篇。"},
		{"ignore", form{`a list of patterns such as ["drafts/**", "*.tmp"]`, aList}, setIgnore, true, `[]`,
			"Files and folders to leave out: \"*.tmp\" anywhere, \"drafts/**\" from the top; ** spans folders.",
			"不发布的文件和文件夹：\"*.tmp\" 匹配任何位置，\"drafts/**\" 从内容文件夹开始；** 可跨越文件夹。"},
		{"copy", form{`a list of patterns such as ["files/**", "*.pdf"]`, aList}, setCopy, false, `[]`,
			"Files that are published though no note uses them.", "没有笔记用到也要发布的文件。"},
		{"images", form{`"all", "local" or a list of hosts such as ["cdn.example.org", "*.example.com"]`, `{"anyOf": [{"enum": ["all", "local"]}, ` + aList + `]}`}, setImages, false, `"all"`,
			"Pictures on other hosts: show \"all\"; or those of some hosts; or none, \"local\".", "别的网站上的图片：\"all\" 都显示；列出主机名只显示这些；\"local\" 都不显示。"},
		{"unsafe", aTruth, truth(func(o *site.Options) *bool { return &o.Unsafe }), false, `false`,
			"Let all raw HTML in notes through. Only for notes that you trust.", "原样输出笔记中的 HTML。仅用于可信的笔记。"},
		{"encoding", form{`the name of an encoding such as "gb18030"`, `{"type": "string"}`}, setEncoding, false, `""`,
			"Encoding of notes that are not UTF-8: \"gb18030\", \"big5\", \"shift_jis\" …", "非 UTF-8 笔记的编码：\"gb18030\"、\"big5\"、\"shift_jis\" 等。"},
		{"templates", form{"the path of a folder", `{"type": "string"}`}, text(func(o *site.Options) *string { return &o.Templates }), false, `""`,
			"Folder, seen from this file, whose files replace biji's own templates of the same name.", "模板文件夹（相对本文件），其中的文件替换同名的内置模板。"},
		{"drafts", aTruth, truth(func(o *site.Options) *bool { return &o.Drafts }), true, `false`,
			"Build drafts too.", "同时生成草稿。"},
		{"publish", form{`"all", "explicit" or a list of tags and patterns such as ["#public", "blog/**"]`, `{"anyOf": [{"enum": ["all", "explicit"]}, ` + aList + `]}`}, setPublish, true, `"all"`,
			"\"explicit\" publishes only notes that say publish: true in their front matter; a list, also those with one of its \"#tags\" or at a path that it matches.",
			"\"explicit\"：只发布 front matter 里写了 publish: true 的笔记；写成列表，还发布有其中的“#标签”、或路径匹配的笔记。"},
		{"gitignore", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Gitignore }), true, `true`,
			"Leave out what git ignores (.gitignore).", "不发布 git 忽略的文件（.gitignore）。"},
		{"related", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Related }), false, `true`,
			"List at the end of a page three others that are like it, and why.", "在每页末尾列出三篇相近的笔记，并说明原因。"},
		{"vicinity", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Vicinity }), false, `true`,
			"Draw at the end of a page the notes around it: those that link to it, and those to which it links.",
			"在每页末尾画出周边的笔记：链到它的，和它链到的。"},
		{"map", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Map }), false, `true`,
			"Draw a map of the whole site, if it has more than a few notes.",
			"画一张全站地图，如果笔记不止几篇。"},
		{"mentions", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Mentions }), false, `true`,
			"Make links of the titles and other names of notes where others say them, and list on a note those that name it.",
			"别的笔记提到一篇的标题或别名时变成链接，并在那一篇末尾列出提到它的笔记。"},
		{"previews", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.Previews }), false, `true`,
			"Show the beginning of the section to which a link leads when the pointer rests on it, and let readers open it beside the text.", "鼠标停在链接上时，显示所指那一节的开头；读者可以在旁边打开它。"},
		{"history", aTruth, unlessOff(func(o *site.Options) *site.Switch { return &o.History }), false, `true`,
			"An empty search box lists the pages that a reader read last, and what was looked for; both stay in the reader's own browser.",
			"搜索框空着时，列出读者最近读过的页面和搜过的词；这些只留在读者自己的浏览器里。"},
		{"llms", form{`true, false or "full"`, `{"enum": [true, false, "full"]}`}, setLLMs, false, `true`,
			"Publish each page as Markdown too (page.html.md), for readers to copy and for assistants, listed in llms.txt; \"full\" puts all into llms-full.txt besides.",
			"每一页也发布成 Markdown（page.html.md），供读者复制、供 AI 助手读取，列在 llms.txt 里；\"full\" 另外把全部写进 llms-full.txt。"},
	}, faceSettings(), checkSettings(), []setting{synonymsSetting()}, folderSetting(), []setting{movedSetting()}, serviceSettings(), headSettings())
}

// text makes the setter of a setting that is one line of text.
func text(at func(*site.Options) *string) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.kind != scalar || v.bare {
			return errType
		}
		*at(o) = tidy(v.text, budget.DescriptionRunes)
		return nil
	}
}

func truth(at func(*site.Options) *bool) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.kind != scalar || !v.bare || v.text != "true" && v.text != "false" {
			return errType
		}
		*at(o) = v.text == "true"
		return nil
	}
}

func unlessOff(at func(*site.Options) *site.Switch) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		on := true
		err := truth(func(*site.Options) *bool { return &on })(o, v)
		if !on {
			*at(o) = site.Off
		}
		return err
	}
}

func setLLMs(o *site.Options, v value) error {
	if v.kind == scalar && !v.bare && v.text == "full" {
		o.LLMs = site.LLMsFull
		return nil
	}
	on := false
	err := truth(func(*site.Options) *bool { return &on })(o, v)
	if err == nil && !on {
		o.LLMs = site.LLMsOff
	}
	return err
}

func setLang(o *site.Options, v value) error {
	if v.kind != scalar || v.bare || v.text == "" {
		return unless(v.kind == scalar && !v.bare)
	}
	name, ok := langName(v.text)
	o.Lang = name
	return unless(ok)
}

func setDateFormat(o *site.Options, v value) error {
	if v.kind != scalar || v.bare {
		return errType
	}
	switch v.text {
	case "", "long":
		return nil
	case "iso":
		o.DateFormat = dates.ISO
		return nil
	}
	if err := dates.Check(v.text); err != nil {
		return err
	}
	o.DateFormat = tidy(v.text, budget.DescriptionRunes)
	return nil
}

func setURL(o *site.Options, v value) error {
	u, err := webAddress(v)
	if u != nil {
		o.URL = strings.TrimSuffix(u.String(), "/") + "/"
	}
	return err
}

// SiteURL is text as the setting "url" has it. The error says what is wrong
// with it.
func SiteURL(text string) (string, error) {
	var o site.Options
	err := setURL(&o, value{kind: scalar, text: text})
	if errors.Is(err, errType) {
		err = errors.New(`an address such as "https://user.github.io/notes/" is needed`)
	}
	return o.URL, err
}

func setRepo(o *site.Options, v value) error {
	u, err := webAddress(v)
	if u != nil {
		o.Repo = u.String()
	}
	return err
}

// webAddress is the absolute http or https URL that v holds; nil if it is
// empty or no such URL.
func webAddress(v value) (*url.URL, error) {
	if v.kind != scalar || v.bare || v.text == "" {
		return nil, unless(v.kind == scalar && !v.bare)
	}
	u, err := url.Parse(v.text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errType
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, errors.New(`an address without "?", "#" and "@" is needed`)
	}
	return u, nil
}

func setSplit(o *site.Options, v value) error {
	level, ok := splitLevel(v.text)
	if v.kind != scalar || !ok {
		return errType
	}
	o.Split = level
	return nil
}

func setSlug(o *site.Options, v value) error {
	if o.Slug = site.SlugPath; v.text == "short" {
		o.Slug = site.SlugShort
	}
	return unless(v.kind == scalar && !v.bare && (v.text == "path" || v.text == "short"))
}

func setTitles(o *site.Options, v value) error {
	titles := map[string]site.Titles{"auto": site.TitlesAuto, "file": site.TitlesFile, "heading": site.TitlesHeading}
	chosen, ok := titles[v.text]
	o.Titles = chosen
	return unless(ok && v.kind == scalar && !v.bare)
}

// choice makes the setter of a setting that is "auto", true or false.
func choice(at func(*site.Options) *site.Choice) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		switch {
		case v.kind == scalar && v.bare && v.text == "true":
			*at(o) = site.Yes
		case v.kind == scalar && v.bare && v.text == "false":
			*at(o) = site.No
		default:
			return unless(v.kind == scalar && !v.bare && v.text == "auto")
		}
		return nil
	}
}

func setHome(o *site.Options, v value) error {
	o.Home = site.Pattern{}
	if v.kind != scalar || v.bare {
		return errType
	}
	if name := strings.TrimSpace(v.text); name != "" {
		o.Home = site.Pattern{Glob: strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"), At: site.Pos{Line: v.line, Col: v.col}}
	}
	return nil
}

// mostRecent is how long the list of the newest notes may be; a front page is no
// archive.
const mostRecent = 100

func setRecent(o *site.Options, v value) error {
	if v.kind == scalar && !v.bare && v.text == "auto" {
		o.Recent = site.RecentAuto
		return nil
	}
	n, err := strconv.Atoi(v.text)
	o.Recent = max(0, min(n, mostRecent))
	valid := v.kind == scalar && v.bare && err == nil && n == o.Recent
	if valid && n == 0 {
		o.Recent = site.RecentNone
	}
	return unless(valid)
}

func setDates(o *site.Options, v value) error {
	chosen, ok := map[string]site.DateSource{"notes": site.DatesOfNotes, "git": site.DatesOfGit}[v.text]
	o.Dates = chosen
	return unless(ok && v.kind == scalar && !v.bare)
}

func setIgnore(o *site.Options, v value) (err error) {
	o.Ignore, err = patterns(v)
	return err
}

func setCopy(o *site.Options, v value) (err error) {
	o.Copy, err = patterns(v)
	return err
}

// patterns are those of a list, up to the first that is none.
func patterns(v value) (all []site.Pattern, err error) {
	if v.kind != list {
		return nil, errType
	}
	for _, item := range v.list {
		if item.kind != scalar || item.bare {
			return all, errType
		}
		if err := ignorable(item.text); err != nil {
			return all, err
		}
		all = append(all, site.Pattern{Glob: item.text, At: site.Pos{Line: item.line, Col: item.col}})
	}
	return all, nil
}

func setImages(o *site.Options, v value) error {
	o.Images = site.Images{Some: true} // a slip asks no host
	switch {
	case v.kind == list:
		return setHosts(o, v.list)
	case v.kind != scalar || v.bare:
		return errType
	case v.text == "all":
		o.Images = site.Images{}
	case v.text == "local":
	default:
		return errType
	}
	return nil
}

// hostName is what the setting images takes for a host.
var hostName = regexp.MustCompile(`^(\*\.)?[\pL\pN-]+(\.[\pL\pN-]+)*$`)

func setHosts(o *site.Options, hosts []value) error {
	for _, h := range hosts {
		name := strings.ToLower(h.text)
		if h.kind != scalar || h.bare {
			return errType
		}
		if !hostName.MatchString(name) {
			return itemError{h, fmt.Errorf("%q is not the name of a host such as \"cdn.example.org\"", short(h.text))}
		}
		o.Images.Hosts = append(o.Images.Hosts, name)
	}
	return nil
}

func setEncoding(o *site.Options, v value) error {
	if v.kind != scalar || v.bare {
		return errType
	}
	l, err := legacyNamed(v.text)
	o.Encoding = l.name
	return err
}

func unless(ok bool) error {
	if ok {
		return nil
	}
	return errType
}
