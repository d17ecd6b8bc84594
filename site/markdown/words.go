package markdown

// words are those that biji adds to a note, in the language of the interface.
type words struct {
	footnotes, back, reference string
	table, contents            string
	brokenLink, brokenImage    string
	script, style              string            // above the source of one
	callouts                   map[string]string // titles of callouts without one, by style
	tasks                      map[byte]string   // states of tasks
}

// callout is the title of a callout that has none, "" if the style is unknown.
func (w words) callout(style string) string { return w.callouts[style] }

// task is what a reader who cannot see the box is told.
func (w words) task(state byte) string { return w.tasks[state] }

// program says what a script or style sheet is that is shown folded.
func (w words) program(name string) string {
	if name == "style" {
		return w.style
	}
	return w.script
}

func wordsIn(lang string) words {
	if lang == "zh" {
		return words{
			footnotes: "脚注", back: "回到正文", reference: "脚注 ",
			table: "表格", contents: "目录",
			brokenLink: "链接的目标不存在", brokenImage: "图片不存在",
			script: "脚本（没有运行）", style: "样式（没有使用）",
			callouts: map[string]string{
				"note": "注意", "abstract": "摘要", "info": "信息", "todo": "待办", "tip": "提示",
				"success": "完成", "question": "问题", "warning": "警告", "failure": "失败",
				"danger": "危险", "bug": "缺陷", "example": "例子", "quote": "引用",
				"important": "重要", "caution": "当心",
			},
			tasks: map[byte]string{
				' ': "未完成", 'x': "已完成", '/': "进行中", '-': "已取消", '>': "已推迟",
				'?': "待确认", '!': "重要", '*': "标星", '<': "已安排",
			},
		}
	}
	return words{
		footnotes: "Footnotes", back: "Back to the text", reference: "Footnote ",
		table: "Table", contents: "Contents",
		brokenLink: "This link leads nowhere", brokenImage: "This image is missing",
		script: "Script (not run)", style: "Style (not applied)",
		callouts: map[string]string{
			"note": "Note", "abstract": "Abstract", "info": "Info", "todo": "To do", "tip": "Tip",
			"success": "Success", "question": "Question", "warning": "Warning", "failure": "Failure",
			"danger": "Danger", "bug": "Bug", "example": "Example", "quote": "Quote",
			"important": "Important", "caution": "Caution",
		},
		tasks: map[byte]string{
			' ': "to do", 'x': "done", '/': "in progress", '-': "cancelled", '>': "deferred",
			'?': "question", '!': "important", '*': "starred", '<': "scheduled",
		},
	}
}
