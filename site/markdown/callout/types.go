package callout

import (
	"slices"
	"strings"
)

// A calloutType is a type of callout that has a look of its own.
type calloutType struct {
	style  string // its name, and the end of its CSS class
	zh, en string // the title of a callout that has none
	also   string // other names that an author may write, in lower case
}

// types is everything that is known of types. The table is never changed.
var types = []calloutType{
	{"note", "注意", "Note", "备注 笔记"},
	{"abstract", "摘要", "Abstract", "summary tldr 摘要 总结"},
	{"info", "信息", "Info", "信息"},
	{"todo", "待办", "To do", "待办"},
	{"tip", "提示", "Tip", "hint important 提示 重要"},
	{"success", "完成", "Success", "check done 成功"},
	{"question", "问题", "Question", "help faq 问题"},
	{"warning", "警告", "Warning", "caution attention 注意 警告"},
	{"failure", "失败", "Failure", "fail missing 失败"},
	{"danger", "危险", "Danger", "error 危险 错误"},
	{"bug", "缺陷", "Bug", ""},
	{"example", "例子", "Example", "示例 例子"},
	{"quote", "引用", "Quote", "cite 引用"},
}

// typeOf finds the type that a name stands for, in any case. An unknown one
// looks like a note.
func typeOf(name string) (t calloutType, known bool) {
	name = strings.ToLower(name)
	for _, t := range types {
		if t.style == name || slices.Contains(strings.Fields(t.also), name) {
			return t, true
		}
	}
	return types[0], false
}

// DefaultTitle is the title of a callout that has none of its own, in the
// language of the interface, "zh" or "en"; an unknown type as it was written.
func (n *Node) DefaultTitle(lang string) string {
	t, known := typeOf(n.Written)
	switch {
	case !known:
		return n.Written
	case lang == "zh":
		return t.zh
	}
	return t.en
}
