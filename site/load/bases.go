package load

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// base makes a note of the bytes of a .base file of Obsidian: for each view its
// name as a heading, and a block of code that shows it.
func (r *report) base(raw []byte) site.Note {
	n := site.Note{Path: r.file, By: r.by, Line: 1}
	n.Meta.Title = tidy(strings.TrimSuffix(path.Base(r.file), path.Ext(r.file)), budget.TitleRunes)
	n.Meta.Split = site.SplitOff
	text, ok := r.decode(raw, legacy{})
	if !ok {
		return n
	}
	text = bytes.TrimRight(r.clean(text), "\n")
	tree, problem := Tree(text)
	if problem != nil {
		r.add(site.BadTable, problem.At.Line, problem.At.Col, problem.Hint, "the base cannot be read: %s", problem.What)
		return n
	}
	fence := strings.Repeat("`", longestRun(text, '`')+3)
	var b bytes.Buffer
	for i, name := range viewNames(tree) {
		if b.Len() > budget.ConfigBytes {
			break
		}
		fmt.Fprintf(&b, "## %s\n\n%sbase view=%d\n%s\n%s\n\n", literally(name), fence, i+1, text, fence)
	}
	n.Body = b.Bytes()
	return n
}

// viewNames are the names of the views of a base, of which there is one at
// least.
func viewNames(base *site.Tree) (names []string) {
	if views := base.At("views"); views != nil {
		for _, v := range views.Items[:min(len(views.Items), budget.QueryViews)] {
			name := ""
			if n := v.At("name"); n != nil {
				name = tidy(n.Text, budget.TitleRunes)
			}
			if name == "" {
				name = fmt.Sprint(len(names) + 1)
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		names = []string{"1"}
	}
	return names
}

func longestRun(text []byte, c byte) (longest int) {
	run := 0
	for _, t := range text {
		if run++; t != c {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// literally is a text as Markdown that says it as it is.
func literally(s string) string {
	var b strings.Builder
	for _, c := range s {
		if strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
