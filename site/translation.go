package site

import (
	"path"
	"strconv"
	"strings"
)

// Translations know which pages of a site in several languages say the same in
// each of them. Pages are named by their indexes.
type Translations struct {
	languages Languages
	pages     []Page
	keys      []string         // of pages
	at        []map[string]int // by language and key
}

// NewTranslations compares the pages of a site by the names of their notes and
// folders.
func NewTranslations(ls Languages, pages []Page, notes []Note) *Translations {
	t := &Translations{languages: ls, pages: pages}
	if len(ls) == 0 {
		return t
	}
	t.keys = make([]string, len(pages))
	for range ls {
		t.at = append(t.at, map[string]int{})
	}
	for i := range pages {
		t.keys[i] = ls.key(&pages[i], notes)
		at := t.at[t.Language(i)]
		if other, taken := at[t.keys[i]]; !taken || len(pages[i].Dir) > len(pages[other].Dir) { // one in the folder of its language
			at[t.keys[i]] = i
		}
	}
	return t
}

// key is the same for pages that are translations of each other.
func (ls Languages) key(p *Page, notes []Note) string {
	var key string
	switch {
	case p.Index || p.Note < 0:
		key = ls.SharedFolder(p.Dir) + "/"
	default:
		name := notes[p.Note].SitePath()
		key = ls.Shared(strings.TrimSuffix(name, path.Ext(name)))
	}
	if p.Kind == PartPage {
		key += "#" + strconv.Itoa(p.Part)
	}
	return strings.ToLower(key)
}

// Language is the number of the language of a page.
func (t *Translations) Language(page int) int { return t.languages.Of(t.pages[page].Dir) }

// Of is the page that says in a language what another page says. Of a part of a
// note it may be the whole.
func (t *Translations) Of(page, language int) (int, bool) {
	if len(t.at) == 0 {
		return 0, false
	}
	if k, ok := t.at[language][t.keys[page]]; ok {
		return k, true
	}
	whole, _, isPart := strings.Cut(t.keys[page], "#")
	k, ok := t.at[language][whole]
	return k, ok && isPart
}

// Nearest is that page, or if there is none that of the nearest folder above it;
// at last it is the front page of the language.
func (t *Translations) Nearest(page, language int) (k int, same bool) {
	if k, ok := t.Of(page, language); ok {
		return k, true
	}
	for dir := t.languages.SharedFolder(t.pages[page].Dir); ; dir = Folder(dir) {
		if k, ok := t.at[language][strings.ToLower(dir)+"/"]; ok {
			return k, false
		}
		if dir == "" {
			return t.Home(language), false
		}
	}
}

// Home is the front page of a language.
func (t *Translations) Home(language int) int {
	for i := range t.pages {
		if p := &t.pages[i]; p.Index && p.Kind != PartPage && p.Dir == t.languages[language].Folder {
			return i
		}
	}
	return 0
}
