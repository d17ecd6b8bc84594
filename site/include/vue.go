package include

import (
	"regexp"
	"strconv"
	"strings"
)

// https://vitepress.dev/guide/markdown#markdown-file-inclusion,
// https://ecosystem.vuejs.press/plugins/markdown/markdown-include.html
var (
	commentForm = regexp.MustCompile(`<!--\s*@include:\s*(.*?)\s*-->`)
	callForm    = regexp.MustCompile(`^\s*@include\(\s*(.+?)\s*\)\s*$`)
	importForm  = regexp.MustCompile(`^\s*<<<\s*(.+?)\s*$`)
	codeForm    = regexp.MustCompile(`^\s*@\[code(?:\{([0-9]*-?[0-9]*)\})?(?:\s+([^\]{:\s]+))?(?:\{([0-9,\s-]+)\})?[^\]]*\]\(\s*([^)]+?)\s*\)\s*$`)

	// importParts are file.ext#region {1,3 js:line-numbers} [title], all but the
	// first optional.
	importParts = regexp.MustCompile(`^(.+?)(?:#([\w.*-]+))?(?:\s*\{\s*([0-9][0-9,\s-]*)?\s*([^\s:}]*)([^}]*)\})?(?:\s*\[([^\]]+)\])?$`)
	lineParts   = regexp.MustCompile(`^(.*?)\s*\{\s*(-?[0-9]*)\s*[,-]\s*(-?[0-9]*)\s*\}$`)
	oneLine     = regexp.MustCompile(`^(.*?)\s*\{\s*([0-9]+)\s*\}$`)
)

func vueOn(text string, at place) (all []directive) {
	for _, m := range commentForm.FindAllStringSubmatchIndex(text, -1) {
		d := vuePart(text[m[2]:m[3]])
		d.from, d.to = m[0], m[1]
		if d.path != "" {
			all = append(all, d)
		}
	}
	if at == inside {
		return all
	}
	if m := callForm.FindStringSubmatch(text); m != nil {
		d := vuePart(m[1])
		d.to = len(text)
		all = append(all, d)
	}
	if m := importForm.FindStringSubmatch(text); m != nil {
		if d, ok := importOf(m[1]); ok {
			d.to = len(text)
			all = append(all, d)
		}
	}
	if m := codeForm.FindStringSubmatch(text); m != nil {
		d := directive{to: len(text), path: m[4], look: beside, code: &code{lang: m[2], marks: tight(m[3])}}
		d.path, d.name, _ = strings.Cut(d.path, "#")
		d.ranges = rangeOf(m[1])
		d.rooted()
		all = append(all, d)
	}
	return all
}

// importOf reads what follows <<<. A bare name is no file: <<< may be anything.
func importOf(s string) (directive, bool) {
	m := importParts.FindStringSubmatch(s)
	if m == nil || !strings.ContainsAny(m[1], "./@") || strings.ContainsAny(m[1], "<>") {
		return directive{}, false
	}
	d := directive{path: strings.TrimSpace(m[1]), name: m[2], look: beside, code: &code{marks: tight(m[3]), lang: m[4], title: m[6]}}
	d.rooted()
	return d, true
}

// vuePart reads file.md, file.md#part, file.md{1,3} and file.md#part{1-3}.
func vuePart(s string) directive {
	d := directive{path: s, look: beside, rebased: true}
	if m := lineParts.FindStringSubmatch(s); m != nil {
		from, _ := strconv.Atoi(m[2])
		to, _ := strconv.Atoi(m[3])
		d.path, d.ranges = m[1], []span{{from, to}}
	} else if m := oneLine.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[2])
		d.path, d.ranges = m[1], []span{{n, n}}
	}
	d.path, d.name, _ = strings.Cut(d.path, "#")
	d.rooted()
	return d
}

// rooted knows paths that are seen from the root of the notes.
func (d *directive) rooted() {
	for _, sign := range []string{"@source/", "@src/", "@/", "~/", "/", "@"} {
		if rest, ok := strings.CutPrefix(d.path, sign); ok {
			d.path, d.look, d.byName = rest, fromRoot, sign == "@"
			return
		}
	}
}

// rangeOf reads 2-5, 2- and 2.
func rangeOf(s string) []span {
	if s == "" {
		return nil
	}
	first, last, open := strings.Cut(s, "-")
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(last)
	if !open {
		to = from
	}
	return []span{{from, to}}
}

func tight(s string) string { return strings.ReplaceAll(s, " ", "") }
