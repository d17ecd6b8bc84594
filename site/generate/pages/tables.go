package pages

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/base"
	"github.com/biji-notes/biji/site/load"
)

// IsQuery says by the info string of a block of code whether it is a query of a
// vault. What it finds is no text of the page: it stands in the notes that it
// finds.
func IsQuery(info string) bool { return queryLanguage(info) != "" }

// queryLanguage is "base", "dataview", "dataviewjs" or "collect"; "" for other code.
func queryLanguage(info string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(info), " ")
	switch word = strings.ToLower(word); word {
	case "base", "dataview", "dataviewjs", "collect":
		return word
	}
	return ""
}

// query writes what a query of note finds.
func (e *embedder) query(w *bytes.Buffer, note int, info, lang string, code []byte) []site.Problem {
	views, faults := e.views(info, lang, string(code))
	made := make([]base.Table, len(views))
	for i := range views {
		table, more := views[i].Table(e.w.vault(), e.page.Note, &e.steps)
		made[i], faults = table, append(faults, more...)
	}
	if len(views) == 0 {
		e.notRun(w, lang, code)
	}
	for _, t := range made {
		if t.NotRun {
			e.notRun(w, lang, code)
			continue
		}
		e.shows(site.Bases)
		for _, n := range t.Notes {
			if n != e.page.Note {
				e.listed = append(e.listed, n)
			}
		}
		start := w.Len()
		e.table(w, &t, len(views) > 1)
		e.bytes += w.Len() - start
	}
	return e.faults(note, faults)
}

// views are those that a block shows, none if it is not understood.
func (e *embedder) views(info, lang, code string) ([]base.View, []base.Fault) {
	switch lang {
	case "dataviewjs":
		return nil, []base.Fault{{What: "a program of Dataview is not run"}}
	case "dataview":
		view, faults, ok := base.ParseDataview(code)
		if !ok {
			return nil, faults
		}
		return []base.View{view}, faults
	}
	tree, problem := load.Tree([]byte(code))
	if problem != nil {
		return nil, []base.Fault{{Line: problem.At.Line, Col: problem.At.Col, What: "the base cannot be read: " + problem.What, Hint: problem.Hint}}
	}
	views, faults := base.Parse(tree)
	if _, n, ok := strings.Cut(info, "view="); ok {
		if k, err := strconv.Atoi(strings.TrimSpace(n)); err == nil && k > 0 && k <= len(views) {
			views = views[k-1 : k]
		}
	}
	return views, faults
}

// faults are the problems of a query in a note. Those of a base, whose page has
// a block for each view, have the places of its file.
func (e *embedder) faults(note int, faults []base.Fault) (problems []site.Problem) {
	file := e.w.Notes[note].Path
	for _, f := range faults {
		p := site.Problem{Kind: site.BadTable, What: f.What, Hint: f.Hint, At: site.Pos{Line: f.Line, Col: f.Col}}
		if !site.IsBaseFile(file) {
			problems = append(problems, p)
			continue
		}
		p.At.File = file
		if e.page.Note == note {
			e.found = append(e.found, p)
		}
	}
	return problems
}

// notRun writes the source of a query that is not understood, folded.
func (e *embedder) notRun(w *bytes.Buffer, lang string, code []byte) {
	e.shows(site.Bases)
	fmt.Fprintf(w, "<details class=\"query\"><summary>%s</summary>\n", html.EscapeString(e.word("not-run", lang)))
	e.block(w, "text", code)
	w.WriteString("</details>\n")
}

// word is a text that tables say; key itself if there is none. arg stands in it
// for {}.
func (e *embedder) word(key, arg string) string {
	text, ok := tableWords[site.UI(e.w.tongueAt(e.page.URL).tag)][key]
	if !ok {
		return key
	}
	return strings.ReplaceAll(text, "{}", arg)
}

// tableWords are what tables say, by the language of the interface.
var tableWords = map[string]map[string]string{
	"zh": {
		"not-run": "{} 查询，没有执行", "none": "没有符合条件的笔记", "more": "另有 {} 条没有列出", "loose": "有的条件没有计算，列出的可能多了",
		"sum:average": "平均", "sum:min": "最小", "sum:max": "最大", "sum:sum": "合计", "sum:range": "范围", "sum:median": "中位数",
		"sum:earliest": "最早", "sum:latest": "最晚", "sum:checked": "已选", "sum:unchecked": "未选", "sum:empty": "空", "sum:filled": "已填", "sum:unique": "不同", "yes": "是", "no": "否",
		"file.name": "名称", "file.file": "笔记", "file.folder": "文件夹", "file.path": "路径", "file.ext": "扩展名", "file.tags": "标签",
		"file.links": "链接", "file.backlinks": "反向链接", "file.ctime": "创建时间", "file.mtime": "修改时间", "file.size": "大小", "file.basename": "名称",
	},
	"zh-Hant": {
		"not-run": "{} 查詢，沒有執行", "none": "沒有符合條件的筆記", "more": "另有 {} 條沒有列出", "loose": "有的條件沒有計算，列出的可能多了",
		"sum:average": "平均", "sum:min": "最小", "sum:max": "最大", "sum:sum": "合計", "sum:range": "範圍", "sum:median": "中位數",
		"sum:earliest": "最早", "sum:latest": "最晚", "sum:checked": "已勾選", "sum:unchecked": "未勾選", "sum:empty": "空", "sum:filled": "已填", "sum:unique": "不同", "yes": "是", "no": "否",
		"file.name": "名稱", "file.file": "筆記", "file.folder": "資料夾", "file.path": "路徑", "file.ext": "副檔名", "file.tags": "標籤",
		"file.links": "連結", "file.backlinks": "反向連結", "file.ctime": "建立時間", "file.mtime": "修改時間", "file.size": "大小", "file.basename": "名稱",
	},
	"en": {
		"not-run": "{} query, not run", "none": "No notes to show", "more": "{} more are not listed", "loose": "A condition was not computed; there may be too many", "yes": "Yes", "no": "No",
		"file.name": "Name", "file.file": "Note", "file.folder": "Folder", "file.path": "Path", "file.ext": "Extension", "file.tags": "Tags",
		"file.links": "Links", "file.backlinks": "Backlinks", "file.ctime": "Created", "file.mtime": "Modified", "file.size": "Size", "file.basename": "Name",
	},
}

