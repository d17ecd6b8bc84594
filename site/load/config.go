package load

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

const (
	configName = "biji.toml"
	maxConfig  = 1 << 20 // bytes
)

// Options reads the settings from biji.toml in the folder content of fsys, or
// beside that folder; content is "." if there is no beside. Without the file
// all is as by default.
//
// The options are complete but for two that depend on more than the file:
// Title is "" if not set, for the caller knows the folder's name, and Lang is
// "" if not set, see GuessLang. Templates is relative to the content folder,
// or absolute. Problems name the file as seen from the content folder.
func Options(fsys fs.FS, content string) (site.Options, []site.Problem) {
	inside := configFile{place: path.Join(content, configName), name: configName}
	beside := configFile{place: path.Join(path.Dir(content), configName), name: "../" + configName, up: ".."}
	if !inside.exists(fsys) && content != "." && beside.exists(fsys) {
		return beside.read(fsys)
	}
	return inside.read(fsys)
}

// A configFile is a place where the settings may be.
type configFile struct {
	place string // in the file system
	name  string // for messages
	up    string // from the content folder to the file's
}

func (c configFile) exists(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, c.place)
	return !errors.Is(err, fs.ErrNotExist)
}

func (c configFile) read(fsys fs.FS) (site.Options, []site.Problem) {
	o := site.Options{Split: site.SplitAuto}
	r := &report{file: c.name}
	raw, err := readFile(fsys, c.place, maxConfig)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o, nil
	case err != nil:
		r.add(site.BadConfig, 0, 0, "", "settings are ignored: %v", reason(err))
		return o, r.problems
	}
	text, ok := r.decode(raw, legacy{})
	if !ok {
		return o, r.problems
	}
	fields, bad := tomlFields(r.clean(text))
	if bad != nil {
		r.add(site.BadConfig, bad.line, bad.col, bad.hint, "settings are ignored: %s", bad.what)
		return o, r.problems
	}
	for _, f := range fields {
		r.set(&o, f)
	}
	if o.Templates != "" && !filepath.IsAbs(o.Templates) {
		o.Templates = path.Join(c.up, filepath.ToSlash(o.Templates))
	}
	return o, r.problems
}

// A setting is a key of biji.toml.
type setting struct {
	key     string
	want    string // the type, for messages
	set     func(*site.Options, value) error
	initial string // value in the file that ConfigTemplate writes
	en, zh  string // comment there
}

// errType means that a value is not of the type that its setting wants.
var errType = errors.New("wrong type")

// set puts one key of the file into o, or reports why not.
func (r *report) set(o *site.Options, f field) {
	for _, s := range settings() {
		if s.key != f.key {
			continue
		}
		at, err := f.value, s.set(o, f.value)
		var item itemError
		if errors.As(err, &item) && item.item.line > 0 {
			at = item.item
		}
		switch {
		case errors.Is(err, errType):
			r.add(site.BadConfig, at.line, at.col, "", "%s should be %s", s.key, s.want)
		case err != nil:
			r.add(site.BadConfig, at.line, at.col, "", "%s: %v", s.key, err)
		}
		return
	}
	hint := ""
	if near := nearest(f.key); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if _, name, tabled := strings.Cut(f.key, "."); tabled && isSetting(name) {
		hint = fmt.Sprintf("write %s above all [tables]", name)
	}
	r.add(site.BadConfig, f.line, f.col, hint, "there is no setting %q", short(f.key))
}

func isSetting(key string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.key == key })
}

