package load

import (
	"errors"
	"io/fs"
	"path"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/service"
)

// headSettings are those of what authors add to the heads of pages.
func headSettings() []setting {
	return []setting{
		{"head.script", form{"a script, or a list of scripts", `{"anyOf": [{"type": "string"}, ` + aList + `]}`}, setHeadScript, false, `""`,
			"Script that stands in every page and runs from a host only; what is between <script> and </script>.", "写在每一页里的脚本，即 <script> 和 </script> 之间的，从磁盘打开时不运行。"},
		{"head.file", aFile("head.js"), setHeadFile, false, `""`,
			"The same in a file.", "同上，写在文件里。"},
		{"head.hosts", form{`a list of hosts such as ["cdn.example.org"]`, aList}, setHeadHosts, false, `[]`,
			"Hosts that these scripts may ask, over https.", "这些脚本可以访问的主机，只用 https。"},
		{"meta", form{`a table such as {google-site-verification = "…"}`, `{"type": "object", "additionalProperties": {"type": "string"}}`}, setMeta, false, `{}`,
			"Meta elements by which services know whose site it is: [meta] google-site-verification = \"…\".", "给各家站长平台验证网站的 meta：[meta] google-site-verification = \"…\"。"},
	}
}

func setHeadScript(o *site.Options, v value) error {
	given := []value{v}
	if v.kind == list {
		given = v.list
	}
	for _, item := range given {
		if item.kind != scalar || item.bare {
			return errType
		}
		if err := addScript(o, item.text); err != nil {
			return itemError{item, err}
		}
	}
	return nil
}

func addScript(o *site.Options, text string) error {
	script, err := service.Script(text)
	if script != "" {
		o.Head.Script = append(o.Head.Script, script)
	}
	return err
}

func setHeadFile(o *site.Options, v value) (err error) {
	if v.kind != scalar || v.bare {
		return errType
	}
	o.Head.File, err = faceFile(v, []string{".js", ".html"})
	return err
}

func setHeadHosts(o *site.Options, v value) error {
	items, err := texts(v)
	for _, item := range items {
		o.Head.Hosts = append(o.Head.Hosts, tidy(item.text, budget.DescriptionRunes))
	}
	return err
}

func setMeta(o *site.Options, v value) error {
	if v.kind != table || len(v.list) != 2 {
		return errType
	}
	name, content := v.list[0], v.list[1]
	if content.kind != scalar {
		return errType
	}
	if err := service.MetaName(name.text); err != nil {
		return itemError{name, err}
	}
	o.Meta = append(o.Meta, site.MetaElement{Name: name.text, Content: tidy(content.text, budget.DescriptionRunes)})
	return nil
}

// headFile reads the script that the settings name, below the content folder.
func (r *report) headFile(fsys fs.FS, content string, h *site.Head) {
	if h.File.Path == "" {
		return
	}
	bad := func(err error) { r.add(site.BadConfig, h.File.At.Line, h.File.At.Col, "", "head.file: %v", err) }
	raw, err := readFile(fsys, path.Join(content, h.File.Path), budget.ConfigBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		bad(errors.New("there is no such file in the content folder"))
		return
	case err != nil:
		bad(reason(err))
		return
	}
	var o site.Options
	if err := addScript(&o, string(raw)); err != nil {
		bad(err)
	}
	h.Script = append(h.Script, o.Head.Script...)
}
