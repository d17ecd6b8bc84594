package site

import (
	"regexp"
	"strings"
)

// topFolders are where generators keep files that go to the top of the site
// as they are.
var topFolders = []string{"public/", "static/", ".vuepress/public/", "source/"}

// topFiles are the files at the top of a site that hosts, search engines and
// programs ask for by name.
var topFiles = regexp.MustCompile(`^(?:CNAME|favicon\.ico|apple-touch-icon(?:-precomposed)?\.png|robots\.txt|llms(?:-full)?\.txt|(?:app-)?ads\.txt|humans\.txt|security\.txt|_headers|_redirects|` +
	`(?:site|manifest)\.webmanifest|browserconfig\.xml|opensearch\.xml|` +
	`google[0-9a-f]{16}\.html|BingSiteAuth\.xml|yandex_[0-9a-f]+\.html|baidu_verify_[\w-]+\.html|sogousiteverification\.txt|[0-9a-f]{32}\.txt|` +
	`\.well-known/.+)$`)

// TouchIconFile is the icon of an author that phones put on their screens.
const TouchIconFile = "apple-touch-icon.png"

// RootFile is the address of a file that a site has at its top whether a note
// uses it or not, because others ask for it by this name; "" of all other files.
// p is its path in the content.
func RootFile(p string) string {
	for _, folder := range topFolders {
		if rest, ok := strings.CutPrefix(p, folder); ok {
			p = rest
			break
		}
	}
	if topFiles.MatchString(p) {
		return p
	}
	return ""
}