// settings are all settings, in the order in which a new biji.toml has them.
func settings() []setting {
	return append([]setting{
		{"title", "text", text(func(o *site.Options) *string { return &o.Title }), `""`,
			"Name of the site. Without it: the name of the folder.", "网站名称。默认用文件夹的名称。"},
		{"description", "text", text(func(o *site.Options) *string { return &o.Description }), `""`,
			"One sentence for search engines and feeds.", "一句话介绍，供搜索引擎和订阅使用。"},
		{"author", "text", text(func(o *site.Options) *string { return &o.Author }), `""`,
			"Who writes.", "作者。"},
		{"lang", "a language such as \"zh-CN\"", setLang, `"zh-CN"`,
			"Language of the notes. Without it biji looks at their text.", "笔记的语言。默认按内容判断。"},
		{"url", "an address such as \"https://user.github.io/notes/\"", setURL, `""`,
			"Where the site will be published: needed for the feed and the sitemap only.", "发布地址，只有订阅和站点地图需要。"},
		{"repo", "an address such as \"https://github.com/user/notes/edit/main/content\"", setRepo, `""`,
			"Page of the content folder on GitHub or another forge, for \"edit this page\".", "内容文件夹在 GitHub 等网站上的地址，用于“编辑此页”。"},
		{"split", wantSplit, setSplit, `"auto"`,
			"Cut long notes into pages at headings of a level from 1 to 6; \"auto\" cuts notes with several level-1 headings, \"off\" none.",
			"把长笔记按标题级别（1–6）拆成多页；\"auto\" 拆分有多个一级标题的长笔记，\"off\" 不拆分。"},
		{"ignore", "a list of patterns such as [\"drafts/**\", \"*.tmp\"]", setIgnore, `[]`,
			"Files and folders to leave out: \"*.tmp\" anywhere, \"drafts/**\" from the top; ** spans folders.",
			"不发布的文件和文件夹：\"*.tmp\" 匹配任何位置，\"drafts/**\" 从内容文件夹开始；** 可跨越文件夹。"},
		{"unsafe", "true or false", truth(func(o *site.Options) *bool { return &o.Unsafe }), `false`,
			"Let all raw HTML in notes through. Only for notes that you trust.", "原样输出笔记中的 HTML。仅用于可信的笔记。"},
		{"encoding", "the name of an encoding such as \"gb18030\"", setEncoding, `""`,
			"Encoding of notes that are not UTF-8: \"gb18030\", \"big5\", \"shift_jis\" …", "非 UTF-8 笔记的编码：\"gb18030\"、\"big5\"、\"shift_jis\" 等。"},
		{"templates", "the path of a folder", text(func(o *site.Options) *string { return &o.Templates }), `""`,
			"Folder, seen from this file, whose files replace biji's own templates of the same name.", "模板文件夹（相对本文件），其中的文件替换同名的内置模板。"},
		{"drafts", "true or false", truth(func(o *site.Options) *bool { return &o.Drafts }), `false`,
			"Build drafts too.", "同时生成草稿。"},
	}, checkSettings()...)
}

// text makes the setter of a setting that is one line of text.
func text(at func(*site.Options) *string) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.kind != scalar {
			return errType
		}
		*at(o) = tidy(v.text, maxDescription)
		return nil
	}
}

func truth(at func(*site.Options) *bool) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		is, ok := truthOf(v.text)
		if v.kind != scalar || !ok {
			return errType
		}
		*at(o) = is
		return nil
	}
}

func setLang(o *site.Options, v value) error {
	if v.kind != scalar || v.text == "" {
		return unless(v.kind == scalar)
	}
	name, ok := langName(v.text)
	o.Lang = name
	return unless(ok)
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
	if v.kind != scalar || v.text == "" {
		return nil, unless(v.kind == scalar)
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

func setIgnore(o *site.Options, v value) error {
	if v.kind != list {
		return errType
	}
	for _, item := range v.list {
		if item.kind != scalar {
			return errType
		}
		if _, err := newGlob(item.text); err != nil {
			return err
		}
		o.Ignore = append(o.Ignore, item.text)
	}
	return nil
}

func setEncoding(o *site.Options, v value) error {
	if v.kind != scalar {
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

// ConfigTemplate is a biji.toml with every setting and what it means, in
// English and Chinese. All but the two given are commented out.
func ConfigTemplate(title, lang string) []byte {
	var b strings.Builder
	b.WriteString("# Settings of biji. Every one may be left out.\n# biji 的设置，每一项都可以省略。\n")
	for _, s := range settings() {
		fmt.Fprintf(&b, "\n# %s\n# %s\n", s.en, s.zh)
		switch {
		case s.key == "title" && title != "":
			fmt.Fprintf(&b, "title = %s\n", tomlString(title))
		case s.key == "lang" && lang != "":
			fmt.Fprintf(&b, "lang = %s\n", tomlString(lang))
		default:
			fmt.Fprintf(&b, "# %s = %s\n", s.key, s.initial)
		}
	}
	return []byte(b.String())
}

// tomlString quotes s on one line.
func tomlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(tidy(s, maxTitle)) + `"`
}
