// Package dates writes dates as readers of a language write them.
//
// A layout is the second of January 2006 as it is to be written, as in
// package time of Go: "2 January 2006", "2006年1月2日", "01/02/2006". Of Go's
// words it knows 2006, 06, January, Jan, 01, 1, 02 and 2; all else stands for
// itself.
package dates

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// ISO is the layout of the standard, which all languages read.
const ISO = "2006-01-02"

// word finds what stands for a part of the date, the longest first.
var word = regexp.MustCompile(`2006|January|Jan|06|01|02|1|2`)

// Layout is the usual long form in a language, a BCP 47 tag; ISO in one that
// we do not know.
func Layout(lang string) string { return find(lang).layout }

// Text is a day by a layout; the names of months are those of the language.
func Text(day time.Time, layout, lang string) string {
	return word.ReplaceAllStringFunc(layout, func(w string) string {
		if w != "January" && w != "Jan" {
			return day.Format(w)
		}
		l := find(lang)
		if l.months == "" {
			return day.Format(w)
		}
		name := strings.Split(l.months, "|")[day.Month()-1]
		if w == "Jan" && l.short > 0 {
			name = name[:l.short]
		}
		return name
	})
}

// Check says what is wrong with a layout that an author wrote.
func Check(layout string) error {
	rest := word.ReplaceAllString(layout, "")
	if word.MatchString(layout) && !strings.ContainsAny(rest, "0123456789%") && !foreign.MatchString(rest) {
		return nil
	}
	if own := fromLetters(layout); own != layout && Check(own) == nil {
		return fmt.Errorf("write the 2nd of January 2006 as all dates are to look; %q is %q", layout, own)
	}
	return errors.New(`write the 2nd of January 2006 as all dates are to look, such as "2006-01-02" or "2 January 2006"`)
}

// foreign finds parts of a date in the ways of others, and those that we do not
// have.
var foreign = regexp.MustCompile(`(?i)\b(?:y{2,4}|m{2,4}|d{1,4})\b|yyyy|\bMon(?:day)?\b`)

// letters finds what others write for a part: CLDR and Moment.js YYYY or yyyy,
// and strftime %Y.
var letters = regexp.MustCompile(`%-?[YymdeBb]|[Yy]{4}|[Yy]{2}|[Yy]|M{1,4}|[Dd]{1,2}`)

// fromLetters is the layout that YYYY-MM-DD means.
func fromLetters(pattern string) string {
	means := map[string]string{
		"%Y": "2006", "%y": "06", "%m": "01", "%-m": "1", "%d": "02", "%-d": "2", "%e": "2", "%B": "January", "%b": "Jan",
		"YYYY": "2006", "YY": "06", "Y": "2006", "MMMM": "January", "MMM": "Jan", "MM": "01", "M": "1", "DD": "02", "D": "2",
	}
	return letters.ReplaceAllStringFunc(pattern, func(s string) string {
		if meant, ok := means[s]; ok {
			return meant
		}
		return means[strings.ToUpper(s)]
	})
}
