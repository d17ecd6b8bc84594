package base

import (
	"cmp"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

// A Value is what an expression gives.
type Value struct {
	Kind   Kind
	Num    float64 // of a Number; of a Span of time its milliseconds
	True   bool
	Text   string    // of Text; of a Link and a File what readers see
	Time   time.Time // of a Date; Clock says that the time of day belongs to it
	Clock  bool
	Note   int          // of a File or Link: index of the note, -1 if it leads to none
	To     *site.Target // of a File or Link
	Dest   string       // of a File or Link: as it was written
	Items  []Value      // of a List; of Text with links in it the pieces
	months int          // of a Span of time, besides Num
	re     *regexp.Regexp
	global bool
}

// A Kind is the type of a Value.
type Kind int

// The kinds of values. An Unknown value is one that cannot be computed, and so
// is whatever is made of it.
const (
	Null Kind = iota
	Unknown
	Bool
	Number
	Text
	Date
	Duration
	List
	Link
	File
	Regexp
)

func number(n float64) Value   { return Value{Kind: Number, Num: n} }
func truth(b bool) Value       { return Value{Kind: Bool, True: b} }
func text(s string) Value      { return Value{Kind: Text, Text: s} }
func list(items []Value) Value { return Value{Kind: List, Items: items} }
func dateOf(t time.Time, clock bool) Value {
	return Value{Kind: Date, Time: t, Clock: clock}
}

// Of is the value of a property's value. links are those of its note's
// properties, and targets where they lead.
func Of(v *site.Value, links []site.Link, targets []site.Target) Value {
	switch v.Kind {
	case site.Number:
		return number(v.Num)
	case site.Truth:
		return truth(v.True)
	case site.Day, site.Moment:
		return dateOf(v.Time, v.Kind == site.Moment)
	}
	pieces := make([]Value, 0, len(v.Spans))
	for _, s := range v.Spans {
		if s.Link < 0 || s.Link >= len(targets) {
			pieces = append(pieces, text(s.Text))
			continue
		}
		to := targets[s.Link]
		pieces = append(pieces, Value{Kind: Link, Text: s.Text, To: &targets[s.Link], Note: noteOf(to), Dest: links[s.Link].Dest})
	}
	if len(pieces) == 1 {
		return pieces[0]
	}
	return Value{Kind: Text, Text: v.Text, Items: pieces}
}

func noteOf(t site.Target) int {
	if t.Kind == site.ToPage {
		return t.Note
	}
	return -1
}

// truthy is what JavaScript makes of a value in a condition.
func (v Value) truthy() bool {
	switch v.Kind {
	case Null:
		return false
	case Bool:
		return v.True
	case Number:
		return v.Num != 0 && !math.IsNaN(v.Num)
	case Text:
		return v.Text != ""
	}
	return true
}

// empty says whether there is nothing to show.
func (v Value) empty() bool {
	switch v.Kind {
	case Null, Unknown:
		return true
	case Text:
		return v.Text == ""
	case List:
		return len(v.Items) == 0
	}
	return false
}

// String is the value as text.
func (v Value) String() string {
	switch v.Kind {
	case Bool:
		return strconv.FormatBool(v.True)
	case Number:
		return formatNumber(v.Num)
	case Text, Link, File:
		return v.Text
	case Date:
		if v.Clock {
			return v.Time.Format("2006-01-02 15:04")
		}
		return v.Time.Format("2006-01-02")
	case Duration:
		return formatNumber(v.Num)
	case List:
		var b strings.Builder
		left := budget.QueryItems
		v.list(&b, &left)
		return b.String()
	}
	return ""
}

// list writes the items of a list, and of lists in it, so many at most: a list
// that an expression makes can hold another again and again.
func (v Value) list(b *strings.Builder, left *int) {
	for i, item := range v.Items {
		if *left--; *left < 0 || b.Len() > budget.QueryText {
			return
		}
		if i > 0 {
			b.WriteString(", ")
		}
		if item.Kind == List {
			item.list(b, left)
			continue
		}
		b.WriteString(item.String())
	}
}

func formatNumber(n float64) string {
	switch {
	case math.IsNaN(n):
		return "NaN"
	case math.IsInf(n, 0), math.Abs(n) >= 1e21:
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// equal is ==, which takes texts in any case of a link for what it leads to.
func equal(a, b Value) bool {
	a, b = single(a, b), single(b, a)
	switch {
	case isRef(a) && isRef(b):
		if a.Note >= 0 || b.Note >= 0 {
			return a.Note == b.Note
		}
		return calledAs(a, b.Dest)
	case isRef(a) && isWikilink(b):
		return calledAs(a, b.Text)
	case isRef(b) && isWikilink(a):
		return calledAs(b, a.Text)
	case a.Kind == Date && b.Kind == Date:
		return a.Time.Equal(b.Time)
	case a.Kind == Null || b.Kind == Null:
		return a.empty() && b.empty()
	case a.Kind == Number && b.Kind == Number:
		return a.Num == b.Num
	case a.Kind == Bool && b.Kind == Bool:
		return a.True == b.True
	case a.Kind == List && b.Kind == List:
		return len(a.Items) == len(b.Items) && a.String() == b.String()
	case a.Kind == List || b.Kind == List:
		return false
	}
	return a.String() == b.String()
}

// calledAs says whether a name, or a wikilink written as text, is that of what v
// leads to.
func calledAs(v Value, name string) bool {
	name, _, _ = strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "[["), "]]"), "|")
	return slug.Fold(path.Base(name)) == slug.Fold(path.Base(v.Dest))
}

