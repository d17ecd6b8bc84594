package container

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

var (
	orgBegins = regexp.MustCompile(`^#\+(?i:begin)_([\pL]+)(?:[ \t]+(.*?))?[ \t]*\r?\n?$`)
	orgEnds   = regexp.MustCompile(`^#\+(?i:end)_([\pL]+)$`)
)

// openOrg reads #+BEGIN_QUOTE of Org and Logseq, which #+END_QUOTE ends. Blocks
// of code are not containers.
func openOrg(line []byte) (found, bool) {
	m := orgBegins.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	kind := strings.ToLower(string(line[m[2]:m[3]]))
	c := found{closing: closing{name: "org " + kind}}
	switch kind {
	case "src", "example", "export", "comment", "query":
		return found{}, false
	case "quote", "verse":
		c.node = ast.NewBlockquote()
		return c, true
	case "pinned":
		kind = "important"
	}
	if c.node, c.titled = of(kind, 0); c.titled && m[4] >= 0 {
		c.start, c.end = m[4], m[5]
	}
	return c, true
}
