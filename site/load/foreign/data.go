package foreign

import (
	"cmp"
	"path"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

// A tree is a document of YAML or TOML. What is not there is "".
type tree func(keys ...string) string

func yamlTree(text []byte) tree {
	var doc yaml.Node // decoding into anything else fails on the tags that MkDocs has, and lets aliases multiply
	if err := yaml.Unmarshal(text, &doc); err != nil || len(doc.Content) == 0 {
		return func(...string) string { return "" }
	}
	return func(keys ...string) string {
		at := doc.Content[0]
		for _, key := range keys {
			if at = inYAML(at, key); at == nil {
				return ""
			}
		}
		if at.Kind == yaml.SequenceNode && len(at.Content) > 0 {
			at = at.Content[0]
		}
		if at.Kind != yaml.ScalarNode || at.Tag == "!!null" {
			return ""
		}
		return at.Value
	}
}

func inYAML(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func tomlTree(text []byte) tree {
	var all map[string]any
	if err := toml.Unmarshal(text, &all); err != nil {
		all = nil
	}
	return func(keys ...string) string {
		var at any = all
		for _, key := range keys {
			table, _ := at.(map[string]any)
			at = table[key]
		}
		if list, ok := at.([]any); ok && len(list) > 0 {
			at = list[0]
		}
		text, _ := at.(string)
		return text
	}
}

// listIn are the texts of a list at the top of a document, one a line.
func listIn(name string, text []byte, key string) string {
	var all map[string]any
	var doc yaml.Node
	var list []string
	if path.Ext(name) == ".toml" {
		_ = toml.Unmarshal(text, &all)
		items, _ := all[key].([]any)
		for _, item := range items {
			if s, ok := item.(string); ok {
				list = append(list, s)
			}
		}
		return strings.Join(list, "\n")
	}
	if err := yaml.Unmarshal(text, &doc); err != nil || len(doc.Content) == 0 {
		return ""
	}
	n := inYAML(doc.Content[0], key)
	if n == nil || n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		return treeOf(name, text)(key)
	}
	for _, item := range n.Content {
		if n.Kind == yaml.SequenceNode && item.Kind == yaml.ScalarNode {
			list = append(list, item.Value)
		}
	}
	return strings.Join(list, "\n")
}

// treeOf reads by the end of the file's name.
func treeOf(name string, text []byte) tree {
	if path.Ext(name) == ".toml" {
		return tomlTree(text)
	}
	return yamlTree(text)
}

// mkDocs reads https://www.mkdocs.org/user-guide/configuration/.
func mkDocs(name string, text []byte) Settings {
	s := likeMkDocs(treeOf(name, text))
	s.Ignore = listIn(name, text, "exclude_docs") + "\n" + listIn(name, text, "draft_docs")
	return s
}

// zensical reads the same names, in a table.
func zensical(name string, text []byte) Settings {
	at := treeOf(name, text)
	return likeMkDocs(func(keys ...string) string { return at(append([]string{"project"}, keys...)...) })
}

func likeMkDocs(at tree) Settings {
	s := Settings{
		Title: at("site_name"), Description: at("site_description"), Author: at("site_author"), URL: at("site_url"),
		Lang: at("theme", "language"), Notes: cmp.Or(at("docs_dir"), "docs"),
	}
	if repo, edit := at("repo_url"), at("edit_uri"); repo != "" && edit != "" {
		s.Repo = under(repo, edit)
	}
	return s
}

// hugo reads https://gohugo.io/configuration/all/.
func hugo(name string, text []byte) Settings {
	at := treeOf(name, text)
	s := Settings{
		Title: at("title"), Description: at("params", "description"), Author: cmp.Or(at("params", "author", "name"), at("params", "author"), at("author", "name")),
		Lang: cmp.Or(at("locale"), at("languageCode"), at("defaultContentLanguage")), URL: cmp.Or(at("baseURL"), at("baseurl")),
		Notes: cmp.Or(at("contentDir"), "content"),
	}
	if strings.HasPrefix(path.Base(name), "config.") && s.URL == "" { // many programs have a file of this name
		return Settings{}
	}
	return s
}

// jekyll reads https://jekyllrb.com/docs/configuration/ and
// https://hexo.io/docs/configuration, which have one name.
func jekyll(name string, text []byte) Settings {
	at := treeOf(name, text)
	s := Settings{
		Title: at("title"), Description: at("description"), Author: cmp.Or(at("author", "name"), at("author")),
		Lang: cmp.Or(at("lang"), at("language"), at("locale")), URL: under(at("url"), at("baseurl")), Notes: cmp.Or(at("source"), "."),
	}
	if at("source_dir") != "" || at("public_dir") != "" || at("new_post_name") != "" {
		s.URL, s.Notes = at("url"), cmp.Or(at("source_dir"), "source")
	}
	s.Ignore = fromTop(listIn(name, text, "exclude"))
	return s
}

// mdBook reads https://rust-lang.github.io/mdBook/format/configuration/.
func mdBook(name string, text []byte) Settings {
	at := treeOf(name, text)
	return Settings{
		Title: at("book", "title"), Description: at("book", "description"), Author: at("book", "authors"), Lang: at("book", "language"),
		Notes: cmp.Or(at("book", "src"), "src"), Repo: withoutPath(at("output", "html", "edit-url-template")),
	}
}

// withoutPath is the template of an address, as far as it is the same for all
// notes; "" if a part of it is none of their paths.
func withoutPath(template string) string {
	for _, variable := range []string{"{path}", ":path", "${filePath}"} {
		if before, ok := strings.CutSuffix(template, variable); ok {
			return before
		}
	}
	return ""
}
