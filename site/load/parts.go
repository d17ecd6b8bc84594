package load

import (
	"path"
	"strings"
)

// isPart says of the path of a note whether other generators make no page of it:
// parts of pages in MDX, those around the pages of docsify, and what Jekyll
// includes. Readers can still be led there.
func isPart(p string) bool {
	name := strings.ToLower(path.Base(p))
	switch name {
	case "_navbar.md", "_coverpage.md", "_footer.md", "_404.md":
		return true
	}
	return name[0] == '_' && strings.HasSuffix(name, ".mdx") || strings.Contains("/"+p, "/_includes/") || strings.Contains("/"+p, "/_layouts/")
}
