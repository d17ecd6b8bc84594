package main

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/speech"
)

// A host that readers ask for pictures.
type host struct {
	Name     string `json:"host"`
	Pictures int    `json:"pictures"`
}

// elsewhere lists the other hosts of which a site shows pictures, and how many
// of each, the most first.
func elsewhere(g *site.Graph) []host {
	counts := map[string]map[string]bool{}
	for _, targets := range g.Targets {
		for _, t := range targets {
			u, err := url.Parse(t.URL)
			if _, drawn := site.FormulaIn(t.URL); !t.Shown || drawn || err != nil {
				continue
			}
			if counts[u.Host] == nil {
				counts[u.Host] = map[string]bool{}
			}
			counts[u.Host][t.URL] = true
		}
	}
	var hosts []host
	for name, urls := range counts {
		hosts = append(hosts, host{name, len(urls)})
	}
	slices.SortFunc(hosts, func(a, b host) int {
		return cmp.Or(cmp.Compare(b.Pictures, a.Pictures), cmp.Compare(a.Name, b.Name))
	})
	return hosts
}

// namedHosts is how many hosts the line names.
const namedHosts = 3

// elsewhereLine says the same in a line; "" if there are none.
func elsewhereLine(hosts []host, in speech.Speech) string {
	if len(hosts) == 0 {
		return ""
	}
	all := 0
	var names []string
	for i, h := range hosts {
		all += h.Pictures
		if i < namedHosts {
			names = append(names, fmt.Sprintf("%s %d", site.Printable(h.Name), h.Pictures))
		}
	}
	if more := len(hosts) - namedHosts; more > 0 {
		names = append(names, in.Sprintf("%d more", more))
	}
	return in.Sprintf("readers load %s from %s (%s); biji fetch keeps copies",
		count(all, "picture"), count(len(hosts), "other host"), in.List(names)) + "\n"
}
