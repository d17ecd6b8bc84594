package load

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/languages"
)

// languagesSetting is the one setting that is a list, or a table of names:
// languages.en = "English".
func languagesSetting() setting {
	return setting{"languages", form{`a list of languages such as ["zh-CN", "en"], the default first`, `{"anyOf": [` + aList + `, {"type": "object", "additionalProperties": {"type": "string"}}]}`},
		setLanguages, false, `[]`,
		"Languages of the notes, the default first: folders zh/ and en/, or x.md and x.en.md. Without it biji looks whether there are several.",
		"笔记的几种语言，第一个是默认：文件夹 zh/、en/，或 x.md 与 x.en.md。默认自动识别。"}
}

// holds says whether a key is in the table that a setting may be.
func (s *setting) holds(key string) bool {
	return slices.Contains([]string{"languages", "redirects", "meta"}, s.key) && strings.HasPrefix(key, s.key+".")
}

// labelled is the value of a key in that table, as a list of its name and value.
func labelled(f field) value {
	_, tag, _ := strings.Cut(f.key, ".")
	name := value{kind: scalar, text: tag, line: f.line, col: f.col}
	return value{kind: table, list: []value{name, f.value}, line: f.line, col: f.col}
}

func setLanguages(o *site.Options, v value) error {
	if v.kind == table && len(v.list) == 2 {
		label := v.list[1]
		if label.kind != scalar || label.bare {
			return errType
		}
		return addLanguage(o, v.list[0], label.text)
	}
	items, err := texts(v)
	for _, item := range items {
		if err := addLanguage(o, item, ""); err != nil {
			return err
		}
	}
	return err
}

func addLanguage(o *site.Options, v value, label string) error {
	tag, ok := langName(strings.ReplaceAll(v.text, "_", "-"))
	if !ok {
		return itemError{v, fmt.Errorf("%q is not a language such as \"zh-CN\"", short(v.text))}
	}
	if slices.ContainsFunc(o.Languages, func(l site.Language) bool { return l.Tag == tag }) {
		return itemError{v, fmt.Errorf("%q stands there twice", short(v.text))}
	}
	o.Languages = append(o.Languages, site.Language{Tag: tag, Label: tidy(label, budget.TitleRunes)})
	return nil
}

// speak finds the languages of the notes. A folder of translations that stand
// beside the originals has the place of that of the originals.
func (c *Content) speak(o site.Options) {
	in := languages.Input{Notes: c.Notes, Wanted: o.Languages, Lang: o.Lang, Guess: GuessLang}
	c.judged = languages.Judges(in)
	c.Languages = languages.Find(in)
	if len(c.Languages) == 0 {
		return
	}
	for i := range c.Notes {
		n := &c.Notes[i]
		if n.As == "" {
			continue
		}
		from, to := site.Folder(n.Path), site.Folder(n.As)
		for from != "" && path.Base(from) == path.Base(to) {
			info, ok := c.Folders[from]
			if _, has := c.Folders[to]; ok && !has {
				info.Title = ""
				c.Folders[to] = info
			}
			from, to = site.Folder(from), site.Folder(to)
		}
	}
}
