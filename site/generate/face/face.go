// Package face makes what all pages of a site load of who made it: logo, icon,
// style sheets and scripts of the content, and the site's one colour.
package face

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/bundle"
)

// maxFile is how large such a file may be, in bytes: each reader loads it.
const maxFile = 2 << 20

// maxFont is how large a font may be that no reader loads.
const maxFont = 64 << 20

// Assets are those that stand for the files of f, and all others. A file that
// cannot be read is a problem.
func Assets(content fs.FS, f *site.Face, others []bundle.Asset) (all []bundle.Asset, problems []site.Problem) {
	r := reader{content: content, most: maxFile}
	for _, a := range others {
		if a.Role == bundle.Icon {
			if icon, ok := r.asset(bundle.Icon, "icon", f.Icon); ok {
				a = icon
			}
		}
		all = append(all, a)
	}
	all = r.add(all, bundle.Logo, "logo", f.Logo)
	for _, file := range f.CSS {
		all = r.add(all, bundle.AuthorStyle, "css", file)
	}
	for _, file := range f.JS {
		all = r.add(all, bundle.AuthorScript, "js", file)
	}
	return all, r.problems
}

// Font is the font of the settings for cards, of which f names one.
func Font(content fs.FS, f *site.Face) ([]byte, []site.Problem) {
	r := reader{content: content, most: maxFont}
	a, _ := r.asset("", "card-font", f.CardFont)
	return a.Data, r.problems
}

type reader struct {
	content  fs.FS
	most     int
	problems []site.Problem
}

func (r *reader) add(to []bundle.Asset, role, setting string, file site.FaceFile) []bundle.Asset {
	a, ok := r.asset(role, setting, file)
	if !ok || slices.ContainsFunc(to, func(b bundle.Asset) bool { return b.Name == a.Name }) {
		return to
	}
	return append(to, a)
}

func (r *reader) asset(role, setting string, file site.FaceFile) (a bundle.Asset, ok bool) {
	if file.Path == "" {
		return a, false
	}
	data, err := read(r.content, file.Path, r.most)
	if err != nil {
		r.problems = append(r.problems, site.Problem{At: file.At, Kind: site.BadConfig, What: fmt.Sprintf("%s: %q cannot be read: %v", setting, file.Path, err)})
		return a, false
	}
	return bundle.FileAsset(role, path.Ext(file.Path), data), true
}

func read(content fs.FS, name string, most int) ([]byte, error) {
	f, err := content.Open(name)
	var at *fs.PathError
	switch {
	case errors.As(err, &at):
		return nil, at.Err
	case err != nil:
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("it is larger than %d MB", most>>20)
	}
	return data, err
}

// CSS gives the site its colour; "" if it has biji's own.
func CSS(a site.Accent) string {
	if a.Light == "" {
		return ""
	}
	return fmt.Sprintf(":root{--accent:light-dark(%s,%s);--accent-wash:light-dark(%s,%s)}\n", a.Light, a.Dark, a.LightWash, a.DarkWash)
}
