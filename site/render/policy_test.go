package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// A page may load pictures from the hosts that it names, in a fixed order; from
// any host if it names very many; and nothing else from elsewhere.
func TestPolicyOfPictures(t *testing.T) {
	few := site.Sources{}
	few.Add("img-src", "https://b.org")
	few.Add("img-src", "https://a.org:8080")
	if got := policy(few); got != strings.Replace(Policy, "data:;", "data: https://a.org:8080 https://b.org;", 1) {
		t.Error(got)
	}
	many := site.Sources{}
	many.Add("object-src", "'self'")
	for i := range 2 * mostSources {
		many.Add("img-src", fmt.Sprintf("https://h%d.org", i))
	}
	if got := policy(many); got != strings.Replace(Policy, "data:;", "data: http: https:;", 1)+"; object-src 'self'" {
		t.Error(got)
	}
}
