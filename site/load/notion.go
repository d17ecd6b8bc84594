package load

import (
	"path"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site"
)

// notionID is what Notion adds to the names of the pages that it exports.
var notionID = regexp.MustCompile(`^(.*\S) [0-9a-f]{32}$`)

// withoutID is a name without what Notion added.
func withoutID(name string) string {
	if m := notionID.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// notionFolders are the folders of which at least half of the notes are pages
// that Notion exported: they have an id, and begin with a title.
func notionFolders(notes []site.Note) map[string]bool {
	pages, all := map[string]int{}, map[string]int{}
	for i := range notes {
		dir, name := path.Split(notes[i].Path)
		dir = strings.TrimSuffix(dir, "/")
		all[dir]++
		if notionID.MatchString(strings.TrimSuffix(name, path.Ext(name))) && strings.HasPrefix(string(notes[i].Body), "#") {
			pages[dir]++
		}
	}
	exports := map[string]bool{}
	for dir, n := range pages {
		exports[dir] = 2*n >= all[dir]
	}
	return exports
}

// withoutIDs is the path for which that of a page of Notion stands; "" if it is
// none, or stands for itself. The page of a folder has the name of the folder.
func withoutIDs(p string, exports map[string]bool) string {
	if !exports[site.Folder(p)] {
		return ""
	}
	names := strings.Split(p, "/")
	for i := range names {
		ext := ""
		if i == len(names)-1 {
			ext = path.Ext(p)
		}
		names[i] = withoutID(strings.TrimSuffix(names[i], ext)) + ext
	}
	if as := strings.Join(names, "/"); as != p {
		return as
	}
	return ""
}
