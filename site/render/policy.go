package render

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// Policy is the content security policy of every page that shows nothing but
// the site's own files: no inline script or style. A meta element cannot forbid
// framing.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; " +
	"base-uri 'none'; form-action 'self'"

// mostSources is how many a policy names: a page of badges from more hosts may
// load pictures from all.
const mostSources = 100

// policy is Policy, widened by exactly what the page itself loads and runs.
func policy(more site.Sources) string {
	if len(more) == 0 {
		return Policy
	}
	if len(more) > mostSources {
		more = anyPicture(more)
	}
	sorted := slices.SortedFunc(maps.Keys(more), func(a, b site.Source) int {
		return cmp.Or(cmp.Compare(a.Directive, b.Directive), cmp.Compare(a.Value, b.Value))
	})
	directives := strings.Split(Policy, "; ")
	for _, s := range sorted {
		i := slices.IndexFunc(directives, func(d string) bool { return strings.HasPrefix(d, s.Directive+" ") })
		if i < 0 {
			i = len(directives)
			directives = append(directives, s.Directive)
		}
		if !slices.Contains(strings.Fields(directives[i]), s.Value) {
			directives[i] += " " + s.Value
		}
	}
	return strings.Join(directives, "; ")
}

// anyPicture is more with all hosts of pictures as one.
func anyPicture(more site.Sources) site.Sources {
	fewer := site.Sources{}
	for s := range more {
		if s.Directive == "img-src" {
			fewer.Add("img-src", "https:")
			fewer.Add("img-src", "http:")
			continue
		}
		fewer[s] = true
	}
	return fewer
}
