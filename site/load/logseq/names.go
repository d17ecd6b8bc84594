package logseq

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// PageName is the name of the page in a file, both without extension: "a/b" of
// "a___b" and of "a%2Fb", "a:b" of "a%3Ab". A file whose name stands for no path
// has its own.
func PageName(file string) string {
	name := strings.ReplaceAll(file, "___", "/")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		parts = append(parts, strings.TrimSpace(part))
	}
	name = strings.Join(parts, "/")
	if !fs.ValidPath(name) || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.HasPrefix(path.Base(name), ".") {
		return file
	}
	return name
}

var dayName = regexp.MustCompile(`^(\d{4})[-_](\d\d)[-_](\d\d)$`)

// Day is the day of the journal in a file, without extension.
func Day(file string) (time.Time, bool) {
	m := dayName.FindStringSubmatch(file)
	if m == nil {
		return time.Time{}, false
	}
	t, err := time.Parse("2006-01-02", strings.Join(m[1:], "-"))
	return t, err == nil
}

var dayToken = regexp.MustCompile(`'[^']*'|y+|M+|do|d+|E+|.`)

// Title is the title of the journal of a day.
func (c Config) Title(day time.Time) string {
	var b strings.Builder
	for _, token := range dayToken.FindAllString(c.DayTitle, -1) {
		b.WriteString(written(token, day))
	}
	return b.String()
}

// written is a day's part of a pattern, in the letters of Java and Closure.
func written(token string, day time.Time) string {
	switch token {
	case "yyyy", "y":
		return day.Format("2006")
	case "yy":
		return day.Format("06")
	case "MMMM":
		return day.Format("January")
	case "MMM":
		return day.Format("Jan")
	case "MM":
		return day.Format("01")
	case "M":
		return day.Format("1")
	case "do":
		return ordinal(day.Day())
	case "dd":
		return day.Format("02")
	case "d":
		return day.Format("2")
	case "EEEE":
		return day.Format("Monday")
	case "E", "EE", "EEE":
		return day.Format("Mon")
	}
	return strings.Trim(token, "'")
}

func ordinal(n int) string {
	switch {
	case n%100/10 == 1:
	case n%10 == 1:
		return fmt.Sprintf("%dst", n)
	case n%10 == 2:
		return fmt.Sprintf("%dnd", n)
	case n%10 == 3:
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}
