package include

import (
	"regexp"
	"strings"
)

// Tags of templates that put a file in. Themes make others of the same names, so
// only those that name a file that is there are followed.
var (
	hugoForm   = regexp.MustCompile(`\{\{[<%]\s*(include|readfile|read-file|md-include|code-include)\s+([^{}]*?)\s*/?[>%]\}\}`)
	liquidForm = regexp.MustCompile(`\{%-?\s*(include|include_relative|include_code|include_code_block)\s+([^{}]*?)\s*-?%\}`)
	hugoFile   = regexp.MustCompile(`^(?:file|path|src|page)?\s*=?\s*["` + "`" + `]([^"` + "`" + `]+)["` + "`" + `]`)
	hugoLang   = regexp.MustCompile(`\b(?:lang|language|highlight)\s*=\s*"([^"]+)"`)
)

func tagsOn(text string, at place) (all []directive) {
	if at == inside {
		return nil
	}
	for _, m := range hugoForm.FindAllStringSubmatchIndex(text, -1) {
		args := text[m[4]:m[5]]
		file := hugoFile.FindStringSubmatch(args)
		if file == nil {
			continue
		}
		d := directive{from: m[0], to: m[1], path: strings.TrimPrefix(strings.TrimPrefix(file[1], "/"), "content/"), look: besideOrRoot, quiet: true}
		lang := hugoLang.FindStringSubmatch(args)
		if lang != nil {
			d.code = &code{lang: lang[1]}
		} else if strings.Contains(args, "code=") && !strings.Contains(args, `code="false"`) {
			d.code = &code{}
		}
		all = append(all, d)
	}
	for _, m := range liquidForm.FindAllStringSubmatchIndex(text, -1) {
		d := liquidTag(text[m[2]:m[3]], text[m[4]:m[5]])
		d.from, d.to, d.quiet = m[0], m[1], true
		if d.path != "" {
			all = append(all, d)
		}
	}
	return all
}

// liquidTag reads {% include file.md %} and {% include_code title lang:js file %}.
func liquidTag(name, args string) directive {
	words := strings.Fields(args)
	if len(words) == 0 {
		return directive{}
	}
	first := strings.Trim(words[0], `"'`)
	switch name {
	case "include":
		return directive{path: first, look: fromIncludes}
	case "include_relative":
		return directive{path: first, look: beside}
	}
	d := directive{path: strings.Trim(words[len(words)-1], `"'`), look: fromCode, code: &code{}}
	var title []string
	for _, w := range words[:len(words)-1] {
		if lang, ok := strings.CutPrefix(w, "lang:"); ok {
			d.code.lang = lang
		} else if !strings.Contains(w, ":") {
			title = append(title, strings.Trim(w, `"'`))
		}
	}
	d.code.title = strings.Join(title, " ")
	return d
}
