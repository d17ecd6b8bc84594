package load

import (
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/biji-notes/biji/site"
)

// dateKeys are the keys that tell the date of a note, the best first: when it
// came out, when it was begun, when it was last changed.
func dateKeys() []string {
	return append([]string{
		"date", "pubdate", "publishdate", "publish_date", "published", "posted", "发布日期", "发布时间",
		"created", "createdat", "created_at", "date_created", "date created", "creation_date", "创建时间", "创建日期",
	}, updatedKeys()...)
}

// updatedKeys are those that tell when it was last changed.
func updatedKeys() []string {
	return []string{"updated", "updatedat", "updated_at", "lastmod", "lastmodified", "last_modified", "modified", "date_modified", "date modified", "更新时间", "修改时间"}
}

// moreDateLayouts are other ways in which programs write dates. What has one of
// dateLayouts is tried first.
var moreDateLayouts = [...]string{
	"2006-1-2 15:4", "2006-1-2 15:4:5", "2006-1-2T15:4", "2006/1/2 15:4", "2006/1/2 15:4:5", "2006.1.2 15:4", "2006.1.2 15:4:5",
	"2006-1-2 3:04 PM", "2006-1-2 3:04:05 PM", "2006-1-2 3:04PM",
	"2006年1月2日 15:4", "2006年1月2日 15:4:5", "2006年1月2日15:4", "2006年1月2日15:4:5", "2006年1月2日 15时4分", "2006年1月2日 15时4分5秒", "2006年1月",
	"20060102", "20060102 15:4", "200601021504", "20060102150405", "20060102T150405", "20060102T150405Z07:00", "2006-1", "2006/1",
	"Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "2 Jan 2006", "2 January 2006", "2-Jan-2006",
	"Jan 2, 2006 3:04 PM", "January 2, 2006 3:04 PM", "Jan 2, 2006 15:04", "Jan 2, 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 2006 15:04:05",
	"Jan 2 2006 15:04:05 GMT-0700", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "Jan 2 15:04:05 2006", "Jan 2 15:04:05 MST 2006", "2006-1-2 15:04:05 MST",
}

var (
	// weekday stands before or behind a date and says nothing more.
	weekday = regexp.MustCompile(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|[\s,，(（]*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:星期|周|礼拜)[一二三四五六日天])[)）]?(\s|$)`)
	// zoneName is that of a time zone in brackets, as JavaScript writes it.
	zoneName = regexp.MustCompile(`\s*\([^()]*\)$`)
)

// parseDate reads a date as people and programs write it.
func parseDate(s string) (time.Time, bool) {
	s = strings.Trim(strings.TrimSpace(s), `"'`)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "[["), "]]")
	if len(s) > 100 {
		return time.Time{}, false
	}
	bare := strings.Join(strings.Fields(weekday.ReplaceAllString(zoneName.ReplaceAllString(s, ""), " ")), " ")
	for _, text := range []string{s, bare} {
		for _, layouts := range [][]string{dateLayouts[:], moreDateLayouts[:]} {
			for _, layout := range layouts {
				if t, err := time.Parse(layout, text); err == nil && t.Year() > 0 {
					return t, true
				}
			}
		}
	}
	return time.Time{}, false
}

// date is that of the first of the keys that tells one. Only the first must be one:
// the others may mean something else.
func (m metaReader) date(keys []string) time.Time {
	const want = "a date such as 2026-01-31 or 2026-01-31 15:04"
	for _, key := range keys {
		v := m.fields[key].value
		switch {
		case v.kind == scalar && strings.TrimSpace(v.text) != "":
			if t, ok := parseDate(v.text); ok {
				return t
			}
			if key == keys[0] {
				m.wrong(key, v, want)
			}
		case v.kind == list && key == keys[0], v.kind == table && key == keys[0]:
			m.wrong(key, v, want)
		}
	}
	return time.Time{}
}

// dated is a file name that begins with a day, as those of posts and journals do.
var dated = regexp.MustCompile(`^((?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})(?:[-_ ].*)?$`)

// dayOfName gives a note without a date the one in the name of its file.
func dayOfName(n *site.Note) {
	if !n.Meta.Date.IsZero() {
		return
	}
	name := path.Base(n.Path)
	if m := dated.FindStringSubmatch(strings.TrimSuffix(name, path.Ext(name))); m != nil {
		n.Meta.Date, _ = time.Parse("2006-1-2", m[1])
	}
}
