package load

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/service"
)

// serviceSettings are those of services of others that pages use.
func serviceSettings() []setting {
	analytics := func(at func(*site.Analytics) *string) func(*site.Options, value) error {
		return text(func(o *site.Options) *string { return at(&o.Analytics) })
	}
	comments := func(at func(*site.Comments) *string) func(*site.Options, value) error {
		return text(func(o *site.Options) *string { return at(&o.Comments) })
	}
	return []setting{
		{"analytics.service", oneOf(service.AnalyticsNames()), word(service.AnalyticsNames(), analytics(func(a *site.Analytics) *string { return &a.Service })), false, `""`,
			"Service that counts visits: plausible, umami, goatcounter or google. Readers' browsers then ask its host.",
			"用哪个服务统计访问：plausible、umami、goatcounter 或 google。读者的浏览器会访问它的主机。"},
		{"analytics.site", aText, analytics(func(a *site.Analytics) *string { return &a.Site }), false, `""`,
			"What the service calls the site: a domain (Plausible), an id (Umami), a code (GoatCounter), G-… (Google).", "服务怎样称呼网站：域名（Plausible）、编号（Umami）、代号（GoatCounter）、G-…（Google）。"},
		{"analytics.server", anAddress("https://stats.example.org"), analytics(func(a *site.Analytics) *string { return &a.Server }), false, `""`,
			"One's own server of the service.", "自己架设的统计服务器。"},
		{"comments.service", oneOf(service.CommentsNames()), word(service.CommentsNames(), comments(func(c *site.Comments) *string { return &c.Service })), false, `""`,
			"Service that keeps readers' comments: giscus, utterances, waline, twikoo or artalk.", "用哪个服务让读者评论：giscus、utterances、waline、twikoo 或 artalk。"},
		{"comments.repo", form{`a repository such as "user/repo"`, `{"type": "string"}`}, comments(func(c *site.Comments) *string { return &c.Repo }), false, `""`,
			"Repository on GitHub that holds the comments (giscus, utterances).", "存放评论的 GitHub 仓库（giscus、utterances）。"},
		{"comments.repo-id", aText, comments(func(c *site.Comments) *string { return &c.RepoID }), false, `""`,
			"Its id, which giscus.app shows.", "仓库的编号，giscus.app 会给出。"},
		{"comments.category", aText, comments(func(c *site.Comments) *string { return &c.Category }), false, `""`,
			"Category of the discussions (giscus).", "讨论的分类（giscus）。"},
		{"comments.category-id", aText, comments(func(c *site.Comments) *string { return &c.CategoryID }), false, `""`,
			"Its id, which giscus.app shows.", "分类的编号，giscus.app 会给出。"},
		{"comments.mapping", oneOf(service.Mappings()), word(service.Mappings(), comments(func(c *site.Comments) *string { return &c.Mapping })), false, `""`,
			"By what giscus and utterances know a page; \"pathname\" if it is empty.", "giscus 和 utterances 按什么认页面，空着就是 \"pathname\"。"},
		{"comments.label", aText, comments(func(c *site.Comments) *string { return &c.Label }), false, `""`,
			"Label of the issues (utterances).", "issue 的标签（utterances）。"},
		{"comments.server", anAddress("https://comments.example.org"), comments(func(c *site.Comments) *string { return &c.Server }), false, `""`,
			"Server of the comments: needed by Waline, Twikoo and Artalk.", "评论的服务器，Waline、Twikoo、Artalk 需要。"},
		{"comments.site", aText, comments(func(c *site.Comments) *string { return &c.Site }), false, `""`,
			"Name of the site on the server (Artalk).", "网站在服务器上的名字（Artalk）。"},
		{"comments.script", anAddress("https://cdn.example.org/client.js"), comments(func(c *site.Comments) *string { return &c.Script }), false, `""`,
			"Another client of Waline, Twikoo or Artalk than the usual.", "换用别处的 Waline、Twikoo、Artalk 客户端脚本。"},
		{"comments.style", anAddress("https://cdn.example.org/client.css"), comments(func(c *site.Comments) *string { return &c.Style }), false, `""`,
			"Its style sheet.", "它的样式表。"},
		{"comments.hosts", form{`a list of hosts such as ["avatars.example.org"]`, aList}, setCommentHosts, false, `[]`,
			"Hosts of the pictures in comments.", "评论里的头像和图片在哪些主机上。"},
	}
}

// oneOf is a form of one of these words, or none.
func oneOf(names []string) form {
	return form{"one of " + strings.Join(names, ", "), `{"enum": ["", "` + strings.Join(names, `", "`) + `"]}`}
}

// word makes the setter of a setting that is one of these words, or none.
func word(names []string, set func(*site.Options, value) error) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.text != "" && !slices.Contains(names, v.text) {
			return errType
		}
		return set(o, v)
	}
}

func setCommentHosts(o *site.Options, v value) error {
	items, err := texts(v)
	for _, item := range items {
		o.Comments.Hosts = append(o.Comments.Hosts, tidy(item.text, budget.DescriptionRunes))
	}
	return err
}

// services leaves out what cannot be used, and reports it at the key that is to
// blame, or where its table begins.
func (r *report) services(o *site.Options, fields []field) {
	check := func(table string, err error) bool {
		var bad *service.KeyError
		if !errors.As(err, &bad) {
			return true
		}
		at := placeOf(fields, table, bad.Key)
		r.add(site.BadConfig, at.line, at.col, "", "%s", fmt.Sprintf("%s.%s: %s", table, bad.Key, bad.What))
		return false
	}
	if _, err := service.Analytics(o.Analytics); !check("analytics", err) {
		o.Analytics = site.Analytics{}
	}
	if _, err := service.Comments(o.Comments); !check("comments", err) {
		o.Comments = site.Comments{}
	}
	if _, err := service.Snippets(o.Head); !check("head", err) {
		o.Head.Script, o.Head.Hosts = nil, nil
	}
}

// placeOf is where the value of a key of a table is, or the first of the table.
func placeOf(fields []field, table, key string) value {
	var first value
	for _, f := range fields {
		if f.key == table+"."+key {
			return f.value
		}
		if first.line == 0 && strings.HasPrefix(f.key, table+".") {
			first = value{line: f.line, col: f.col}
		}
	}
	return first
}
