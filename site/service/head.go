package service

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Snippets are the inline scripts of an author and the hosts that they may ask;
// nil if there are none. The error is a *KeyError.
func Snippets(h site.Head) (*Inline, error) {
	if len(h.Script) == 0 {
		if len(h.Hosts) > 0 {
			return nil, &KeyError{"hosts", "there is no script that would ask them"}
		}
		return nil, nil
	}
	in := &Inline{Sources: site.Sources{}}
	for _, script := range h.Script {
		script = offDisk(script)
		in.Scripts = append(in.Scripts, script)
		in.Sources.Add("script-src", site.SourceOf(script))
	}
	for _, host := range h.Hosts {
		at, ok := secure(host)
		if !ok {
			return nil, &KeyError{"hosts", fmt.Sprintf("%q is no host such as \"cdn.example.org\" or \"*.example.org\"", host)}
		}
		for _, directive := range askable {
			in.Sources.Add(directive, at)
		}
	}
	return in, nil
}

// Inline are scripts that stand in pages.
type Inline struct {
	Scripts []string     // as they stand there
	Sources site.Sources // what the page's policy lets them be and ask
}

// Hosts are those that readers' browsers may ask, sorted.
func (in *Inline) Hosts() []string { return (&Embed{Sources: in.Sources}).Hosts() }

// askable are the directives of what a host may be asked for. Who may run a
// script may do all the rest.
var askable = []string{"script-src", "style-src", "img-src", "font-src", "connect-src", "frame-src"}

// offDisk is a script that does nothing on a page that was opened from a disk: such
// a page asks nobody.
func offDisk(script string) string {
	return "if (location.protocol !== \"file:\") {\n" + script + "\n}"
}

// secure is a host as a policy names it, over https only. All hosts of a country
// or of the world are not what a list of hosts is for.
func secure(host string) (source string, ok bool) {
	name := strings.TrimSuffix(strings.TrimPrefix(host, "https://"), "/")
	wide, below := strings.CutPrefix(name, "*.")
	if !picture.MatchString(name) || below && !strings.Contains(wide, ".") || strings.Contains(name, "..") {
		return "", false
	}
	return "https://" + name, true
}

// Script is an inline script of what an author wrote, which may have the element
// around it that instructions for pasting show. The error says why it cannot be
// one.
func Script(text string) (string, error) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(text) // as a browser reads it
	text = strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF"))
	if m := element.FindStringSubmatch(text); m != nil {
		text = strings.TrimSpace(m[1])
	}
	switch folded := strings.ToLower(text); {
	case len(text) > budget.InlineScriptBytes:
		return "", fmt.Errorf("a script of %d bytes is too long to stand in every page; write it into a file and name that in js", len(text))
	case strings.Contains(folded, "<script"), strings.Contains(folded, "</script"), strings.Contains(folded, "<!--"):
		return "", fmt.Errorf("write only what stands between <script> and </script>, one script each")
	}
	return text, nil
}

var element = regexp.MustCompile(`(?is)^<script(?:\s+type="?text/javascript"?)?\s*>(.*)</script\s*>$`)

// MetaName says what is wrong with the name of a meta element of an author; nil
// if nothing is.
func MetaName(name string) error {
	switch folded := strings.ToLower(name); {
	case !metaName.MatchString(name):
		return fmt.Errorf("%q is no name such as \"google-site-verification\"", name)
	case slices.Contains(ownMeta, folded), strings.HasPrefix(folded, "og:"), strings.HasPrefix(folded, "biji-"):
		return fmt.Errorf("%q is what biji writes itself", name)
	case slices.Contains(headers, folded):
		return fmt.Errorf("%q changes what a page may do, and no name is for that", name)
	}
	return nil
}

var metaName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._:-]{0,99}$`)

// ownMeta are the names of part head of the templates, headers what other elements
// say in place of a header.
var (
	ownMeta = []string{"viewport", "description", "author", "color-scheme", "charset", "generator", "robots"}
	headers = []string{"content-security-policy", "content-security-policy-report-only", "refresh", "set-cookie", "x-ua-compatible", "http-equiv", "referrer", "content-type", "default-style"}
)
