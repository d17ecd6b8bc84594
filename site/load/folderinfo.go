package load

import (
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// folderFiles are the files by which Docusaurus and MkDocs (awesome-pages) name
// and place a folder. JSON is YAML.
func folderFiles() []string {
	return []string{"_category_.json", "_category_.yml", "_category_.yaml", ".pages"}
}

// folderInfo reads what such a file says of the folder in which it stands. What
// cannot be read is left out: it is a setting of another tool.
func (w *walker) folderInfo(dir string, inside listing) {
	for _, name := range folderFiles() {
		if !inside[name] || dir == "." {
			continue
		}
		text, err := readFile(w.fsys, path.Join(dir, name), budget.FrontMatterBytes)
		if err != nil {
			continue
		}
		fields, problem := yamlFields([]byte(strings.ReplaceAll(string(text), "\t", " ")))
		if problem != nil {
			continue
		}
		r := &report{} // whose problems nobody hears
		m := metaReader{r, r.unique(fields)}
		if w.folders == nil {
			w.folders = map[string]site.FolderInfo{}
		}
		w.folders[dir] = site.FolderInfo{
			Title: m.text(budget.TitleRunes, []string{"label", "title"}), Weight: m.weight([]string{"position"}),
		}
	}
}
