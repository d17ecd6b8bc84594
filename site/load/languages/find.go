package languages

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// An Input is what there is to know.
type Input struct {
	Notes  []site.Note
	Wanted site.Languages // by the settings, the default first; without folders
	Lang   string         // language of the site by its settings; "" if they have none
	Guess  func([]site.Note) string
}

// Find is the languages of the notes, each with its folder; nil if they are in
// one. It gives those notes another place whose files do not stand in the folder
// of their language.
func Find(in Input) site.Languages {
	f := finder{Input: in, places: make([]place, len(in.Notes))}
	for i := range in.Notes {
		f.places[i] = f.placeOf(&in.Notes[i])
	}
	if len(in.Wanted) == 0 {
		f.doubt()
	}
	f.choose()
	return f.languages()
}

// Judges says whether Find looks at the texts of the notes, because the path of one
// names a language that the settings do not.
func Judges(in Input) bool {
	f := finder{Input: in}
	return len(in.Wanted) == 0 && slices.ContainsFunc(in.Notes, func(n site.Note) bool { return f.placeOf(&n).tag != "" })
}

// Looked is what Find looks at of a note's text.
func Looked(n *site.Note) []byte { return n.Body[:min(len(n.Body), looked)] }

// A place is where a note stands among the languages.
type place struct {
	base   string // folder that holds the folder of the language
	folder string // name of that folder; "" if there is none
	suffix string // as in x.en.md
	tag    string // of either; "" is the default language
	rest   string // path below base without folder and suffix
}

// key is the same for translations of each other.
func (p *place) key() string {
	name := strings.TrimSuffix(p.rest, path.Ext(p.rest))
	if p.isFront() {
		name = site.Folder(name)
	}
	return slug.Fold(path.Join(p.base, name))
}

// isFront says of a key whether it is that of a folder's page, which says little.
func (p *place) isFront() bool {
	switch strings.ToLower(strings.TrimSuffix(path.Base(p.rest), path.Ext(p.rest))) {
	case "readme", "index", "_index":
		return true
	}
	return false
}

type finder struct {
	Input
	places []place // of the notes
	found  site.Languages
	base   string // of the folders of languages
}

// placeOf is where a note stands by its path alone.
func (f *finder) placeOf(n *site.Note) place {
	if n.As != "" || !site.IsNoteFile(n.Path) {
		return place{rest: n.Path}
	}
	if p, ok := f.docusaurus(n.Path); ok {
		return p
	}
	dir, name := site.Folder(n.Path), path.Base(n.Path)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	p := place{rest: n.Path}
	for at, folder := range strings.Split(dir, "/") {
		if tag, ok := f.named(folder); ok && dir != "" {
			parts := strings.Split(n.Path, "/")
			return place{path.Join(parts[:at]...), folder, "", tag, path.Join(parts[at+1:]...)}
		}
	}
	if dot := strings.LastIndexByte(stem, '.'); dot > 0 {
		if tag, ok := f.named(stem[dot+1:]); ok {
			p.suffix, p.tag, p.rest = stem[dot+1:], tag, path.Join(dir, stem[:dot]+ext)
		}
	}
	return p
}

// docusaurus is the place of a translation as Docusaurus keeps it.
func (f *finder) docusaurus(p string) (place, bool) {
	before, after, ok := strings.Cut("/"+p, "/i18n/")
	folder, rest, _ := strings.Cut(after, "/")
	plugin, rest, _ := strings.Cut(rest, "/")
	content, isContent := strings.CutPrefix(plugin, "docusaurus-plugin-content-")
	tag, isTag := f.named(folder)
	if !ok || !isContent || !isTag {
		return place{}, false
	}
	if version, below, _ := strings.Cut(rest, "/"); content == "docs" && version == "current" {
		rest = below
	}
	if content == "pages" {
		content = "src/pages"
	}
	return place{strings.TrimPrefix(before, "/"), folder, plugin, tag, path.Join(content, rest)}, true
}

