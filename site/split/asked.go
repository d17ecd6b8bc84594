package split

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// dayBefore is the name of a post, which begins with its day.
var dayBefore = regexp.MustCompile(`^(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}[-_ ]+(\S.*)$`)

// notFoundPage is the address of the page of the note that readers see at
// addresses that are none; it has no address of its own.
const notFoundPage = "404-2.html"

// plainAddress is the address of a note in folder dir by the name of its file.
func plainAddress(dir string, n *site.Note) string {
	if site.IsNotFoundNote(n.Path) {
		return notFoundPage
	}
	return slug.Path(path.Join(dir, fileOf(n))) + ".html"
}

// plain are the addresses that notes and folders have by their names, in lower
// case, and who has them.
func plain(notes []site.Note) map[string]string {
	all := map[string]string{"index.html": "the front page"}
	for i := range notes {
		dir := folderOf(notes[i].SitePath())
		for _, d := range site.Folders(dir) {
			all[path.Join(slug.Path(d), "index.html")] = d + "/"
		}
		if key := strings.ToLower(plainAddress(dir, &notes[i])); all[key] == "" {
			all[key] = notes[i].Path
		}
	}
	return all
}

// address is where the page of a note is to be: what its front matter asks for,
// unless somebody has it, or want. What a note asks for takes no address from
// others.
func (p *pager) address(n *site.Note, dir, want string) string {
	if n.Meta.Permalink == "" {
		return want
	}
	asked := p.inLanguage(dir, slug.Address(dir, n.Meta.Permalink))
	if asked == "" || asked == want {
		return want
	}
	holder := p.plain[strings.ToLower(asked)]
	if holder == "" {
		holder = p.taken.Holder(asked)
	}
	if holder == "" {
		return asked
	}
	p.problem(n.Path, fmt.Sprintf("%q asks for the address %s, which %s has", n.Path, asked, holder), "published as "+want)
	return want
}

// inLanguage is an address in the folder of the language of what stands in dir, in
// which translations ask for the address of the note that they translate.
func (p *pager) inLanguage(dir, address string) string {
	ls := p.options.Languages
	if len(ls) == 0 || address == "" {
		return address
	}
	folder := slug.Path(ls[ls.Of(dir)].Folder)
	if folder == "" || strings.HasPrefix(address, folder+"/") {
		return address
	}
	return path.Join(folder, address)
}
