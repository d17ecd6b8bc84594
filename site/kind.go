package site

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Kind sorts problems for programs that read them; it never changes once
// published.
type Kind string

// The kinds of problems. Kinds says of each how much it weighs and what it
// means; the guide's page on problems has a heading for each.
const (
	BadConfig      Kind = "config"
	BadEncoding    Kind = "encoding"
	HiddenChars    Kind = "hidden-characters"
	BadFrontMatter Kind = "front-matter"
	BadValue       Kind = "front-matter-value"
	KeptBack       Kind = "kept-back"
	OtherProperty  Kind = "other-property"
	BadFile        Kind = "file"
	NoNotes        Kind = "no-notes"
	OverBudget     Kind = "over-budget"
	BrokenLink     Kind = "broken-link"
	Unwritten      Kind = "unwritten"
	BrokenAnchor   Kind = "broken-anchor"
	BrokenImage    Kind = "broken-image"
	BrokenInclude  Kind = "broken-include"
	WrongCase      Kind = "wrong-case"
	AmbiguousLink  Kind = "ambiguous-link"
	EmbedLoop      Kind = "embed-loop"
	ExternalImage  Kind = "external-image"
	UnsafeURL      Kind = "unsafe-url"
	Collision      Kind = "collision"
	LongPath       Kind = "long-path"
	DuplicateID    Kind = "duplicate-id"
	Orphan         Kind = "orphan"
	UnusedFile     Kind = "unused-file"
	Leftover       Kind = "leftover"
	BadHTML        Kind = "html"
	BadFence       Kind = "fence"
	BadDiagram     Kind = "diagram"
	BadQuery       Kind = "query"
	BadTable       Kind = "table"
	UnsafeHTML     Kind = "unsafe"
	NoMatch        Kind = "no-match"
	BadHistory     Kind = "history"
	NoCard         Kind = "card"
)

// A Severity says how much a problem weighs. A greater one weighs more.
type Severity uint8

// The severities. The zero Severity is none of them.
const (
	SeverityNote    Severity = iota + 1 // worth knowing; nothing is wrong
	SeverityWarning                     // readers get everything, but not as it was meant
	SeverityError                       // something is missing or wrong for readers
)

// Severities are all of them, the gravest first.
func Severities() []Severity { return []Severity{SeverityError, SeverityWarning, SeverityNote} }

