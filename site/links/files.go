package links

import (
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
		r.files[i], _ = r.taken.Claim(fileAddress(unhidden(p)), p)
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
