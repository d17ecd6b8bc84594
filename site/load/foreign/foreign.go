// Package foreign reads what the settings of other generators say about a site
// that is to be moved to biji. Nothing is run: of settings that are programs it
// takes what stands in them as plain text.
package foreign

import (
	"cmp"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site/budget"
)

// Settings are what was found. What is not known is "".
type Settings struct {
	File        string // that says all this: "docs/.vitepress/config.mts"
	Notes       string // folder of the notes, "." for the one that was looked in
	Title       string
	Description string
	Author      string
	Lang        string
	URL         string // of the site, absolute
	Repo        string // page of the folder of notes on a forge, to which the path of a note is added for editing
	Ignore      string // patterns of notes that are not published, one a line, seen from the notes
}

// A reader knows the settings of one generator.
type reader struct {
	files []string // patterns
	read  func(name string, text []byte) Settings
}

func readers() []reader {
	return []reader{
		{[]string{"mkdocs.yml", "mkdocs.yaml"}, mkDocs},
		{scripts("", ".vitepress/config", ".vitepress/config/index", ".vuepress/config"), vitePress},
		{scripts("*/", ".vitepress/config", ".vitepress/config/index", ".vuepress/config"), vitePress},
		{scripts("", "docusaurus.config"), docusaurus},
		{[]string{"book.toml"}, mdBook},
		{[]string{"hugo.toml", "hugo.yaml", "hugo.yml", "config/_default/hugo.toml", "config/_default/hugo.yaml", "config.toml", "config.yaml"}, hugo},
		{[]string{"_config.yml", "_config.yaml"}, jekyll},
		{scripts("", "quartz.config"), quartz},
		{[]string{"zensical.toml"}, zensical},
	}
}

// scripts are the names of settings that are programs.
func scripts(dir string, stems ...string) (names []string) {
	for _, stem := range stems {
		for _, ext := range []string{".ts", ".js", ".mts", ".mjs", ".cts", ".cjs"} {
			names = append(names, dir+stem+ext)
		}
	}
	return names
}

// Find reads the settings of another generator that stand in fsys. ok is false
// if there are none that say anything.
func Find(fsys fs.FS) (s Settings, ok bool) {
	for _, r := range readers() {
		for _, pattern := range r.files {
			for _, name := range matches(fsys, pattern) {
				text, err := readFile(fsys, name)
				if err != nil {
					continue
				}
				s := r.read(name, text)
				if s = s.tidied(fsys); s != (Settings{Notes: s.Notes}) {
					s.File = name
					return s, true
				}
			}
		}
	}
	return Settings{}, false
}

func matches(fsys fs.FS, pattern string) []string {
	if !strings.Contains(pattern, "*") {
		return []string{pattern}
	}
	names, _ := fs.Glob(fsys, pattern)
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, "node_modules/") })
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, budget.ConfigBytes))
}

// tidied is s with nothing in it that cannot be used.
func (s Settings) tidied(fsys fs.FS) Settings {
	for _, text := range []*string{&s.Title, &s.Description, &s.Author, &s.Lang} {
		*text = strings.TrimSpace(*text)
		if strings.ContainsAny(*text, "{}\n\x00") || len(*text) > 500 { // a variable, or no line
			*text = ""
		}
	}
	s.URL, s.Repo = webAddress(s.URL), strings.TrimSuffix(webAddress(s.Repo), "/")
	if s.URL != "" {
		s.URL = strings.TrimSuffix(s.URL, "/") + "/"
	}
	s.Ignore = patterns(s.Ignore)
	s.Lang = strings.ReplaceAll(s.Lang, "_", "-")
	s.Notes = path.Clean(cmp.Or(strings.Trim(s.Notes, "/"), "."))
	if info, err := fs.Stat(fsys, s.Notes); err != nil || !info.IsDir() {
		s.Notes = ""
	}
	return s
}

// patterns are those lines that name something; an exception from them is none.
func patterns(lines string) string {
	var all []string
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "!") && !strings.Contains(line, "..") && len(all) < 100 {
			all = append(all, strings.TrimPrefix(line, "./"))
		}
	}
	return strings.Join(all, "\n")
}

// fromTop are patterns that are meant from the top, as those with no slash of
// .gitignore are not.
func fromTop(lines string) string {
	var all []string
	for line := range strings.Lines(lines) {
		if line = strings.TrimLeft(strings.TrimSpace(line), "./"); line != "" {
			all = append(all, "/"+line)
		}
	}
	return strings.Join(all, "\n")
}

// webAddress is text if it is the address of a page on the web that anybody may
// ask for; else "".
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return ""
	}
	if host := u.Hostname(); host == "localhost" || host == "example.com" || host == "example.org" || strings.HasPrefix(host, "127.") {
		return ""
	}
	return u.String()
}

// under is a path, as a site's base is, below an address; "" without one.
func under(address, base string) string {
	if address == "" {
		return ""
	}
	return strings.TrimSuffix(address, "/") + "/" + strings.TrimPrefix(base, "/")
}
