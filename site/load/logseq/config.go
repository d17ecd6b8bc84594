// Package logseq knows how Logseq keeps a graph on disk: its settings, the names
// of its files, and the properties at the start of a page.
package logseq

import (
	"path"
	"regexp"
	"strings"
)

// ConfigName is the path of a graph's settings, below the graph.
const ConfigName = "logseq/config.edn"

// A Config is what we ask of a graph's settings.
type Config struct {
	Public   Public
	Hidden   []string // paths of files and folders below the graph that Logseq leaves out
	Pages    string   // folder of the pages
	Journals string   // folder of the journals
	DayTitle string   // pattern of the titles of journals: "MMM do, yyyy"
}

// A Public says which pages of a graph are meant to be published.
type Public int

const (
	Unsaid Public = iota // those that say "public:: true", if any does
	All
	Chosen // those that say "public:: true"
)

// ReadConfig reads the settings. What it does not find is as Logseq has it by
// default; it understands as much of EDN as these few keys need.
func ReadConfig(edn []byte) Config {
	c := Config{Pages: "pages", Journals: "journals", DayTitle: "MMM do, yyyy"}
	text := withoutComments(edn)
	switch value(text, `(?:publishing/)?all-pages-public\?`, `true|false`) {
	case "true":
		c.Public = All
	case "false":
		c.Public = Chosen
	}
	folder(text, "pages-directory", &c.Pages)
	folder(text, "journals-directory", &c.Journals)
	if f := value(text, `(?:journal/page-title-format|date-formatter)`, `"[^"]*"`); f != "" {
		c.DayTitle = strings.Trim(f, `"`)
	}
	for _, quoted := range regexp.MustCompile(`"[^"]*"`).FindAllString(value(text, "hidden", `\[[^\]]*\]`), -1) {
		if p := strings.Trim(path.Clean("/"+strings.Trim(quoted, `"`)), "/"); p != "" {
			c.Hidden = append(c.Hidden, p)
		}
	}
	return c
}

func folder(text []byte, key string, into *string) {
	if p := strings.Trim(value(text, key, `"[^"]*"`), `"/ `); p != "" {
		*into = path.Clean(p)
	}
}

// value is what follows a key; "" if the key is not there, or was discarded by
// #_.
func value(text []byte, key, form string) string {
	at := regexp.MustCompile(`(#_\s*)?:` + key + `\s+(` + form + `)`)
	for _, m := range at.FindAllSubmatch(text, -1) {
		if m[1] == nil {
			return string(m[2])
		}
	}
	return ""
}

// withoutComments is EDN without what stands behind ";".
func withoutComments(edn []byte) []byte {
	var out []byte
	quoted, comment := false, false
	for i, b := range edn {
		switch {
		case b == '\n':
			comment = false
		case comment:
			continue
		case b == '"' && (i == 0 || edn[i-1] != '\\'):
			quoted = !quoted
		case b == ';' && !quoted:
			comment = true
			continue
		}
		out = append(out, b)
	}
	return out
}

// Hides says whether the graph leaves out a path, or a folder that it is in.
func (c Config) Hides(p string) bool {
	for _, h := range c.Hidden {
		if p == h || strings.HasPrefix(p, h+"/") {
			return true
		}
	}
	return false
}
