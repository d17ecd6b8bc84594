package load

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site"
)

var (
	// siyuanAsset is the name of a file that SiYuan keeps beside its notes.
	siyuanAsset = regexp.MustCompile(`-\d{14}-[0-9a-z]{7}\.\w+$`)
	// siyuanBlock is what SiYuan writes below a block.
	siyuanBlock = regexp.MustCompile(`\{: (?:[a-z-]+="[^"\n]*" )*id="\d{14}-[0-9a-z]{7}"`)
)

// otherFile looks at a file that is no note for what it tells of the notes.
func (w *walker) otherFile(p string) {
	name := strings.ToLower(path.Base(p))
	if siyuanAsset.MatchString(name) {
		w.siyuan, w.breaks = true, true
	}
	for ending := range unreadableNotes() {
		g, _ := w.graphOf(p)
		if strings.HasSuffix(name, ending) && (ending != ".org" || g != nil) {
			if w.foreign == nil {
				w.foreign = map[string][]string{}
			}
			w.foreign[ending] = append(w.foreign[ending], p)
		}
	}
}

// unreadableNotes are the endings of files in which other programs keep notes
// that biji cannot read, and what to do about them. Pages in Org belong to the
// notes only in a graph of Logseq.
func unreadableNotes() map[string]string {
	return map[string]string{
		".sy":     "export the notebook as Markdown from SiYuan",
		".sy.zip": "export the notebook as Markdown from SiYuan",
		".org":    "convert it to Markdown; biji reads no Org",
	}
}

// unreadable says once for each ending which files are not read.
func (w *walker) unreadable() {
	for ending, files := range w.foreign {
		what := "is not read: a note in a format of its own"
		if len(files) > 1 {
			what += fmt.Sprintf(", as are all %d files that end with %s", len(files), ending)
		}
		w.problems = append(w.problems, site.Problem{At: site.Pos{File: files[0]}, Kind: site.BadFile, What: what, Hint: unreadableNotes()[ending]})
	}
}
