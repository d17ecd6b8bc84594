package service

import (
	"cmp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// Analytics is the service that counts visits; nil if there is none. The error
// is a *KeyError.
func Analytics(a site.Analytics) (*Embed, error) {
	if a.Service == "goatcounter" && a.Site == "" && a.Server == "" {
		return nil, &KeyError{"site", "goatcounter needs it, or a server"}
	}
	return embed(counters, a.Service, map[string]string{"site": a.Site, "server": a.Server})
}

// AnalyticsNames are the services that there are.
func AnalyticsNames() []string { return names(counters) }

var counters = []kind{
	{"plausible", []string{"site"}, []string{"server"}, sending("https://plausible.io", "/api/event")},
	{"umami", []string{"site"}, []string{"server"}, sending("https://cloud.umami.is", "/api/send")},
	{"goatcounter", nil, []string{"site", "server"}, func(given map[string]string) (map[string]string, []site.Source) {
		server := given["server"]
		if server == "" {
			server = "https://" + given["site"] + ".goatcounter.com"
		}
		return sendingTo(strings.TrimSuffix(server, "/")+"/count", "")
	}},
	{"google", []string{"site"}, nil, func(given map[string]string) (map[string]string, []site.Source) {
		// https://developers.google.com/tag-platform/security/guides/csp
		const tags = "https://www.googletagmanager.com"
		return map[string]string{"site": given["site"], "script": tags + "/gtag/js?id=" + given["site"]}, slices.Concat(
			at("script-src", tags+"/gtag/js"),
			at("connect-src", tags, "https://*.google-analytics.com", "https://*.analytics.google.com"),
			at("img-src", tags, "https://*.google-analytics.com"),
		)
	}},
}

// sending sends events to a path of a server, which has a default.
func sending(server, path string) func(map[string]string) (map[string]string, []site.Source) {
	return func(given map[string]string) (map[string]string, []site.Source) {
		return sendingTo(strings.TrimSuffix(cmp.Or(given["server"], server), "/")+path, given["site"])
	}
}

func sendingTo(address, name string) (map[string]string, []site.Source) {
	return map[string]string{"to": address, "site": name}, at("connect-src", address)
}
