package callout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
)

// A calloutType is a type of callout that has a look of its own.
type calloutType struct {
	style  string // its name, and the end of its CSS class
	zh, en string // the title of a callout that has none
	also   string // other names that an author may write, in lower case; behind a "=" their own Chinese title
}

// types is everything that is known of types. The table is never changed.
var types = []calloutType{
	{"note", "注意", "Note", "备注 笔记 details=详情"},
	{"abstract", "摘要", "Abstract", "summary=总结 tldr 摘要 总结"},
	{"info", "信息", "Info", "信息"},
	{"todo", "待办", "To do", "待办"},
	{"tip", "提示", "Tip", "hint tips 提示"},
	{"important", "重要", "Important", "重要"},
	{"success", "完成", "Success", "check done 成功"},
	{"question", "问题", "Question", "help=求助 faq=常见问题 问题"},
	{"warning", "警告", "Warning", "attention=注意 注意 警告"},
	{"caution", "当心", "Caution", "当心"},
	{"failure", "失败", "Failure", "fail missing=缺失 失败"},
	{"danger", "危险", "Danger", "error=错误 危险 错误"},
	{"bug", "缺陷", "Bug", ""},
	{"example", "例子", "Example", "示例 例子"},
	{"quote", "引用", "Quote", "cite 引用"},
}

// typeOf finds the type that a name stands for, in any case, with the titles
// that this name has. An unknown one looks like a note.
func typeOf(name string) (t calloutType, known bool) {
	name = strings.ToLower(name)
	for _, t := range types {
		if t.style == name {
			return t, true
		}
		for also := range strings.FieldsSeq(t.also) {
			if other, zh, own := strings.Cut(also, "="); other == name {
				if t.en = titled(name); own {
					t.zh = zh
				}
				return t, true
			}
		}
	}
	t = types[0]
	t.zh, t.en = titled(name), titled(name)
	return t, false
}

// titled makes a title of the name of a type, as Obsidian does: "my-type" is
// "My type". Capitals that the author wrote are for loudness.
func titled(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(strings.ToLower(name[size:]), "-", " ")
}

// DefaultTitle is the title of a callout that has none of its own, in the
// language of the interface, as site.UI says it; what was written in Chinese stays
// as it is.
func (n *Node) DefaultTitle(lang string) string {
	t, _ := typeOf(n.Written)
	first, _ := utf8.DecodeRuneInString(n.Written)
	if unicode.Is(unicode.Han, first) {
		return n.Written
	}
	return site.Word(lang, t.zh, t.en)
}
