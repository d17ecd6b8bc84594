package base

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site/budget"
)

// startOfDay is a date without its time of day.
func startOfDay(v Value) Value {
	if v.Kind != Date {
		return Value{}
	}
	y, m, d := v.Time.Date()
	return dateOf(time.Date(y, m, d, 0, 0, 0, 0, v.Time.Location()), false)
}

// token is a piece of a format of moment.js, https://momentjs.com/docs/#/displaying/format/,
// or of Luxon, which Dataview uses.
var token = regexp.MustCompile(`\[[^\]]*\]|'[^']*'|Y{4}|YY|y{4}|yy|M{1,4}|Do|D{1,2}|d{1,4}|E{3,4}|c{3,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|A|a|Q`)

func formatted(v Value, layout string) Value {
	if v.Kind != Date {
		return Value{}
	}
	layout, _ = budget.Cut(layout, 200)
	luxon := strings.Contains(layout, "y")
	return text(token.ReplaceAllStringFunc(layout, func(t string) string { return piece(v.Time, t, luxon) }))
}

func piece(t time.Time, token string, luxon bool) string {
	layouts := map[string]string{
		"YYYY": "2006", "yyyy": "2006", "YY": "06", "yy": "06", "MMMM": "January", "MMM": "Jan", "MM": "01", "M": "1",
		"DD": "02", "D": "2", "dddd": "Monday", "ddd": "Mon", "EEEE": "Monday", "EEE": "Mon", "cccc": "Monday", "ccc": "Mon",
		"HH": "15", "hh": "03", "h": "3", "mm": "04", "m": "4", "ss": "05", "s": "5", "A": "PM", "a": "pm",
	}
	if luxon {
		layouts["dd"], layouts["d"] = "02", "2"
	}
	switch layout, ok := layouts[token]; {
	case ok:
		return t.Format(layout)
	case token[0] == '[' || token[0] == '\'':
		return token[1 : len(token)-1]
	case token == "H":
		return strconv.Itoa(t.Hour())
	case token == "Do":
		return ordinal(t.Day())
	case token == "dd":
		return t.Format("Mon")[:2]
	case token == "d":
		return strconv.Itoa(int(t.Weekday()))
	case token == "Q":
		return strconv.Itoa((int(t.Month())-1)/3 + 1)
	}
	return token
}

func ordinal(n int) string {
	end := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}