// table writes a table, with its name if it is one of several.
func (e *embedder) table(w *bytes.Buffer, t *base.Table, named bool) {
	w.WriteString("<div class=\"base\">\n")
	if named && t.Name != "" {
		fmt.Fprintf(w, "<p class=\"base-name\">%s</p>\n", html.EscapeString(t.Name))
	}
	rows := 0
	for i := range t.Groups {
		rows += len(t.Groups[i].Rows)
	}
	switch {
	case rows == 0:
		fmt.Fprintf(w, "<p class=\"base-none\">%s</p>\n", e.word("none", ""))
	case t.Kind == base.AsTable:
		e.rows(w, t)
	default:
		for i := range t.Groups {
			e.items(w, t, &t.Groups[i])
		}
	}
	if rows < t.Total {
		fmt.Fprintf(w, "<p class=\"base-none\">%s</p>\n", e.word("more", strconv.Itoa(t.Total-rows)))
	}
	if t.Loose {
		fmt.Fprintf(w, "<p class=\"base-none\">%s</p>\n", e.word("loose", ""))
	}
	w.WriteString("</div>\n")
}

// sumName is how a sum is called.
func (e *embedder) sumName(name string) string {
	key := "sum:" + strings.ToLower(name)
	if word := e.word(key, ""); word != key {
		return word
	}
	return name
}

func (e *embedder) rows(w *bytes.Buffer, t *base.Table) {
	w.WriteString("<div class=\"table-wrap\">\n<table>\n<thead>\n<tr>")
	for _, c := range t.Columns {
		fmt.Fprintf(w, "<th>%s</th>", html.EscapeString(e.word(c, "")))
	}
	w.WriteString("</tr>\n</thead>\n")
	for i := range t.Groups {
		g := &t.Groups[i]
		w.WriteString("<tbody>\n")
		if g.Named {
			fmt.Fprintf(w, "<tr class=\"base-group\"><th colspan=\"%d\" scope=\"rowgroup\">", len(t.Columns))
			e.cell(w, g.Title)
			w.WriteString("</th></tr>\n")
		}
		for _, row := range g.Rows {
			w.WriteString("<tr>")
			for _, v := range row {
				w.WriteString("<td>")
				e.cell(w, v)
				w.WriteString("</td>")
			}
			w.WriteString("</tr>\n")
		}
		w.WriteString("</tbody>\n")
	}
	if t.Sums != nil {
		w.WriteString("<tfoot>\n<tr>")
		for i, v := range t.Sums {
			w.WriteString("<td>")
			if t.SumNames[i] != "" {
				fmt.Fprintf(w, "<small>%s</small> ", html.EscapeString(e.sumName(t.SumNames[i])))
			}
			e.cell(w, v)
			w.WriteString("</td>")
		}
		w.WriteString("</tr>\n</tfoot>\n")
	}
	w.WriteString("</table>\n</div>\n")
}

// items writes the rows of a group as a list or as cards: the first value, and
// behind it the others.
func (e *embedder) items(w *bytes.Buffer, t *base.Table, g *base.Group) {
	if g.Named {
		w.WriteString("<p class=\"base-group\">")
		e.cell(w, g.Title)
		w.WriteString("</p>\n")
	}
	tag, class := "ul", ""
	switch {
	case t.Kind == base.AsCards:
		class = ` class="base-cards"`
	case t.Numbered:
		tag = "ol"
	}
	fmt.Fprintf(w, "<%s%s>\n", tag, class)
	for _, row := range g.Rows {
		w.WriteString("<li>")
		e.item(w, t, row)
		w.WriteString("</li>\n")
	}
	fmt.Fprintf(w, "</%s>\n", tag)
}

func (e *embedder) item(w *bytes.Buffer, t *base.Table, row []base.Value) {
	said := false
	for i, v := range row {
		cell := &bytes.Buffer{}
		if e.cell(cell, v); cell.Len() == 0 {
			continue
		}
		switch {
		case t.Kind == base.AsCards && i > 0:
			fmt.Fprintf(w, "<p><small>%s</small> %s</p>", html.EscapeString(e.word(t.Columns[i], "")), cell)
		case t.Kind == base.AsCards:
			fmt.Fprintf(w, "<p><strong>%s</strong></p>", cell)
		default:
			if said {
				w.WriteString(" · ")
			}
			w.Write(cell.Bytes())
		}
		said = true
	}
}
