package extras

import (
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/edition/twin"
	"github.com/biji-notes/biji/site/generate/pages"
)

// writeLLMs puts the list of pages for language models: https://llmstxt.org.
func writeLLMs(w *pages.World, put pages.Put) error {
	if w.Options.LLMs == site.LLMsOff || w.Graph.Files[site.LLMsFile] != "" { // the author's own
		return nil
	}
	var b strings.Builder
	b.WriteString("# " + twin.Line(w.Options.Title) + "\n")
	if w.Options.Description != "" {
		b.WriteString("\n> " + twin.Line(w.Options.Description) + "\n")
	}
	folders, in := listed(w)
	for _, folder := range folders {
		b.WriteString("\n## " + twin.Line(w.FolderTitle(folder)) + "\n\n")
		for _, p := range in[folder] {
			description := ""
			if len(w.Pages) <= budget.LLMsDescribed {
				description = w.Description(p)
			}
			b.WriteString(twin.Item(p.Title, address(w, site.TwinOf(p.URL)), description))
		}
	}
	if w.HasWhole() {
		b.WriteString("\n## Optional\n\n" + twin.Item(site.LLMsFullFile, address(w, site.LLMsFullFile), ""))
	}
	return put(site.LLMsFile, []byte(b.String()))
}

// listed are the pages for programs by the folder at the top in which they are.
func listed(w *pages.World) (folders []string, in map[string][]*site.Page) {
	in = map[string][]*site.Page{}
	for i := range w.Pages {
		p := &w.Pages[i]
		if !w.IsListed(p) {
			continue
		}
		top, _, _ := strings.Cut(p.Dir, "/")
		if in[top] == nil {
			folders = append(folders, top)
		}
		in[top] = append(in[top], p)
	}
	return folders, in
}

// address is that of a file of the site as seen from its top, whole if that is known.
func address(w *pages.World, file string) string {
	if w.Options.URL == "" {
		return site.Href("", file, "", "")
	}
	return w.Absolute(file)
}
