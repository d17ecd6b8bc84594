package site

import (
	"net/url"
	"slices"
	"strings"
)

// Images says which pictures of other hosts a page shows. The zero value is all
// of them.
type Images struct {
	Some  bool     // only those of Hosts; without any: none
	Hosts []string // "cdn.example.org", or "*.example.org" for all below it; lower case
}

// Shows says whether the picture at an http or https URL is shown.
func (i Images) Shows(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, " ;,'\"*") { // fits in no policy
		return false
	}
	host := strings.ToLower(u.Hostname())
	return !i.Some || slices.ContainsFunc(i.Hosts, func(h string) bool {
		below, all := strings.CutPrefix(h, "*.")
		return h == host || all && strings.HasSuffix(host, "."+below)
	})
}

// IsPlayer says whether a URL is that of a page with a film or a post, which
// Obsidian embeds when it is written as a picture.
func IsPlayer(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); host {
	case "youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "player.vimeo.com", "twitter.com", "x.com",
		"player.bilibili.com", "b23.tv", "music.163.com", "v.qq.com":
		return true
	case "bilibili.com":
		return strings.HasPrefix(u.Path, "/video/")
	}
	return false
}

// IsPicture says whether a URL may be that of a picture, for all that it says
// itself.
func IsPicture(address string) bool {
	u, err := url.Parse(address)
	if err != nil || IsPlayer(address) {
		return false
	}
	kind := MediaOf(u.Path)
	return kind == Picture || kind == Unknown
}

// forwarding are hosts that answer for a picture by naming another host, as of
// 2026: a policy has to allow both.
var forwarding = map[string][]string{
	"github.com": {"https://raw.githubusercontent.com", "https://user-images.githubusercontent.com", "https://private-user-images.githubusercontent.com",
		"https://github-production-user-asset-6210df.s3.amazonaws.com"},
	"gitee.com":           {"https://foruda.gitee.com", "https://raw.giteeusercontent.com"},
	"picsum.photos":       {"https://fastly.picsum.photos"},
	"source.unsplash.com": {"https://images.unsplash.com"},
	"badge.fury.io":       {"https://d25lcipzij17d.cloudfront.net"},
	"goreportcard.com":    {"https://img.shields.io"},
	"travis-ci.org":       {"https://api.travis-ci.org"},
	"travis-ci.com":       {"https://api.travis-ci.com"},
}

// ImageSources are the hosts from which the picture at a URL that is shown
// comes, as a content security policy names them.
func ImageSources(address string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return append([]string{u.Scheme + "://" + u.Host}, forwarding[strings.ToLower(u.Hostname())]...)
}

// FormulaIn finds the TeX in the address of an image that a formula server
// would draw.
func FormulaIn(href string) (tex string, ok bool) {
	u, err := url.Parse(href)
	if err != nil {
		return "", false
	}
	switch {
	case u.Host == "latex.codecogs.com":
		tex, err = url.PathUnescape(u.RawQuery)
	case u.Path == "/equation":
		tex = u.Query().Get("tex")
	}
	return tex, err == nil && tex != ""
}
