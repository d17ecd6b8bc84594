package shortcode

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// silent are tags of GitBook and of Hexo's themes that say how what stands
// between them looks.
var silent = map[string]bool{
	"content-ref": true, "endcontent-ref": true, "endembed": true, "endfile": true, "stepper": true, "endstepper": true, "step": true, "endstep": true,
	"column": true, "endcolumn": true, "endcolumns": true, "updates": true, "endupdates": true, "endupdate": true, "gp": true, "endgp": true,
	"swagger-description": true, "endswagger-description": true, "endswagger-parameter": true, "endswagger-response": true, "endswagger": true,
}

// saidOf are the words in tags of which nothing else is shown.
var saidOf = map[string]*regexp.Regexp{
	"code":  regexp.MustCompile(`\btitle[ \t]*=[ \t]*"([^"\n]*)"`),
	"label": regexp.MustCompile(`^[ \t]*[a-z]*@(.*)$`),
}

// A form is how a tag says where it leads, and with which words.
type form struct{ to, words *regexp.Regexp }

var (
	byKey    = form{regexp.MustCompile(`\b(?:url|src|link|href|relref)[ \t]*=[ \t]*"([^"\n]+)"`), regexp.MustCompile(`\btitle[ \t]*=[ \t]*"([^"\n]+)"`)}
	ofPosts  = form{regexp.MustCompile(`^[ \t]*([^\s"'=]+)`), regexp.MustCompile(`^[ \t]*\S+[ \t]+["']?(.+?)["']?(?:[ \t]+(?:true|false))?[ \t]*$`)}
	asked    = form{regexp.MustCompile(`^[ \t]*(?:path[ \t]*=[ \t]*)?["']?([^\s"'=]+)["']?[ \t]*$`), nil}
	links    = form{regexp.MustCompile(`[ \t](https?://[^\s"']+)`), regexp.MustCompile(`^[ \t]*(.+?)[ \t]+https?://`)}
	subtitle = regexp.MustCompile(`\b(?:subtitle|description)[ \t]*=[ \t]*"([^"\n]+)"`)
	buttons  = form{regexp.MustCompile(`^[ \t]*([^\s,"'=]+),`), regexp.MustCompile(`,[ \t]*([^,\n]*[^,\s])`)}
)

// reference is the link that a tag stands for; nil if it says too little.
func reference(name string, a arguments) ast.Node {
	f := map[string]form{"post_link": ofPosts, "link": links, "btn": buttons, "ref": asked, "relref": asked}[name]
	if f.to == nil {
		f = byKey
	}
	from, to, ok := a.find(f.to, 1)
	if !ok {
		return nil
	}
	link := ast.NewLink()
	link.Destination = a.line[from:to]
	if f.words != nil {
		wordsFrom, wordsTo, said := a.find(f.words, 1)
		if said {
			from, to = wordsFrom, wordsTo
		} else if name == "button" || name == "card" {
			return nil // the words stand between it and its end
		}
	}
	words := ast.NewTextSegment(text.NewSegment(a.at+from, a.at+to))
	link.AppendChild(link, words)
	if from, to, more := a.find(subtitle, 1); more && name == "card" {
		link.AppendChild(link, ast.NewString(append([]byte(": "), a.line[from:to]...)))
	}
	return link
}
