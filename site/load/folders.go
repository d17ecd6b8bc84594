package load

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// A folderKey is a key of the tables [[folder]].
type folderKey struct {
	key string
	form
	set    func(*site.FolderRule, value) error
	en, zh string
}

var aWeightOrNames = form{`a whole number, or a list of names such as ["intro", "setup"]`, `{"anyOf": [{"type": "integer"}, ` + aList + `]}`}

func folderKeys() []folderKey {
	return []folderKey{
		{"path", form{`the path of a folder such as "blog" or "*/old"`, `{"type": "string"}`}, setFolderPath,
			"The folder, or a pattern for several, seen from the content folder; \".\" is the content folder.", "文件夹，或匹配几个文件夹的模式，从内容文件夹看；\".\" 是内容文件夹自己。"},
		{"title", aText, setFolderTitle, "What the folder is called.", "文件夹叫什么。"},
		{"order", aWeightOrNames, setFolderOrder,
			"Its place among its neighbours, as weight in front matter; or the names of what is in it, in their order.", "在同级里的位置，和 front matter 的 weight 一样；或者其中笔记和文件夹的名字，按顺序。"},
		{"hidden", aTruth, folderChoice(func(r *site.FolderRule) *site.Choice { return &r.Listed }, true),
			"Not in the sidebar.", "侧栏不列出。"},
		{"split", form{wantSplit, aSplit}, setFolderSplit, "As the setting of that name.", "同名的设置，只管这里。"},
		{"tags", form{`a list of tags such as ["go"]`, aList}, setFolderTags, "Tags of every note in it.", "其中每篇笔记都有的标签。"},
		{"search", aTruth, folderChoice(func(r *site.FolderRule) *site.Choice { return &r.Search }, false),
			"false: the search does not find its notes.", "false：搜索找不到其中的笔记。"},
		{"unlisted", aTruth, folderChoice(func(r *site.FolderRule) *site.Choice { return &r.Unlisted }, false),
			"true: its notes stand in no list; only who knows the address reads them.", "true：不出现在任何列表里，知道地址的人才看得到。"},
	}
}

// folderSetting is the setting of which those are the keys.
func folderSetting() []setting {
	return []setting{{"folder", form{`written as tables: a line [[folder]], below it path = "…" and what is said of that folder`, folderSchema()}, setFolders, false, `[]`,
		"What is said of folders and what is in them: tables [[folder]], or {path = \"blog\", title = \"Blog\", order = 1}.",
		"单个文件夹的设置：写成 [[folder]] 表，或 {path = \"blog\", title = \"博客\", order = 1}。"}}
}

func folderSchema() string {
	var b strings.Builder
	for i, k := range folderKeys() {
		if i > 0 {
			b.WriteString(", ")
		}
		described := strings.TrimSuffix(k.schema, "}") + `, "description": ` + strconv.Quote(k.en+"\n"+k.zh) + "}"
		fmt.Fprintf(&b, "%q: %s", k.key, described)
	}
	return `{"type": "array", "items": {"type": "object", "required": ["path"], "additionalProperties": false, "properties": {` + b.String() + `}}}`
}

// setFolders looks at a list; its tables are read key by key.
func setFolders(_ *site.Options, v value) error {
	for _, item := range v.list {
		if item.kind != table {
			return itemError{item, fmt.Errorf(`%q is no table such as {path = "blog"}`, short(item.text))}
		}
	}
	return unless(v.kind == list)
}

// folders takes what the tables [[folder]] say, in their order, out of fields, and
// gives back the others. closed says that a key was to keep something back.
func (r *report) folders(fields []field, o *site.Options) (rest []field, closed bool) {
	item := 0
	for _, f := range fields {
		name, is := strings.CutPrefix(f.key, "folder.")
		if !is || f.item == 0 {
			rest = append(rest, f)
			continue
		}
		if f.item != item {
			item = f.item
			o.Folder = append(o.Folder, site.FolderRule{Folders: site.Pattern{At: site.Pos{File: r.file, Line: f.line, Col: f.col}}})
		}
		closed = r.folderKey(&o.Folder[len(o.Folder)-1], name, f) || closed
	}
	o.Folder = slices.DeleteFunc(o.Folder, func(rule site.FolderRule) bool {
		if rule.Folders.Glob == "" && rule.Folders.At.Line > 0 { // nothing was said of it yet
			r.add(site.BadConfig, rule.Folders.At.Line, rule.Folders.At.Col, `write path = "…" below [[folder]]`, "a table [[folder]] does not say which folder it means")
		}
		return rule.Folders.Glob == ""
	})
	return rest, closed
}

