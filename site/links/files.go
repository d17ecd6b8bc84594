package links

import (
	"fmt"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/slug"
)

// addressFiles gives every file an address. All of them, used or not: that
// a note starts to use one file must not change the address of another.
func (r *resolver) addressFiles() {
	r.files = make([]string, len(r.in.Files))
	first := make(map[string]string, len(r.in.Files))
	for i := range r.in.Files {
		p := r.in.Files[i].Path
		r.files[i] = r.fileAddress(p)
		key := slug.Fold(p)
		if other, ok := first[key]; ok {
			r.problems = append(r.problems, site.Problem{
				At: site.Pos{File: p}, Kind: site.Collision,
				What: quote(p) + " and " + quote(other) + " differ in case or Unicode form only, and many disks cannot hold both",
				Hint: "published as " + r.files[i],
			})
			continue
		}
		first[key] = p
	}
}

// fileAddress gives the file at p an address. What others ask for by its name has
// that name, as long as no page has it; what biji would write in its place it
// does not write then.
func (r *resolver) fileAddress(p string) string {
	if top := site.RootFile(p); top != "" {
		got, holder := r.taken.Claim(top, p)
		if got == top || top == site.RobotsFile || top == site.LLMsFile || top == site.LLMsFullFile {
			return top
		}
		r.problems = append(r.problems, site.Problem{
			At: site.Pos{File: p}, Kind: site.Collision, What: fmt.Sprintf("%q wants the address %s, which %s has", p, top, holder), Hint: "published as " + got,
		})
		return got
	}
	got, _ := r.taken.Claim(fileAddress(unhidden(p)), p)
	return got
}

// copied are the files that are in the site whether a note uses them or not.
func (r *resolver) copied(into map[string]string) {
	for i := range r.in.Files {
		if f := &r.in.Files[i]; f.Copied {
			into[r.files[i]] = f.Path
		}
	}
}

// unhidden is p without the dots that hide folders: some hosts publish none of
// those.
func unhidden(p string) string {
	return strings.ReplaceAll(strings.TrimPrefix(p, "."), "/.", "/")
}

// fileAddress is the address a file wants: its extension tells browsers and
// hosts what it is, so it stays.
func fileAddress(p string) string {
	ext := path.Ext(p)
	stem := strings.TrimSuffix(p, ext)
	if stem == "" || strings.HasSuffix(stem, "/") || !plainExtension(ext) {
		return slug.Path(p)
	}
	return slug.Path(stem) + strings.ToLower(ext)
}

func plainExtension(ext string) bool {
	if len(ext) < 2 || len(ext) > 12 {
		return false
	}
	for _, c := range []byte(ext[1:]) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return true
}
