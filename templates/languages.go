package templates

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// catalogue is the name of the file that has the words of pages in a language. Those
// of scripts have a word before it, which is longer than the name of any language.
var catalogue = regexp.MustCompile(`^text/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.json$`)

// Languages are those of the interface, as files named: biji's own, and after them
// those for which files, which may be an Overlay, have a catalogue, sorted.
func Languages(files fs.FS) []string {
	all := site.UIs()
	names, _ := fs.Glob(files, "text/*.json") // only a bad pattern is an error
	for _, name := range names {
		if m := catalogue.FindStringSubmatch(name); m != nil && !slices.Contains(all, m[1]) {
			all = append(all, m[1])
		}
	}
	slices.Sort(all[len(site.UIs()):])
	return all
}

// UI is the language of the interface for pages of language lang, a BCP 47 tag, of
// those that there are: the language itself, or one that is wider, or what site.UI says.
func UI(lang string, there []string) string {
	for tag := lang; tag != ""; tag = wider(tag) {
		for _, ui := range there {
			if strings.EqualFold(ui, tag) && !slices.Contains(site.UIs(), ui) {
				return ui
			}
		}
	}
	return site.UI(lang)
}

// wider is a tag without its last part: "pt" of "pt-BR".
func wider(tag string) string { return tag[:max(strings.LastIndexByte(tag, '-'), 0)] }

// likeEnglish is the file of base whose texts stand in for those that a file of another
// language does not have: the English one of its kind; "" for files that are none of a
// language which over adds.
func likeEnglish(over fs.FS, name string) string {
	kind, lang := "", strings.TrimSuffix(path.Base(name), ".json")
	if catalogue.MatchString(name) {
		kind = ""
	} else if before, after, ok := strings.Cut(lang, "-"); ok {
		kind, lang = before+"-", after
	}
	m := catalogue.FindStringSubmatch("text/" + lang + ".json")
	if path.Dir(name) != "text" || m == nil || slices.Contains(site.UIs(), lang) {
		return ""
	}
	if _, err := fs.Stat(over, "text/"+lang+".json"); err != nil {
		return ""
	}
	return "text/" + kind + site.English + ".json"
}
