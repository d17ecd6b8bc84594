package load

import (
	"errors"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// synonymsSetting is the setting of the table [search].
func synonymsSetting() setting {
	return setting{"search.synonyms",
		form{`a list of lists such as [["k8s", "Kubernetes"]]`, `{"type": "array", "items": ` + aList + `}`}, setSynonyms, false, `[]`,
		"Groups of words that mean the same: who looks for one finds the others.", "意思相同的词，一组一组地写：搜其中一个，也找到写着别的几个的地方。"}
}

var errGroup = errors.New(`words that mean the same are a list of two or more, such as ["k8s", "Kubernetes"]`)

func setSynonyms(o *site.Options, v value) error {
	if v.kind != list {
		return errType
	}
	for _, group := range v.list {
		if group.kind != table || len(group.list) != 1 || group.list[0].kind != list {
			return itemError{group, errGroup}
		}
		group = group.list[0]
		var words []string
		for _, item := range group.list {
			if item.kind != scalar || item.bare {
				return itemError{group, errGroup}
			}
			if word := tidy(item.text, budget.TagRunes); word != "" && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
		if len(words) < 2 {
			return itemError{group, errGroup}
		}
		o.Search.Synonyms = append(o.Search.Synonyms, words)
	}
	return nil
}
