package links

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// redirects leads from the old addresses that notes name as their aliases, and
// from those that their files would have, to their pages. An alias that is just another name gives way to any page that
// has its address; one that was written as an address is a Collision then. They
// are added to those of the settings.
func redirects(in Input, taken *site.Addresses, all []site.Redirect) ([]site.Redirect, []site.Problem) {
	var problems []site.Problem
	for i := range in.Pages {
		p := &in.Pages[i]
		if p.Kind == site.PartPage && in.Notes[p.Note].Meta.Permalink != "" { // as its overview would have it
			from := path.Join(slug.Path(stemOf(in.Notes[p.Note].SitePath())), path.Base(p.URL))
			if taken.Holder(from) == "" {
				taken.Claim(from, p.URL)
				all = append(all, site.Redirect{From: from, To: p.URL})
			}
		}
		if p.Kind != site.NotePage && p.Kind != site.OverviewPage {
			continue
		}
		for _, from := range otherAddresses(&in.Notes[p.Note], p) {
			if from != "" && from != p.URL && taken.Holder(from) == "" {
				taken.Claim(from, p.URL)
				all = append(all, site.Redirect{From: from, To: p.URL})
			}
		}
		for _, alias := range in.Notes[p.Note].Meta.Aliases {
			from, isPath := aliasAddress(alias, site.Folder(p.URL))
			if from == "" || from == p.URL {
				continue
			}
			if holder := taken.Holder(from); holder == "" {
				taken.Claim(from, p.URL)
				all = append(all, site.Redirect{From: from, To: p.URL})
			} else if isPath && holder != p.URL {
				problems = append(problems, site.Problem{
					At: site.Pos{File: in.Notes[p.Note].Path}, Kind: site.Collision,
					What: "alias " + quote(alias) + " wants the address " + from + ", which " + holder + " has",
					Hint: "it leads to " + holder,
				})
			}
		}
	}
	slices.SortFunc(all, func(a, b site.Redirect) int { return strings.Compare(a.From, b.From) })
	return all, problems
}

// otherAddresses are those that page p would have by its file, by what its note
// asks for, and as a post of Jekyll or Hexo.
func otherAddresses(n *site.Note, p *site.Page) []string {
	all := []string{addressOfFile(n, p)}
	if n.Meta.Permalink != "" {
		all = append(all, slug.Path(stemOf(n.SitePath()))+".html")
		if asked := slug.Address(p.Dir, n.Meta.Permalink); !own(asked, p) {
			all = append(all, asked)
		}
	}
	return append(all, addressOfPost(n))
}

// own says whether an address that was asked for was refused: then it is that of
// another page. The page of a folder keeps its address, whatever it asks for.
func own(asked string, p *site.Page) bool { return !p.Index || asked == p.URL }

// post is the path of a post of Jekyll or Hexo: the folder above _posts, the day
// if the name of the file begins with it, the name.
var post = regexp.MustCompile(`(?:^|/)_posts/(?:.*/)?(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-)?([^/]+)$`)

// addressOfPost is where Jekyll and Hexo publish a post unless they are told
// otherwise; "" for other notes.
func addressOfPost(n *site.Note) string {
	if !strings.Contains(n.Path, "_posts/") {
		return ""
	}
	m := post.FindStringSubmatch(stemOf(n.Path))
	if m == nil || n.Meta.Date.IsZero() {
		return ""
	}
	day := n.Meta.Date.Format("2006/01/02/")
	if m[1] != "" {
		return day + slug.Path(m[4]) + ".html"
	}
	return day + slug.Path(m[4]) + "/index.html"
}

// addressOfFile is the address that page p would have by the name of its note's
// file, if it has another because the file's name stands for another or is that
// of its folder.
func addressOfFile(n *site.Note, p *site.Page) string {
	called := path.Base(stemOf(n.SitePath()))
	if n.As == "" && (!p.Index || slug.Fold(called) != slug.Fold(path.Base(p.Dir))) {
		return p.URL
	}
	return slug.Path(stemOf(n.Path)) + ".html"
}

// aliasAddress is the address of an alias, and whether it was written as one:
// from the content root, with or without extension, or as a folder. Any other
// alias is a name, to be found in the folder dir. An address is taken to the
// letter only if slug.Path changes nothing in it except case, because some disks
// cannot hold the others.
func aliasAddress(alias, dir string) (address string, isPath bool) {
	alias = cleaned(alias)
	ext := strings.ToLower(path.Ext(alias))
	page := ext == ".html" || ext == ".htm"
	isPath = page || strings.Contains(alias, "/") || withoutMarkdown(alias) != alias
	if !isPath {
		if name := slug.Path(alias); name != "" {
			return path.Join(dir, name) + ".html", false
		}
		return "", false
	}
	old := strings.TrimPrefix(path.Clean("/"+alias), "/")
	if strings.HasSuffix(alias, "/") {
		old, ext, page = path.Join(old, "index.html"), ".html", true
	}
	bare := withoutMarkdown(old)
	if page {
		bare = old[:len(old)-len(ext)]
	}
	name := slug.Path(bare)
	switch {
	case name == "":
		return "", false
	case page && ext == ".html" && strings.EqualFold(name, bare):
		return old, true
	}
	return name + ".html", true
}
