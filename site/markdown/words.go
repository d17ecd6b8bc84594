package markdown

import (
	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/markdown/outliner"
)

// words are those that biji adds to a note, in the language of the interface.
// Package callout has the titles of callouts.
type words struct {
	outliner                   outliner.Words
	footnotes, back, reference string
	table, contents            string
	brokenLink, brokenImage    string
	board, wholeBoard          string          // a canvas, and to see all of it at once
	notShown                   string          // in place of something interactive
	script, style              string          // above the source of one
	tasks                      map[byte]string // what a reader who cannot see the box of a task is told, by state
}

// program says what a script or style sheet is that is shown folded.
func (w words) program(name string) string {
	if name == "style" {
		return w.style
	}
	return w.script
}

func wordsIn(lang string) words {
	switch lang {
	case site.Traditional:
		return words{
			outliner:  outliner.Words{Scheduled: "計畫", Deadline: "截止", Query: "查詢（沒有執行）：", Plugin: "外掛（沒有執行）："},
			footnotes: "註腳", back: "回到正文", reference: "註腳 ",
			table: "表格", contents: "目錄",
			brokenLink: "連結的目標不存在", brokenImage: "圖片不存在",
			board: "白板", wholeBoard: "看整張",
			notShown: "這裡有需要執行程式的內容，沒有顯示",
			script:   "指令碼（沒有執行）", style: "樣式（沒有使用）",
			tasks: map[byte]string{
				' ': "未完成", 'x': "已完成", '/': "進行中", '-': "已取消", '>': "已延後",
				'?': "待確認", '!': "重要", '*': "加星號", '<': "已排定",
			},
		}
	case site.Chinese:
		return words{
			outliner:  outliner.Words{Scheduled: "计划", Deadline: "截止", Query: "查询（没有运行）：", Plugin: "插件（没有运行）："},
			footnotes: "脚注", back: "回到正文", reference: "脚注 ",
			table: "表格", contents: "目录",
			brokenLink: "链接的目标不存在", brokenImage: "图片不存在",
			board: "白板", wholeBoard: "看整张",
			notShown: "这里有需要运行程序的内容，没有显示",
			script:   "脚本（没有运行）", style: "样式（没有使用）",
			tasks: map[byte]string{
				' ': "未完成", 'x': "已完成", '/': "进行中", '-': "已取消", '>': "已推迟",
				'?': "待确认", '!': "重要", '*': "标星", '<': "已安排",
			},
		}
	}
	return words{
		outliner:  outliner.Words{Scheduled: "Scheduled", Deadline: "Deadline", Query: "Query (not run): ", Plugin: "Plugin (not run): "},
		footnotes: "Footnotes", back: "Back to the text", reference: "Footnote ",
		table: "Table", contents: "Contents",
		brokenLink: "This link leads nowhere", brokenImage: "This image is missing",
		board: "Canvas", wholeBoard: "See all of it",
		notShown: "Something interactive is not shown here",
		script:   "Script (not run)", style: "Style (not applied)",
		tasks: map[byte]string{
			' ': "to do", 'x': "done", '/': "in progress", '-': "cancelled", '>': "deferred",
			'?': "question", '!': "important", '*': "starred", '<': "scheduled",
		},
	}
}
