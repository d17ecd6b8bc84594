package site

import (
	"path"
	"slices"
	"strings"
)

// A Language is one of those in which a site is written.
type Language struct {
	Tag    string // BCP 47: "zh-CN"
	Label  string // what its readers call it: "简体中文"
	Folder string // of the site: what stands in it is in the language; "" is the root

	Title, Description string // of the site in this language; "" without a setting
	Nav, Footer        []Span // as those of Face, in place of which they are; nil without a setting
}

// Languages are those of a site in several, the default first; none for a site
// in one.
type Languages []Language

// Of is the number of the language of what stands in a content folder of the
// site: that whose folder it is, or lies above it, or else the default.
func (ls Languages) Of(dir string) int {
	for i := range ls {
		if within(dir, ls[i].Folder) {
			return i
		}
	}
	return 0
}

// OfNote is the number of the language of a note.
func (ls Languages) OfNote(n *Note) int { return ls.Of(Folder(n.SitePath())) }

// Shared is a path in the site as all languages share it: without the folder of
// its language. Translations of each other have the same.
func (ls Languages) Shared(p string) string {
	if len(ls) == 0 {
		return p
	}
	folder := ls[ls.Of(Folder(p))].Folder
	if within(p, folder) {
		return path.Join(Folder(folder), strings.TrimPrefix(strings.TrimPrefix(p, folder), "/"))
	}
	return p
}

// SharedFolder is a folder of the site as Shared is what stands in it: that of a
// language is the folder in which it stands.
func (ls Languages) SharedFolder(dir string) string { return Folder(ls.Shared(path.Join(dir, "x"))) }

// Own is what stands before the names of pages that biji makes for a language in
// its own folders: "" for the default, "en/" for English.
func (ls Languages) Own(language int) string {
	if language == 0 {
		return ""
	}
	return strings.ToLower(ls[language].Tag) + "/"
}

// PlainlyOther is the language in which a text was found to be, beside the one that it
// would have otherwise; "" if it is the same, or the other is one of which little is
// known, so that the text may be in that.
func PlainlyOther(found, other string) string {
	a, _, _ := strings.Cut(strings.ToLower(found), "-")
	b, _, _ := strings.Cut(strings.ToLower(other), "-")
	if a == b && (a != Chinese || UI(found) == UI(other)) || slices.Contains(strings.Fields(neighbours[b]), a) {
		return ""
	}
	return found
}

// neighbours are, of languages, those in which a text of theirs may seem to be.
var neighbours = map[string]string{
	"no": "nb da", "nn": "nb da sv", "yue": "zh", "wuu": "zh", "nan": "zh", "hak": "zh", "gan": "zh", "lzh": "zh", "cmn": "zh",
	"sco": "en", "oc": "ca fr", "lad": "es", "ast": "es", "gl": "pt es", "bs": "sr hr", "sh": "sr hr", "mag": "hi", "bho": "hi",
}

// Direction is "rtl" for a language that is written from right to left, else "".
func Direction(tag string) string {
	primary, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	switch primary {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb":
		if !strings.HasPrefix(rest, "latn") {
			return "rtl"
		}
	}
	return ""
}

// within says whether p is a folder, which is not the root, or lies in it.
func within(p, folder string) bool {
	rest, ok := strings.CutPrefix(p, folder)
	return folder != "" && ok && (rest == "" || rest[0] == '/')
}