func isWikilink(v Value) bool { return v.Kind == Text && strings.HasPrefix(v.Text, "[[") }

// single is a as what b is, if it is a text that can be read so.
func single(a, b Value) Value {
	if a.Kind == Text && b.Kind == Date {
		if d, ok := readDate(a.Text); ok {
			return d
		}
	}
	return a
}

func isRef(v Value) bool { return v.Kind == Link || v.Kind == File }

// compare orders values: nothing comes last.
func compare(a, b Value) int {
	a, b = single(a, b), single(b, a)
	switch {
	case a.empty() || b.empty():
		return cmp.Compare(rank(a), rank(b))
	case a.Kind == Number && b.Kind == Number, a.Kind == Duration && b.Kind == Duration:
		return cmp.Compare(a.Num, b.Num)
	case a.Kind == Date && b.Kind == Date:
		return a.Time.Compare(b.Time)
	case a.Kind == Bool && b.Kind == Bool:
		return cmp.Compare(rank(a), rank(b))
	}
	return slug.Natural(a.String(), b.String())
}

func rank(v Value) int {
	switch {
	case v.empty():
		return 2
	case v.Kind == Bool && v.True:
		return 1
	}
	return 0
}

var dateLayouts = [...]string{"2006-1-2", "2006-1-2 15:04:05", "2006-1-2 15:04", "2006-1-2T15:04:05", "2006-1-2T15:04", time.RFC3339, "2006-1", "2006/1/2"}

func readDate(s string) (Value, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return dateOf(t, strings.Contains(layout, ":")), true
		}
	}
	return Value{}, false
}

var duration = regexp.MustCompile(`^\s*(-?\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*`)

// readDuration reads "1d", "2 weeks", "1h 30m".
func readDuration(s string) (Value, bool) {
	d := Value{Kind: Duration}
	if strings.TrimSpace(s) == "" {
		return d, false
	}
	for s != "" {
		m := duration.FindStringSubmatch(s)
		if m == nil {
			return Value{}, false
		}
		n, _ := strconv.ParseFloat(m[1], 64)
		months, ms, ok := unit(m[2])
		if !ok {
			return Value{}, false
		}
		d.months += int(n * float64(months))
		d.Num += n * ms
		s = strings.TrimLeft(s[len(m[0]):], ", ")
	}
	return d, true
}

// unit is a unit of time in months or milliseconds. Upper case M is a month.
func unit(name string) (months int, ms float64, ok bool) {
	const second, minute, hour, day = 1000, 60_000, 3_600_000, 86_400_000
	switch name {
	case "y", "yr", "yrs", "year", "years":
		return 12, 0, true
	case "M", "mo", "month", "months":
		return 1, 0, true
	case "w", "wk", "wks", "week", "weeks":
		return 0, 7 * day, true
	case "d", "day", "days":
		return 0, day, true
	case "h", "hr", "hrs", "hour", "hours":
		return 0, hour, true
	case "m", "min", "mins", "minute", "minutes":
		return 0, minute, true
	case "s", "sec", "secs", "second", "seconds":
		return 0, second, true
	}
	return 0, 0, false
}

// shift is a date, so much time later.
func shift(d, by Value, sign float64) Value {
	t := d.Time.AddDate(0, int(sign)*clampInt(by.months), 0)
	t = t.Add(time.Duration(clamp(sign*by.Num) * float64(time.Millisecond)))
	return dateOf(t, d.Clock || math.Mod(by.Num, 86_400_000) != 0)
}

// clamp keeps a span of time, in milliseconds, within what can be reckoned with.
func clamp(ms float64) float64 {
	const most = 9e12 // 285 years
	if math.IsNaN(ms) {
		return 0
	}
	return min(max(ms, -most), most)
}

func clampInt(months int) int { return min(max(months, -12_000), 12_000) }
