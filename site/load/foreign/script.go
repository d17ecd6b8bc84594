package foreign

import (
	"cmp"
	"path"
	"strings"
)

// A script is the texts that stand in a program as the values of keys, by their
// path in the objects: "themeConfig.editLink.pattern". Of two with the same path the
// first counts.
type script map[string]string

// one is the first of these paths that is there.
func (s script) one(paths ...string) string {
	for _, p := range paths {
		if s[p] != "" {
			return s[p]
		}
	}
	return ""
}

// scriptOf reads a program of JavaScript or TypeScript as far as is needed to
// tell texts, comments, names and brackets apart.
func scriptOf(text []byte) script {
	r := scriptReader{rest: string(text), found: script{}}
	for r.rest != "" {
		r.next()
	}
	return r.found
}

type scriptReader struct {
	rest  string
	word  string   // the last name or text, and nothing but space since
	key   string   // before the last colon
	path  []string // the keys of the brackets that are open; "" for one without
	found script
}

func (r *scriptReader) next() {
	c := r.rest[0]
	switch {
	case strings.HasPrefix(r.rest, "//"):
		r.skipTo("\n")
	case strings.HasPrefix(r.rest, "/*"):
		r.skipTo("*/")
	case c == ' ', c == '\n', c == '\t', c == '\r':
		r.rest = r.rest[1:]
	case c == '"', c == '\'', c == '`':
		r.text(c)
	case isName(c):
		n := 1
		for n < len(r.rest) && isName(r.rest[n]) {
			n++
		}
		r.word, r.rest = r.rest[:n], r.rest[n:] // the key stays: theme: hopeTheme({
	default:
		r.sign(c)
		r.rest = r.rest[1:]
	}
}

func (r *scriptReader) sign(c byte) {
	switch c {
	case ':':
		r.key, r.word = r.word, ""
	case '{', '[', '(':
		r.path = append(r.path, r.key)
		r.key, r.word = "", ""
	case '}', ']', ')':
		if len(r.path) > 0 {
			r.path = r.path[:len(r.path)-1]
		}
		r.key, r.word = "", ""
	default:
		r.key, r.word = "", ""
	}
}

// text takes a literal, and keeps it if it is the whole value of a key.
func (r *scriptReader) text(quote byte) {
	var b strings.Builder
	n := 1
	for ; n < len(r.rest) && r.rest[n] != quote; n++ {
		if r.rest[n] == '\\' && n+1 < len(r.rest) {
			n++
		}
		b.WriteByte(r.rest[n])
	}
	value := b.String()
	r.rest = r.rest[min(n+1, len(r.rest)):]
	after := strings.TrimLeft(r.rest, " \t\r\n")
	if r.key != "" && !strings.HasPrefix(after, "+") && !(quote == '`' && strings.Contains(value, "${") && !strings.HasSuffix(value, "${filePath}")) {
		r.keep(value)
	}
	if n := len(r.path) - 1; r.key == "" && n >= 0 && isExcluding(r.path[n]) {
		r.key, r.path = r.path[n], r.path[:n]
		r.add(value)
		r.path = append(r.path, r.key)
	}
	r.word, r.key = value, ""
}

// isExcluding says whether a key is that of a list of what is not published.
func isExcluding(key string) bool {
	return key == "srcExclude" || key == "exclude" || key == "ignorePatterns"
}

// add keeps a text of a list as a line.
func (r *scriptReader) add(value string) {
	p := r.at()
	r.found[p] += value + "\n"
}

func (r *scriptReader) keep(value string) {
	if p := r.at(); r.found[p] == "" {
		r.found[p] = value
	}
}

// at is the path of the key.
func (r *scriptReader) at() string {
	var keys []string
	for _, key := range append(r.path[:len(r.path):len(r.path)], r.key) {
		if key != "" {
			keys = append(keys, key)
		}
	}
	return strings.Join(keys, ".")
}

func (r *scriptReader) skipTo(end string) {
	_, r.rest, _ = strings.Cut(r.rest, end)
}

func isName(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// vitePress reads https://vitepress.dev/reference/site-config, and of VuePress
// what is the same. The notes are where the hidden folder is.
func vitePress(name string, text []byte) Settings {
	s := scriptOf(text)
	dir, _, _ := strings.Cut(name, ".v")
	repo := s.one("themeConfig.docsRepo", "themeConfig.repo", "theme.docsRepo", "theme.repo")
	if repo != "" && !strings.Contains(repo, "://") {
		repo = "https://github.com/" + repo
	}
	if repo != "" {
		branch := s.one("themeConfig.docsBranch", "theme.docsBranch")
		repo = under(repo, path.Join("edit", cmp.Or(branch, "main"), s.one("themeConfig.docsDir", "theme.docsDir")))
	}
	return Settings{
		Title: s.one("title", "locales.root.title", "locales./.title"), Description: s.one("description", "locales.root.description", "locales./.description"),
		Lang: s.one("lang", "locales.root.lang", "locales./.lang"), Notes: path.Join("./"+dir, s.one("srcDir")),
		URL: under(s.one("sitemap.hostname", "hostname", "theme.hostname"), s.one("base")), Author: s.one("theme.author.name", "theme.author"),
		Repo:   cmp.Or(withoutPath(s.one("themeConfig.editLink.pattern", "locales.root.themeConfig.editLink.pattern")), repo),
		Ignore: s.one("srcExclude"),
	}
}

// docusaurus reads https://docusaurus.io/docs/api/docusaurus-config.
func docusaurus(_ string, text []byte) Settings {
	s := scriptOf(text)
	return Settings{
		Title: s.one("title"), Description: s.one("tagline"), Lang: s.one("i18n.defaultLocale"),
		URL: under(s.one("url"), s.one("baseUrl")), Notes: cmp.Or(s.one("presets.docs.path"), "docs"), Repo: under(s.one("presets.docs.editUrl"), "docs"),
		Ignore: s.one("presets.docs.exclude"),
	}
}

// quartz reads https://quartz.jzhao.xyz/configuration.
func quartz(_ string, text []byte) Settings {
	s := scriptOf(text)
	base := s.one("configuration.baseUrl")
	if base != "" {
		base = "https://" + base
	}
	return Settings{Title: s.one("configuration.pageTitle"), Lang: s.one("configuration.locale"), URL: base, Notes: "content", Ignore: s.one("configuration.ignorePatterns")}
}