func (s Severity) String() string {
	switch s {
	case SeverityError:
		return "error"
	case SeverityWarning:
		return "warning"
	case SeverityNote:
		return "note"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// MarshalText writes a severity as its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A KindInfo is what there is to say about a kind of problem.
type KindInfo struct {
	Kind     Kind
	Severity Severity
	English  string // what it means, one line
	Chinese  string
}

// Subs are the sorts of problems within the kind, as in Problem.Sub, from which
// a rule can choose; nil for most kinds.
func (k KindInfo) Subs() []string {
	if k.Kind != Leftover {
		return nil
	}
	return []string{
		"abbreviation", "admonition", "attributes", "bold", "cells", "component", "container", "contents", "definition", "footnote",
		"formula", "highlight", "image", "import", "include", "inline-footnote", "interactive", "link", "math", "org", "shortcode", "table",
		"tabs", "template", "unclosed", "unused-footnote", "wikilink",
	}
}

// KindNames are the names that a rule can begin with: those of kinds, and of
// the sorts within them.
func KindNames() []string {
	var all []string
	for _, k := range Kinds() {
		all = append(all, string(k.Kind))
		for _, sub := range k.Subs() {
			all = append(all, string(k.Kind)+"/"+sub)
		}
	}
	return all
}

// Kinds is the table of all kinds, the gravest first. Whatever lists kinds is
// made from it. A kind is an error if a reader misses something that the
// author wrote, or is led astray; a warning if all is there but not as meant;
// and a note if nothing is wrong for readers.
func Kinds() []KindInfo {
	return []KindInfo{
		{BadConfig, SeverityError, "a setting that cannot be read", "设置读不懂"},
		{BadFrontMatter, SeverityError, "front matter that cannot be read, and is left out", "front matter 读不懂，整段不用"},
		{BadEncoding, SeverityError, "a file is not the text it should be", "文件的编码不对"},
		{BadFile, SeverityError, "a file that cannot be read or published", "文件读不了，或不能发布"},
		{NoNotes, SeverityError, "a folder without notes to publish", "文件夹里没有可以发布的笔记"},
		{OverBudget, SeverityError, "a note or code block that would cost too much; shown as source", "处理代价过大，按源文字显示"},
		{BrokenLink, SeverityError, "a link that leads to no note or file", "链接没有通向任何笔记或文件"},
		{BrokenAnchor, SeverityError, "a link to a heading that is not in the note", "链接的笔记在，标题不在"},
		{BrokenImage, SeverityError, "an image or attachment that is not there", "图片或附件不在"},
		{BrokenInclude, SeverityError, "a file that is to be put into the note, and cannot be", "要放进笔记里的文件放不进来"},
		{EmbedLoop, SeverityError, "an embed that would embed itself, or is nested too deep", "嵌入自己，或嵌套太深"},
		{BadQuery, SeverityError, "a query for biji eval that makes no sense", "检验搜索的问题写错了"},
		{BadValue, SeverityWarning, "a value of front matter that cannot be read, and is left out", "front matter 的某个值读不懂，不用它"},
		{KeptBack, SeverityWarning, "a note that is not published, for it may be a draft", "可能是草稿，没有发布"},
		{NoMatch, SeverityWarning, "something in the settings that matches no note or file", "设置里的模式或名字没有匹配到任何东西"},
		{BadHistory, SeverityWarning, "dates that git should tell and are not known", "git 说不出笔记的日期"},
		{NoCard, SeverityWarning, "titles that cannot be written on the cards of their pages", "标题写不到页面的卡片上"},
		{HiddenChars, SeverityWarning, "characters that cannot be seen and change how text is shown", "看不见、却影响显示的字符"},
		{WrongCase, SeverityWarning, "a path found only by ignoring case or Unicode form", "路径的大小写或 Unicode 形式不符"},
		{AmbiguousLink, SeverityWarning, "a link that can mean several notes or files", "链接可以指几个笔记或文件"},
		{ExternalImage, SeverityWarning, "an image on another site", "图片在别的网站上"},
		{UnsafeURL, SeverityWarning, "an address that readers may not be sent to; shown as text", "不能让读者点开的地址，只显示文字"},
		{Collision, SeverityWarning, "two sources that want one address, or differ in case only", "两个来源要同一个地址，或只差大小写"},
		{LongPath, SeverityWarning, "a path in the site that is too long for Windows and some zip programs", "网站里的路径太长，Windows 和一些解压程序打不开"},
		{DuplicateID, SeverityWarning, "two elements of a page with one id", "一页里有两个相同的 id"},
		{Leftover, SeverityWarning, "markup that is not understood and stands in the text as written, or text that is not shown", "标记没有看懂，原样留在正文里，或有文字没有显示"},
		{BadHTML, SeverityWarning, "raw HTML that is not shown as it was written", "HTML 没有照原样显示"},
		{BadDiagram, SeverityWarning, "a diagram that cannot be drawn, and is shown as source", "图表画不出来，按源码显示"},
		{BadTable, SeverityWarning, "a base or query of Dataview that is not shown as it was meant", "Obsidian 的 base 或 dataview 查询没有照原意显示"},
		{BadFence, SeverityWarning, "attributes of a code block that make no sense", "代码块的属性写错了"},
		{UnsafeHTML, SeverityNote, "raw HTML of all notes passes as it is, scripts too", "笔记里的 HTML 原样输出，连同脚本"},
		{Unwritten, SeverityNote, "a wikilink to a note that is not written yet", "双方括号链接的笔记还没有写"},
		{OtherProperty, SeverityNote, "a property of another tool, with a name that biji uses too", "别的工具的属性，名字恰好 biji 也用"},
		{Orphan, SeverityNote, "check only: a page that no other page links to", "没有别的页面链接到它（只有 check 报告）"},
		{UnusedFile, SeverityNote, "check only: a file that no note uses", "没有笔记用到这个文件（只有 check 报告）"},
	}
}

// KindNamed is the entry of the table for a name; ok is false if there is none.
func KindNamed(name string) (info KindInfo, ok bool) {
	for _, k := range Kinds() {
		if string(k.Kind) == name {
			return k, true
		}
	}
	return KindInfo{}, false
}

// A KindRule chooses problems: those of a kind, or of one sort of leftover, in
// files whose path a pattern matches, or all of them if the pattern is empty.
type KindRule struct {
	Kind  Kind
	Sub   string // as in Problem.Sub; "" is any
	Files string // as in Options.Ignore, seen from the content root
}

// ErrNoKind means that a name is not that of a kind.
var ErrNoKind = errors.New("there is no such kind of problem")

// ParseKindRule reads "orphan", "orphan:Daily/**" or "leftover/shortcode:docs/**".
// Whether the pattern can be read is for others to say.
func ParseKindRule(s string) (KindRule, error) {
	name, files, narrowed := strings.Cut(strings.TrimSpace(s), ":")
	name, sub, narrow := strings.Cut(strings.TrimSpace(name), "/")
	k, ok := KindNamed(name)
	switch files = strings.TrimSpace(files); {
	case !ok, narrow && !slices.Contains(k.Subs(), sub):
		return KindRule{}, ErrNoKind
	case narrowed && files == "":
		return KindRule{}, fmt.Errorf("no pattern for files follows %q", string(k.Kind)+":")
	}
	return KindRule{k.Kind, sub, files}, nil
}

// CheckRules say how problems are taken, in place of what Kinds says.
type CheckRules struct {
	Ignore  []KindRule // never mentioned
	Error   []KindRule // an error, whatever the rules below say
	Warning []KindRule
	Note    []KindRule
}