func (r *report) folderKey(rule *site.FolderRule, name string, f field) (closed bool) {
	var names []string
	for _, k := range folderKeys() {
		names = append(names, k.key)
		if k.key != name {
			continue
		}
		if k.key == "path" {
			rule.Folders.At.Line, rule.Folders.At.Col = f.value.line, f.value.col
		}
		switch err := k.set(rule, f.value); {
		case errors.Is(err, errType):
			r.add(site.BadConfig, f.value.line, f.value.col, "", "%s of a folder should be %s", k.key, k.want)
		case err != nil:
			r.add(site.BadConfig, f.value.line, f.value.col, "", "%s of a folder: %v", k.key, err)
			rule.Folders.At.Line = 0
		}
		return false
	}
	hint := ""
	if near := nearestOf(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else {
		_, closed = nearest(name)
	}
	r.add(site.BadConfig, f.line, f.col, hint, "there is no setting %q for a folder", short(name))
	return closed
}

func setFolderPath(r *site.FolderRule, v value) error {
	if v.kind != scalar || v.bare || strings.TrimSpace(v.text) == "" {
		return errType
	}
	p := path.Clean("/" + strings.ReplaceAll(strings.TrimSpace(v.text), `\`, "/"))
	if err := ignorable(p + "x"); err != nil || strings.Contains(v.text, "..") {
		return fmt.Errorf("%q can match no folder among the notes", short(v.text))
	}
	r.Folders.Glob = p
	return nil
}

func setFolderTitle(r *site.FolderRule, v value) error {
	r.Info.Title = tidy(v.text, budget.TitleRunes)
	return unless(v.kind == scalar && !v.bare)
}

func setFolderOrder(r *site.FolderRule, v value) error {
	if v.kind == list {
		names, err := texts(v)
		for _, name := range names {
			r.Info.Order = append(r.Info.Order, path.Clean(strings.TrimSpace(name.text)))
		}
		return err
	}
	n, err := strconv.ParseInt(v.text, 10, 32)
	if v.kind != scalar || !v.bare || err != nil {
		return errType
	}
	if r.Info.Weight = float64(n); n == 0 {
		r.Info.Weight = math.SmallestNonzeroFloat64
	}
	return nil
}

func setFolderSplit(r *site.FolderRule, v value) error {
	level, ok := splitLevel(v.text)
	r.Split = level
	return unless(v.kind == scalar && ok)
}

func setFolderTags(r *site.FolderRule, v value) error {
	items, err := texts(v)
	for _, item := range items {
		if tag := strings.TrimLeft(tidy(item.text, budget.TagRunes), "#"); tag != "" {
			r.Tags = append(r.Tags, tag)
		}
	}
	return err
}

// folderChoice makes the setter of a key that is true or false, which may say the
// contrary of what is kept.
func folderChoice(at func(*site.FolderRule) *site.Choice, contrary bool) func(*site.FolderRule, value) error {
	return func(r *site.FolderRule, v value) error {
		t, plain := truthOf(v.text)
		if v.kind != scalar || !v.bare || !plain {
			return errType
		}
		*at(r) = site.No
		if t != contrary {
			*at(r) = site.Yes
		}
		return nil
	}
}

// settle lets the settings of folders hold for what is in them, and reports those
// that mean no folder.
func (c *Content) settle(rules []site.FolderRule) (problems []site.Problem) {
	if len(rules) == 0 {
		return nil
	}
	inside := c.namesInFolders()
	said := map[string][]*site.FolderRule{} // of a folder itself
	for i := range rules {
		g, err := newGlob(rules[i].Folders.Glob)
		met := false
		for dir := range inside {
			if err == nil && dir != "" && g.match(dir, true) || dir == "" && rules[i].Folders.Glob == "/" {
				said[dir], met = append(said[dir], &rules[i]), true
				problems = append(problems, c.describe(dir, &rules[i], inside[dir])...)
			}
		}
		if !met {
			problems = append(problems, noFolder(&rules[i], slices.Sorted(maps.Keys(inside))))
		}
	}
	for i := range c.Notes {
		n := &c.Notes[i]
		inherited := site.FolderRule{}
		for _, dir := range append([]string{""}, site.Folders(site.Folder(n.SitePath()))...) {
			for _, rule := range said[dir] {
				nearer(&inherited, rule)
			}
		}
		applyTo(&n.Meta, &inherited)
	}
	return problems
}

// nearer puts what is said of a folder over what is said of those above it.
func nearer(all, rule *site.FolderRule) {
	for _, c := range [][2]*site.Choice{{&all.Listed, &rule.Listed}, {&all.Search, &rule.Search}, {&all.Unlisted, &rule.Unlisted}} {
		*c[0] = cmp.Or(*c[1], *c[0])
	}
	all.Split = cmp.Or(rule.Split, all.Split)
	all.Tags = append(all.Tags, rule.Tags...)
}

// applyTo lets what is said of the folders of a note hold where the note says nothing.
func applyTo(m *site.Meta, rule *site.FolderRule) {
	m.Index, m.Searchable, m.Unlisted = cmp.Or(m.Index, rule.Listed), cmp.Or(m.Searchable, rule.Search), cmp.Or(m.Unlisted, rule.Unlisted)
	m.Split = cmp.Or(m.Split, rule.Split)
	for _, tag := range rule.Tags {
		if !slices.Contains(m.Tags, tag) {
			m.Tags = append(m.Tags, tag)
		}
	}
}

// namesInFolders are the folders in which there are notes, and the names of the
// notes and folders in them.
func (c *Content) namesInFolders() map[string][]string {
	inside := map[string][]string{"": nil}
	for i := range c.Notes {
		p := c.Notes[i].SitePath()
		dir := site.Folder(p)
		inside[dir] = append(inside[dir], path.Base(p), withoutEnding(p))
		for _, above := range site.Folders(dir) {
			if _, known := inside[above]; !known {
				inside[above] = nil
			}
			if up, name := site.Folder(above), path.Base(above); !slices.Contains(inside[up], name) {
				inside[up] = append(inside[up], name)
			}
		}
	}
	return inside
}

func withoutEnding(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }

// describe keeps what is said of a folder itself, and reports the names that are
// none of what is in it.
func (c *Content) describe(dir string, rule *site.FolderRule, inside []string) (problems []site.Problem) {
	if c.Folders == nil {
		c.Folders = map[string]site.FolderInfo{}
	}
	info := c.Folders[dir]
	info.Title, info.Weight = cmp.Or(rule.Info.Title, info.Title), cmp.Or(rule.Info.Weight, info.Weight)
	if rule.Info.Order != nil {
		info.Order = rule.Info.Order
	}
	c.Folders[dir] = info
	for _, name := range rule.Info.Order {
		if !slices.Contains(inside, name) {
			problems = append(problems, site.Problem{
				At: rule.Folders.At, Kind: site.NoMatch, Hint: didYouMean(nearestOf(name, inside)),
				What: fmt.Sprintf("folder %q: order names %q, and nothing of that name is in it", dir, short(name)),
			})
		}
	}
	return problems
}

func noFolder(rule *site.FolderRule, dirs []string) site.Problem {
	hint := didYouMean(nearestOf(strings.TrimPrefix(rule.Folders.Glob, "/"), dirs))
	return site.Problem{
		At: rule.Folders.At, Kind: site.NoMatch, Hint: hint,
		What: fmt.Sprintf("folder: no folder with notes matches %q, so it says nothing of any", strings.TrimPrefix(rule.Folders.Glob, "/")),
	}
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", name)
}
