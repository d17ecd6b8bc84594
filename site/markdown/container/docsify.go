package container

import "regexp"

// A paragraph is a fenced that stands where a paragraph would begin.
type paragraph struct{ fenced }

func (*paragraph) CanInterruptParagraph() bool { return false }

var docsifyLine = regexp.MustCompile(`^([?!])>[ \t]+(\S[^\n]*?)[ \t]*\r?\n?$`)

// openDocsify reads ?> and !> of docsify, a tip and a warning in one line
// (https://docsify.js.org/#/helpers).
func openDocsify(line []byte) (found, bool) {
	m := docsifyLine.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	kind := "tip"
	if line[m[2]] == '!' {
		kind = "warning"
	}
	node, _ := of(kind, 0)
	return found{node: node, titled: true, whole: true, inner: [2]int{m[4], m[5]}}, true
}
