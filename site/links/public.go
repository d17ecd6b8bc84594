package links

import (
	"path"
	"strings"
)

// publicFolders are where other generators keep what a path with a slash in
// front means: VitePress and Astro, VuePress, Hugo and Docusaurus, Hexo. They
// stand beside the notes, or in a folder above.
var publicFolders = []string{"", "public", ".vuepress/public", "static", "source"}

// rooted is what a path names that starts at the root of another generator's
// site: "/img/a.png", "@/img/a.png", "@site/static/img/a.png".
func (r *resolver) rooted(name, dir string) find {
	rest, ok := strings.CutPrefix(name, "/")
	if !ok {
		if rest, ok = cutAlias(name); !ok {
			return find{}
		}
	}
	for folder := dir; ; folder = parent(folder) {
		for _, public := range publicFolders {
			if t := r.places.at(path.Join(folder, public, rest), strings.HasSuffix(name, "/")); t.kind != nothing {
				return find{thing: t}
			}
		}
		if folder == "" {
			return find{}
		}
	}
}

// cutAlias takes the name off that bundlers have for the root of the sources.
func cutAlias(name string) (rest string, ok bool) {
	name = strings.TrimPrefix(name, "~")
	for _, alias := range []string{"@/", "@site/", "@source/", "@assets/", "@public/", "@static/"} {
		if rest, ok := strings.CutPrefix(name, alias); ok {
			return rest, true
		}
	}
	return "", false
}

// parent is the folder above; "" is the root of the content, and its own.
func parent(folder string) string {
	if i := strings.LastIndexByte(folder, '/'); i >= 0 {
		return folder[:i]
	}
	return ""
}
