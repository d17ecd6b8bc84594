package load

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/load/languages"
)

// languagesSetting is the one setting that is a list, or a table of names,
// languages.en = "English", or of what the site says in each: languages.en.title.
func languagesSetting() setting {
	return setting{"languages", form{`a list of languages such as ["zh-CN", "en"], the default first`, `{"anyOf": [` + aList + `, {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, ` + aLanguage + `]}}]}`},
		setLanguages, false, `[]`,
		"Languages of the notes, the default first: folders zh/ and en/, or x.md and x.en.md. Without it biji looks whether there are several.",
		"笔记的几种语言，第一个是默认：文件夹 zh/、en/，或 x.md 与 x.en.md。默认自动识别。"}
}

// aLanguage is the JSON Schema of what the site says of itself in a language.
const aLanguage = `{"type": "object", "additionalProperties": false, "properties": {"label": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}, "footer": {"type": "string"}, "nav": ` + aList + `}}`

// holds says whether a key is in the table that a setting may be.
func (s *setting) holds(key string) bool {
	return slices.Contains([]string{"languages", "redirects", "meta"}, s.key) && strings.HasPrefix(key, s.key+".")
}

// labelled is the value of a key in that table, as a list of its name and value.
func labelled(f field) value {
	_, name, _ := strings.Cut(f.key, ".")
	key := value{kind: scalar, text: name, line: f.line, col: f.col}
	return value{kind: table, list: []value{key, f.value}, line: f.line, col: f.col}
}

func setLanguages(o *site.Options, v value) error {
	if v.kind == table && len(v.list) == 2 {
		tag, key, _ := strings.Cut(v.list[0].text, ".")
		name := v.list[0]
		name.text = tag
		l, err := languageOf(o, name)
		if err != nil {
			return err
		}
		return setLanguage(o, l, cmp.Or(key, "label"), v.list[1])
	}
	items, err := texts(v)
	for _, item := range items {
		before := len(o.Languages)
		if _, err := languageOf(o, item); err != nil {
			return err
		}
		if len(o.Languages) == before {
			return itemError{item, fmt.Errorf("%q stands there twice", short(item.text))}
		}
	}
	return err
}

// setLanguage sets what the site says of itself in a language.
func setLanguage(o *site.Options, l *site.Language, key string, v value) error {
	switch key {
	case "nav":
		nav, err := faceNav(&o.Face, v)
		l.Nav = nav
		return err
	case "footer":
		if v.kind != scalar || v.bare {
			return errType
		}
		l.Footer = append([]site.Span{}, faceSpans(&o.Face, v)...)
		return nil
	}
	most := map[string]int{"label": budget.TitleRunes, "title": budget.TitleRunes, "description": budget.DescriptionRunes}[key]
	switch {
	case most == 0:
		return fmt.Errorf("%q is not one of label, title, description, nav, footer", short(key))
	case v.kind != scalar || v.bare:
		return errType
	}
	*map[string]*string{"label": &l.Label, "title": &l.Title, "description": &l.Description}[key] = tidy(v.text, most)
	return nil
}

// languageOf is the language of this name in the settings, which it has from now on.
func languageOf(o *site.Options, v value) (*site.Language, error) {
	tag, ok := langName(strings.ReplaceAll(v.text, "_", "-"))
	if !ok {
		return nil, itemError{v, fmt.Errorf("%q is not a language such as \"zh-CN\"", short(v.text))}
	}
	i := slices.IndexFunc(o.Languages, func(l site.Language) bool { return l.Tag == tag })
	if i < 0 {
		i = len(o.Languages)
		o.Languages = append(o.Languages, site.Language{Tag: tag})
	}
	return &o.Languages[i], nil
}

// completed are the languages of the settings: if there is only one, the other is
// that of the site.
func completed(ls site.Languages, lang string) site.Languages {
	if len(ls) == 1 && lang != "" && ls[0].Tag != lang {
		return append(site.Languages{{Tag: lang}}, ls...)
	}
	return ls
}

// speak finds the languages of the notes. A folder of translations that stand
// beside the originals has the place of that of the originals.
func (c *Content) speak(o site.Options) {
	in := languages.Input{Notes: c.Notes, Wanted: o.Languages, Lang: o.Lang, Guess: guessed}
	if c.judged = languages.Judges(in); !c.judged && len(in.Wanted) == 0 {
		c.Languages = nil
		return
	}
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

// guessed is GuessLang, with English in place of what nothing tells: one of
// several languages has to have a name.
func guessed(notes []site.Note) string {
	if lang := GuessLang(notes); lang != Undetermined {
		return lang
	}
	return "en"
}
