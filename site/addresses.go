package site

import (
	"strconv"
	"strings"
)

// Addresses are the addresses of a site that are taken. The zero value knows
// only those that biji itself uses.
//
// Addresses that differ only in case count as one, and none may be a file
// where another needs a folder: a site has to fit on every disk.
type Addresses struct {
	files   map[string]string // address, lower case -> who has it
	folders map[string]string // every folder of such an address -> who first needed it
	next    map[string]int    // wanted address -> number to try next, or a thousand equal names take a million steps
}

// Claim gives by the address it wants, or if that is taken the first free of
// name-2.html, name-3.html …, and says who holds the wanted one: "" if nobody
// does, and it was given.
func (a *Addresses) Claim(want, by string) (got, holder string) {
	if a.files == nil {
		a.files, a.folders, a.next = map[string]string{}, map[string]string{}, map[string]int{}
	}
	holder = a.Holder(want)
	got = want
	for number := max(a.next[want], 2); a.Holder(got) != ""; number++ {
		got = numbered(want, number, a)
		a.next[want] = number + 1
	}
	key := strings.ToLower(got)
	a.files[key] = by
	for i := range len(key) {
		if key[i] == '/' && a.folders[key[:i]] == "" {
			a.folders[key[:i]] = by
		}
	}
	return got, holder
}

// Holder says who stands in the way of address; "" if nobody does.
func (a *Addresses) Holder(address string) string {
	key := strings.ToLower(address)
	if own(key) {
		return "biji"
	}
	if by, ok := a.files[key]; ok {
		return by
	}
	if by, ok := a.folders[key]; ok {
		return by
	}
	for i := range len(key) {
		if key[i] == '/' && a.files[key[:i]] != "" {
			return a.files[key[:i]]
		}
	}
	return ""
}

// numbered is address with a number: before the extension, unless it is the
// folder that is in the way.
func numbered(address string, number int, a *Addresses) string {
	suffix := "-" + strconv.Itoa(number)
	for i := range len(address) {
		if folder := strings.ToLower(address[:i]); address[i] == '/' && (ownFolder(folder) || a.files[folder] != "") {
			return address[:i] + suffix + address[i:]
		}
	}
	dot := strings.LastIndexByte(address, '.')
	if dot <= strings.LastIndexByte(address, '/')+1 {
		dot = len(address)
	}
	return address[:dot] + suffix + address[dot:]
}

// Files that biji writes at the top of a site, or may write. No note gets such
// an address.
const (
	NotFoundFile = "404.html"
	SearchFile   = "search.html"
	RobotsFile   = "robots.txt"
	SitemapFile  = "sitemap.xml"
	FeedFile     = "feed.xml"
	LLMsFile     = "llms.txt" // https://llmstxt.org
	LLMsFullFile = "llms-full.txt"
	JekyllFile   = ".nojekyll"
	MarkerFile   = ".biji" // of package output
)

// Folders that biji writes. No note stands in one, and so no note has an
// address there.
const (
	AssetsFolder = "assets"
	SearchFolder = "search"
	TagsFolder   = "tags"
)

// FeedFileOf is the feed of a language that is not the default: "feed--en.xml".
func FeedFileOf(tag string) string { return "feed--" + tag + ".xml" }

// own says whether biji itself writes a file of this name, or may.
func own(address string) bool {
	switch address {
	case NotFoundFile, SearchFile, RobotsFile, SitemapFile, FeedFile, JekyllFile, MarkerFile, LLMsFile, LLMsFullFile:
		return true
	}
	if _, ok := PageOfTwin(address); ok {
		return true
	}
	folder, _, _ := strings.Cut(address, "/")
	return ownFolder(folder) || ownSitemap(address) || strings.HasPrefix(address, "feed--")
}

// ownSitemap says whether an address is that of a part of a sitemap. What a
// number is added to never is.
func ownSitemap(address string) bool {
	number, ok := strings.CutPrefix(strings.TrimSuffix(address, ".xml"), "sitemap--")
	return ok && strings.Trim(number, "0123456789") == ""
}

func ownFolder(name string) bool {
	return name == AssetsFolder || name == SearchFolder || name == TagsFolder
}

// TwinOf is the address of a page as Markdown, as https://llmstxt.org proposes it.
func TwinOf(page string) string { return page + ".md" }

// PageOfTwin is the address of the page whose twin has an address; ok is false if that
// is no twin's.
func PageOfTwin(address string) (page string, ok bool) {
	page, ok = strings.CutSuffix(address, ".md")
	return page, ok && strings.HasSuffix(page, ".html")
}
