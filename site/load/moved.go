package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// movedSetting is the table of old addresses.
func movedSetting() setting {
	return setting{"redirects", form{`a table such as {"old/page" = "new.md"}`, `{"type": "object", "additionalProperties": {"type": "string"}}`},
		setMoved, false, `{}`,
		"Old addresses and what is there now, a note or an address: [redirects] \"old/page\" = \"new.md\".",
		"旧地址，和现在的笔记或地址：[redirects] \"old/page\" = \"new.md\"。"}
}

func setMoved(o *site.Options, v value) error {
	if v.kind != table || len(v.list) != 2 {
		return errType
	}
	from, to := v.list[0], v.list[1]
	switch {
	case to.kind != scalar || to.bare || to.text == "":
		return itemError{to, fmt.Errorf("%q should lead to a note such as \"new.md\", or to an address", short(from.text))}
	case strings.Contains(from.text, "://"), strings.ContainsAny(from.text, "?#*"), slices.Contains(strings.Split(from.text, "/"), ".."):
		return itemError{from, fmt.Errorf("%q is no path in the site such as \"old/page\"", short(from.text))}
	}
	o.Redirects = append(o.Redirects, site.Moved{From: from.text, To: site.Link{
		Kind: site.MarkdownLink, Dest: to.text, Text: to.text, At: site.Pos{Line: to.line, Col: to.col},
	}})
	return nil
}

// movedPlaces says in which file the table is.
func movedPlaces(all []site.Moved, file string) {
	for i := range all {
		all[i].To.At.File, all[i].To.From = file, configName
	}
}
