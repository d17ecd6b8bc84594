package render

import (
	"cmp"
	"time"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/dates"
)

// A Day is a date as a page shows it.
type Day struct {
	Machine string // value of datetime
	Text    string
	Lang    string // of Text, if the interface has another
}

// Day is a date without its time of day. Its layout is that of the setting, or
// of the text "date", or the usual one of the language.
func (d *data) Day(t time.Time) Day {
	lang := d.dayLang()
	day := Day{Machine: t.Format(time.DateOnly)}
	day.Text = dates.Text(t, cmp.Or(d.Site.DateFormat, d.layout, dates.Layout(lang)), lang)
	if primary(lang) != primary(d.T["lang"]) {
		day.Lang = lang
	}
	return day
}

// Moment is a date and its time of day.
func (d *data) Moment(t time.Time) Day {
	day := d.Day(t)
	day.Machine = t.Format("2006-01-02T15:04")
	day.Text += t.Format(" 15:04")
	return day
}

// dayLang is the language of dates: the site's or the page's, whichever has the
// page's interface. A site in German has its interface in English, and German dates.
func (d *data) dayLang() string {
	for _, lang := range []string{d.Site.Lang, d.Lang} {
		if lang != "" && site.UI(lang) == site.UI(d.T["lang"]) {
			return lang
		}
	}
	return d.T["lang"]
}

// takeLayouts is the layouts of dates that an author gave in the words, by the
// language of the interface; the built-in one is that of its own language only. It
// puts into the words what templates that format dates themselves expect: one that
// is never empty.
func takeLayouts(words map[string]Words) map[string]string {
	layouts := map[string]string{}
	for lang, w := range words {
		if w["date"] != dates.Layout(lang) {
			layouts[lang] = w["date"]
		}
		w["date"] = cmp.Or(w["date"], dates.Layout(lang))
	}
	return layouts
}
