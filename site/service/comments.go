package service

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// Comments is the service that keeps comments; nil if there is none. The error
// is a *KeyError.
func Comments(c site.Comments) (*Embed, error) {
	e, err := embed(keepers, c.Service, map[string]string{
		"repo": c.Repo, "repo-id": c.RepoID, "category": c.Category, "category-id": c.CategoryID, "mapping": c.Mapping, "label": c.Label,
		"server": c.Server, "site": c.Site, "script": c.Script, "style": c.Style,
	})
	if e == nil {
		return nil, err
	}
	for _, host := range c.Hosts {
		if !picture.MatchString(host) {
			return nil, &KeyError{"hosts", fmt.Sprintf("%q is no host such as \"cdn.example.org\" or \"*.example.org\"", host)}
		}
		e.Sources.Add("img-src", "https://"+host)
	}
	return e, nil
}

// CommentsNames are the services that there are.
func CommentsNames() []string { return names(keepers) }

var keepers = []kind{
	{"giscus", []string{"repo", "repo-id", "category-id"}, []string{"category", "mapping", "server"}, framed("https://giscus.app")},
	{"utterances", []string{"repo"}, []string{"mapping", "label", "server"}, framed("https://utteranc.es")},
	{"waline", []string{"server"}, []string{"script", "style"}, scripted(walineScript, walineStyle)},
	{"twikoo", []string{"server"}, []string{"script", "style"}, styling(scripted(twikooScript, twikooStyle))},
	{"artalk", []string{"server", "site"}, []string{"script", "style"}, styling(func(given map[string]string) (map[string]string, []site.Source) {
		// The server has the client that goes with it.
		dist := strings.TrimSuffix(given["server"], "/") + "/dist/Artalk"
		settings, sources := scripted(file{at: dist + ".js"}, file{at: dist + ".css"})(given)
		settings["site"] = given["site"]
		return settings, append(sources, at("img-src", "https://www.gravatar.com")...)
	})},
}

// Mappings are the ways in which giscus and utterances know a page.
func Mappings() []string { return []string{"pathname", "url", "title", "og:title"} }

// A file is a part of a service's client. Its sum is that of the version which the
// address names, for the attribute integrity.
type file struct{ at, sum string }

// The clients of services whose servers have none, by version. jsDelivr serves
// files of npm as they are. The style of Twikoo is apart, since its other client
// would write it into the page, which no policy of ours allows.
var (
	walineScript = file{"https://cdn.jsdelivr.net/npm/@waline/client@3.13.0/dist/waline.umd.js", "sha384-NntOOTzeSEa8wS/3WWdTTvMAWW4EmH95Ia4L9LR54zoQRGT0Kwae6rklipLagJ0E"}
	walineStyle  = file{"https://cdn.jsdelivr.net/npm/@waline/client@3.13.0/dist/waline.css", "sha384-H5dgxo7fIZaV4H59ZheA9FUQP2dcAM3F59n8g7XxCzxns2pHzHOZbILpUN2d3MEt"}
	twikooScript = file{"https://cdn.jsdelivr.net/npm/twikoo@1.7.9/dist/twikoo.nocss.js", "sha384-y+2PLmSUAVrjWUzirmQM/zBnf0GkchL/u5XTQu4BKkbfZaLtbEPgoE7VRclsda0G"}
	twikooStyle  = file{"https://cdn.jsdelivr.net/npm/twikoo@1.7.9/dist/twikoo.css", "sha384-iED8fV2dc1AsDi6yYjUuCFTl59BqPgc3jjFPjY1ind9fY4l3jJIEt8PlgzAP9LC0"}
)

// framed is a service that is a page of its server in a frame.
func framed(server string) func(map[string]string) (map[string]string, []site.Source) {
	return func(given map[string]string) (map[string]string, []site.Source) {
		from := origin(cmp.Or(given["server"], server))
		settings := map[string]string{"from": from, "mapping": cmp.Or(given["mapping"], "pathname")}
		for _, key := range []string{"repo", "repo-id", "category", "category-id", "label"} {
			settings[key] = given[key]
		}
		return settings, at("frame-src", from)
	}
}

// scripted is a service whose script and style the page loads, and which then
// asks its server.
func scripted(script, style file) func(map[string]string) (map[string]string, []site.Source) {
	return func(given map[string]string) (map[string]string, []site.Source) {
		script, style := script.or(given["script"]), style.or(given["style"])
		server := origin(given["server"])
		settings := map[string]string{
			"server": strings.TrimSuffix(given["server"], "/"),
			"script": script.at, "script-sum": script.sum, "style": style.at, "style-sum": style.sum,
		}
		return settings, slices.Concat(at("script-src", script.at), at("style-src", style.at), at("connect-src", server), at("img-src", server))
	}
}

// styling is a service whose script writes attributes style: Artalk hides what is not
// to be seen yet with style="display: none" in its HTML, Twikoo measures its box with
// setAttribute("style", …). Waline needs none: it sets properties, which a policy
// does not look at, and its colours are those of style/comments.css.
func styling(of func(map[string]string) (map[string]string, []site.Source)) func(map[string]string) (map[string]string, []site.Source) {
	return func(given map[string]string) (map[string]string, []site.Source) {
		settings, sources := of(given)
		return settings, append(sources, at("style-src-attr", "'unsafe-inline'")...)
	}
}

// or is the file, unless the author names another.
func (f file) or(address string) file {
	if address != "" {
		return file{at: address}
	}
	return f
}
