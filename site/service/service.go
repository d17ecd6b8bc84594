// Package service knows the services of others that pages can use, and what
// each asks of readers' browsers: those that count visits, and those that keep
// comments. A page's policy is widened by exactly what its services need.
//
// Where a service has an interface that is written down, our own script speaks
// it, and no script of others runs: Plausible's and Umami's events
// (https://plausible.io/docs/events-api, https://umami.is/docs/api/sending-stats),
// GoatCounter's /count (https://www.goatcounter.com/help/pixel), and the frames of
// giscus and utterances with the messages of their scripts
// (https://github.com/giscus/giscus, https://github.com/utterance/utterances). The
// others are scripts, and run as they are.
package service

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// An Embed is a service in a page.
type Embed struct {
	Name     string            // "giscus"
	Settings map[string]string // for its script
	Sources  site.Sources      // what the page's policy lets it ask
}

// JSON is the settings and the name, as the script reads them.
func (e *Embed) JSON() string {
	all := maps.Clone(e.Settings)
	all["service"] = e.Name
	text, err := json.Marshal(all)
	if err != nil { // of strings there is none
		panic(err)
	}
	return string(text)
}

// Hosts are those that readers' browsers ask, sorted.
func (e *Embed) Hosts() []string {
	hosts := map[string]bool{}
	for s := range e.Sources {
		if u, err := url.Parse(s.Value); err == nil && u.Host != "" {
			hosts[u.Host] = true
		}
	}
	return slices.Sorted(maps.Keys(hosts))
}

// A KeyError says what is wrong with a setting of a service.
type KeyError struct {
	Key  string // in its table: "repo"
	What string
}

func (e *KeyError) Error() string { return e.Key + ": " + e.What }

// A kind is a service that there is.
type kind struct {
	name  string
	needs []string // keys without which it cannot be used
	may   []string
	embed func(given map[string]string) (settings map[string]string, sources []site.Source)
}

// names are those of kinds.
func names(kinds []kind) []string {
	var all []string
	for _, k := range kinds {
		all = append(all, k.name)
	}
	return all
}

// embed is the service that the settings name, nil if none.
func embed(kinds []kind, name string, given map[string]string) (*Embed, error) {
	if name == "" {
		for _, key := range slices.Sorted(maps.Keys(given)) {
			if given[key] != "" {
				return nil, &KeyError{"service", fmt.Sprintf("which is it? One of %s", strings.Join(names(kinds), ", "))}
			}
		}
		return nil, nil
	}
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return nil, &KeyError{"service", fmt.Sprintf("%q is none of %s", name, strings.Join(names(kinds), ", "))}
	}
	k := kinds[i]
	if err := k.check(given); err != nil {
		return nil, err
	}
	e := &Embed{Name: name, Sources: site.Sources{}}
	var sources []site.Source
	e.Settings, sources = k.embed(given)
	for _, s := range sources {
		if s.Value != "" {
			e.Sources[s] = true
		}
	}
	maps.DeleteFunc(e.Settings, func(_, value string) bool { return value == "" })
	return e, nil
}

// check holds what was given against what the service needs and knows.
func (k kind) check(given map[string]string) error {
	for _, key := range k.needs {
		if given[key] == "" {
			return &KeyError{key, fmt.Sprintf("%s needs it", k.name)}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		value := given[key]
		switch {
		case value == "":
		case !slices.Contains(k.needs, key) && !slices.Contains(k.may, key):
			return &KeyError{key, fmt.Sprintf("%s has no such setting", k.name)}
		case !values[key].MatchString(value):
			return &KeyError{key, fmt.Sprintf("%q is not %s", value, wanted[key])}
		case key == "site" && sites[k.name].form != nil && !sites[k.name].form.MatchString(value):
			return &KeyError{key, fmt.Sprintf("%q is not what %s calls a site, such as %q", value, k.name, sites[k.name].such)}
		}
	}
	return nil
}

// values are what the keys may hold.
var values = map[string]*regexp.Regexp{
	"site":        regexp.MustCompile(`^[^\x00-\x1f]{1,200}$`),
	"server":      address,
	"script":      address,
	"style":       address,
	"repo":        regexp.MustCompile(`^[\w.-]+/[\w.-]+$`),
	"repo-id":     regexp.MustCompile(`^[\w=-]+$`),
	"category":    regexp.MustCompile(`^[^\x00-\x1f]{1,200}$`),
	"category-id": regexp.MustCompile(`^[\w=-]+$`),
	"mapping":     regexp.MustCompile(`^[a-z:]+$`), // one of Mappings
	"label":       regexp.MustCompile(`^[^\x00-\x1f]{1,200}$`),
}

// address is of a server or a file. It is a part of a policy, where a space, a
// comma or a semicolon would end it.
var address = regexp.MustCompile(`^https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:/[\w.~@/+%-]*)?$`)

// picture is a host of pictures, or all below one.
var picture = regexp.MustCompile(`^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$`)

var wanted = map[string]string{
	"site": "one line of text", "category": "one line of text", "label": "one line of text",
	"server": "an address that begins with https://", "script": "an address that begins with https://", "style": "an address that begins with https://",
	"repo": `a repository such as "user/repo"`, "repo-id": "the id that giscus.app shows", "category-id": "the id that giscus.app shows",
	"mapping": "a mapping",
}

// sites are what services call a site.
var sites = map[string]struct {
	form *regexp.Regexp
	such string
}{
	"plausible":   {regexp.MustCompile(`^[\w.,/-]+$`), "notes.example.org"},
	"umami":       {regexp.MustCompile(`^[0-9a-fA-F-]{36}$`), "00000000-0000-4000-8000-000000000000"},
	"goatcounter": {regexp.MustCompile(`^[a-z0-9-]+$`), "mycode"},
	"google":      {regexp.MustCompile(`^G-[A-Z0-9]+$`), "G-ABC123DEF4"},
}

// origin is an address without its path.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func at(directive string, values ...string) (all []site.Source) {
	for _, v := range values {
		all = append(all, site.Source{Directive: directive, Value: v})
	}
	return all
}
