package include

import (
	"regexp"
	"strconv"
	"strings"
)

// https://facelessuser.github.io/pymdown-extensions/extensions/snippets/
var (
	snippetForm  = regexp.MustCompile(`^([ \t]*)(;*)(-+8<-+)[ \t]+(?:"([^"]+)"|'([^']+)')[ \t]*$`)
	snippetBlock = regexp.MustCompile(`^[ \t]*-+8<-+[ \t]*$`)
	snippetPart  = regexp.MustCompile(`^(.*?)(?::([A-Za-z][\w-]*)|((?::-?[0-9]*){1,2}(?:,-?[0-9]*:-?[0-9]*)*))?$`)
)

// longestBlock is how many lines a list of files between two marks may have.
const longestBlock = 200

func snippetsOn(text string, at place) []directive {
	m := snippetForm.FindStringSubmatch(text)
	switch {
	case m == nil:
		return nil
	case m[2] != "":
		instead := strings.TrimPrefix(strings.TrimSpace(text), ";")
		if at == outside {
			instead = asCode(instead)
		}
		return []directive{{to: len(text), instead: instead}}
	}
	d := snippetOf(m[4] + m[5])
	d.to = len(text)
	return []directive{d}
}

// snippetOf reads file.md, file.md:2, file.md:2:5, file.md:1:3,7:9 and
// file.md:name.
func snippetOf(s string) directive {
	d := directive{look: fromBase}
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, ";") { // switched off
		return d
	}
	if strings.Contains(s, "://") {
		d.path = s
		return d
	}
	m := snippetPart.FindStringSubmatch(s)
	d.path, d.name = strings.TrimSpace(m[1]), m[2]
	for part := range strings.SplitSeq(strings.TrimPrefix(m[3], ":"), ",") {
		if m[3] == "" {
			break
		}
		first, last, _ := strings.Cut(part, ":")
		from, _ := strconv.Atoi(first)
		to, _ := strconv.Atoi(last)
		d.ranges = append(d.ranges, span{from, to})
	}
	return d
}

// listed is how many lines the list of files has that begins with the first
// line, marks included; 0 if none does.
func listed(all []line, f *fence, c context) int {
	if c.only != anyFamily && c.only != snippets || !snippetBlock.MatchString(all[0].text) {
		return 0
	}
	for i := 1; i < min(len(all), longestBlock); i++ {
		if snippetBlock.MatchString(all[i].text) {
			return i + 1
		}
	}
	return 0
}

// listedFile is the directive of a line in such a list.
func listedFile(l line) directive {
	d := snippetOf(l.text)
	d.family, d.text, d.to, d.alone = snippets, strings.TrimSpace(l.text), len(l.text), true
	return d
}
