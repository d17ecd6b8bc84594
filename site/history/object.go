package history

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/biji-notes/biji/site/budget"
)

// A commit is what we read of one.
type commit struct {
	id, tree plumbing.Hash
	parent   plumbing.Hash // the first; zero of the first commit
	at       time.Time     // when its author made it, where the author was
}

// commit reads an object such as
//
//	tree 40 digits
//	parent 40 digits
//	author Name <mail> 1700000000 +0800
func (o *objects) commit(id plumbing.Hash) (*commit, error) {
	text, err := o.read(plumbing.CommitObject, id)
	if err != nil {
		return nil, err
	}
	c := &commit{id: id}
	for line := range strings.Lines(string(text)) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch {
		case word == "":
			return c, nil
		case word == "tree":
			c.tree = plumbing.NewHash(rest)
		case word == "parent" && c.parent.IsZero():
			c.parent = plumbing.NewHash(rest)
		case word == "author" && c.at.IsZero():
			c.at = moment(rest[strings.LastIndexByte(rest, '>')+1:])
		}
	}
	return c, nil
}

// moment is "1700000000 +0800", seconds since 1970 and a time zone; zero if it is
// none.
func moment(s string) time.Time {
	words := strings.Fields(s)
	if len(words) != 2 || len(words[1]) != 5 {
		return time.Time{}
	}
	seconds, err := strconv.ParseInt(words[0], 10, 64)
	zone, bad := strconv.Atoi(words[1])
	if err != nil || bad != nil || seconds < 0 || seconds > 253402300799 { // the end of 9999
		return time.Time{}
	}
	return time.Unix(seconds, 0).In(time.FixedZone("", (zone/100*60+zone%100)*60))
}

// An entry is what stands in a tree.
type entry struct {
	name   string
	folder bool
	id     plumbing.Hash
}

// tree reads an object of entries such as "100644 name", a NUL and 20 bytes; the
// tree of no commit has none.
func (o *objects) tree(id plumbing.Hash) ([]entry, error) {
	if id.IsZero() {
		return nil, nil
	}
	if o.trees++; o.trees > budget.HistoryTrees {
		return nil, fmt.Errorf("it has more than %d folders in all commits", budget.HistoryTrees)
	}
	data, err := o.read(plumbing.TreeObject, id)
	if err != nil {
		return nil, err
	}
	var all []entry
	for len(data) > 0 {
		space, end := bytes.IndexByte(data, ' '), bytes.IndexByte(data, 0)
		if space < 0 || end < space || len(data) < end+1+len(id) {
			return nil, fmt.Errorf("object %s is no tree", id)
		}
		e := entry{name: string(data[space+1 : end]), folder: string(data[:space]) == "40000"}
		copy(e.id[:], data[end+1:])
		data = data[end+1+len(id):]
		all = append(all, e)
	}
	return all, nil
}
