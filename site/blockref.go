package site

import "strings"

// BlockRef is the destination of a link to the block with the given id, of
// whatever note.
func BlockRef(id string) string { return "((" + id + "))" }

// BlockOf is the id of the block to which a destination leads, if it is one of
// BlockRef, or an address of SiYuan's.
func BlockOf(dest string) (id string, ok bool) {
	if id, ok = strings.CutPrefix(dest, "siyuan://blocks/"); ok {
		id, _, _ = strings.Cut(id, "?")
		return id, id != ""
	}
	if id, ok = strings.CutPrefix(dest, "(("); !ok {
		return "", false
	}
	return strings.CutSuffix(id, "))")
}