// named reads a name as one of the languages that there may be.
func (f *finder) named(name string) (string, bool) {
	tag, ok := tagOf(name)
	if !ok {
		return "", false
	}
	if len(f.Wanted) == 0 {
		_, ok = of(primary(tag))
		return tag, ok
	}
	if i := slices.IndexFunc(f.Wanted, func(l site.Language) bool { return l.Tag == tag }); i >= 0 {
		return tag, true
	}
	same := ""
	for _, l := range f.Wanted {
		if primary(l.Tag) == primary(tag) {
			if same != "" {
				return "", false // zh of zh-CN and zh-TW
			}
			same = l.Tag
		}
	}
	return same, same != ""
}

// choose gives the found languages their tags: those of the settings, or those
// that have notes.
func (f *finder) choose() {
	count := map[string]int{}
	for i := range f.places {
		count[f.places[i].tag]++
	}
	f.base = f.shallowest()
	if len(f.Wanted) > 0 {
		for i, l := range f.Wanted {
			if i == 0 || count[l.Tag] > 0 {
				l.Label = cmp.Or(l.Label, Label(l.Tag))
				f.found = append(f.found, l)
			}
		}
		return
	}
	standard := f.standard(count)
	tags := []string{standard}
	for tag := range count {
		if tag != "" && tag != standard {
			tags = append(tags, tag)
		}
	}
	slices.SortFunc(tags[1:], strings.Compare)
	for _, tag := range tags {
		f.found = append(f.found, site.Language{Tag: tag, Label: Label(tag)})
	}
}

// standard is the default language: that of the notes that name none, if others
// are their translations; else that of the settings or of most notes.
func (f *finder) standard(count map[string]int) string {
	var plain []site.Note
	keys := f.keys()
	shared := false
	for i := range f.places {
		if f.places[i].tag == "" {
			plain = append(plain, f.Notes[i])
			shared = shared || len(keys[f.places[i].key()]) > 1
		}
	}
	if shared {
		lang := cmp.Or(f.Lang, f.Guess(plain))
		for _, tag := range slices.Sorted(maps.Keys(count)) {
			if same(tag, lang) { // a front page, above the folders of all languages
				return tag
			}
		}
		return lang
	}
	best := ""
	for _, tag := range slices.Sorted(maps.Keys(count)) {
		switch {
		case tag == "":
		case f.Lang != "" && primary(tag) == primary(f.Lang) && primary(best) != primary(f.Lang),
			best == "", count[tag] > count[best] && (f.Lang == "" || primary(best) != primary(f.Lang)):
			best = tag
		}
	}
	return best
}

// keys are the tags of the notes at each key.
func (f *finder) keys() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for i := range f.places {
		k := f.places[i].key()
		if all[k] == nil {
			all[k] = map[string]bool{}
		}
		all[k][f.places[i].tag] = true
	}
	return all
}

// shallowest is the folder in which those of languages stand: of several that
// which is the least deep.
func (f *finder) shallowest() string {
	best, any := "", false
	for i := range f.places {
		p := &f.places[i]
		if p.folder == "" || p.suffix != "" {
			continue
		}
		if !any || strings.Count(p.base, "/") < strings.Count(best, "/") || p.base == "" {
			best, any = p.base, true
		}
	}
	return best
}

// languages gives the languages their folders, and the notes their places.
func (f *finder) languages() site.Languages {
	if len(f.found) < 2 {
		return nil
	}
	for k := range f.found {
		l := &f.found[k]
		for i := range f.places {
			if p := &f.places[i]; p.tag == l.Tag && p.folder != "" && p.suffix == "" && p.base == f.base {
				l.Folder = path.Join(f.base, p.folder)
			}
		}
		if l.Folder == "" && k > 0 {
			l.Folder = path.Join(f.base, l.Tag)
		}
	}
	for i := range f.places {
		f.settle(&f.Notes[i], &f.places[i])
	}
	return f.found
}

// settle gives a note its place.
func (f *finder) settle(n *site.Note, p *place) {
	if p.suffix == "" {
		return
	}
	k := slices.IndexFunc(f.found, func(l site.Language) bool { return l.Tag == p.tag })
	if k < 0 {
		return
	}
	n.As = path.Join(f.found[k].Folder, strings.TrimPrefix(path.Join(p.base, p.rest), withSlash(f.base)))
}

func withSlash(folder string) string {
	if folder == "" {
		return ""
	}
	return folder + "/"
}
