package render

import (
	"encoding/json"
	"fmt"

	"github.com/biji-notes/biji/site"
)

// navFilter is how many lines a sidebar has at least that readers can filter.
const navFilter = 100

// IsLong says whether there is more in the sidebar than can be looked through.
func (n *Nav) IsLong() bool { return len(n.lines) > navFilter }

// Script is a script that hands over the whole tree: an array of lines, each of them
// its title, its address from the top of the site, and the lines below it. A folder
// without a page has the address of the first page in it.
func (n *Nav) Script() ([]byte, error) {
	tree, err := json.Marshal(n.branch(n.top))
	if err != nil {
		return nil, fmt.Errorf("write the tree of the sidebar: %w", err)
	}
	return []byte("__bijiTree(" + string(tree) + ")"), nil
}

func (n *Nav) branch(lines []int) []any {
	all := make([]any, 0, len(lines))
	for _, i := range lines {
		line := &n.lines[i]
		address := line.URL
		if address == "" {
			address = n.firstPage(i)
		}
		if address != "" {
			address = site.Href("index.html", address, "", "")
		}
		node := []any{line.Title, address}
		if len(line.children) > 0 {
			node = append(node, n.branch(line.children))
		}
		all = append(all, node)
	}
	return all
}
